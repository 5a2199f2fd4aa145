package runtimeapi

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"sync"
	"time"
	"unicode/utf8"

	"shoebox/shared/fault"
)

// Bounds of SQS.
const (
	MaxMessage = 1 << 20          // a body with its attributes, in bytes
	MaxDelay   = 15 * time.Minute // until a message can be received first
	MaxHidden  = 12 * time.Hour   // until one that was received can be received again
)

// QueueConfig says how a queue is set up.
type QueueConfig struct {
	Name       string        // "" is "queue"
	Region     string        // "" is eu-west-1
	Visibility time.Duration // how long a received message is hidden; 0 is 30 s
	Retention  time.Duration // how long a message is kept; 0 is 4 days
	// MaxReceives is how often a message is received before it goes to DeadLetters;
	// 0 is without end.
	MaxReceives int
	DeadLetters *Queue
	// Hurry divides the times for which receivers ask to have messages hidden, so that
	// a test need not wait for them; 0 is 1.
	Hurry int
}

// Queue is a standard queue of SQS, in memory: what was sent is received at least
// once, in no promised order, until it is deleted; what is received is hidden for a
// while. It is safe for concurrent use.
type Queue struct {
	c QueueConfig

	mu       sync.Mutex
	messages map[string]*stored // by id
	arrived  chan struct{}      // closed, and made anew, when something was sent or shown again
}

// stored is a message in the queue.
type stored struct {
	Message
	visible time.Time // from then on
	expires time.Time
}

// Message is a message as it is received.
type Message struct {
	ID   string
	Body string
	// Attributes are those that the sender gave it.
	Attributes map[string]string
	// Receipt names this delivery. Only the latest one's can delete.
	Receipt       string
	Sent          time.Time
	FirstReceived time.Time
	Receives      int // this one included
}

// NewQueue makes an empty queue.
func NewQueue(c QueueConfig) *Queue {
	c.Name = cmp.Or(c.Name, "queue")
	c.Region = cmp.Or(c.Region, own["AWS_REGION"])
	c.Visibility = cmp.Or(c.Visibility, 30*time.Second)
	c.Retention = cmp.Or(c.Retention, 4*24*time.Hour)
	return &Queue{c: c, messages: map[string]*stored{}, arrived: make(chan struct{})}
}

// Name is the queue's.
func (q *Queue) Name() string { return q.c.Name }

// ARN names the queue in AWS's way.
func (q *Queue) ARN() string { return "arn:aws:sqs:" + q.c.Region + ":" + Account + ":" + q.c.Name }

// Send puts a message into the queue, to be received after a delay, and gives its id.
// An error is TooLarge or Invalid.
func (q *Queue) Send(body string, delay time.Duration, attributes map[string]string) (id string, err error) {
	const op = "runtimeapi.Queue.Send"
	size := len(body)
	for name, value := range attributes {
		size += len(name) + len("String") + len(value)
	}
	switch {
	case body == "" || !sendable(body):
		return "", fault.New(op, fault.Invalid, "a body without letters, or with letters that XML has not")
	case size > MaxMessage:
		return "", fault.New(op, fault.TooLarge, fmt.Sprintf("a message of %d bytes, and SQS takes %d", size, MaxMessage))
	case delay < 0 || delay > MaxDelay:
		return "", fault.New(op, fault.Invalid, "a delay is 0 to 900 seconds")
	}
	now := time.Now()
	m := &stored{
		Message: Message{ID: uuid(), Body: body, Attributes: maps.Clone(attributes), Sent: now},
		visible: now.Add(delay), expires: now.Add(q.c.Retention),
	}
	q.put(m)
	return m.ID, nil
}

// sendable reports whether SQS takes a text: #x9, #xA, #xD, #x20 to #xD7FF, #xE000 to
// #xFFFD, and #x10000 on.
func sendable(body string) bool {
	if !utf8.ValidString(body) {
		return false
	}
	for _, r := range body {
		if r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return false
		}
	}
	return true
}

func (q *Queue) put(m *stored) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.messages[m.ID] = m
	q.wake()
}

// wake tells those who wait. The caller holds the lock.
func (q *Queue) wake() {
	close(q.arrived)
	q.arrived = make(chan struct{})
}

// Receive gives up to so many messages, and hides them from others. It waits until
// there is one, or ctx ends: then it gives none.
func (q *Queue) Receive(ctx context.Context, most int) []Message {
	for {
		got, next, arrived := q.receive(most)
		if len(got) > 0 || ctx.Err() != nil {
			return got
		}
		timer := time.NewTimer(next)
		select {
		case <-arrived:
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return nil
		}
		timer.Stop()
	}
}

// receive gives what can be received now, and else how long nothing will be.
func (q *Queue) receive(most int) (got []Message, next time.Duration, arrived chan struct{}) {
	q.mu.Lock()
	defer q.mu.Unlock()
	now := time.Now()
	next = time.Minute
	for id, m := range q.messages {
		switch wait := m.visible.Sub(now); {
		case !now.Before(m.expires):
			delete(q.messages, id)
		case wait > 0:
			next = min(next, wait)
		case q.c.DeadLetters != nil && q.c.MaxReceives > 0 && m.Receives >= q.c.MaxReceives:
			delete(q.messages, id)
			q.c.DeadLetters.bury(m)
		case len(got) < most:
			m.Receipt, m.visible = uuid(), now.Add(q.c.Visibility)
			if m.Receives++; m.Receives == 1 {
				m.FirstReceived = now
			}
			got = append(got, m.Message)
		}
	}
	return got, next, q.arrived
}

// bury takes what another queue gave up, as it was: when it was sent counts on.
func (q *Queue) bury(m *stored) {
	m.visible, m.expires, m.Receives = time.Now(), m.Sent.Add(q.c.Retention), 0
	q.put(m)
}

// Delete removes the message of a receipt, and reports whether that was the latest.
func (q *Queue) Delete(receipt string) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	for id, m := range q.messages {
		if m.Receipt == receipt && receipt != "" {
			delete(q.messages, id)
			return true
		}
	}
	return false
}

// errReceipt says that a receipt is of no delivery.
var errReceipt = fault.New("runtimeapi.Queue", fault.Invalid, "the receipt is of no message here")

// Hide has a message come again after a time from now on, and not before: of
// MaxHidden after it was received. An error is NotFound for one that is not hidden,
// Invalid for a receipt that is not the latest, or a time that is too long.
func (q *Queue) Hide(receipt string, d time.Duration) error {
	const op = "runtimeapi.Queue.Hide"
	q.mu.Lock()
	defer q.mu.Unlock()
	if d < 0 || d > MaxHidden {
		return fault.New(op, fault.Invalid, "a message is hidden for 0 to 43200 seconds")
	}
	for _, m := range q.messages {
		if m.Receipt != receipt || receipt == "" {
			continue
		}
		if !m.visible.After(time.Now()) {
			return fault.New(op, fault.NotFound, "the message is not in flight")
		}
		m.visible = time.Now().Add(d / time.Duration(max(1, q.c.Hurry)))
		q.wake()
		return nil
	}
	return fault.Wrap(op, errReceipt)
}

// move takes a message that can be received out of the queue, to give it to another;
// false where there is none.
func (q *Queue) move(to *Queue) bool {
	q.mu.Lock()
	var taken *stored
	for id, m := range q.messages {
		if !m.visible.After(time.Now()) {
			taken = m
			delete(q.messages, id)
			break
		}
	}
	q.mu.Unlock()
	if taken == nil {
		return false
	}
	// As a message that was sent this moment: its time counts anew, and so do its
	// receives.
	now := time.Now()
	taken.Message = Message{ID: taken.ID, Body: taken.Body, Attributes: taken.Attributes, Sent: now}
	taken.visible, taken.expires = now, now.Add(to.c.Retention)
	to.put(taken)
	return true
}

// Count gives how many messages there are: to be received, and hidden, by a delivery
// or a delay.
func (q *Queue) Count() (visible, hidden int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	now := time.Now()
	for _, m := range q.messages {
		if m.visible.After(now) {
			hidden++
		} else {
			visible++
		}
	}
	return visible, hidden
}
