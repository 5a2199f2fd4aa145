package aws

import (
	"context"
	"errors"
	"time"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/smithy-go"

	"shoebox/shared/fault"
)

// sender is the one call of SQS a Queue makes.
type sender interface {
	SendMessage(ctx context.Context, in *sqs.SendMessageInput, opts ...func(*sqs.Options)) (*sqs.SendMessageOutput, error)
}

// Queue sends messages to an SQS queue. It is safe for concurrent use.
type Queue struct {
	client sender
	url    string
}

// NewQueue makes a Queue of the one at a URL.
func NewQueue(client sender, url string) *Queue { return &Queue{client, url} }

// Send puts a message into the queue: Throttled and Unavailable may succeed later.
func (q *Queue) Send(ctx context.Context, body []byte) error { return q.SendAfter(ctx, body, 0) }

// maxDelay is how long SQS holds a message back at most.
const maxDelay = 15 * time.Minute

// SendAfter puts a message into the queue that is delivered after a delay, of 15
// minutes at most.
func (q *Queue) SendAfter(ctx context.Context, body []byte, delay time.Duration) error {
	seconds := int32(min(max(delay, 0), maxDelay).Round(time.Second) / time.Second)
	_, err := q.client.SendMessage(ctx, &sqs.SendMessageInput{
		QueueUrl: &q.url, MessageBody: awssdk.String(string(body)), DelaySeconds: seconds,
	})
	if err != nil {
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
