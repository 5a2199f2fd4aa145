package redrive

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"
	"github.com/aws/smithy-go"

	"shoebox/shared/fault"
)

// What a task of SQS is at, as ListMessageMoveTasks says.
const (
	running    = "RUNNING"
	cancelling = "CANCELLING"
	completed  = "COMPLETED"
	failed     = "FAILED"
)

// task moves the messages of a queue.
type task struct {
	client *sqs.Client
	arn    string // of the queue
	handle string // "" is of one that somebody else began
	// before is when the task before it was begun: SQS lists a new one late.
	before int64
}

// begin begins a task, or gives the one that is running.
func begin(ctx context.Context, client *sqs.Client, arn string) (task, error) {
	t := task{client: client, arn: arn}
	last, err := t.last(ctx)
	if err != nil {
		return t, err
	}
	out, err := client.StartMessageMoveTask(ctx, &sqs.StartMessageMoveTaskInput{SourceArn: &arn})
	if already(err) {
		if status := aws.ToString(last.Status); status != running && status != cancelling {
			t.before = last.StartedTimestamp
		}
		return t, nil
	}
	if err != nil {
		return t, err
	}
	t.handle, t.before = aws.ToString(out.TaskHandle), last.StartedTimestamp
	return t, nil
}

// already reports whether somebody moves the messages already.
func already(err error) bool {
	api, ok := errors.AsType[smithy.APIError](err)
	return ok && strings.Contains(api.ErrorMessage(), "already a task running")
}

// last gives what SQS lists as the task that was begun last; the zero one where it lists
// none.
func (t task) last(ctx context.Context) (types.ListMessageMoveTasksResultEntry, error) {
	out, err := t.client.ListMessageMoveTasks(ctx, &sqs.ListMessageMoveTasksInput{SourceArn: &t.arn, MaxResults: aws.Int32(1)})
	if err != nil || len(out.Results) == 0 {
		return types.ListMessageMoveTasksResultEntry{}, err
	}
	return out.Results[0], nil
}

// unseen is how often it is looked for a task that SQS does not list.
const unseen = 20

// follow looks how far the task is until it is over.
func (t task) follow(ctx context.Context, o Options) (Progress, error) {
	const op = "redrive.follow"
	var p Progress
	for looks := 1; ; looks++ {
		at, err := t.last(ctx)
		switch {
		case ctx.Err() != nil:
			return p, t.cancel(ctx)
		case err != nil:
			return p, err
		case at.StartedTimestamp > t.before:
			var over bool
			if p, over, err = t.told(at, p, o); over {
				return p, err
			}
		case looks == unseen:
			return p, fault.New(op, fault.Unavailable, "SQS says nothing of what it moves: look again in a minute.")
		}
		select {
		case <-ctx.Done():
			return p, t.cancel(ctx)
		case <-time.After(o.Pause):
		}
	}
}

// told tells how far the task is, and gives that, and whether it is over.
func (task) told(at types.ListMessageMoveTasksResultEntry, p Progress, o Options) (now Progress, over bool, err error) {
	const op = "redrive.told"
	now = Progress{Moved: int(at.ApproximateNumberOfMessagesMoved), Of: int(aws.ToInt64(at.ApproximateNumberOfMessagesToMove))}
	if now != p || aws.ToString(at.Status) == completed {
		o.Tell(now)
	}
	switch aws.ToString(at.Status) {
	case running, cancelling:
		return now, false, nil
	case completed:
		return now, true, nil
	case failed:
		return now, true, fault.New(op, fault.Unavailable, "SQS could not move them: "+reason(at)+". What is not moved is where it was, so try again.")
	}
	return now, true, fault.New(op, fault.Canceled, "somebody stopped it. What is not moved is where it was.")
}

// reason is why a task failed, in SQS's words.
func reason(at types.ListMessageMoveTasksResultEntry) string {
	if why := aws.ToString(at.FailureReason); why != "" {
		return why
	}
	return "it does not say why"
}

// lastWords is how long cancelling may take.
const lastWords = 10 * time.Second

// cancel has SQS stop, and gives the Canceled that says so.
func (t task) cancel(ctx context.Context) error {
	const op = "redrive.cancel"
	ctx, done := context.WithTimeout(context.WithoutCancel(ctx), lastWords)
	defer done()
	var err error
	if t.handle == "" {
		var at types.ListMessageMoveTasksResultEntry
		at, err = t.last(ctx)
		t.handle = aws.ToString(at.TaskHandle) // none of one that is over
	}
	if t.handle != "" {
		_, err = t.client.CancelMessageMoveTask(ctx, &sqs.CancelMessageMoveTaskInput{TaskHandle: &t.handle})
	}
	if err != nil {
		return fault.As(op, fault.Canceled, errors.Join(fault.New(op, fault.Canceled, "it could not be stopped, and SQS goes on moving them."), err))
	}
	return fault.New(op, fault.Canceled, "stopped. What is not moved is where it was.")
}
