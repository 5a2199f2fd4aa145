package runtimeapi_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"path/filepath"
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

	"errors"

	"shoebox/deploy/runtimeapi"
	"shoebox/shared/fault"
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
		RetryMaxAttempts: 1,
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

// source feeds misbehave, and gives the queue, its dead letters and what was handled.
func source(t *testing.T, report bool) (q, dead *runtimeapi.Queue, handled chan runtimeapi.Result) {
	t.Helper()
	f := function()
	f.Timeout = 2 * time.Second
	fl := fleet(t, f, 1)
	dead = runtimeapi.NewQueue(runtimeapi.QueueConfig{Name: "dead"})
	q = runtimeapi.NewQueue(runtimeapi.QueueConfig{Visibility: f.Timeout, MaxReceives: 2, DeadLetters: dead})
	for _, body := range []string{"good", "bad", "fine"} {
		if t.Name() == "TestBatchTellsWhatFailed" {
			send(t, q, body)
		}
	}
	handled = make(chan runtimeapi.Result, 100)
	s, err := runtimeapi.NewSource(runtimeapi.SourceConfig{
		Queue: q, Fleet: fl, ReportBatchItemFailures: report, Concurrency: 1, Handled: func(r runtimeapi.Result) { handled <- r },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return q, dead, handled
}

func TestBatchTellsWhatFailed(t *testing.T) {
	q, dead, handled := source(t, true)
	first := <-handled
	if got := strings.Count(string(first.Logs), "got "); got != 3 || first.FunctionError != "" {
		t.Errorf("got %d messages in the first batch and %q, want 3", got, first.FunctionError)
	}
	second := <-handled
	if got := string(second.Logs); !strings.Contains(got, "got bad\n") || strings.Contains(got, "good") || strings.Contains(got, "fine") {
		t.Errorf("got %q again, want the bad one alone", got)
	}
	if got := receive(t, dead).Body; got != "bad" {
		t.Errorf("got dead letter %q, want the bad one", got)
	}
	if visible, hidden := q.Count(); visible+hidden > 0 {
		t.Errorf("got %d messages left, want none", visible+hidden)
	}
}

func TestWholeBatchComesAgain(t *testing.T) {
	tests := []struct{ name, body string }{
		{"where the function fails", "all bad"},
		{"where it names what was not in it", "nonsense"},
		{"where it dies", "die"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			q, dead, _ := source(t, true)
			send(t, q, tt.body)
			if got := receive(t, dead).Body; got != tt.body {
				t.Errorf("got dead letter %q, want %q", got, tt.body)
			}
		})
	}
}

func TestMessageOutlivesTheFunction(t *testing.T) {
	q, dead, handled := source(t, true)
	send(t, q, "die first")
	if r := <-handled; r.ErrorType != "Runtime.ExitError" {
		t.Errorf("got %q, want a function that died", r.ErrorType)
	}
	if r := <-handled; r.FunctionError != "" {
		t.Errorf("got %q %s, want it handled the second time", r.FunctionError, r.Body)
	}
	for range 2 {
		if visible, hidden := q.Count(); visible+hidden > 0 {
			t.Errorf("got %d messages left, want none", visible+hidden)
		}
		q = dead
	}
}

func TestFailuresAreNotReadUnlessAskedFor(t *testing.T) {
	q, _, handled := source(t, false)
	send(t, q, "bad")
	<-handled
	for {
		if visible, hidden := q.Count(); visible+hidden == 0 {
			return // deleted as handled
		}
		time.Sleep(time.Millisecond)
	}
}

func TestSourceIsHeldToItsBounds(t *testing.T) {
	fl := fleet(t, function(), 1)
	tests := []struct {
		name string
		c    runtimeapi.SourceConfig
	}{
		{"a visibility under the function's time", runtimeapi.SourceConfig{Queue: runtimeapi.NewQueue(runtimeapi.QueueConfig{Visibility: time.Second}), Fleet: fl}},
		{"a batch too large", runtimeapi.SourceConfig{Queue: runtimeapi.NewQueue(runtimeapi.QueueConfig{}), Fleet: fl, BatchSize: 11}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := runtimeapi.NewSource(tt.c); !fault.Is(err, fault.Invalid) {
				t.Errorf("got %v, want an Invalid", err)
			}
		})
	}
}

func TestEventIsTriedThreeTimes(t *testing.T) {
	tests := []struct {
		name      string
		fails     int // that often
		condition string
		attempts  int
	}{
		{"and succeeds at once", 0, "Success", 1},
		{"and succeeds at last", 2, "Success", 3},
		{"and is given up", 3, "RetriesExhausted", 3},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fl := fleet(t, function(), 1)
			done, failed, dead := runtimeapi.NewQueue(runtimeapi.QueueConfig{}), runtimeapi.NewQueue(runtimeapi.QueueConfig{}), runtimeapi.NewQueue(runtimeapi.QueueConfig{})
			async := runtimeapi.NewAsync(runtimeapi.AsyncConfig{
				Fleet: fl, Pauses: []time.Duration{time.Millisecond, time.Millisecond}, OnSuccess: done, OnFailure: failed, DeadLetters: dead,
			})
			event, err := json.Marshal(map[string]any{"do": "flaky", "for": tt.fails, "path": filepath.Join(t.TempDir(), "attempts")})
			if err != nil {
				t.Fatal(err)
			}
			id, err := async.Invoke(event)
			if err != nil {
				t.Fatal(err)
			}
			if err := async.Wait(); err != nil {
				t.Fatal(err)
			}
			to := done
			if tt.condition != "Success" {
				to = failed
				if got := receive(t, dead); got.Body != string(event) || got.Attributes["RequestID"] != id || got.Attributes["ErrorMessage"] != "not yet" {
					t.Errorf("got dead letter %+v, want the event", got)
				}
			}
			var got runtimeapi.Record
			if err := json.Unmarshal([]byte(receive(t, to).Body), &got); err != nil {
				t.Fatal(err)
			}
			if got.Request.ID != id || got.Request.Condition != tt.condition || got.Request.Attempts != tt.attempts || (got.Response.FunctionError == "") != (tt.condition == "Success") {
				t.Errorf("got %+v, want %s after %d", got, tt.condition, tt.attempts)
			}
		})
	}
}

func TestAsynchronousEventIsHeldToOneMegabyte(t *testing.T) {
	async := runtimeapi.NewAsync(runtimeapi.AsyncConfig{Fleet: fleet(t, function(), 1)})
	if _, err := async.Invoke([]byte(`"` + strings.Repeat("x", runtimeapi.MaxAsync) + `"`)); !fault.Is(err, fault.TooLarge) {
		t.Errorf("got %v, want TooLarge", err)
	}
	if err := async.Close(); err != nil {
		t.Error(err)
	}
}

func TestEventGrowsTooOldForAFunctionWithoutRoom(t *testing.T) {
	failed := runtimeapi.NewQueue(runtimeapi.QueueConfig{})
	async := runtimeapi.NewAsync(runtimeapi.AsyncConfig{Fleet: fleet(t, function(), 0), MaxAge: time.Second, OnFailure: failed})
	if _, err := async.Invoke([]byte(`{}`)); err != nil {
		t.Fatal(err)
	}
	if err := async.Wait(); err != nil {
		t.Fatal(err)
	}
	var got runtimeapi.Record
	if err := json.Unmarshal([]byte(receive(t, failed).Body), &got); err != nil {
		t.Fatal(err)
	}
	if got.Request.Condition != "EventAgeExceeded" || got.Request.Attempts != 0 {
		t.Errorf("got %+v, want an event that grew too old", got)
	}
}
