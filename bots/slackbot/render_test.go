package slackbot_test

import (
	"strings"
	"testing"

	"shoebox/bots/slackbot"
	"shoebox/intents"
	"shoebox/shared/gallery"
)

func TestEachKindHasItsForm(t *testing.T) {
	ways := []intents.Suggestion{
		{Label: "Show 132 of beach", Utterance: "beach", Intent: intents.Find},
		{Label: "Latest", Utterance: "latest photos", Intent: intents.Latest},
	}
	described := found(3)
	described.Intent, described.Speech = intents.Describe, intents.Say("This was taken on 13 July 2024 in ").Quote("Nazaré").And(".")
	bound := found(3)
	bound.Page = intents.Paging{First: 1203, Total: 4000, HasNext: true, HasPrevious: true}
	noted := found(2)
	noted.Speech = intents.Say("23 photos at the beach. I took ").Quote("beech <!here>").And(" for beach.")
	bare := found(1)
	bare.Photos = []intents.Shown{{Gallery: "01K0000000000000000000GALL", ID: "01K00000000000000000000001"}}
	bare.Page = intents.Paging{First: 1, Total: 1, Exact: true}
	tests := []struct {
		name  string
		reply *intents.Reply
	}{
		{"nothing", &intents.Reply{Kind: intents.Nothing, Intent: intents.Find, Focus: -1, Speech: intents.Say("I found no photos of ").Quote("<!channel> & beech").And("."), Ask: intents.Say("Did you mean beach?"), Suggest: ways}},
		{"count", &intents.Reply{Kind: intents.Told, Intent: intents.Count, Focus: -1, Speech: intents.Say("There are ").Number(132).And(" photos of ").Quote("beach").And("."), Suggest: ways}},
		{"overview", &intents.Reply{Kind: intents.Told, Intent: intents.Overview, Focus: -1, Speech: intents.Say("There are 4,000 photos, most of Anna, Lisbon and beach."), Suggest: ways}},
		{"help", &intents.Reply{Kind: intents.Told, Intent: intents.Help, Focus: -1, Speech: intents.Say("You can ask for people, places, things and times."), Suggest: ways}},
		{"asked", &intents.Reply{Kind: intents.Asked, Intent: intents.Find, Focus: -1, Ask: intents.Say("Which Anna do you mean?"), Suggest: ways}},
		{"fallback", &intents.Reply{Kind: intents.NotHeard, Intent: intents.Fallback, Focus: -1, Speech: intents.Say("I did not get that."), Ask: intents.Say("What would you like to see?"), Suggest: ways}},
		{"connect", &intents.Reply{Kind: intents.Connect, Intent: intents.Find, Focus: -1, End: true, Speech: intents.Say("I don't know yet whose photos to show you.")}},
		{"apology", &intents.Reply{Kind: intents.Apology, Fault: "unavailable", Focus: -1, Speech: intents.Say("I can't reach the photos just now."), Ask: intents.Say("Would you ask me again in a moment?")}},
		{"farewell", &intents.Reply{Kind: intents.Farewell, Intent: intents.Stop, Focus: -1, End: true, Speech: intents.Say("Goodbye.")}},
		{"choices", choices()},
		{"topics", topics()},
		{"noted", noted},
		{"described", described},
		{"bound", bound},
		{"bare", bare},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := newHouse(t)
			h.album.reply = tt.reply
			turn := must(h.Command(t.Context(), "whatever"))(t)
			m := one(t, turn)
			if !m.Ephemeral || m.Text == "" {
				t.Errorf("got %+v, want a private message with words that stand for it", m)
			}
			golden(t, "kinds/"+tt.name+".json", pretty(t, turn.ResponseBody))
		})
	}
}

func TestSilenceShowsNothing(t *testing.T) {
	h := newHouse(t)
	h.album.reply = &intents.Reply{Kind: intents.Silence, Focus: -1}
	turn := must(h.Command(t.Context(), "beach"))(t)
	if turn.Status != 200 || len(turn.ResponseBody) > 0 {
		t.Errorf("got %d %q, want an empty 200", turn.Status, turn.ResponseBody)
	}
}

func TestHelpNamesTheCatalogue(t *testing.T) {
	h := newHouse(t)
	h.album.reply = &intents.Reply{Kind: intents.Told, Intent: intents.Help, Focus: -1, Speech: intents.Say("Ask away.")}
	m := h.ask(t, "help")
	for _, name := range []intents.Name{intents.Find, intents.Latest, intents.OnThisDay, intents.Random, intents.Count, intents.Overview} {
		in, _ := intents.Lookup(name)
		if !strings.Contains(string(m.Blocks), in.Summary) {
			t.Errorf("help does not tell of %q", name)
		}
	}
}

// TestStrangeWordsStayInert_3_7 puts what could harm into every place that words
// from elsewhere come to.
func TestStrangeWordsStayInert_3_7(t *testing.T) {
	evil := "<!channel> <@U1> *b* `c` & > " + strings.Repeat("👩‍👩‍👧é&<", 3000)
	reply := found(1)
	reply.Speech = intents.Say("I found photos of ").Quote(evil)
	reply.Photos[0].Title, reply.Photos[0].Description, reply.Photos[0].Alt = evil, evil, evil
	reply.Photos[0].Place, reply.Photos[0].People = gallery.Place{City: evil, Region: evil, Country: evil}, []string{evil, evil}
	reply.Suggest = []intents.Suggestion{{Label: evil, Utterance: evil, Intent: intents.Find}, {Label: "ok", Utterance: "ok", Intent: intents.Find}}
	reply.State = strings.Repeat("s", 1200)
	for _, intent := range []intents.Name{intents.Find, intents.Describe, intents.Send} {
		t.Run(string(intent), func(t *testing.T) {
			h := newHouse(t)
			preview := h.ask(t, "beach")
			changed := *reply
			changed.Intent = intent
			if intent == intents.Send {
				changed.Kind = intents.SharedWith
			}
			h.album.reply = &changed
			turn := must(h.Press(t.Context(), preview, "shoebox.describe"))(t)
			if len(turn.Refused) > 0 {
				t.Fatalf("Slack would refuse it: %q", turn.Refused)
			}
			for _, m := range h.Messages() {
				if strings.Contains(m.Text, "<!") || strings.Contains(m.Text, "<@U1>") {
					t.Errorf("a mention came through: %.100s", m.Text)
				}
				wrong := must(slackbot.Check([]byte(mustJSON(t, slackbot.Message{Text: m.Text, Blocks: m.Blocks}))))(t)
				if len(wrong) > 0 {
					t.Errorf("got %q", wrong)
				}
				if !strings.Contains(string(m.Blocks), `"image_url"`) {
					t.Error("the picture went with what was cut")
				}
				if m.Ephemeral && !strings.Contains(string(m.Blocks), `"shoebox.cancel"`) {
					t.Error("the buttons went with what was cut")
				}
			}
		})
	}
}
