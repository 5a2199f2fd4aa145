package slackbot_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"shoebox/shared/fault"
)

// flaky answers some posts itself before it lets them through.
type flaky struct {
	next http.RoundTripper
	// script holds an answer for each post to come; 0 lets it through, and
	// after the last one all go through.
	script []answer
	seen   int
}

type answer struct {
	status int
	after  string // Retry-After
	err    error
	said   string // the body
}

func (f *flaky) RoundTrip(r *http.Request) (*http.Response, error) {
	f.seen++
	if len(f.script) == 0 {
		return f.next.RoundTrip(r)
	}
	a := f.script[0]
	f.script = f.script[1:]
	switch {
	case a.err != nil:
		return nil, a.err
	case a.status == 0:
		return f.next.RoundTrip(r)
	}
	h := http.Header{"Location": {"https://evil.example/"}}
	if a.after != "" {
		h.Set("Retry-After", a.after)
	}
	return &http.Response{StatusCode: a.status, Header: h, Body: io.NopCloser(strings.NewReader(a.said)), Request: r}, nil
}

func flakyHouse(tb testing.TB, script ...answer) (*house, *flaky) {
	tb.Helper()
	f := &flaky{}
	h := newHouseWith(tb, func(next http.RoundTripper) http.RoundTripper {
		f.next, f.script = next, script
		return f
	})
	return h, f
}

// late hands a command to the worker and gives the worker's batch.
func (h *house) late(tb testing.TB) events.SQSEvent {
	tb.Helper()
	h.album.slow = 1
	must(h.Command(tb.Context(), "beach"))(tb)
	return h.queue.take()
}

func TestWorkerPosts_3_2(t *testing.T) {
	dial := &net.OpError{Op: "dial", Err: errors.New("refused")}
	tests := []struct {
		name   string
		script []answer
		posts  int // until the batch is done
		shown  int // messages in the end
		queued int // deliveries put back
	}{
		{"an answer is posted once", nil, 1, 1, 0},
		{"an answer that Slack fails to take is tried again soon", []answer{{status: 503}}, 2, 1, 0},
		{"a rate limit is waited for when it is short", []answer{{status: 429, after: "3"}}, 2, 1, 0},
		{"a rate limit that is too long goes back into the queue", []answer{{status: 429, after: "120"}}, 1, 0, 1},
		{"a rate limit without a time is tried again soon", []answer{{status: 429}}, 2, 1, 0},
		{"an answer refused twice goes back into the queue", []answer{{status: 500}, {status: 500}}, 2, 0, 1},
		{"a response_url that is gone is given up", []answer{{status: 404}}, 1, 0, 0},
		{"a message Slack does not take is given up", []answer{{status: 400}}, 1, 0, 0},
		{"a redirect is not followed", []answer{{status: 302}}, 1, 0, 0},
		{"no connection is tried again", []answer{{err: dial}}, 2, 1, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				h, f := flakyHouse(t, tt.script...)
				resp := must(h.bot.Work(t.Context(), h.late(t)))(t)
				if len(resp.BatchItemFailures) > 0 {
					t.Errorf("got failures %v, want none", resp.BatchItemFailures)
				}
				queued := len(h.queue.bodies)
				if f.seen != tt.posts || len(h.Messages()) != tt.shown || queued != tt.queued {
					t.Errorf("got %d posts, %d messages, %d queued; want %d, %d, %d", f.seen, len(h.Messages()), queued, tt.posts, tt.shown, tt.queued)
				}
				if strings.Contains(h.log.String(), "hooks.slack.com") {
					t.Errorf("a response_url is in the log: %s", h.log)
				}
			})
		})
	}
}

func TestDeliveryThatWentBackAsksNobodyAgain_3_2(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h, _ := flakyHouse(t, answer{status: 429, after: "120"})
		must(h.bot.Work(t.Context(), h.late(t)))(t)
		calls := h.album.calls
		h.sleep(2 * time.Minute)
		must(h.bot.Work(t.Context(), h.queue.take()))(t)
		if seen := h.Messages(); len(seen) != 1 || h.album.calls != calls {
			t.Errorf("got %d messages and %d more answers, want 1 and none", len(seen), h.album.calls-calls)
		}
	})
}

func TestDeliveryIsNotMadeBeforeSlackWantsIt_3_13(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h, f := flakyHouse(t, answer{status: 429, after: "120"})
		must(h.bot.Work(t.Context(), h.late(t)))(t)
		h.sleep(time.Minute)
		resp := must(h.bot.Work(t.Context(), h.queue.take()))(t)
		if len(resp.BatchItemFailures) != 1 || f.seen != 1 {
			t.Errorf("got failures %v and %d posts, want the item back and one post", resp.BatchItemFailures, f.seen)
		}
	})
}

func TestDeliveryIsGivenUpAfterSomeTime_3_13(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		always := slices.Repeat([]answer{{status: 429, after: "120"}}, 20)
		h, f := flakyHouse(t, always...)
		batch := h.late(t)
		for len(batch.Records) > 0 {
			resp := must(h.bot.Work(t.Context(), batch))(t)
			if len(resp.BatchItemFailures) > 0 {
				t.Fatalf("got failures %v, want none", resp.BatchItemFailures)
			}
			h.sleep(2 * time.Minute)
			batch = h.queue.take()
		}
		if f.seen != 6 || !strings.Contains(h.log.String(), "given up") {
			t.Errorf("got %d posts, want 6 and a note that it is given up", f.seen)
		}
	})
}

func TestOneBadItemLeavesTheOthers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t)
		batch := h.late(t)
		good := batch.Records[0]
		good.MessageId = "good"
		batch.Records = []events.SQSMessage{
			{MessageId: "garbled", Body: "{"}, {MessageId: "old", Body: `{"v":99}`}, good,
		}
		resp := must(h.bot.Work(t.Context(), batch))(t)
		if len(resp.BatchItemFailures) != 0 || len(h.Messages()) != 1 {
			t.Errorf("got failures %v and %d messages; what can't be read is done with, and the rest answered", resp.BatchItemFailures, len(h.Messages()))
		}
	})
}

func TestWorkerOutOfTimeGivesItBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t)
		batch := h.late(t)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		resp := must(h.bot.Work(ctx, batch))(t)
		if len(resp.BatchItemFailures) != 1 || resp.BatchItemFailures[0].ItemIdentifier != batch.Records[0].MessageId {
			t.Errorf("got failures %v, want the one item", resp.BatchItemFailures)
		}
	})
}

func TestTooLateIsNotAnswered_3_2(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t)
		batch := h.late(t)
		h.sleep(31 * time.Minute)
		resp := must(h.bot.Work(t.Context(), batch))(t)
		if len(resp.BatchItemFailures) != 0 || len(h.Messages()) != 0 || h.album.calls != 1 {
			t.Errorf("got failures %v, %d messages and %d answers; half an hour later nobody can be answered", resp.BatchItemFailures, len(h.Messages()), h.album.calls)
		}
	})
}

func TestSendIsDeliveredOnce_3_8(t *testing.T) {
	tests := []struct {
		name   string
		script []answer
		shared int  // messages in the channel in the end
		kept   bool // the preview
	}{
		{"at once", nil, 1, false},
		{"after Slack failed to take it", []answer{{status: 503}}, 1, false},
		{"after the preview failed to go", []answer{{}, {status: 503}}, 1, false},
		{"when nobody knows whether it arrived, not again", []answer{{err: errors.New("connection reset")}}, 0, true},
		{"when Slack refuses it, the preview stays", []answer{{status: 400}}, 0, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h, _ := flakyHouse(t, tt.script...)
			preview := h.ask(t, "beach")
			must(h.Press(t.Context(), preview, "shoebox.send"))(t)
			must(h.Press(t.Context(), preview, "shoebox.send"))(t)
			must(h.bot.Work(t.Context(), h.queue.take()))(t)
			shared, kept := 0, false
			for _, m := range h.Messages() {
				if m.Ephemeral {
					kept = true
				} else {
					shared++
				}
			}
			if shared != tt.shared || kept != tt.kept {
				t.Errorf("got %d shared and preview kept %v, want %d and %v", shared, kept, tt.shared, tt.kept)
			}
		})
	}
}

func TestQueueThatFailsGivesTheItemBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h, _ := flakyHouse(t, answer{status: 429, after: "120"})
		batch := h.late(t)
		h.queue.err = fault.New("queue.Send", fault.Unavailable, "down")
		resp := must(h.bot.Work(t.Context(), batch))(t)
		if len(resp.BatchItemFailures) != 1 {
			t.Errorf("got failures %v, want the item back", resp.BatchItemFailures)
		}
	})
}

func TestPictureThatCannotBeFetched(t *testing.T) {
	refused := answer{status: 400, said: "invalid_blocks: downloading image failed [json-pointer:/blocks/0/image_url]"}
	tests := []struct {
		name    string
		script  []answer
		picture bool
	}{
		{"it is tried once more", []answer{refused}, true},
		{"then a link takes its place", []answer{refused, refused}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h, _ := flakyHouse(t, tt.script...)
			preview := h.ask(t, "beach")
			must(h.Press(t.Context(), preview, "shoebox.send"))(t)
			seen := h.Messages()
			if len(seen) != 1 || seen[0].Ephemeral {
				t.Fatalf("got %+v, want the shared photo alone", seen)
			}
			blocks := string(seen[0].Blocks)
			if got := strings.Contains(blocks, `"image_url"`); got != tt.picture || !got && !strings.Contains(blocks, "|Open the photo>") {
				t.Errorf("got %s, want picture %v, else a link", blocks, tt.picture)
			}
		})
	}
}
