package slacksim_test

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"shoebox/bots/slackbot/slacksim"
)

// town is a workspace with an app that a test scripts.
type town struct {
	*slacksim.Workspace
	clock time.Time
	app   func(w http.ResponseWriter, form url.Values)
}

func newTown(tb testing.TB, wait time.Duration) *town {
	tb.Helper()
	tn := &town{clock: time.Unix(1_753_000_000, 0)}
	tn.Workspace = slacksim.New(slacksim.Config{
		Secret: "s", AppID: "A1", TeamID: "T1", UserID: "U1", ChannelID: "C1", Wait: wait,
		Now: func() time.Time { return tn.clock },
		Endpoint: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			raw, err := io.ReadAll(r.Body)
			if err != nil {
				tb.Error(err)
			}
			form, err := url.ParseQuery(string(raw))
			if err != nil {
				tb.Error(err)
			}
			tn.app(w, form)
		}),
	})
	return tn
}

// post posts to a URL as the app would, and gives the status.
func (tn *town) post(tb testing.TB, to, body string) int {
	tb.Helper()
	req, err := http.NewRequestWithContext(tb.Context(), http.MethodPost, to, strings.NewReader(body))
	if err != nil {
		tb.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := tn.Client().Do(req)
	if err != nil {
		return 0
	}
	defer resp.Body.Close()
	return resp.StatusCode
}

func command(tb testing.TB, tn *town) (slacksim.Turn, string) {
	tb.Helper()
	var to string
	inner := tn.app
	tn.app = func(w http.ResponseWriter, form url.Values) {
		to = form.Get("response_url")
		if inner != nil {
			inner(w, form)
		}
	}
	turn, err := tn.Command(tb.Context(), "x")
	if err != nil {
		tb.Fatal(err)
	}
	return turn, to
}

const good = `{"text":"hello"}`

func TestResponseURLIsGoodForFiveUses_3_2(t *testing.T) {
	tn := newTown(t, 0)
	_, to := command(t, tn)
	for i := range 5 {
		if got := tn.post(t, to, good); got != 200 {
			t.Fatalf("use %d: got %d, want 200", i+1, got)
		}
	}
	if got := tn.post(t, to, good); got != 404 {
		t.Errorf("the sixth use: got %d, want 404", got)
	}
	if n := len(tn.Messages()); n != 5 {
		t.Errorf("got %d messages, want 5", n)
	}
}

func TestResponseURLIsGoodForHalfAnHour_3_2(t *testing.T) {
	tn := newTown(t, 0)
	_, to := command(t, tn)
	tn.clock = tn.clock.Add(30 * time.Minute)
	if got := tn.post(t, to, good); got != 200 {
		t.Errorf("after 30 minutes: got %d, want 200", got)
	}
	tn.clock = tn.clock.Add(time.Second)
	if got := tn.post(t, to, good); got != 404 {
		t.Errorf("a second later: got %d, want 404", got)
	}
}

func TestWhatIsTooLargeIsRefused_3_6(t *testing.T) {
	tn := newTown(t, 0)
	_, to := command(t, tn)
	if got := tn.post(t, to, `{"text":"x","blocks":[{"type":"image","image_url":"u","alt_text":""}]}`); got != 400 {
		t.Errorf("got %d, want 400", got)
	}
	tn.app = func(w http.ResponseWriter, _ url.Values) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"blocks":null}`)
	}
	turn, _ := command(t, tn)
	if len(turn.Refused) == 0 || len(tn.Messages()) > 0 {
		t.Errorf("got refused %q and %d messages, want a refusal", turn.Refused, len(tn.Messages()))
	}
}

func TestLateAcknowledgementIsNotSeen_3_2(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tn := newTown(t, 0)
		tn.app = func(w http.ResponseWriter, _ url.Values) {
			time.Sleep(3100 * time.Millisecond)
			w.Header().Set("Content-Type", "application/json")
			_, _ = io.WriteString(w, good)
		}
		turn, _ := command(t, tn)
		if len(turn.Refused) != 1 || !strings.HasPrefix(turn.Refused[0], "operation_timeout") || len(tn.Messages()) > 0 {
			t.Errorf("got refused %q and %d messages, want a timeout", turn.Refused, len(tn.Messages()))
		}
	})
}

func TestBadStatusIsAFailedDispatch(t *testing.T) {
	tn := newTown(t, 0)
	tn.app = func(w http.ResponseWriter, _ url.Values) { w.WriteHeader(http.StatusForbidden) }
	turn, _ := command(t, tn)
	if len(turn.Refused) != 1 || !strings.HasPrefix(turn.Refused[0], "dispatch_failed") {
		t.Errorf("got refused %q, want a failed dispatch", turn.Refused)
	}
}

func TestTurnWaitsForTheWorker(t *testing.T) {
	tn := newTown(t, 5*time.Second)
	tn.app = func(_ http.ResponseWriter, form url.Values) {
		client, to := tn.Client(), form.Get("response_url")
		go func() {
			resp, err := client.Post(to, "application/json", strings.NewReader(good)) //nolint:noctx // ends with the test
			if err == nil {
				_ = resp.Body.Close()
			}
		}()
	}
	turn, _ := command(t, tn)
	if len(turn.Posts) != 1 || len(turn.Messages) != 1 {
		t.Errorf("got %d posts and %d messages, want one of each", len(turn.Posts), len(turn.Messages))
	}
}

func TestTurnEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tn := newTown(t, time.Hour)
		tn.app = func(http.ResponseWriter, url.Values) {}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		turn, err := tn.Command(ctx, "x")
		if err != nil || len(turn.Messages) > 0 {
			t.Errorf("got %v and %d messages, want none", err, len(turn.Messages))
		}
	})
}

func TestClientReachesNothingElse(t *testing.T) {
	tn := newTown(t, 0)
	for _, to := range []string{"https://example.com/x", "http://hooks.slack.com/x", "https://127.0.0.1/x"} {
		if got := tn.post(t, to, good); got != 0 {
			t.Errorf("%s: got %d, want no way there", to, got)
		}
	}
	if got := tn.post(t, "https://hooks.slack.com/commands/T1/1/guessed", good); got != 404 {
		t.Errorf("a guessed response_url: got %d, want 404", got)
	}
}

func TestPressNeedsTheButton(t *testing.T) {
	tn := newTown(t, 0)
	if _, err := tn.Press(t.Context(), slacksim.Message{TS: "1"}, "nothing"); err == nil {
		t.Error("got no error for a button that is not there")
	}
}
