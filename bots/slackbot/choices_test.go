package slackbot_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"shoebox/bots/slackbot"
	"shoebox/intents"
)

// choices asks which of several was meant.
func choices() *intents.Reply {
	return &intents.Reply{
		Kind: intents.Asked, Intent: intents.Find, Focus: -1, State: "sealed",
		Speech: intents.Say("I know several words like ").Quote("lizbo <@U1>").And("."),
		Ask:    intents.Say("Do you mean ").Quote("Lisbon").And(" or ").Quote("Lisa & Tom").And("?"),
		Suggest: []intents.Suggestion{
			{Label: "Lisbon", Utterance: "photos in lisbon", Intent: intents.Find},
			{Label: "Lisa & Tom", Utterance: `photos of person:"lisa & tom"`, Intent: intents.Find},
		},
	}
}

// topics is a list to read.
func topics() *intents.Reply {
	return &intents.Reply{
		Kind: intents.Told, Intent: intents.HelpSearch, Focus: -1, State: "sealed",
		Speech: intents.Say("Ask in your own words, or with filters."), Ask: intents.Say("What would you like to see?"),
		Topics: []intents.Topic{
			{Name: "person", Help: "photos of somebody", Example: "person:anna"},
			{Name: "place", Help: "photos from a city, a region or a country", Example: `place:"new york"`},
			{Name: "or", Help: "photos of <one> or the other", Example: "cats|dogs & `more`"},
			{Name: "anything", Help: "just words"},
		},
	}
}

func TestAChoiceIsPressedAndTakesThePlaceOfTheQuestion(t *testing.T) {
	h := newHouse(t)
	h.album.reply = choices()
	question := h.ask(t, "photos in lizbo")
	if labels := buttons(t, question.Blocks); !slices.Equal(labels, []string{"Lisbon", "Lisa & Tom"}) {
		t.Fatalf("buttons %q, want one for each choice", labels)
	}
	h.album.reply = found(1)
	answer := one(t, must(h.Press(t.Context(), question, "shoebox.find.1"))(t))
	if got, want := h.album.last.Utterance, `photos of person:"lisa & tom"`; got != want || h.album.last.Intent != "" {
		t.Errorf("asked %q with the intent %q, want %q", got, h.album.last.Intent, want)
	}
	if h.album.last.State != "sealed" || answer.TS != question.TS || answer.Replaced != 1 {
		t.Errorf("state %q, answer %+v, want it in the place of the question", h.album.last.State, answer)
	}
}

// A button carries 2,000 characters: state goes first, then a choice is picked by
// its place, and what is no choice is left out.
func TestAnUtteranceTooLongForAButtonIsPickedByItsPlace_3_6(t *testing.T) {
	long := "photos of " + strings.Repeat(`"a very long name" or `, 90) + "lisa"
	tests := []struct {
		name             string
		kind             intents.Kind
		utterance, state string
		want, wantState  string // of the second button; "" is no button
	}{
		{"what fits", intents.Asked, "photos of lisa", "sealed", "photos of lisa", "sealed"},
		{"what fits without its state", intents.Asked, "photos of " + strings.Repeat("l", 1800), strings.Repeat("s", 400), "photos of " + strings.Repeat("l", 1800), ""},
		{"a choice that does not fit", intents.Asked, long, "sealed", "the second one", "sealed"},
		{"a way on that does not fit", intents.Nothing, long, "sealed", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := newHouse(t)
			reply := choices()
			reply.Kind, reply.State, reply.Suggest[1].Utterance = tt.kind, tt.state, tt.utterance
			h.album.reply = reply
			m := h.ask(t, "lizbo")
			if tt.want == "" {
				if labels := buttons(t, m.Blocks); len(labels) != 1 {
					t.Errorf("buttons %q, want the first alone", labels)
				}
				return
			}
			one(t, must(h.Press(t.Context(), m, "shoebox.find.1"))(t))
			if got := h.album.last; got.Utterance != tt.want || got.State != tt.wantState {
				t.Errorf("asked %.60q with the state %.10q, want %.60q with %.10q", got.Utterance, got.State, tt.want, tt.wantState)
			}
		})
	}
}

func TestTopicsAreListedWithTheirExamples(t *testing.T) {
	h := newHouse(t)
	reply := topics()
	for i := range 400 {
		reply.Topics = append(reply.Topics, intents.Topic{Name: fmt.Sprintf("filter%d", i), Help: strings.Repeat("help ", 30), Example: fmt.Sprintf("filter%d:value", i)})
	}
	h.album.reply = reply
	m := h.ask(t, "help search")
	for _, want := range []string{"`person:anna` – photos of somebody", "`place:\\\"new york\\\"`", "`cats|dogs &amp; 'more'` – photos of &lt;one&gt;", "*anything* – just words", "`filter40:value`"} {
		if !strings.Contains(string(m.Blocks), want) {
			t.Errorf("the list has no %q", want)
		}
	}
	if wrong := must(slackbot.Check([]byte(mustJSON(t, slackbot.Message{Text: m.Text, Blocks: m.Blocks}))))(t); len(wrong) > 0 {
		t.Errorf("Slack would refuse a long list: %q", wrong)
	}
	if !m.Ephemeral {
		t.Error("others see the list")
	}
}
