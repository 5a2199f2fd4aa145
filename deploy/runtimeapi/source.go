package runtimeapi

import (
	"cmp"
	"context"
	"crypto/md5" //nolint:gosec // as SQS sums bodies
	"encoding/hex"
	"encoding/json"
	"strconv"
	"sync"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"shoebox/shared/fault"
)

// SourceConfig says what feeds a function from a queue, as an event source mapping.
type SourceConfig struct {
	Queue *Queue // needed
	Fleet *Fleet // needed
	// BatchSize is how many messages an invocation gets at most: 1 to 10; 0 is 10.
	BatchSize int
	// ReportBatchItemFailures has only those messages come again that the function's
	// answer names; else all do when it fails, and none when it does not.
	ReportBatchItemFailures bool
	// Concurrency is how many invocations there are at once; 0 is 2, the least that
	// AWS takes.
	Concurrency int
	// Handled hears of every invocation; nil is nobody. It is called by several at
	// once.
	Handled func(Result)
}

// Source takes messages from a queue to a function, in batches. What the function has
// handled is deleted; the rest is received again when it is visible again.
type Source struct {
	c       SourceConfig
	polling context.Context
	stop    context.CancelFunc
	pollers sync.WaitGroup

	mu     sync.Mutex
	failed error
}

// NewSource begins to poll. An error is Invalid: as AWS, it takes no queue whose
// messages are visible again before the function's time is over.
func NewSource(c SourceConfig) (*Source, error) {
	const op = "runtimeapi.NewSource"
	const most = 10
	c.BatchSize = cmp.Or(c.BatchSize, most)
	c.Concurrency = cmp.Or(c.Concurrency, 2)
	switch timeout := c.Fleet.Function().Timeout; {
	case c.BatchSize < 1 || c.BatchSize > most:
		return nil, fault.New(op, fault.Invalid, "a batch has 1 to 10 messages")
	case c.Queue.c.Visibility < timeout:
		return nil, fault.New(op, fault.Invalid, "the queue's visibility time-out is less than the function's time-out")
	}
	s := &Source{c: c}
	s.polling, s.stop = context.WithCancel(context.Background())
	for range c.Concurrency {
		s.pollers.Go(s.poll)
	}
	return s, nil
}

// Close stops polling, waits for the invocations under way, and gives what went wrong
// outside of the function.
func (s *Source) Close() error {
	s.stop()
	s.pollers.Wait()
	return s.failed
}

func (s *Source) poll() {
	for s.polling.Err() == nil {
		batch := s.c.Queue.Receive(s.polling, s.c.BatchSize)
		if len(batch) == 0 {
			continue
		}
		if err := s.deliver(batch); err != nil {
			s.mu.Lock()
			s.failed = err
			s.mu.Unlock()
			return
		}
	}
}

// deliver makes an invocation of a batch, and deletes what was handled. The function
// being busy elsewhere leaves the batch for later.
func (s *Source) deliver(batch []Message) error {
	event, err := json.Marshal(s.event(batch))
	if err != nil {
		return fault.Wrap("runtimeapi.Source", err)
	}
	r, err := s.c.Fleet.Invoke(context.WithoutCancel(s.polling), event)
	if fault.Is(err, fault.Throttled) {
		return nil
	}
	if err != nil {
		return fault.Wrap("runtimeapi.Source", err)
	}
	handled := s.handled(batch, r)
	for _, m := range handled {
		s.c.Queue.Delete(m.Receipt)
	}
	if s.c.Handled != nil {
		s.c.Handled(r)
	}
	return nil
}

// handled gives the messages of a batch that need not come again. An answer that
// can't be read, or names what was not in the batch, has all come again.
func (s *Source) handled(batch []Message, r Result) []Message {
	if r.FunctionError != "" {
		return nil
	}
	if !s.c.ReportBatchItemFailures {
		return batch
	}
	var answer *struct {
		Failures []struct {
			ID string `json:"itemIdentifier"`
		} `json:"batchItemFailures"`
	}
	if len(r.Body) > 0 && json.Unmarshal(r.Body, &answer) != nil {
		return nil
	}
	if answer == nil { // nothing, or null
		return batch
	}
	left := map[string]Message{}
	for _, m := range batch {
		left[m.ID] = m
	}
	for _, f := range answer.Failures {
		if _, there := left[f.ID]; !there {
			return nil
		}
		delete(left, f.ID)
	}
	var handled []Message
	for _, m := range left {
		handled = append(handled, m)
	}
	return handled
}

// event is a batch as the function gets it.
func (s *Source) event(batch []Message) events.SQSEvent {
	var e events.SQSEvent
	for _, m := range batch {
		sum := md5.Sum([]byte(m.Body)) //nolint:gosec // as above
		record := events.SQSMessage{
			MessageId: m.ID, ReceiptHandle: m.Receipt, Body: m.Body, Md5OfBody: hex.EncodeToString(sum[:]),
			Attributes: map[string]string{
				"ApproximateReceiveCount":          strconv.Itoa(m.Receives),
				"SentTimestamp":                    milliseconds(m.Sent),
				"SenderId":                         "AROAEXAMPLE:" + s.c.Fleet.Function().Name,
				"ApproximateFirstReceiveTimestamp": milliseconds(m.FirstReceived),
			},
			MessageAttributes: map[string]events.SQSMessageAttribute{},
			EventSource:       "aws:sqs", EventSourceARN: s.c.Queue.ARN(), AWSRegion: s.c.Queue.c.Region,
		}
		for name, value := range m.Attributes {
			record.MessageAttributes[name] = events.SQSMessageAttribute{DataType: "String", StringValue: &value}
		}
		e.Records = append(e.Records, record)
	}
	return e
}

func milliseconds(t time.Time) string { return strconv.FormatInt(t.UnixMilli(), 10) }
