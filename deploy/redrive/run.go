package redrive

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/transport/http"

	"shoebox/shared/fault"
)

// Progress is how far moving is. SQS counts about right.
type Progress struct{ Moved, Of int }

// Options say how it is done.
type Options struct {
	Tell func(Progress) // hears how far it is; nil is nobody
	// Pause is how long after one look at how far it is the next comes; 0 is a second.
	Pause time.Duration
}

// What the task of SQS is at, as ListMessageMoveTasks says.
const (
	running    = "RUNNING"
	cancelling = "CANCELLING"
	completed  = "COMPLETED"
	failed     = "FAILED"
)

// Run moves the messages of a queue of dead letters, by its ARN, to where they came from.
// One that is being moved already is followed. When ctx ends it is cancelled, and what
// was not moved stays; then the error is a Canceled, beside how far it was.
func Run(ctx context.Context, sdk aws.Config, arn string, o Options) (Progress, error) {
	const op = "redrive.Run"
	if o.Tell == nil {
		o.Tell = func(Progress) {}
	}
	if o.Pause == 0 {
		o.Pause = time.Second
	}
	client := sqs.NewFromConfig(sdk)
	name := arn[strings.LastIndex(arn, ":")+1:]
	_, err := client.StartMessageMoveTask(ctx, &sqs.StartMessageMoveTaskInput{SourceArn: &arn})
	switch {
	case err == nil, already(err):
	case unknown(err):
		p, err := byHand(ctx, client, arn, o.Tell)
		return p, said(op, name, err)
	default:
		return Progress{}, said(op, name, err)
	}
	p, err := follow(ctx, client, arn, o)
	return p, said(op, name, err)
}

// already reports whether somebody moves the messages already.
func already(err error) bool {
	api, ok := errors.AsType[smithy.APIError](err)
	return ok && strings.Contains(api.ErrorMessage(), "already a task running")
}

// unknown reports whether the address knows no such action at all.
func unknown(err error) bool {
	api, ok := errors.AsType[smithy.APIError](err)
	if ok && slices.Contains([]string{"InvalidAction", "UnknownOperationException", "UnknownOperation", "NotImplemented", "501"}, api.ErrorCode()) {
		return true
	}
	answer, ok := errors.AsType[*http.ResponseError](err)
	if !ok {
		return false
	}
	// moto answers with a page of the server that it runs on.
	status, page := answer.HTTPStatusCode(), api == nil || api.ErrorCode() == "UnknownError"
	return status == 404 || status == 501 || status == 500 && page
}

// follow looks how far the task is until it is over.
func follow(ctx context.Context, client *sqs.Client, arn string, o Options) (Progress, error) {
	var p Progress
	for {
		task, err := latest(ctx, client, arn)
		switch {
		case ctx.Err() != nil:
			return p, cancel(ctx, client, arn)
		case err != nil:
			return p, err
		}
		now := Progress{Moved: int(task.ApproximateNumberOfMessagesMoved), Of: int(aws.ToInt64(task.ApproximateNumberOfMessagesToMove))}
		if now != p || aws.ToString(task.Status) == completed {
			p = now
			o.Tell(p)
		}
		switch aws.ToString(task.Status) {
		case running, cancelling:
		case completed:
			return p, nil
		case failed:
			return p, fault.New("redrive.follow", fault.Unavailable, "SQS could not move them: "+reason(task)+". What is not moved is where it was, so try again.")
		default:
			return p, fault.New("redrive.follow", fault.Canceled, "somebody stopped it. What is not moved is where it was.")
		}
		select {
		case <-ctx.Done():
			return p, cancel(ctx, client, arn)
		case <-time.After(o.Pause):
		}
	}
}

// reason is why a task failed, in SQS's words.
func reason(task types.ListMessageMoveTasksResultEntry) string {
	if why := aws.ToString(task.FailureReason); why != "" {
		return why
	}
	return "it does not say why"
}

// latest gives the task that was begun last.
func latest(ctx context.Context, client *sqs.Client, arn string) (types.ListMessageMoveTasksResultEntry, error) {
	out, err := client.ListMessageMoveTasks(ctx, &sqs.ListMessageMoveTasksInput{SourceArn: &arn, MaxResults: aws.Int32(1)})
	if err != nil {
		return types.ListMessageMoveTasksResultEntry{}, err
	}
	if len(out.Results) == 0 {
		return types.ListMessageMoveTasksResultEntry{}, fault.New("redrive.latest", fault.Unavailable, "SQS says nothing of what it moves: try again.")
	}
	return out.Results[0], nil
}

// lastWords is how long cancelling may take.
const lastWords = 10 * time.Second

// cancel has SQS stop, and gives the Canceled that says so.
func cancel(ctx context.Context, client *sqs.Client, arn string) error {
	const op = "redrive.cancel"
	ctx, done := context.WithTimeout(context.WithoutCancel(ctx), lastWords)
	defer done()
	task, err := latest(ctx, client, arn)
	if err == nil && task.TaskHandle != nil {
		_, err = client.CancelMessageMoveTask(ctx, &sqs.CancelMessageMoveTaskInput{TaskHandle: task.TaskHandle})
	}
	if err != nil {
		return fault.As(op, fault.Canceled, errors.Join(fault.New(op, fault.Canceled, "it could not be stopped, and SQS goes on moving them."), err))
	}
	return fault.New(op, fault.Canceled, "stopped. What is not moved is where it was.")
}
