package slackbot

import (
	"context"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"shoebox/shared/fault"
	"shoebox/shared/telemetry"
)

// Work does what the front had no time for. What should be tried again is told as
// a failed item of the batch; the queue delivers it again after its visibility
// timeout, and gives up where its own limit says so.
func (b *Bot) Work(ctx context.Context, batch events.SQSEvent) (events.SQSEventResponse, error) {
	resp := events.SQSEventResponse{BatchItemFailures: []events.SQSBatchItemFailure{}}
	ctx = context.WithValue(ctx, workerKey{}, true)
	for _, m := range batch.Records {
		if err := b.take(ctx, m); err != nil {
			resp.BatchItemFailures = append(resp.BatchItemFailures, events.SQSBatchItemFailure{ItemIdentifier: m.MessageId})
		}
	}
	return resp, nil
}

// do does one job, once. An error means that it is to be delivered again; what
// would never succeed is logged and done with.
func (b *Bot) do(ctx context.Context, j job, first bool) (telemetry.Outcome, error) {
	const op = "slackbot.do"
	if ctx.Err() != nil {
		return telemetry.Again, fault.Wrap(op, ctx.Err())
	}
	if wait := j.NotBefore.Sub(b.Now()); wait > 0 && !b.wait(ctx, wait) {
		return telemetry.Again, fault.New(op, fault.Throttled, "too early")
	}
	if b.Ledger == nil {
		err := b.attempt(ctx, j)
		return outcome(err), err
	}
	entry, err := b.Ledger.Begin(ctx, j.name(), b.lease(ctx))
	switch {
	case fault.Is(err, fault.Conflict): // it is done
		return telemetry.Duplicate, nil
	case fault.Is(err, fault.Throttled) && first:
		return telemetry.Duplicate, nil // a copy of what is in work: whose job that is does it
	case err != nil:
		return telemetry.Again, fault.Wrap(op, err)
	}
	j.again = entry.Again
	err = b.attempt(ctx, j)
	closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), closingTime(ctx))
	defer cancel()
	switch {
	case err == nil:
		err = entry.Done(closing)
	case fault.Is(err, fault.Throttled): // Slack took nothing
		_ = entry.Undo(closing) // else its lease ends
	default:
		_ = entry.Leave(closing) // else its lease ends
	}
	return outcome(err), err
}

// closingTime is how long what was done may take to be entered: as long as we have,
// since what is not entered is done again; a second at least, also when we are late.
func closingTime(ctx context.Context) time.Duration {
	deadline, ok := ctx.Deadline()
	if !ok {
		return longestClosing
	}
	return min(max(time.Until(deadline), time.Second), longestClosing)
}

const longestClosing = 10 * time.Second

// attempt carries a job out. Where Slack asks to wait it is carried out after that:
// at once if it is short, else by who gets it from the queue then.
func (b *Bot) attempt(ctx context.Context, j job) error {
	err := b.carryOut(ctx, j)
	if after := retryAfter(err); after > 0 && b.wait(ctx, after) {
		err = b.carryOut(ctx, j)
	}
	after := retryAfter(err)
	if after == 0 || j.Attempt >= maxAttempts {
		return err
	}
	b.logPost(ctx, err)
	j.Attempt, j.after = j.Attempt+1, after
	sending, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer cancel()
	return b.send(sending, j)
}

// lease is how long nobody else does a job: as long as we may take, so that it is
// free once the queue delivers it again.
func (b *Bot) lease(ctx context.Context) time.Duration {
	const usual = 30 * time.Second
	deadline, ok := ctx.Deadline()
	if !ok {
		return usual
	}
	return min(max(time.Until(deadline), time.Second), 15*time.Minute)
}

// carryOut does what a job says.
func (b *Bot) carryOut(ctx context.Context, j job) error {
	const op = "slackbot.carryOut"
	switch {
	case j.Event != nil:
		return b.workEvent(ctx, *j.Event, j.again)
	case len(j.Interaction) > 0:
		return b.workInteraction(ctx, j)
	case j.Digest != nil && len(j.Posts) == 0:
		return b.makeDigest(ctx, *j.Digest)
	case j.Call.URL != "" && b.Now().Sub(j.Call.Received) > urlLife && b.Tokens == nil:
		b.Log.WarnContext(ctx, "slack: too late to answer")
		return nil
	}
	messages := j.Posts
	if len(messages) == 0 {
		var late bool
		if messages, late = b.answer(ctx, j.Call); late {
			return fault.New(op, fault.Timeout, "the worker ran out of time")
		}
	}
	return fault.Wrap(op, b.deliver(ctx, j, messages))
}

// deliver posts, waiting as long as Slack asks if that is short. What is left goes
// back into the queue as answers that are ready, so that nothing is asked twice.
func (b *Bot) deliver(ctx context.Context, j job, messages []Message) error {
	if j.again || j.Attempt > 0 {
		var err error
		if messages, err = b.unseen(ctx, j, messages); err != nil {
			return err
		}
	}
	left, err := b.post(ctx, j.Call, messages)
	if len(left) > 0 && b.wait(ctx, retryAfter(err)) {
		missing, unknown := b.unseen(ctx, j, left)
		switch {
		case unknown == nil:
			left, err = b.post(ctx, j.Call, missing)
		case fault.Of(unknown).Temporary():
			err = unknown // what is left stays
		default:
			left, err = nil, unknown
		}
	}
	if err == nil {
		return nil
	}
	b.logPost(ctx, err)
	if len(left) == 0 {
		return b.refusedDigest(ctx, j, err)
	}
	asked := retryAfter(err)
	if j.Digest != nil {
		asked = max(asked, digestPause)
	}
	if len(left) == len(j.Posts) && asked == 0 {
		return err // as it was: the queue keeps it
	}
	if j.Attempt >= maxAttempts {
		b.Log.ErrorContext(ctx, "slack: an answer is given up")
		return nil
	}
	sending, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer cancel()
	later := rest(j.Call, left, asked)
	later.Attempt, later.Digest = j.Attempt+1, j.Digest
	return b.send(sending, later)
}

// wait waits as long as Slack asked to, and reports whether there is time for
// another attempt after it.
func (b *Bot) wait(ctx context.Context, asked time.Duration) bool {
	const most = 10 * time.Second
	const spare = 2 * time.Second // to post, and to hand back what is left
	asked = max(asked, 200*time.Millisecond)
	if deadline, ok := ctx.Deadline(); asked > most || ok && time.Until(deadline) < asked+spare {
		return false
	}
	timer := time.NewTimer(asked)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
