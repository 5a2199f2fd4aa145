package redrive

import (
	"context"
	"strconv"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"

	"shoebox/shared/fault"
)

const (
	together = 10 // messages in one request, which is as many as SQS gives
	hidden   = 60 // seconds, within which a batch is sent and deleted
)

// byHand moves messages where nobody does it for us: each is sent to where it came from,
// and then deleted. It ends when there are no more, or as many were moved as there were
// at first: what fails again meanwhile is not moved again.
func byHand(ctx context.Context, client *sqs.Client, arn string, tell func(Progress)) (Progress, error) {
	const op = "redrive.byHand"
	name, err := ParseName(arn)
	if err != nil {
		return Progress{}, err
	}
	dead, err := at(ctx, client, name, name.Region)
	if err != nil {
		return Progress{}, err
	}
	sources, err := client.ListDeadLetterSourceQueues(ctx, &sqs.ListDeadLetterSourceQueuesInput{QueueUrl: &dead.url})
	if err != nil {
		return Progress{}, err
	}
	if len(sources.QueueUrls) != 1 {
		return Progress{}, fault.New(op, fault.Invalid, "that queue has the dead letters of "+strconv.Itoa(len(sources.QueueUrls))+" queues: name the one that a single queue sends its dead letters to.")
	}
	count, err := client.GetQueueAttributes(ctx, &sqs.GetQueueAttributesInput{
		QueueUrl: &dead.url, AttributeNames: []types.QueueAttributeName{types.QueueAttributeNameApproximateNumberOfMessages},
	})
	if err != nil {
		return Progress{}, err
	}
	p := Progress{}
	p.Of, _ = strconv.Atoi(count.Attributes[string(types.QueueAttributeNameApproximateNumberOfMessages)])
	for p.Moved < p.Of {
		n, err := batch(ctx, client, dead.url, sources.QueueUrls[0], min(together, p.Of-p.Moved))
		p.Moved += n
		tell(p)
		if err != nil {
			return p, err
		}
		if n == 0 {
			break
		}
	}
	return p, nil
}

// batch moves so many messages at most, and says how many.
func batch(ctx context.Context, client *sqs.Client, from, to string, most int) (moved int, err error) {
	got, err := client.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{
		QueueUrl: &from, MaxNumberOfMessages: int32(most), VisibilityTimeout: hidden, WaitTimeSeconds: 1, MessageAttributeNames: []string{"All"},
	})
	if err != nil {
		return 0, err
	}
	for _, m := range got.Messages {
		if _, err := client.SendMessage(ctx, &sqs.SendMessageInput{QueueUrl: &to, MessageBody: m.Body, MessageAttributes: m.MessageAttributes}); err != nil {
			return moved, err
		}
		moved++
		// It is there twice where this fails.
		if _, err := client.DeleteMessage(context.WithoutCancel(ctx), &sqs.DeleteMessageInput{QueueUrl: aws.String(from), ReceiptHandle: m.ReceiptHandle}); err != nil {
			return moved, err
		}
	}
	return moved, nil
}
