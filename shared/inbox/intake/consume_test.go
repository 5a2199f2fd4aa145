package intake_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/google/go-cmp/cmp"

	"shoebox/shared/blob/blobtest"
	"shoebox/shared/fault"
	"shoebox/shared/inbox"
	"shoebox/shared/table/tabletest"
)

// told is a message in which S3 tells of objects.
func told(keys ...string) string {
	var records []map[string]any
	for _, key := range keys {
		records = append(records, map[string]any{
			"eventVersion": "2.1", "eventSource": "aws:s3", "eventName": "ObjectCreated:Put", "eventTime": "2026-11-23T05:00:00.000Z",
			"s3": map[string]any{"bucket": map[string]any{"name": "photos"}, "object": map[string]any{"key": url.QueryEscape(key), "size": 1024, "sequencer": "0055AED6DCD90281E5"}},
		})
	}
	raw, _ := json.Marshal(map[string]any{"Records": records}) // texts and numbers have a form
	return string(raw)
}

func message(id, body string, receives int) events.SQSMessage {
	return events.SQSMessage{MessageId: id, ReceiptHandle: "receipt of " + id, Body: body, Attributes: map[string]string{"ApproximateReceiveCount": strconv.Itoa(receives)}}
}

// consume gives which messages are to come again.
func (b *bench) consume(ctx context.Context, messages ...events.SQSMessage) (again []string) {
	b.t.Helper()
	answer, err := b.Consume(ctx, events.SQSEvent{Records: messages})
	if err != nil {
		b.t.Fatal(err)
	}
	for _, f := range answer.BatchItemFailures {
		again = append(again, f.ItemIdentifier)
	}
	return again
}

func TestABatchIsDoneMessageByMessage(t *testing.T) {
	b := open(t)
	u := b.announce(eve, blobtest.Picture(t, 10))
	b.drop("inbox/home/one two.jpg", blobtest.Picture(t, 60))
	b.drop("inbox/home/three.jpg", blobtest.Picture(t, 110))
	b.drop("incoming/home/01J2SH0EB0X000000000000000", blobtest.Picture(t, 160)) // which nobody announced
	again := b.consume(t.Context(),
		message("test", `{"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2026-11-23T05:00:00.000Z","Bucket":"photos","RequestId":"1","HostId":"2"}`, 1),
		message("announced", told(u.Key()), 1), message("announced again", told(u.Key()), 1),
		message("several", told("inbox/home/one two.jpg", "incoming/../x", "inbox/home/three.jpg", "inbox/home/gone.jpg"), 1),
		message("stray", told("incoming/home/01J2SH0EB0X000000000000000"), 1),
		message("removed", strings.Replace(told("inbox/home/x.jpg"), "ObjectCreated:Put", "ObjectRemoved:Delete", 1), 1),
		message("garbage", "{", 1), message("nothing", "{}", 1), message("a list", "[]", 1), message("empty", "", 1),
		message("not encoded", strings.Replace(told("inbox/home/x.jpg"), "inbox", "%zz", 1), 1),
	)
	if diff := cmp.Diff(again, []string{"stray"}); diff != "" {
		t.Errorf("to come again, got - want +:\n%s", diff)
	}
	if len(b.photos()) != 3 || len(b.keys("inbox/")) != 0 {
		t.Errorf("got %d photos and %v left, want all three", len(b.photos()), b.keys("inbox/"))
	}
	if unusable := strings.Count(b.log.String(), `"outcome":"unusable"`); unusable != 6 {
		t.Errorf("got %d lines of what is of no use, want 6: %s", unusable, b.log)
	}
	for _, personal := range []string{"one two", "three.jpg", "by_the_lake"} {
		if strings.Contains(b.log.String(), personal) {
			t.Errorf("the log tells %q", personal)
		}
	}
}

func TestWhatTheBucketSaysOfARequestIsNotSaidOfTheFile(t *testing.T) {
	b := open(t)
	const key, words = "inbox/home/wedding.jpg", "inbox/home/no picture.jpg"
	for _, file := range []struct {
		key  string
		data []byte
	}{{key, blobtest.Picture(t, 10)}, {words, []byte("Dear Anna")}} {
		for _, kind := range []fault.Kind{fault.Invalid, fault.TooLarge, fault.Denied} {
			for nth := 1; ; nth++ {
				b.drop(file.key, file.data)
				b.fragile.kind = kind
				b.fragile.plan(nth, false, nil)
				again := b.consume(t.Context(), message("m", told(file.key), 1))
				calls := b.fragile.calls()
				b.fragile.plan(0, false, nil)
				if calls < nth {
					wentWrong(t, nth-1)
					break
				}
				if len(again) == 0 && len(b.keys("inbox/")) > 0 {
					t.Errorf("%s, %v at request %d: got it left lying, want it to come again", file.key, kind, nth)
				}
				*b.now = b.now.Add(inbox.LeaseLength + time.Second)
				b.consume(t.Context(), message("m", told(file.key), 2))
			}
		}
	}
	if strings.Contains(b.log.String(), "wedding") {
		t.Errorf("the log tells what a file is called: %s", b.log)
	}
	if got := len(b.photos()); got != 1 {
		t.Errorf("got %d photos, want one", got)
	}
}

func TestWhatFailsComesAgainLaterEachTime(t *testing.T) {
	b := open(t)
	u := b.announce(eve, blobtest.Picture(t, 10))
	var pauses []time.Duration
	b.Hide = func(_ context.Context, receipt string, d time.Duration) error {
		if receipt != "receipt of m" {
			t.Errorf("got %q hidden", receipt)
		}
		pauses = append(pauses, d)
		return nil
	}
	for receives := 1; receives <= inbox.Tries; receives++ {
		b.store.Faulty.FailReads(tabletest.Fault{Nth: 2})
		if again := b.consume(t.Context(), message("m", told(u.Key()), receives)); !slices.Equal(again, []string{"m"}) {
			t.Errorf("got %v, want it to come again", again)
		}
		b.store.Faulty.FailReads()
		if got := b.find(u); receives == 1 && got.Sentence() != "Something failed on our side. The photo will be tried again by itself." {
			t.Errorf("got %+v, %q, want it to be said", got, got.Sentence())
		}
	}
	for i, most := range []time.Duration{30, 60, 120, 240, 480, 900, 900, 900, 900, 900} {
		wantPause(t, pauses[i], most*time.Second)
	}
	if got := b.find(u); got.State != inbox.Received || !strings.HasPrefix(got.Sentence(), "Something fails on our side, again and again.") {
		t.Errorf("got %+v, %q, want it to be said", got, got.Sentence())
	}
	// Who else is at it is waited for.
	place, err := inbox.ParseKey(u.Key())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.inbox.Take(t.Context(), place); err != nil {
		t.Fatal(err)
	}
	pauses = nil
	b.consume(t.Context(), message("m", told(u.Key()), 1))
	if want := []time.Duration{inbox.LeaseLength + time.Second}; !slices.Equal(pauses, want) {
		t.Errorf("got %v, want %v", pauses, want)
	}
}

// wantPause holds a pause to its length, of which a fifth may be left out.
func wantPause(tb testing.TB, got, most time.Duration) {
	tb.Helper()
	if got > most || got < most*4/5 {
		tb.Errorf("got %v, want up to %v, and at most a fifth less", got, most)
	}
}

func TestWhatTakesTooLongComesAgainLaterEachTime(t *testing.T) {
	b := open(t)
	u := b.announce(eve, blobtest.Picture(t, 10))
	var pauses []time.Duration
	b.Hide = func(_ context.Context, _ string, d time.Duration) error {
		pauses = append(pauses, d)
		return nil
	}
	b.fragile.kind = fault.Timeout
	for receives := 1; receives < inbox.Tries; receives += 4 {
		b.fragile.plan(1, false, nil)
		b.consume(t.Context(), message("m", told(u.Key()), receives))
	}
	for i, most := range []time.Duration{30, 480, 900} {
		wantPause(t, pauses[i], most*time.Second)
	}
}

func TestWhatFailedTogetherDoesNotComeTogether(t *testing.T) {
	b := open(t)
	pauses := map[time.Duration]bool{}
	b.Hide = func(_ context.Context, _ string, d time.Duration) error {
		pauses[d] = true
		return nil
	}
	b.fragile.kind = fault.Internal
	for n := range 5 {
		b.fragile.plan(1, false, nil)
		b.consume(t.Context(), message(fmt.Sprint(n), told("inbox/home/lake.jpg"), 1))
	}
	if len(pauses) < 2 {
		t.Errorf("got %v for five, want them to differ", pauses)
	}
}

func TestWhatThereIsNoTimeForIsGivenBack(t *testing.T) {
	b := open(t)
	u := b.announce(eve, blobtest.Picture(t, 10))
	var pauses []time.Duration
	b.Hide = func(_ context.Context, _ string, d time.Duration) error {
		pauses = append(pauses, d)
		return nil
	}
	short, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	again := b.consume(short, message("a", told(u.Key()), 1), message("b", told(u.Key()), 1))
	if !slices.Equal(again, []string{"a", "b"}) || !slices.Equal(pauses, []time.Duration{time.Second, time.Second}) {
		t.Errorf("got %v after %v, want both to come again soon", again, pauses)
	}
	if got := b.find(u); got.Attempts != 0 {
		t.Errorf("got %+v, want nothing begun", got)
	}
}

// FuzzConsume tells of anything. What is nobody's is not touched, nothing is retried that
// can't succeed, and nothing panics.
func FuzzConsume(f *testing.F) {
	b := open(f)
	u := b.announce(eve, blobtest.Picture(f, 10))
	b.drop("home/other/original.jpg", []byte("mine"))
	b.drop("secret.txt", []byte("mine"))
	for _, body := range []string{
		told(u.Key()), told("inbox/home/x.jpg"), told("incoming/../home/other/original.jpg"), told("home/other/original.jpg", "secret.txt"), "{}", "[", `{"Records":[{}]}`,
		`{"Records":[{"eventName":"ObjectCreated:Put","s3":{"object":{"key":"%"}}}]}`, `{"Records":[{"eventName":"ObjectCreated:Put","s3":{"object":{"key":7}}}]}`,
		`{"Event":"s3:TestEvent"}`, `{"Records":null}`, told("inbox/home/" + strings.Repeat("a", 1100)), told("inbox/home/\x00.jpg"),
	} {
		f.Add(body, "1")
	}
	f.Add(told(u.Key()), "-9223372036854775808")
	f.Fuzz(func(t *testing.T, body, receives string) {
		b.t = t
		m := events.SQSMessage{MessageId: "m", Body: body, Attributes: map[string]string{"ApproximateReceiveCount": receives, "SentTimestamp": receives}}
		if again := b.consume(t.Context(), m); len(again) > 0 {
			t.Errorf("%q is to come again: %s", body, b.log)
		}
		if strings.Contains(b.log.String(), "panic") {
			t.Errorf("%q: panicked: %s", body, b.log)
		}
		b.log.Reset()
		for _, key := range []string{"home/other/original.jpg", "secret.txt"} {
			if data, err := b.bucket.ReadAll(t.Context(), key, 100); err != nil || string(data) != "mine" {
				t.Errorf("%q: got %q, %v of what is another's", body, data, err)
			}
		}
	})
}
