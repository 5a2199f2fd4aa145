package redrive_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/google/go-cmp/cmp"

	"shoebox/deploy/engines/enginestest"
	"shoebox/deploy/redrive"
	"shoebox/deploy/runtimeapi"
	"shoebox/shared/fault"
)

// sdk is configured as a person's is, for an address.
func sdk(t *testing.T, url string) aws.Config {
	t.Helper()
	set := map[string]string{
		"AWS_REGION": "eu-west-1", "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "example", "AWS_ENDPOINT_URL": url,
	}
	c, err := redrive.Configure(t.Context(), func(name string) (string, bool) { v, ok := set[name]; return v, ok }, "")
	if err != nil {
		t.Fatal(err)
	}
	c.RetryMaxAttempts = 1
	return c
}

// buried gives a queue with dead letters, and an address of both.
func buried(t *testing.T, letters int) (q, dead *runtimeapi.Queue, c aws.Config) {
	t.Helper()
	dead = runtimeapi.NewQueue(runtimeapi.QueueConfig{Name: "dead"})
	q = runtimeapi.NewQueue(runtimeapi.QueueConfig{Name: "work", MaxReceives: 5, DeadLetters: dead})
	for n := range letters {
		if _, err := dead.Send(fmt.Sprint("letter ", n), 0, nil); err != nil {
			t.Fatal(err)
		}
	}
	server := httptest.NewServer(runtimeapi.NewSQS(q, dead))
	t.Cleanup(server.Close)
	return q, dead, sdk(t, server.URL)
}

func name(t *testing.T, text string) redrive.Name {
	t.Helper()
	n, err := redrive.ParseName(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestDeadLettersComeBack(t *testing.T) {
	q, dead, c := buried(t, 7)
	for _, named := range []string{dead.ARN(), q.ARN(), "https://sqs.eu-west-1.amazonaws.com/123456789012/dead", "https://sqs.eu-west-1.amazonaws.com/123456789012/work"} {
		arn, err := redrive.Find(t.Context(), c, name(t, named))
		if err != nil || arn != dead.ARN() {
			t.Errorf("%s: got %s, %v, want the queue of dead letters", named, arn, err)
		}
	}
	var last redrive.Progress
	got, err := redrive.Run(t.Context(), c, dead.ARN(), redrive.Options{Tell: func(p redrive.Progress) { last = p }, Pause: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	want := redrive.Progress{Moved: 7, Of: 7}
	if got != want || last != want {
		t.Errorf("got %v, and was told %v, want %v", got, last, want)
	}
	if visible, _ := q.Count(); visible != 7 {
		t.Errorf("got %d messages back, want 7", visible)
	}
}

func TestNothingToBringBackIsNoError(t *testing.T) {
	_, dead, c := buried(t, 0)
	got, err := redrive.Run(t.Context(), c, dead.ARN(), redrive.Options{Pause: time.Millisecond})
	if err != nil || got != (redrive.Progress{}) {
		t.Errorf("got %v, %v, want nothing moved", got, err)
	}
}

func TestStoppedItIsCancelled(t *testing.T) {
	q, dead, c := buried(t, 50)
	ctx, stop := context.WithCancel(t.Context())
	// Somebody else has begun, slowly, and is followed.
	if _, err := sqs.NewFromConfig(c).StartMessageMoveTask(ctx, &sqs.StartMessageMoveTaskInput{SourceArn: aws.String(dead.ARN()), MaxNumberOfMessagesPerSecond: aws.Int32(5)}); err != nil {
		t.Fatal(err)
	}
	_, err := redrive.Run(ctx, c, dead.ARN(), redrive.Options{Tell: func(redrive.Progress) { stop() }, Pause: time.Millisecond})
	if !fault.Is(err, fault.Canceled) || !strings.Contains(err.Error(), "What is not moved is where it was.") {
		t.Errorf("got %v, want it stopped", err)
	}
	moved, _ := q.Count()
	left, _ := dead.Count()
	if moved+left != 50 || left == 0 {
		t.Errorf("got %d moved and %d left, want some left and none lost", moved, left)
	}
}

func TestWhatAWSRefusesIsASentenceWithAWayOn(t *testing.T) {
	const arn = "arn:aws:sqs:eu-west-1:123456789012:dead"
	tests := []struct {
		name string
		code string
		want fault.Kind
		says string
	}{
		{"no permission", "AccessDenied", fault.Denied, "and SendMessage on the queue that they came from"},
		{"no such queue", "ResourceNotFoundException", fault.NotFound, "there is no queue dead in this account and region."},
		{"nobody's dead letters", "InvalidParameterValue", fault.Invalid, "no queue sends its dead letters to dead"},
		{"a stranger", "InvalidClientTokenId", fault.Unauthenticated, "aws sts get-caller-identity"},
		{"a session that is over", "ExpiredToken", fault.Unauthenticated, "sign in again"},
		{"too often", "RequestThrottled", fault.Throttled, "in a minute"},
		{"what nobody knows", "Strange", fault.Internal, "Start DLQ redrive"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "application/x-amz-json-1.0")
				w.WriteHeader(http.StatusBadRequest)
				fmt.Fprintf(w, `{"__type":"com.amazonaws.sqs#%s","message":"arn:aws:iam::123456789012:user/anna may not"}`, tt.code) //nolint:errcheck // the client notices
			}))
			defer server.Close()
			_, err := redrive.Run(t.Context(), sdk(t, server.URL), arn, redrive.Options{})
			if !fault.Is(err, tt.want) || !strings.Contains(err.Error(), tt.says) || strings.Contains(err.Error(), "anna") {
				t.Errorf("got %v, want %v that says %q", err, tt.want, tt.says)
			}
		})
	}
	t.Run("nobody there", func(t *testing.T) {
		const nobody = "http://127.0.0.1:1" // a port that no server is given, as that of one that was closed may be
		if _, err := redrive.Run(t.Context(), sdk(t, nobody), arn, redrive.Options{}); !fault.Is(err, fault.Unavailable) || !strings.Contains(err.Error(), "are you online") {
			t.Errorf("got %v, want it unavailable", err)
		}
	})
}

func TestNamesOfQueues(t *testing.T) {
	tests := []struct {
		name, text string
		want       [3]string // region, account, queue; none where it is no name
	}{
		{"an ARN", "arn:aws:sqs:eu-west-1:123456789012:dead", [3]string{"eu-west-1", "123456789012", "dead"}},
		{"an ARN in China", "arn:aws-cn:sqs:cn-north-1:123456789012:dead", [3]string{"cn-north-1", "123456789012", "dead"}},
		{"a URL", "https://sqs.us-east-1.amazonaws.com/123456789012/dead", [3]string{"us-east-1", "123456789012", "dead"}},
		{"the URL of an imitation", "http://127.0.0.1:9324/000000000000/dead", [3]string{"", "000000000000", "dead"}},
		{"an ARN of something else", "arn:aws:s3:::bucket", [3]string{}},
		{"a name alone", "dead", [3]string{}},
		{"an address of the console", "https://eu-west-1.console.aws.amazon.com/sqs/v3/home?region=eu-west-1#/queues", [3]string{}},
		{"nothing", "", [3]string{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			n, err := redrive.ParseName(tt.text)
			if diff := cmp.Diff([3]string{n.Region, n.Account, n.Queue}, tt.want); diff != "" {
				t.Errorf("got - want +:\n%s", diff)
			}
			if (err != nil) != (tt.want == [3]string{}) {
				t.Errorf("got %v", err)
			}
		})
	}
}

// moto has no StartMessageMoveTask.
func TestDeadLettersAreCarriedWhereNobodyMovesThem(t *testing.T) {
	c := enginestest.SDK(t, enginestest.Moto(t))
	client := sqs.NewFromConfig(c)
	queue := func(name string, attributes map[string]string) string {
		out, err := client.CreateQueue(t.Context(), &sqs.CreateQueueInput{QueueName: &name, Attributes: attributes})
		if err != nil {
			t.Fatal(err)
		}
		return *out.QueueUrl
	}
	const arn = "arn:aws:sqs:us-east-1:123456789012:dead"
	dead := queue("dead", nil)
	if _, err := redrive.Run(t.Context(), c, arn, redrive.Options{}); !fault.Is(err, fault.Invalid) {
		t.Errorf("of no queue: got %v, want invalid", err)
	}
	work := queue("work", map[string]string{"RedrivePolicy": `{"deadLetterTargetArn":"` + arn + `","maxReceiveCount":5}`})
	for n := range 23 {
		if _, err := client.SendMessage(t.Context(), &sqs.SendMessageInput{QueueUrl: &dead, MessageBody: aws.String(fmt.Sprint("letter ", n))}); err != nil {
			t.Fatal(err)
		}
	}
	found, err := redrive.Find(t.Context(), c, name(t, "arn:aws:sqs:us-east-1:123456789012:work"))
	if err != nil || found != arn {
		t.Fatalf("got %s, %v, want the queue of dead letters", found, err)
	}
	got, err := redrive.Run(t.Context(), c, found, redrive.Options{})
	if err != nil || got != (redrive.Progress{Moved: 23, Of: 23}) {
		t.Fatalf("got %v, %v, want all moved", got, err)
	}
	bodies := map[string]bool{}
	for len(bodies) < 23 {
		out, err := client.ReceiveMessage(t.Context(), &sqs.ReceiveMessageInput{QueueUrl: &work, MaxNumberOfMessages: 10})
		if err != nil || len(out.Messages) == 0 {
			t.Fatalf("got %d messages back (%v), want 23", len(bodies), err)
		}
		for _, m := range out.Messages {
			bodies[*m.Body] = true
		}
	}
}
