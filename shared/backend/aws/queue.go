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

// Queue sends messages to an SQS queue, and hides what was received from it. It is safe
// for concurrent use.
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

// maxHidden is how long SQS hides a message at most, from when it was received on.
const maxHidden = 12 * time.Hour

// Hide has a message that was received, by its receipt, come again after a time and not
// before: of 12 hours at most, and now where it is 0. One whose receipt is no longer
// good, or that was deleted, is an Invalid or a NotFound.
func (q *Queue) Hide(ctx context.Context, receipt string, d time.Duration) error {
	in := struct {
		QueueURL string `json:"QueueUrl"`
		Receipt  string `json:"ReceiptHandle"`
		Timeout  int    `json:"VisibilityTimeout"`
	}{q.url, receipt, int(min(max(d, 0), maxHidden).Round(time.Second) / time.Second)}
	if err := q.client.Call(ctx, "ChangeMessageVisibility", in, &struct{}{}); err != nil {
		return fault.As("aws.Queue.Hide", kindOf(err), err)
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
	case "QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue", "ParameterNotFound", "NotFoundException",
		"MessageNotInflight", "AWS.SimpleQueueService.MessageNotInflight":
		return fault.NotFound
	}
	if api.ErrorFault() == smithy.FaultServer {
		return fault.Unavailable
	}
	return fault.Invalid
}
