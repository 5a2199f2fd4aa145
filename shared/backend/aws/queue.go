package aws

import (
	"context"
	"errors"
	"time"

	"github.com/aws/smithy-go"

	"shoebox/shared/backend/aws/awsjson"
	"shoebox/shared/fault"
)

var sqs = awsjson.Service{ID: "SQS", Name: "sqs", Target: "AmazonSQS", Version: "1.0"}

// Queue sends messages to an SQS queue. It is safe for concurrent use.
type Queue struct {
	client *awsjson.Client
	url    string
}

// Send puts a message into the queue: Throttled and Unavailable may succeed later.
func (q *Queue) Send(ctx context.Context, body []byte) error { return q.SendAfter(ctx, body, 0) }

// maxDelay is how long SQS holds a message back at most.
const maxDelay = 15 * time.Minute

// SendAfter puts a message into the queue that is delivered after a delay, of 15
// minutes at most.
func (q *Queue) SendAfter(ctx context.Context, body []byte, delay time.Duration) error {
	in := struct {
		Delay    int    `json:"DelaySeconds,omitempty"`
		Body     string `json:"MessageBody"`
		QueueURL string `json:"QueueUrl"`
	}{int(min(max(delay, 0), maxDelay).Round(time.Second) / time.Second), string(body), q.url}
	var out struct {
		MessageID string `json:"MessageId"`
	}
	if err := q.client.Call(ctx, "SendMessage", in, &out); err != nil {
		return fault.As("aws.Queue.Send", kindOf(err), err)
	}
	return nil
}

// kindOf says what an error of SQS, SSM or KMS means.
func kindOf(err error) fault.Kind {
	if kind := fault.Of(err); kind != fault.Internal { // of the context
		return kind
	}
	api, ok := errors.AsType[smithy.APIError](err)
	if !ok {
		return fault.Unavailable // no answer came
	}
	switch api.ErrorCode() {
	case "ThrottlingException", "RequestThrottled", "OverLimit", "KmsThrottled":
		return fault.Throttled
	case "AccessDeniedException", "AccessDenied", "KmsAccessDenied",
		"InvalidCiphertextException", "IncorrectKeyException":
		return fault.Denied
	case "QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue", "ParameterNotFound", "NotFoundException":
		return fault.NotFound
	}
	if api.ErrorFault() == smithy.FaultServer {
		return fault.Unavailable
	}
	return fault.Invalid
}
