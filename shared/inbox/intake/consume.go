package intake

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"shoebox/shared/fault"
	"shoebox/shared/inbox"
	"shoebox/shared/telemetry"
)

const (
	// enough is how much time has to be left to begin with a message.
	enough = 15 * time.Second
	// What failed comes again after firstPause, and twice as long each time.
	firstPause, longestPause = 30 * time.Second, 15 * time.Minute
	// early is which part of a pause may be left out, so that what failed together does
	// not come together.
	early = 5
)

// errNoTime says that nothing was begun, since it could not have been done in time.
var errNoTime = fault.New("intake.Consume", fault.Timeout, "no time is left")

// Consume is the handler of a Lambda function that SQS feeds with notifications of S3.
// What failed, and what there is no time for, is given back; nothing is an error.
func (t *Intake) Consume(ctx context.Context, batch events.SQSEvent) (events.SQSEventResponse, error) {
	var answer events.SQSEventResponse
	for _, m := range batch.Records {
		if t.consume(ctx, m) {
			continue
		}
		answer.BatchItemFailures = append(answer.BatchItemFailures, events.SQSBatchItemFailure{ItemIdentifier: m.MessageId})
	}
	return answer, nil
}

// consume deals with one message; false is for it to come again.
func (t *Intake) consume(ctx context.Context, m events.SQSMessage) bool {
	ctx = telemetry.WithIDs(ctx, telemetry.IDs{Channel: "inbox", Request: m.MessageId})
	ctx, cost := telemetry.Track(ctx)
	began := t.Now()
	job := telemetry.Job{Sort: "upload", Outcome: telemetry.Done, Retries: received(m) - 1, Age: began.Sub(sent(m, began)), Cost: cost}
	states, err := t.message(ctx, m)
	switch {
	case err == nil:
	case fault.Is(err, fault.Invalid):
		job.Outcome = telemetry.Unusable
	default:
		job.Outcome = telemetry.Again
		t.hide(ctx, m, t.pause(err, received(m)))
	}
	job.At = t.Now()
	job.Took = job.At.Sub(began)
	attrs := []slog.Attr{slog.Any("states", states)}
	if err != nil {
		attrs = append(attrs, slog.String("fault", fault.Of(err).String()), slog.String("cause", cause(err)))
	}
	job.Log(ctx, t.Log, attrs...)
	return job.Outcome != telemetry.Again
}

// message receives the files of a message. The first error that may pass is given, else
// one that says that a key is none; the others are tried all the same.
func (t *Intake) message(ctx context.Context, m events.SQSMessage) (states []inbox.State, err error) {
	if end, limited := ctx.Deadline(); limited && time.Until(end) < enough {
		return nil, errNoTime
	}
	keys, err := created(m.Body)
	for _, key := range keys {
		u, failed := t.guarded(ctx, key)
		if u.State != "" {
			states = append(states, u.State)
		}
		if failed != nil && (err == nil || fault.Is(err, fault.Invalid)) {
			err = failed
		}
	}
	return states, err
}

// guarded is Receive, where a panic is an error.
func (t *Intake) guarded(ctx context.Context, key string) (u inbox.Upload, err error) {
	defer func() {
		if p := recover(); p != nil {
			telemetry.Panic(ctx, t.Log, p)
			err = fault.New("intake.Consume", fault.Internal, "panicked")
		}
	}()
	u, err = t.Receive(ctx, key)
	if _, none := inbox.ParseKey(key); none == nil && fault.Is(err, fault.Invalid) {
		err = fault.As("intake.Consume", fault.Unavailable, err) // the bucket's word: it says nothing of the file
	}
	return u, err
}

// cause gives what failed without the words of others: a bucket's may hold the name of
// a file.
func cause(err error) string {
	var b strings.Builder
	for e, ok := errors.AsType[*fault.Error](err); ok; e, ok = errors.AsType[*fault.Error](e.Err) {
		fmt.Fprintf(&b, "%s: ", e.Op)
		if e.What != "" {
			fmt.Fprintf(&b, "%s: ", e.What)
		}
	}
	return b.String() + fault.Of(err).String()
}

// pause is how long what failed waits for its next try.
func (t *Intake) pause(err error, receives int) time.Duration {
	if busy, ok := errors.AsType[*inbox.BusyError](err); ok {
		return min(longestPause, max(time.Second, busy.Until.Sub(t.Now())+time.Second))
	}
	if errors.Is(err, errNoTime) || fault.Is(err, fault.Canceled) {
		return time.Second // nothing is wrong with it
	}
	const most = 10 // doublings, so that nothing overflows
	pause := min(longestPause, firstPause<<min(most, max(0, receives-1)))
	return pause - rand.N(pause/early)
}

// hide has a message come again after a pause. Where it can't, the queue decides.
func (t *Intake) hide(ctx context.Context, m events.SQSMessage, d time.Duration) {
	if t.Hide == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWords)
	defer cancel()
	if err := t.Hide(ctx, m.ReceiptHandle, d); err != nil {
		t.Log.WarnContext(ctx, "message not hidden", slog.String("fault", fault.Of(err).String()))
	}
}

// received is how often a message was delivered, this time too.
func received(m events.SQSMessage) int {
	n, _ := strconv.Atoi(m.Attributes["ApproximateReceiveCount"])
	return max(1, n)
}

// sent is when a message was put into the queue.
func sent(m events.SQSMessage, unknown time.Time) time.Time {
	millis, err := strconv.ParseInt(m.Attributes["SentTimestamp"], 10, 64)
	if err != nil {
		return unknown
	}
	return time.UnixMilli(millis)
}
