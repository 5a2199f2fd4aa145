package runtimeapi_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/smithy-go"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"shoebox/deploy/runtimeapi"
	"shoebox/shared/fault"
	"shoebox/shared/sdkhttp"
)

// receive gives one message, or fails.
func receive(tb testing.TB, q *runtimeapi.Queue) runtimeapi.Message {
	tb.Helper()
	ctx, cancel := context.WithTimeout(tb.Context(), time.Minute)
	defer cancel()
	got := q.Receive(ctx, 1)
	if len(got) != 1 {
		tb.Fatalf("got %d messages, want 1", len(got))
	}
	return got[0]
}

func send(tb testing.TB, q *runtimeapi.Queue, body string) string {
	tb.Helper()
	id, err := q.Send(body, 0, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return id
}

func TestMessageIsHiddenWhileItIsHandled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := runtimeapi.NewQueue(runtimeapi.QueueConfig{Visibility: 10 * time.Second})
		id := send(t, q, "work")
		begin := time.Now()
		first := receive(t, q)
		second := receive(t, q)
		if got := time.Since(begin); got != 10*time.Second {
			t.Errorf("got it again after %v, want 10s", got)
		}
		want := runtimeapi.Message{ID: id, Body: "work", Sent: begin, FirstReceived: begin, Receives: 2}
		if diff := cmp.Diff(want, second, cmpopts.IgnoreFields(runtimeapi.Message{}, "Receipt")); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if q.Delete(first.Receipt) {
			t.Error("an old receipt has deleted")
		}
		if !q.Delete(second.Receipt) || q.Delete(second.Receipt) {
			t.Error("the latest receipt must delete, once")
		}
		if visible, hidden := q.Count(); visible+hidden != 0 {
			t.Errorf("got %d and %d messages, want none", visible, hidden)
		}
	})
}

func TestMessageWaitsForItsDelay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := runtimeapi.NewQueue(runtimeapi.QueueConfig{})
		if _, err := q.Send("later", time.Minute, nil); err != nil {
			t.Fatal(err)
		}
		begin := time.Now()
		got := q.Receive(t.Context(), 10)
		if len(got) != 1 || time.Since(begin) != time.Minute {
			t.Errorf("got %d messages after %v, want one after a minute", len(got), time.Since(begin))
		}
	})
}

func TestMessageReceivedTooOftenIsADeadLetter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dead := runtimeapi.NewQueue(runtimeapi.QueueConfig{Name: "dead"})
		q := runtimeapi.NewQueue(runtimeapi.QueueConfig{MaxReceives: 2, DeadLetters: dead})
		id := send(t, q, "poison")
		for range 2 {
			receive(t, q)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		if got := q.Receive(ctx, 1); len(got) > 0 {
			t.Errorf("got it for the third time: %v", got)
		}
		if got := receive(t, dead); got.ID != id || got.Body != "poison" {
			t.Errorf("got %+v, want the message as it was", got)
		}
	})
}

func TestMessageIsHiddenForAsLongAsItsReceiverSays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := runtimeapi.NewQueue(runtimeapi.QueueConfig{Visibility: 10 * time.Second})
		send(t, q, "work")
		begin := time.Now()
		first := receive(t, q)
		if err := q.Hide(first.Receipt, 50*time.Second); err != nil {
			t.Fatal(err)
		}
		second := receive(t, q)
		if got := time.Since(begin); got != 50*time.Second {
			t.Errorf("got it again after %v, want 50s", got)
		}
		if err := q.Hide(first.Receipt, time.Hour); !fault.Is(err, fault.Invalid) {
			t.Errorf("by an old receipt: got %v, want invalid", err)
		}
		if err := q.Hide(second.Receipt, runtimeapi.MaxHidden+1); !fault.Is(err, fault.Invalid) {
			t.Errorf("for too long: got %v, want invalid", err)
		}
		if err := q.Hide(second.Receipt, 0); err != nil {
			t.Fatal(err)
		}
		if err := q.Hide(second.Receipt, time.Hour); !fault.Is(err, fault.NotFound) {
			t.Errorf("when it was shown: got %v, want not found", err)
		}
		if got := receive(t, q); got.Receives != 3 {
			t.Errorf("got it for the %dth time, want the third, at once", got.Receives)
		}
	})
}

func TestMessageIsForgottenInTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := runtimeapi.NewQueue(runtimeapi.QueueConfig{Retention: time.Minute})
		send(t, q, "old news")
		time.Sleep(time.Minute)
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		if got := q.Receive(ctx, 1); len(got) > 0 {
			t.Errorf("got %v, want nothing", got)
		}
	})
}

func TestSDKSendsMessages(t *testing.T) {
	q := runtimeapi.NewQueue(runtimeapi.QueueConfig{Name: "work"})
	server := httptest.NewServer(runtimeapi.NewSQS(q))
	defer server.Close()
	client := sqs.NewFromConfig(aws.Config{
		Region: "eu-west-1", BaseEndpoint: aws.String(server.URL), Credentials: credentials.NewStaticCredentialsProvider("AKIDEXAMPLE", "s", ""),
		HTTPClient: &http.Client{Transport: sdkhttp.Transport(http.DefaultTransport)}, RetryMaxAttempts: 1,
	})
	url := runtimeapi.QueueURL(server.URL, q)
	out, err := client.SendMessage(t.Context(), &sqs.SendMessageInput{QueueUrl: &url, MessageBody: aws.String("grüße")})
	if err != nil {
		t.Fatal(err)
	}
	if got := receive(t, q); got.ID != *out.MessageId || got.Body != "grüße" {
		t.Errorf("got %+v, want what was sent", got)
	}
	if _, err := client.SendMessage(t.Context(), &sqs.SendMessageInput{QueueUrl: &url, MessageBody: aws.String("later"), DelaySeconds: 900}); err != nil {
		t.Fatal(err)
	}
	if _, hidden := q.Count(); hidden != 2 {
		t.Errorf("got %d hidden messages, want the delayed one too", hidden)
	}
	refused := []struct {
		name string
		in   sqs.SendMessageInput
		want string
	}{
		{"a queue that is not there", sqs.SendMessageInput{QueueUrl: aws.String(server.URL + "/123456789012/other"), MessageBody: aws.String("x")}, "QueueDoesNotExist"},
		{"a delay over 15 minutes", sqs.SendMessageInput{QueueUrl: &url, MessageBody: aws.String("x"), DelaySeconds: 901}, "InvalidParameterValue"},
		{"more than 1 MiB", sqs.SendMessageInput{QueueUrl: &url, MessageBody: aws.String(strings.Repeat("x", runtimeapi.MaxMessage+1))}, "InvalidMessageContents"},
		{"letters that XML has not", sqs.SendMessageInput{QueueUrl: &url, MessageBody: aws.String("\x00")}, "InvalidMessageContents"},
		{"nothing", sqs.SendMessageInput{QueueUrl: &url, MessageBody: aws.String("")}, "InvalidMessageContents"},
	}
	for _, tt := range refused {
		t.Run(tt.name, func(t *testing.T) {
			_, err := client.SendMessage(t.Context(), &tt.in)
			api, ok := errors.AsType[smithy.APIError](err)
			if !ok || api.ErrorCode() != tt.want {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
	t.Run("a request that is not signed", func(t *testing.T) {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL, strings.NewReader("{}"))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/x-amz-json-1.0")
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusForbidden {
			t.Errorf("got %d, want 403", resp.StatusCode)
		}
	})
}
