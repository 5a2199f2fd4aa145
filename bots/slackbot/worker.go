package slackbot

import (
	"context"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"shoebox/shared/fault"
)

// Work does what the front had no time for. What should be tried again is told as
// a failed item of the batch; the queue delivers it again after its visibility
// timeout, and gives up where its own limit says so.
func (b *Bot) Work(ctx context.Context, batch events.SQSEvent) (events.SQSEventResponse, error) {
	resp := events.SQSEventResponse{BatchItemFailures: []events.SQSBatchItemFailure{}}
	for _, m := range batch.Records {
		if err := b.do(ctx, m.Body); err != nil {
			b.logPost(ctx, err)
			resp.BatchItemFailures = append(resp.BatchItemFailures, events.SQSBatchItemFailure{ItemIdentifier: m.MessageId})
		}
	}
	return resp, nil
}

// do does one job. An error means that it is to be delivered again; what would
// never succeed is logged and done with.
func (b *Bot) do(ctx context.Context, body string) error {
	const op = "slackbot.do"
	j, ok := readJob(body)
	if !ok {
		b.Log.ErrorContext(ctx, "slack: a job that can't be read")
		return nil
	}
	switch {
	case j.Event != nil:
		return b.workEvent(ctx, *j.Event)
	case len(j.Interaction) > 0:
		return b.workInteraction(ctx, j)
	}
	if b.Now().Sub(j.Call.Received) > urlLife {
		b.Log.WarnContext(ctx, "slack: too late to answer")
		return nil
	}
	if ctx.Err() != nil {
		return fault.Wrap(op, ctx.Err())
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
	left, err := b.post(ctx, j.Call.URL, messages)
	if len(left) > 0 && b.wait(ctx, retryAfter(err)) {
		left, err = b.post(ctx, j.Call.URL, left)
	}
	if err == nil {
		return nil
	}
	b.logPost(ctx, err)
	if len(left) == 0 {
		return nil
	}
	if len(left) == len(j.Posts) {
		return err // as it was: the queue keeps it
	}
	if j.Attempt >= maxAttempts {
		b.Log.ErrorContext(ctx, "slack: an answer is given up")
		return nil
	}
	sending, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer cancel()
	return b.send(sending, job{Call: j.Call, Posts: left, Attempt: j.Attempt + 1})
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
