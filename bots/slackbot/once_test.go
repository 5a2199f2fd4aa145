package slackbot_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"shoebox/bots/slackbot"
	"shoebox/shared/fault"
)

func urlEscape(s string) string { return url.QueryEscape(s) }

// canonical writes JSON as encoding/json writes a map.
func canonical(tb testing.TB, raw string) string {
	tb.Helper()
	var v any
	if err := json.Unmarshal([]byte(raw), &v); err != nil {
		tb.Fatal(err)
	}
	return mustJSON(tb, v)
}

// hooks takes whatever is posted to a response_url.
type hooks struct{ bodies [][]byte }

func (h *hooks) RoundTrip(r *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(r.Body)
	h.bodies = append(h.bodies, body)
	return reply(r, 200, "", "ok"), err
}

// answeredOnce complains unless one thing was done and one answer given.
func (s *speaker) answeredOnce(tb testing.TB) {
	tb.Helper()
	if s.album.calls != 1 || len(s.api.said) != 1 {
		tb.Errorf("got %d acts and %d answers, want one of each: %s", s.album.calls, len(s.api.said), s.log)
	}
}

func TestRepeatedEventIsAnsweredOnce_3_5(t *testing.T) {
	s := newSpeaker(t, nil)
	body := told("Ev1", messaged("beach", nil), nil)
	for retry := range 4 { // the first delivery, and three more
		stamp := strconv.FormatInt(s.now().Unix(), 10)
		req := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/slack/events", strings.NewReader(body))
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set(slackbot.HeaderTimestamp, stamp)
		req.Header.Set(slackbot.HeaderSignature, slackbot.Sign(secret, stamp, []byte(body)))
		if retry > 0 {
			req.Header.Set("X-Slack-Retry-Num", strconv.Itoa(retry))
			req.Header.Set("X-Slack-Retry-Reason", "http_timeout")
		}
		rec := httptest.NewRecorder()
		s.bot.HTTP().ServeHTTP(rec, req)
		if rec.Code != 200 || rec.Body.Len() > 0 {
			t.Fatalf("got %d %q, want an empty 200", rec.Code, rec.Body)
		}
		if again := s.work(t, s.batch()); len(again) > 0 {
			t.Fatalf("got %q to be done again, want nothing", again)
		}
		s.sleep(time.Minute)
	}
	s.answeredOnce(t)
}

func TestElevenCopiesAreAnsweredOnce_3_5(t *testing.T) {
	for _, kind := range []string{"mention", "direct message"} {
		t.Run(kind, func(t *testing.T) {
			s := newSpeaker(t, nil)
			event := mentioned("<@UBOT> beach", nil)
			if kind != "mention" {
				event = messaged("beach", nil)
			}
			for i := range 11 { // other event ids, one channel and ts
				s.hear(t, told(fmt.Sprintf("Ev%d", i), event, nil))
			}
			batch := s.batch()
			if len(batch.Records) != 11 {
				t.Fatalf("got %d jobs, want 11", len(batch.Records))
			}
			if again := s.work(t, batch); len(again) > 0 {
				t.Errorf("got %q to be done again, want nothing", again)
			}
			s.answeredOnce(t)
		})
	}
}

func TestCopyOfWhatIsInWorkIsLeftToItsWorker_3_5(t *testing.T) {
	s := newSpeaker(t, nil)
	s.hear(t, told("Ev1", messaged("beach", nil), nil))
	s.hear(t, told("Ev2", messaged("beach", nil), nil))
	batch := s.batch()
	first, second := batch, batch
	first.Records, second.Records = batch.Records[:1], batch.Records[1:]
	s.api.before = func() { // the other worker gets its copy meanwhile
		s.api.before = nil
		if again := s.work(t, second); len(again) > 0 {
			t.Errorf("got %q to be done again, want nothing", again)
		}
	}
	s.work(t, first)
	s.answeredOnce(t)
}

func TestLateAndDisorderedEventsAreAnsweredOnceEach_3_5(t *testing.T) {
	s := newSpeaker(t, nil)
	second := told("Ev2", messaged("the sea", map[string]any{"ts": "1753000060.000200"}), map[string]any{"event_time": 1_753_000_060})
	first := told("Ev1", messaged("beach", nil), nil)
	s.sleep(2 * time.Hour)
	for _, body := range []string{second, first, second, first} {
		s.hear(t, body)
	}
	if again := s.work(t, s.batch()); len(again) > 0 {
		t.Errorf("got %q to be done again, want nothing", again)
	}
	if s.album.calls != 2 || len(s.api.said) != 2 {
		t.Errorf("got %d acts and %d answers, want two of each", s.album.calls, len(s.api.said))
	}
	if got, want := s.album.last.At.Unix(), int64(1_753_000_000); got != want {
		t.Errorf("got %d as the time it was said, want %d: not when it came", got, want)
	}
}

// dies lets a worker die in the middle of its work, which it does not get to end.
func (s *speaker) dies(tb testing.TB, batch events.SQSEvent) {
	tb.Helper()
	died := true
	var worker sync.WaitGroup
	worker.Go(func() {
		_, _ = s.bot.Work(tb.Context(), batch)
		died = false
	})
	worker.Wait()
	if !died {
		tb.Fatal("nobody died: the test shows nothing")
	}
	s.api.before, s.api.after = nil, nil
}

func TestWorkerThatDiesIsTakenOver_3_5(t *testing.T) {
	die := runtime.Goexit
	tests := []struct {
		name  string
		event map[string]any
		where func(*speaker)
	}{
		{"a direct message, before Slack got the answer", messaged("beach", nil), func(s *speaker) { s.api.before = die }},
		{"a direct message, after Slack took the answer", messaged("beach", nil), func(s *speaker) { s.api.after = die }},
		{"in a thread, after Slack took the answer", messaged("beach", map[string]any{"thread_ts": "9.9"}), func(s *speaker) { s.api.after = die }},
		{"a mention, before Slack got the answer", mentioned("<@UBOT> beach", nil), func(s *speaker) { s.api.before = die }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newSpeaker(t, nil)
			s.hear(t, told("Ev1", tt.event, nil))
			batch := s.batch()
			tt.where(s)
			s.dies(t, batch)
			batch.Records[0].Attributes["ApproximateReceiveCount"] = "2"
			if again := s.work(t, batch); len(again) != 1 {
				t.Errorf("got %q to be done again while its lease lasts, want the one", again)
			}
			s.sleep(31 * time.Second)
			if again := s.work(t, batch); len(again) > 0 {
				t.Errorf("got %q to be done again after its lease, want nothing", again)
			}
			s.answeredOnce(t)
			if again := s.work(t, batch); len(again) > 0 {
				t.Errorf("got %q to be done again once it is done, want nothing", again)
			}
			s.answeredOnce(t)
		})
	}
}

func TestAnswerNobodyConfirmedIsLookedFor_3_5(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSpeaker(t, nil)
		s.hear(t, told("Ev1", messaged("beach", nil), nil))
		lost := &lossy{next: s.api}
		s.client.Transport = byHost{"slack.com": lost}
		s.rewire()
		s.work(t, s.batch())
		s.answeredOnce(t)
		if lost.lost != 1 {
			t.Errorf("got %d lost answers of Slack, want 1: the test shows nothing", lost.lost)
		}
	})
}

// rewire makes the bot anew over the client as it is.
func (s *speaker) rewire() {
	c := s.config()
	c.Tokens, c.Ledger = givenToken{}, s.ledger
	s.bot = slackbot.New(c, s.album)
}

// lossy loses the answer to the first message.
type lossy struct {
	next http.RoundTripper
	lost int
}

func (l *lossy) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := l.next.RoundTrip(r)
	if l.lost == 0 && strings.HasSuffix(r.URL.Path, "chat.postMessage") {
		l.lost++
		return nil, errors.New("connection reset")
	}
	return resp, err
}

func TestEventThatCannotBeQueuedIsBroughtAgain_3_5(t *testing.T) {
	s := newSpeaker(t, nil)
	s.queue.err = fault.New("queue.Send", fault.Invalid, "full")
	rec := s.signed(t, "/slack/events", "application/json", told("Ev1", messaged("beach", nil), nil))
	if rec.Code != 500 || rec.Header().Get("X-Slack-No-Retry") != "" {
		t.Errorf("got %d with X-Slack-No-Retry %q, want 500 and to be brought again", rec.Code, rec.Header().Get("X-Slack-No-Retry"))
	}
}

func TestWhatIsRefusedIsNotBroughtAgain_3_5(t *testing.T) {
	s := newSpeaker(t, nil)
	rec := s.signed(t, "/slack/events", "application/json", `{"type":"event_callback","api_app_id":"A9"}`)
	if rec.Code != 403 || rec.Header().Get("X-Slack-No-Retry") != "1" {
		t.Errorf("got %d with X-Slack-No-Retry %q, want 403 and 1", rec.Code, rec.Header().Get("X-Slack-No-Retry"))
	}
}
