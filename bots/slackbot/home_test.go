package slackbot_test

import (
	"context"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"shoebox/bots/slackbot/slacktest"
	"shoebox/intents"
	"shoebox/intents/intentstest"
	"shoebox/shared/account"
	"shoebox/shared/fault"
)

func TestHomeTabOpens_3_9(t *testing.T) {
	h := newTenant(t, intentstest.Anna, nil, nil, nil)
	h.world.Clock.Move(24 * time.Hour * 227) // 7 July: photos of earlier years
	v := h.opens(t)
	shows(t, v.Blocks, "Search your photos", "on_enter_pressed", "Albums", "Portugal 2023 (9)", "How to search", "Only you see this tab")
	h.strict(t)
}

func TestHomeTabOfAStrangerSaysHowToConnect_3_9(t *testing.T) {
	h := newTenant(t, "USTRANGER", nil, nil, nil)
	v := h.opens(t)
	shows(t, v.Blocks, "Connect with Shoebox", "Look again", "!image", "!home.search")
	h.presses(t, v, "Look again")
	h.strict(t)
}

func TestHomeTabSearches_3_9(t *testing.T) {
	h := newTenant(t, intentstest.Anna, nil, nil, nil)
	v := h.types(t, h.opens(t), "photos of Anna")
	shows(t, v.Blocks, "1–10 of", `"initial_value":"photos of Anna"`, "Next", "Home", "!Previous")
	v = h.presses(t, v, "Next")
	shows(t, v.Blocks, "11. ", "16. ", "Previous", "!Next")
	v = h.presses(t, v, "12")
	shows(t, v.Blocks, "12 of", "Back to the list", "Details", "!Send")
	v = h.presses(t, v, "Details")
	shows(t, v.Blocks, "When", "!Details")
	v = h.presses(t, v, "Previous")
	shows(t, v.Blocks, "11 of")
	v = h.presses(t, v, "Back to the list")
	shows(t, v.Blocks, "11. ", "16. ")
	v = h.presses(t, v, "Home")
	shows(t, v.Blocks, "Albums", "!16. ")
	h.strict(t)
}

func TestHomeTabButtons_3_9(t *testing.T) {
	tests := []struct {
		button string
		want   []string
	}{
		{"Portugal 2023 (9)", []string{"9. ", "!Next"}},
		{"Show all", []string{"1–10 of", "Next"}},
		{"Surprise me", []string{"Home"}},
		{"What is there", []string{"What is in this gallery", "Home"}},
		{"How to search", []string{"What you can search by", "Home"}},
		{"1", []string{"1 of", "Back to the list"}},
	}
	h := newTenant(t, intentstest.Anna, nil, nil, nil)
	for _, tt := range tests {
		t.Run(tt.button, func(t *testing.T) {
			shows(t, h.presses(t, h.opens(t), tt.button).Blocks, tt.want...)
			h.strict(t)
		})
	}
}

func TestHomeTabOpensTheSearchForm_3_9(t *testing.T) {
	h := newTenant(t, intentstest.Anna, nil, nil, nil)
	v := h.opens(t)
	h.presses(t, v, "Search by form")
	if open := h.Stack(h.Person); len(open) != 1 || h.home(t).Hash != v.Hash {
		t.Errorf("got %d modals, want the form over the same tab", len(open))
	}
	h.strict(t)
}

func TestWordsOfEverySortInTheHomeTab_3_9(t *testing.T) {
	tests := []struct {
		name, words string
		want        []string
	}{
		{"nothing typed is the beginning", "", []string{"Albums"}},
		{"spaces are nothing", " \u00a0 ", []string{"Albums"}},
		{"nothing found says what is there", "unicorns", []string{"unicorns", "Home", "!Albums"}},
		{"a count", "how many photos of Anna", []string{"Home", "!Albums"}},
		{"help", "help", []string{"What you can ask", "Home", "!until you press"}},
		{"goodbye is the beginning", "stop", []string{"Albums"}},
		{"send has nobody here", "send", []string{"Home"}},
		{"somebody's mrkdwn stays words", "<!channel> *x*", []string{"Home", "!<!channel>"}},
	}
	h := newTenant(t, intentstest.Anna, nil, nil, nil)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			shows(t, h.types(t, h.opens(t), tt.words).Blocks, tt.want...)
			h.strict(t)
		})
	}
}

func TestOpeningTheHomeTabChangesNoConversation_3_9(t *testing.T) {
	h := newTenant(t, intentstest.Anna, nil, nil, nil)
	ask := func(words string) string {
		turn := must(h.Command(t.Context(), h.Person, words))(t)
		if len(turn.Messages) != 1 {
			t.Fatalf("got %+v, want a message", turn)
		}
		return turn.Messages[0].Text
	}
	ask("photos of Anna")
	h.types(t, h.opens(t), "beach")
	if got := ask("next"); !strings.Contains(got, "2 of 16") {
		t.Errorf("got %q, want the second photo of Anna", got)
	}
}

func TestHomeTabIsOfThePersonsClockAndLanguage_3_9(t *testing.T) {
	seen := &listener{}
	h := newTenant(t, intentstest.Anna, seen, nil, nil)
	h.types(t, h.opens(t), "beach")
	for _, r := range seen.all {
		if r.Locale != "en-GB" || r.Zone.String() != "Europe/Berlin" || r.Identity.User != intentstest.Anna || r.Identity.Channel != account.Slack {
			t.Errorf("got %+v, want Anna's clock and language", r)
		}
	}
	if got := len(h.Calls("users.info")); got != 1 {
		t.Errorf("asked %d times for them, want once", got)
	}
	// Where Slack does not say, the tab is shown all the same.
	silent := newTenant(t, intentstest.Anna, nil, nil, nil)
	silent.Fail("users.info", slacktest.Refusing("missing_scope"))
	silent.opens(t)
}

// listener hears what is asked, and says little.
type listener struct {
	all   []intents.Request
	reply *intents.Reply
	fail  int // so many are slow, until their time is up
}

func (l *listener) ServeIntent(ctx context.Context, r *intents.Request) (*intents.Reply, error) {
	l.all = append(l.all, *r)
	if l.fail > 0 {
		l.fail--
		<-ctx.Done()
		return &intents.Reply{Kind: intents.Apology, Fault: fault.Timeout.String(), Focus: -1, Speech: intents.Say("That is taking me too long.")}, nil
	}
	if l.reply != nil {
		return l.reply, nil
	}
	return &intents.Reply{Kind: intents.Told, Intent: r.Intent, Focus: -1, Speech: intents.Say("Hello there. All is well.")}, nil
}

func TestHomeTabHoldsToTheLimits_3_9(t *testing.T) {
	evil := "<!channel> <@U1> *b* & > " + strings.Repeat("👩‍👩‍👧é&<", 3000)
	reply := found(1)
	reply.Layout, reply.Speech = intents.Grid, intents.Say(evil).And(". ").Quote(evil)
	for n := 2; n <= 40; n++ {
		reply.Photos = append(reply.Photos, photo(n))
	}
	for i := range reply.Photos {
		reply.Photos[i].Title, reply.Photos[i].Alt = evil, evil
	}
	reply.State = strings.Repeat("s", 1200)
	for range 40 {
		reply.Albums = append(reply.Albums, intents.Suggestion{Label: evil, Utterance: "x", Intent: intents.Find})
	}
	reply.Albums = append(reply.Albums, intents.Suggestion{Label: "too long", Utterance: evil, Intent: intents.Find})
	synctest.Test(t, func(t *testing.T) { // in which it may take as long as it does
		h := newTenant(t, intentstest.Anna, &listener{reply: reply}, nil, nil)
		v := h.types(t, h.opens(t), "beach")
		shows(t, v.Blocks, "!<!channel>", "!<@U1>")
		h.strict(t)
	})
}

func TestHomeTabTakesAnyShape_3_9(t *testing.T) {
	h := newTenant(t, intentstest.Anna, nil, nil, nil)
	v := h.opens(t)
	// state.values is [] in what is sent here: slack-go can't read that.
	h.presses(t, v, "What is there")
	tests := []struct {
		name, payload string
		status        int
	}{
		{"no view", `{"type":"block_actions","api_app_id":"A0123456789","user":{"id":"U1"},"actions":[{"action_id":"home.latest"}]}`, 200},
		{"nobody", `{"type":"block_actions","api_app_id":"A0123456789","actions":[{"action_id":"home.latest"}]}`, 400},
		{"a name nobody knows", `{"type":"block_actions","api_app_id":"A0123456789","user":{"id":"UANNA"},"team":{"id":"T0001"},"actions":[{"action_id":"home.dance","value":"garbled"}]}`, 200},
		{"no value", `{"type":"block_actions","api_app_id":"A0123456789","user":{"id":"UANNA"},"team":{"id":"T0001"},"view":{"state":{"values":[]}},"actions":[{"action_id":"home.search","value":null}]}`, 200},
		{"a view that is a list", `{"type":"block_actions","api_app_id":"A0123456789","user":{"id":"UANNA"},"view":[],"actions":[{"action_id":"home.search"}]}`, 400},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			house := &house{bot: h.bot, clock: h.world.Clock.Now()}
			rec := house.signed(t, "/slack/interactions", formType, "payload="+url.QueryEscape(tt.payload))
			if rec.Code != tt.status {
				t.Errorf("got %d %s, want %d", rec.Code, rec.Body, tt.status)
			}
		})
	}
	for _, event := range []map[string]any{
		{"type": "app_home_opened"}, {"type": "app_home_opened", "tab": "home", "user": 1}, {"type": "app_home_opened", "tab": "home", "user": "U9", "view": nil},
	} {
		h.told(t, h.Happen(h.Person, event))
	}
}

func TestStrangersGallerySeesNothingOfThisOne_3_9(t *testing.T) {
	h := newTenant(t, intentstest.Norman, nil, nil, nil)
	v := h.opens(t)
	shows(t, v.Blocks, "Secret beach", "!Portugal")
	// A button of somebody else's tab opens nothing of theirs.
	anna := newTenant(t, intentstest.Anna, nil, nil, nil)
	theirs := anna.opens(t)
	v.Blocks = theirs.Blocks
	v = h.presses(t, v, "1")
	shows(t, v.Blocks, "not here any more", "!Portugal")
}
