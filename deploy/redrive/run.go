package redrive

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/transport/http"
)

// Progress is how far moving is. SQS counts about right.
type Progress struct{ Moved, Of int }

// Options say how it is done.
type Options struct {
	Tell func(Progress) // hears how far it is; nil is nobody
	// Pause is how long after one look at how far it is the next comes; 0 is a second.
	Pause time.Duration
}

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
	t, err := begin(ctx, client, arn)
	switch {
	case unknown(err):
		p, err := byHand(ctx, client, arn, o.Tell)
		return p, said(op, name, err)
	case err != nil:
		return Progress{}, said(op, name, err)
	}
	p, err := t.follow(ctx, o)
	return p, said(op, name, err)
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
