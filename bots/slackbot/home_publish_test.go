package slackbot_test

import (
	"testing"
	"testing/synctest"

	"shoebox/bots/slackbot"
	"shoebox/bots/slackbot/slacktest"
	"shoebox/intents/intentstest"
)

func TestHomeTabHashes_3_9(t *testing.T) {
	t.Run("no view in the event is no matter", func(t *testing.T) {
		h := newTenant(t, intentstest.Anna, nil, nil, nil)
		h.opens(t)
		again := h.Happen(h.Person, map[string]any{"type": "app_home_opened", "user": h.User, "tab": "home", "channel": "D1"})
		h.told(t, again)
		if got := len(h.Calls("views.publish")); got != 2 {
			t.Errorf("got %d publishes, want 2", got)
		}
		h.strict(t)
	})
	t.Run("opening late leaves what is newer", func(t *testing.T) {
		h := newTenant(t, intentstest.Anna, nil, nil, nil)
		v := h.opens(t)
		late := h.OpenHome(h.Person, "home")
		v = h.types(t, v, "photos of Anna")
		h.told(t, late)
		if got := h.home(t); got.Hash != v.Hash {
			t.Errorf("got another tab %s, want the answer that was just shown", got.Blocks)
		}
	})
	t.Run("a press in an old showing is answered once anew", func(t *testing.T) {
		h := newTenant(t, intentstest.Anna, nil, nil, nil)
		old := h.opens(t)
		h.types(t, old, "photos of Anna")
		v := h.presses(t, old, "What is there")
		shows(t, v.Blocks, "What is in this gallery")
		if got := len(h.Calls("views.publish")); got != 4 {
			t.Errorf("got %d publishes, want 4: one of them again", got)
		}
	})
}

func TestTheMessagesTabIsNoHomeTab_3_9(t *testing.T) {
	h := newTenant(t, intentstest.Anna, nil, nil, nil)
	h.told(t, h.OpenHome(h.Person, "messages"))
	if _, there := h.Home(h.Person); there || len(h.Calls()) > 0 {
		t.Errorf("got calls %v, want none", h.Calls())
	}
}

func TestHomeTabThatTakesLongIsDoneByTheWorker_3_9(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := &listener{}
		h := newTenant(t, intentstest.Anna, l, nil, nil)
		v := h.opens(t)
		l.fail = 1
		h.acts(t, v, "home.search", map[string]any{"value": "beach"})
		if got := h.home(t); got.Hash != v.Hash || len(h.queue.bodies) != 1 {
			t.Fatalf("got another tab or %d jobs, want the same and one", len(h.queue.bodies))
		}
		h.works(t)
		shows(t, h.home(t).Blocks, "All is well")
		if first, second := l.all[len(l.all)-2].ID, l.all[len(l.all)-1].ID; first == second || first == "" {
			t.Errorf("got ids %q and %q, want the worker's own", first, second)
		}
	})
}

func TestHomeTabThatSlackDoesNotTake_3_9(t *testing.T) {
	tests := []struct {
		name    string
		fail    slacktest.Failure
		queued  int // left to the worker
		publish int // in the end
	}{
		{"an outage is for the worker", slacktest.Broken(), 1, 3},
		{"so is a rate limit", slacktest.RateLimited(1), 1, 3},
		{"what is wrong stays so", slacktest.Refusing("invalid_arguments"), 0, 2},
		{"no token stays so", slacktest.Refusing("token_revoked"), 0, 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := newTenant(t, intentstest.Anna, nil, nil, nil)
			v := h.opens(t)
			h.Fail("views.publish", tt.fail)
			h.acts(t, v, "home.search", map[string]any{"value": "beach"})
			if got := len(h.queue.bodies); got != tt.queued {
				t.Fatalf("got %d jobs, want %d; %s", got, tt.queued, h.log)
			}
			h.works(t)
			if got := len(h.Calls("views.publish")); got != tt.publish {
				t.Errorf("got %d publishes, want %d", got, tt.publish)
			}
		})
	}
}

func TestPicturesOfTheHomeTabThatSlackCannotFetch_3_9(t *testing.T) {
	refused := slacktest.Failure{Status: 404}
	t.Run("once more", func(t *testing.T) {
		h := newTenant(t, intentstest.Anna, nil, nil, nil)
		h.Fail("picture", refused)
		shows(t, h.opens(t).Blocks, "image_url")
	})
	t.Run("then without", func(t *testing.T) {
		h := newTenant(t, intentstest.Anna, nil, nil, nil)
		h.Fail("picture", refused, refused)
		v := h.opens(t)
		shows(t, v.Blocks, "!image_url", "1. ", "Albums")
		if wrong, err := slackbot.CheckView(v.Body); err != nil || len(wrong) > 0 {
			t.Errorf("Slack would refuse it: %q %v", wrong, err)
		}
	})
}
