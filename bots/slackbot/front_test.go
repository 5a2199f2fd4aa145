package slackbot_test

import (
	"net/http"
	"strings"
	"testing"
	"testing/synctest"

	"shoebox/intents"
	"shoebox/shared/fault"
)

func TestCommandShowsOnePhotoPrivately(t *testing.T) {
	h := newHouse(t)
	turn := must(h.Command(t.Context(), "beach last summer"))(t)
	m := one(t, turn)
	if !m.Ephemeral {
		t.Error("got a message for everybody, want a private one")
	}
	if got, want := h.album.last.Utterance, "beach last summer"; got != want {
		t.Errorf("got utterance %q, want %q", got, want)
	}
	golden(t, "found.json", pretty(t, turn.ResponseBody))
}

func TestCommandAloneShowsTheLatest(t *testing.T) {
	h := newHouse(t)
	h.ask(t, "  ")
	if got, want := h.album.last.Intent, intents.Latest; got != want {
		t.Errorf("got intent %q, want %q", got, want)
	}
}

func TestSlowAnswerComesThroughTheWorker_3_2(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t)
		h.album.slow = 1
		turn := must(h.Command(t.Context(), "beach"))(t)
		if turn.Status != http.StatusOK || len(turn.ResponseBody) > 0 || len(turn.Posts) > 0 {
			t.Fatalf("got status %d, body %q, %d posts; want an empty 200 at once", turn.Status, turn.ResponseBody, len(turn.Posts))
		}
		batch := h.queue.take()
		if len(batch.Records) != 1 {
			t.Fatalf("got %d jobs, want 1", len(batch.Records))
		}
		resp := must(h.bot.Work(t.Context(), batch))(t)
		if len(resp.BatchItemFailures) > 0 {
			t.Fatalf("got failures %v, want none", resp.BatchItemFailures)
		}
		seen := h.Messages()
		if len(seen) != 1 || !seen[0].Ephemeral || !strings.Contains(seen[0].Text, "1 of 47") {
			t.Errorf("got messages %+v, want one private answer", seen)
		}
	})
}

func TestSlowClickReplacesThroughTheWorker_3_2(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t)
		m := h.ask(t, "beach")
		h.album.slow = 1
		turn := must(h.Press(t.Context(), m, "shoebox.next"))(t)
		if turn.Status != http.StatusOK || len(turn.Posts) > 0 {
			t.Fatalf("got status %d and %d posts, want an empty 200", turn.Status, len(turn.Posts))
		}
		must(h.bot.Work(t.Context(), h.queue.take()))(t)
		seen := h.Messages()
		if len(seen) != 1 || seen[0].Replaced != 1 || !strings.Contains(seen[0].Text, "2 of 47") {
			t.Errorf("got messages %+v, want the first one replaced", seen)
		}
	})
}

func TestSlowAnswerWithoutQueueSaysSo_3_2(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t)
		h.album.slow = 1
		h.queue.err = fault.New("queue.Send", fault.Unavailable, "down")
		m := h.ask(t, "beach")
		if !strings.Contains(m.Text, "try again") {
			t.Errorf("got %q, want a kind sentence", m.Text)
		}
	})
}

func TestRepeatedRequestsActOnce_3_5(t *testing.T) {
	h := newHouse(t)
	turn := must(h.Command(t.Context(), "beach"))(t)
	again := must(h.Replay(t.Context(), turn))(t)
	if again.Status != http.StatusOK || h.album.calls != 1 {
		t.Errorf("got status %d and %d answers, want 200 and 1", again.Status, h.album.calls)
	}
}

func TestURLVerification_3_5(t *testing.T) {
	h := newHouse(t)
	turn := must(h.Event(t.Context(), []byte(`{"type":"url_verification","token":"x","challenge":"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"}`)))(t)
	if got, want := string(turn.ResponseBody), "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"; turn.Status != 200 || got != want {
		t.Errorf("got %d %q, want 200 %q", turn.Status, got, want)
	}
}

func TestUnknownDeliveriesAreTaken_3_5(t *testing.T) {
	tests := []struct{ name, body string }{
		{"an inner type nobody knows", `{"type":"event_callback","api_app_id":"A0123456789","event_id":"Ev1","event":{"type":"sun_rose","x":[]}}`},
		{"a known one that is not handled", `{"type":"event_callback","api_app_id":"A0123456789","event_id":"Ev2","event":{"type":"app_mention"}}`},
		{"app_rate_limited, without an inner event", `{"type":"app_rate_limited","api_app_id":"A0123456789","minute_rate_limited":1518467820}`},
		{"an outer type nobody knows", `{"type":"tide","api_app_id":"A0123456789"}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := newHouse(t)
			turn := must(h.Event(t.Context(), []byte(tt.body)))(t)
			if turn.Status != 200 || len(turn.ResponseBody) > 0 || h.album.calls > 0 {
				t.Errorf("got %d %q and %d answers, want an empty 200 and no work", turn.Status, turn.ResponseBody, h.album.calls)
			}
		})
	}
}

func TestPlainWords_3_4(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"words stay", "beach last summer", "beach last summer"},
		{"an escaped user becomes the name", "with <@U123|anna> there", "with anna there"},
		{"an escaped channel becomes its name", "in <#C123|holidays>", "in holidays"},
		{"a user without a name goes", "with <@U123>", "with"},
		{"a group becomes its label", "<!subteam^S1|@crew>", "crew"},
		{"a special mention becomes a word", "<!here>", "here"},
		{"a link becomes its label", "<https://x.example|site>", "site"},
		{"smart quotes become plain", "“New York” Anna’s", `"New York" Anna's`},
		{"no-break spaces and newlines become spaces", "new\u00a0york\nbeach\t2019", "new york beach 2019"},
		{"control characters become spaces", "a\x00b\x07c", "a b c"},
		{"escapes are undone once", "a &amp;lt; b", "a &lt; b"},
		{"invalid bytes go", "caf\xe9 x", "caf x"},
		{"right-to-left text stays", "חוף הים", "חוף הים"},
		{"emoji stay, joined ones too", "👩‍👩‍👧 at 🏖️", "👩‍👩‍👧 at 🏖️"},
		{"ten thousand characters stay", strings.Repeat("x", 10_000), strings.Repeat("x", 10_000)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := newHouse(t)
			h.ask(t, tt.text)
			if got := h.album.last.Utterance; got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestWhoAsks_3_4(t *testing.T) {
	h := newHouse(t)
	h.ask(t, "beach")
	got := h.album.last.Identity
	if got.Channel != "slack" || got.User != "U2CERLKJA" || got.Team != "T0001" {
		t.Errorf("got %+v, want the user and team of the payload", got)
	}
	if !h.album.last.At.Equal(h.now()) {
		t.Errorf("got time %v, want the clock's %v", h.album.last.At, h.now())
	}
}
