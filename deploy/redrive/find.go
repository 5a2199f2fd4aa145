package redrive

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"

	"shoebox/shared/fault"
)

// Name is what a queue is called.
type Name struct {
	Region, Account, Queue string
	partition              string
}

// ParseName reads the ARN of a queue or its URL. The region of a URL that is none of
// AWS's is "". Invalid is what is neither.
func ParseName(text string) (Name, error) {
	if parts := strings.Split(text, ":"); len(parts) == 6 && parts[0] == "arn" && parts[2] == "sqs" && parts[3] != "" && parts[4] != "" && parts[5] != "" {
		return Name{Region: parts[3], Account: parts[4], Queue: parts[5], partition: parts[1]}, nil
	}
	u, err := url.Parse(text)
	if err == nil && (u.Scheme == "https" || u.Scheme == "http") {
		account, queue, found := strings.Cut(strings.TrimPrefix(u.Path, "/"), "/")
		if found && account != "" && queue != "" && !strings.Contains(queue, "/") {
			n := Name{Account: account, Queue: queue, partition: "aws"}
			if labels := strings.Split(u.Hostname(), "."); len(labels) > 2 && labels[0] == "sqs" {
				n.Region = labels[1]
			}
			return n, nil
		}
	}
	return Name{}, fault.New("redrive.ParseName", fault.Invalid, "that names no queue: give the ARN of one, arn:aws:sqs:REGION:ACCOUNT:NAME, or its URL.")
}

// ARN is the queue's, in a region where it says none itself.
func (n Name) arn(region string) string {
	if n.Region != "" {
		region = n.Region
	}
	return strings.Join([]string{"arn", n.partition, "sqs", region, n.Account, n.Queue}, ":")
}

// queue is one as SQS knows it.
type queue struct{ url, arn string }

// Find gives the ARN of the queue of dead letters that is meant: the one that is named,
// or where its own dead letters go.
func Find(ctx context.Context, sdk aws.Config, n Name) (arn string, err error) {
	const op = "redrive.Find"
	client := sqs.NewFromConfig(sdk)
	q, err := at(ctx, client, n, sdk.Region)
	if err != nil {
		return "", said(op, n.Queue, err)
	}
	out, err := client.GetQueueAttributes(ctx, &sqs.GetQueueAttributesInput{QueueUrl: &q.url, AttributeNames: []types.QueueAttributeName{types.QueueAttributeNameRedrivePolicy}})
	if err != nil {
		return "", said(op, n.Queue, err)
	}
	var policy struct {
		DeadLetters string `json:"deadLetterTargetArn"`
	}
	if text := out.Attributes[string(types.QueueAttributeNameRedrivePolicy)]; text != "" && json.Unmarshal([]byte(text), &policy) == nil && policy.DeadLetters != "" {
		return policy.DeadLetters, nil
	}
	return q.arn, nil
}

// at gives where a queue is.
func at(ctx context.Context, client *sqs.Client, n Name, region string) (queue, error) {
	out, err := client.GetQueueUrl(ctx, &sqs.GetQueueUrlInput{QueueName: &n.Queue, QueueOwnerAWSAccountId: &n.Account})
	if err != nil {
		return queue{}, fmt.Errorf("where the queue is: %w", err)
	}
	return queue{url: aws.ToString(out.QueueUrl), arn: n.arn(region)}, nil
}
