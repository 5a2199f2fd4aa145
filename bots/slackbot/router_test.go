package slackbot_test

import (
	"strings"
	"testing"

	"shoebox/bots/slackbot"
	"shoebox/bots/slackbot/slacksim"
	"shoebox/intents/intentstest"
)

// These go through the true router, over a table.

func TestRouterDoubleClicksChangeNothingTwice_3_8(t *testing.T) {
	for _, label := range []string{"Next", "Shuffle", "Details"} {
		t.Run(label, func(t *testing.T) {
			anna := intentstest.Open(t).NewSlack(t, intentstest.Anna)
			anna.Say(t, "beach")
			before := anna.Last()
			first := anna.Press(t, label)
			second := anna.Again(t, before, label)
			if first.Words != second.Words {
				t.Errorf("got %q, want the same as the first time, %q", second.Words, first.Words)
			}
			if seen := anna.Workspace().Messages(); len(seen) != 1 {
				t.Errorf("got %d messages, want one", len(seen))
			}
		})
	}
}

func TestRouterSendsOnce_3_8(t *testing.T) {
	h := routerHouse(t)
	preview := h.ask(t, "beach")
	must(h.Press(t.Context(), preview, "shoebox.send"))(t)
	must(h.Press(t.Context(), preview, "shoebox.send"))(t)
	seen := h.Messages()
	if len(seen) != 1 || seen[0].Ephemeral || !strings.Contains(seen[0].Text, "shared a photo") {
		t.Errorf("got %+v, want one shared photo and no preview", seen)
	}
}

func TestAnotherGallerysButtonShowsNothingOfIt_3_8(t *testing.T) {
	w := intentstest.Open(t)
	anna, norman := w.NewSlack(t, intentstest.Anna), w.NewSlack(t, intentstest.Norman)
	theirs := anna.Say(t, "beach")
	norman.Say(t, "")
	stolen := norman.Last()
	stolen.Blocks = anna.Last().Blocks
	heard := norman.Again(t, stolen, "Next")
	for _, p := range heard.Photos {
		if p != intentstest.NeighboursPhoto {
			t.Errorf("got photo %s, which is not Norman's", p)
		}
	}
	if len(theirs.Photos) == 0 {
		t.Error("Anna sees no photo: the test shows nothing")
	}
}

func TestNobodyKnownIsToldToConnect(t *testing.T) {
	stranger := intentstest.Open(t).NewSlack(t, "USTRANGER")
	heard := stranger.Say(t, "beach")
	if len(heard.Photos) > 0 || !strings.Contains(heard.Words, "Connect") {
		t.Errorf("got %q and %d photos, want how to connect and none", heard.Words, len(heard.Photos))
	}
}

// routerHouse is a bot before the true router, in a workspace that waits for
// nobody.
func routerHouse(tb testing.TB) *house {
	tb.Helper()
	w := intentstest.Open(tb)
	h := newHouse(tb)
	_, patience := intentstest.Unhurried()
	h.Workspace = slacksim.New(slacksim.Config{
		Secret: secret, AppID: appID, TeamID: "T0001", UserID: intentstest.Anna, ChannelID: "C0001", Now: w.Clock.Now,
		Endpoint: h.endpoint(), Patience: patience,
	})
	h.client = h.Client()
	c := h.config()
	c.Now = w.Clock.Now
	h.bot = slackbot.New(c, w.Router)
	return h
}
