package runtimeapi_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"
	"github.com/aws/smithy-go"

	"shoebox/deploy/runtimeapi"
	"shoebox/shared/sdkhttp"
)

// buried gives a queue whose dead letters are so many, and a client of both.
func buried(t *testing.T, letters int) (q, dead *runtimeapi.Queue, client *sqs.Client, server string) {
	t.Helper()
	dead = runtimeapi.NewQueue(runtimeapi.QueueConfig{Name: "dead"})
	q = runtimeapi.NewQueue(runtimeapi.QueueConfig{Name: "work", MaxReceives: 1, DeadLetters: dead})
	for n := range letters {
		send(t, dead, fmt.Sprint("letter ", n))
	}
	s := httptest.NewServer(runtimeapi.NewSQS(q, dead))
	t.Cleanup(s.Close)
	return q, dead, sqs.NewFromConfig(aws.Config{
		Region: "eu-west-1", BaseEndpoint: aws.String(s.URL), Credentials: credentials.NewStaticCredentialsProvider("AKIDEXAMPLE", "s", ""),
		HTTPClient: &http.Client{Transport: sdkhttp.Transport(http.DefaultTransport)}, RetryMaxAttempts: 1,
	}), s.URL
}

// task gives the latest task that moves a queue's messages.
func task(t *testing.T, client *sqs.Client, arn string) types.ListMessageMoveTasksResultEntry {
	t.Helper()
	out, err := client.ListMessageMoveTasks(t.Context(), &sqs.ListMessageMoveTasksInput{SourceArn: &arn})
	if err != nil || len(out.Results) != 1 {
		t.Fatalf("got %v, %v; want one task", out, err)
	}
	return out.Results[0]
}

func TestDeadLettersAreMovedToWhereTheyCameFrom(t *testing.T) {
	q, dead, client, _ := buried(t, 3)
	arn := dead.ARN()
	if _, err := client.StartMessageMoveTask(t.Context(), &sqs.StartMessageMoveTaskInput{SourceArn: &arn}); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if got := receive(t, q); got.Receives != 1 {
			t.Errorf("got it for the %dth time, want the first", got.Receives)
		}
	}
	eventually(t, "the moving completed", func() bool { return *task(t, client, arn).Status == "COMPLETED" })
	if got := task(t, client, arn); got.ApproximateNumberOfMessagesMoved != 3 || *got.ApproximateNumberOfMessagesToMove != 3 {
		t.Errorf("got %+v, want three of three moved", got)
	}
}

func TestMovingIsCancelled(t *testing.T) {
	const letters = 1000 // at one a second they take longer than any machine between two requests
	_, dead, client, _ := buried(t, letters)
	arn := dead.ARN()
	started, err := client.StartMessageMoveTask(t.Context(), &sqs.StartMessageMoveTaskInput{SourceArn: &arn, MaxNumberOfMessagesPerSecond: aws.Int32(1)})
	if err != nil {
		t.Fatal(err)
	}
	_, err = client.StartMessageMoveTask(t.Context(), &sqs.StartMessageMoveTaskInput{SourceArn: &arn})
	if _, two := errors.AsType[smithy.APIError](err); !two {
		t.Errorf("got %v for a second task, want it refused", err)
	}
	if _, err := client.CancelMessageMoveTask(t.Context(), &sqs.CancelMessageMoveTaskInput{TaskHandle: started.TaskHandle}); err != nil {
		t.Fatal(err)
	}
	if got := task(t, client, arn); *got.Status != "CANCELLED" || got.ApproximateNumberOfMessagesMoved == letters {
		t.Errorf("got %+v, want it cancelled before the end", got)
	}
}

func TestWhatIsNoDeadLetterQueueIsNotMoved(t *testing.T) {
	q, dead, client, server := buried(t, 0)
	for _, arn := range []string{q.ARN(), "arn:aws:sqs:eu-west-1:123456789012:other"} {
		if _, err := client.StartMessageMoveTask(t.Context(), &sqs.StartMessageMoveTaskInput{SourceArn: &arn}); err == nil {
			t.Errorf("%s: got no error", arn)
		}
	}
	found, err := client.GetQueueUrl(t.Context(), &sqs.GetQueueUrlInput{QueueName: aws.String("work")})
	if err != nil || *found.QueueUrl != runtimeapi.QueueURL(server, q) {
		t.Fatalf("got %v, %v; want where the queue is", found, err)
	}
	said, err := client.GetQueueAttributes(t.Context(), &sqs.GetQueueAttributesInput{QueueUrl: found.QueueUrl, AttributeNames: []types.QueueAttributeName{"All"}})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := said.Attributes["RedrivePolicy"], fmt.Sprintf(`{"deadLetterTargetArn":%q,"maxReceiveCount":1}`, dead.ARN()); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestSDKHidesMessages(t *testing.T) {
	q, _, client, server := buried(t, 0)
	url := runtimeapi.QueueURL(server, q)
	if _, err := q.Send("work", time.Minute, nil); err != nil {
		t.Fatal(err)
	}
	for receipt, want := range map[string]string{"": "ReceiptHandleIsInvalid", "other": "ReceiptHandleIsInvalid"} {
		_, err := client.ChangeMessageVisibility(t.Context(), &sqs.ChangeMessageVisibilityInput{QueueUrl: &url, ReceiptHandle: &receipt, VisibilityTimeout: 60})
		if api, ok := errors.AsType[smithy.APIError](err); !ok || api.ErrorCode() != want {
			t.Errorf("%q: got %v, want %s", receipt, err, want)
		}
	}
	send(t, q, "more")
	m := receive(t, q)
	for _, seconds := range []int32{60, 0} {
		if _, err := client.ChangeMessageVisibility(t.Context(), &sqs.ChangeMessageVisibilityInput{QueueUrl: &url, ReceiptHandle: &m.Receipt, VisibilityTimeout: seconds}); err != nil {
			t.Fatal(err)
		}
	}
	if visible, hidden := q.Count(); visible != 1 || hidden != 1 {
		t.Errorf("got %d visible and %d hidden messages, want the one shown again and the one delayed", visible, hidden)
	}
}
