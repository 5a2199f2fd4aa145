package local

import (
	"context"
	"log/slog"
	"strconv"
	"sync"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/oklog/ulid/v2"

	"shoebox/shared/fault"
)

// Consumer is the handler of a Lambda function that an SQS queue feeds.
type Consumer func(ctx context.Context, batch events.SQSEvent) (events.SQSEventResponse, error)

// QueueConfig says how a Queue delivers. A zero field has the value the deployed
// queue has.
type QueueConfig struct {
	Consumer   Consumer      // needed
	Visibility time.Duration // how long a message in delivery stays hidden, and has to be done; 30 s
	Receives   int           // deliveries before a message is given up; 3
	Capacity   int           // messages waiting; 1,000
	AtOnce     int           // deliveries at a time; 4
	Log        *slog.Logger  // needed
}

// MaxMessage is the longest message body, in bytes, as of SQS.
const MaxMessage = 256 << 10

// Queue is a queue in this process with the contract of SQS: what Send took is
// delivered at least once; a delivery that fails, or takes longer than the
// visibility time-out, is made again, up to a number of times; messages come in no
// promised order. What SQS would put into its dead-letter queue is logged and
// dropped. It is safe for concurrent use.
type Queue struct {
	c       QueueConfig
	waiting chan message
	stop    context.CancelFunc // ends all deliveries
	ctx     context.Context
	workers sync.WaitGroup
	halted  chan struct{} // closed by Halt

	mu     sync.Mutex
	closed bool
	// pending counts messages that were taken and are neither done nor given up.
	pending int
	// hidden are when messages come again, of those in delivery that said so.
	hidden map[string]time.Time
	idle   chan struct{} // closed when the queue is closed and nothing is pending
}

type message struct {
	id       string
	body     string
	sent     time.Time
	received int
}

// NewQueue starts a queue. Close ends it. The consumer's context ends with the
// visibility time-out.
func NewQueue(c QueueConfig) *Queue {
	if c.Visibility == 0 {
		c.Visibility = 30 * time.Second
	}
	if c.Receives == 0 {
		c.Receives = 3
	}
	if c.Capacity == 0 {
		c.Capacity = 1000
	}
	if c.AtOnce == 0 {
		c.AtOnce = 4
	}
	ctx, stop := context.WithCancel(context.Background())
	q := &Queue{c: c, waiting: make(chan message, c.Capacity), stop: stop, ctx: ctx, idle: make(chan struct{}), halted: make(chan struct{}), hidden: map[string]time.Time{}}
	for range c.AtOnce {
		q.workers.Go(q.work)
	}
	return q
}

// Send puts a message into the queue. A full queue is Throttled, a closed one
// Unavailable, and a body over MaxMessage TooLarge.
func (q *Queue) Send(ctx context.Context, body []byte) error { return q.SendAfter(ctx, body, 0) }

// SendAfter puts a message into the queue that is delivered after a delay.
func (q *Queue) SendAfter(_ context.Context, body []byte, delay time.Duration) error {
	const op = "local.Queue.Send"
	if len(body) > MaxMessage {
		return fault.New(op, fault.TooLarge, "message over 256 KB")
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return fault.New(op, fault.Unavailable, "the queue is closed")
	}
	if q.pending == q.c.Capacity {
		return fault.New(op, fault.Throttled, "the queue is full")
	}
	q.pending++
	m := message{id: ulid.Make().String(), body: string(body), sent: time.Now()}
	if delay <= 0 {
		q.waiting <- m // has room: no more than pending are in it
		return nil
	}
	time.AfterFunc(delay, func() { q.waiting <- m }) // has room too
	return nil
}

// Close takes no more messages and waits until those it has are done, or ctx is:
// then it ends their deliveries and gives a Timeout or Canceled.
func (q *Queue) Close(ctx context.Context) error {
	q.mu.Lock()
	if !q.closed {
		q.closed = true
		if q.pending == 0 {
			close(q.idle)
		}
	}
	q.mu.Unlock()

	var err error
	select {
	case <-q.idle:
	case <-ctx.Done():
		err = fault.Wrap("local.Queue.Close", ctx.Err())
	}
	q.stop()
	q.workers.Wait()
	return err
}

// Halt takes no more messages, waits until the deliveries under way are done, or ctx is,
// and forgets all that is waiting: for messages about what can be found again without
// them. It is called once, in place of Close.
func (q *Queue) Halt(ctx context.Context) error {
	q.mu.Lock()
	q.closed = true
	q.mu.Unlock()
	close(q.halted)
	ended := make(chan struct{})
	go func() {
		q.workers.Wait()
		close(ended)
	}()
	var err error
	select {
	case <-ended:
	case <-ctx.Done():
		err = fault.Wrap("local.Queue.Halt", ctx.Err())
	}
	q.stop()
	<-ended
	return err
}

func (q *Queue) work() {
	for {
		select {
		case <-q.ctx.Done():
			return
		case <-q.halted:
			return
		case m := <-q.waiting:
			select {
			case <-q.halted: // which of two was chosen is by chance
				return
			default:
				q.deliver(m)
			}
		}
	}
}

// Hide has a message that is in delivery, by its receipt, come again after a time and not
// before, if the delivery fails. NotFound where there is no such delivery.
func (q *Queue) Hide(_ context.Context, receipt string, d time.Duration) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if _, there := q.hidden[receipt]; !there {
		return fault.New("local.Queue.Hide", fault.NotFound, "no such delivery")
	}
	q.hidden[receipt] = time.Now().Add(d)
	return nil
}

// begin notes a delivery, until what time its message is hidden.
func (q *Queue) begin(m message, until time.Time) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.hidden[m.id] = until
}

// end forgets a delivery, and gives when its message can be seen again.
func (q *Queue) end(m message) time.Time {
	q.mu.Lock()
	defer q.mu.Unlock()
	until := q.hidden[m.id]
	delete(q.hidden, m.id)
	return until
}

// deliver makes one delivery. The message stays hidden for the visibility time-out,
// which a delivery that failed leaves to run, as SQS does, unless it said otherwise.
func (q *Queue) deliver(m message) {
	m.received++
	ctx, cancel := context.WithTimeout(q.ctx, q.c.Visibility)
	defer cancel()
	visible, _ := ctx.Deadline()
	q.begin(m, visible)
	answer, err := q.consume(ctx, m)
	visible = q.end(m)
	switch {
	case err == nil && len(answer.BatchItemFailures) == 0:
		q.settle()
	case q.ctx.Err() != nil:
		q.settle()
	case m.received >= q.c.Receives:
		q.c.Log.Error("message given up", "message", m.id, "receives", m.received)
		q.settle()
	default:
		q.c.Log.Warn("message not delivered, to be tried again", "message", m.id, "receives", m.received)
		time.AfterFunc(time.Until(visible), func() { q.waiting <- m }) // has room, as in Send
	}
}

// consume calls the consumer with a batch of one, as SQS would, and turns a panic
// into a failed delivery.
func (q *Queue) consume(ctx context.Context, m message) (answer events.SQSEventResponse, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fault.New("local.Queue", fault.Internal, "the consumer panicked")
		}
	}()
	return q.c.Consumer(ctx, batchOf(m))
}

// settle is called once for each message: done, or given up.
func (q *Queue) settle() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.pending--
	if q.closed && q.pending == 0 {
		close(q.idle)
	}
}

func batchOf(m message) events.SQSEvent {
	return events.SQSEvent{Records: []events.SQSMessage{{
		MessageId:     m.id,
		ReceiptHandle: m.id,
		Body:          m.body,
		Attributes: map[string]string{
			"ApproximateReceiveCount": strconv.Itoa(m.received),
			"SentTimestamp":           strconv.FormatInt(m.sent.UnixMilli(), 10),
		},
		EventSource: "aws:sqs",
		AWSRegion:   "local",
	}}}
}
