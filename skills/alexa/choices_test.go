package alexa_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/intents"
	"shoebox/skills/alexa/alexasim"
)

// sees is what is on a simulated screen after a response; "" is nothing new.
func sees(t *testing.T, attributes string, reply intents.Reply) string {
	t.Helper()
	h := hears(t, mustServe(t, envelope(intent("FindIntent", ""), "hub", attributes), reply), "hub")
	if h.Screen == nil {
		return ""
	}
	return h.Screen.Name
}

func TestAQuestionWithChoicesListensAndAsksAgainInOtherWords(t *testing.T) {
	for _, screen := range []string{"", "hub", "round"} {
		h := hears(t, mustServe(t, envelope(intent("FindIntent", ""), screen, ""), choices()), screen)
		if !h.Listening || h.Ended {
			t.Errorf("screen %q: listening %v, ended %v, want an open session", screen, h.Listening, h.Ended)
		}
		if h.Speech != "Do you mean Lisbon, Lisa or Liz & Tom?" || h.Reprompt != "You can say, Lisbon, Lisa, or Liz & Tom." {
			t.Errorf("screen %q: asked %q, and again %q", screen, h.Speech, h.Reprompt)
		}
	}
	same := choices()
	same.Reprompt = same.Ask
	if h := hears(t, mustServe(t, envelope(launch, "", ""), same), ""); h.Reprompt == h.Speech {
		t.Errorf("asked again in the same words: %q", h.Reprompt)
	}
}

func TestChoicesAreOnTheScreenUnlessTheScreenIsWhatIsChosenFrom(t *testing.T) {
	which := choices()
	which.Suggest = []intents.Suggestion{{Label: "The first one", Utterance: "the first one", Intent: intents.Select}}
	what := choices()
	what.Intent = intents.No
	plain := choices()
	plain.Suggest = nil
	for _, tt := range []struct {
		name  string
		reply intents.Reply
		want  string
	}{
		{"names to choose from", choices(), "message"},
		{"photos to choose from", which, ""},
		{"what else there is after a no", what, ""},
		{"a question without choices", plain, ""},
		{"a list to read", topics(), "list"},
	} {
		if got := sees(t, `{"screen":"grid:a:p1"}`, tt.reply); got != tt.want {
			t.Errorf("%s: screen %q, want %q", tt.name, got, tt.want)
		}
	}
}

// A touch asks what the words ask, and a choice that is too long to travel is
// picked by its place.
func TestA6ATouchedChoiceAsksInItsWords(t *testing.T) {
	p := properties(t, directive(t, answered(t, envelope(launch, "hub", ""), choices())))
	var said []string
	for _, way := range p["ways"].([]any) {
		say := way.(map[string]any)["say"].(string)
		r := asked(t, envelope(touch("message:a:p1", `["ask",`+quoted(t, say)+`]`), "hub", `{"screen":"message:a:p1","state":"sealed"}`))
		if r.Intent != "" || r.State != "sealed" {
			t.Errorf("%q was taken for %q, with the state %q", say, r.Intent, r.State)
		}
		said = append(said, r.Utterance)
	}
	if diff := cmp.Diff(said, []string{"photos in lisbon", `photos of person:"lisa miller"`, "the third one"}); diff != "" {
		t.Errorf("asked (-got +want):\n%s", diff)
	}
}

func TestATouchedTopicAsksForItsExample(t *testing.T) {
	p := properties(t, directive(t, answered(t, envelope(launch, "hub", ""), topics())))
	rows := p["topics"].([]any)
	want := map[string]any{"example": `place:"new york"`, "say": `place:"new york"`, "help": "photos from a city, a region or a country"}
	if diff := cmp.Diff(rows[1], any(want)); diff != "" || len(rows) != 4 {
		t.Errorf("%d rows; the second (-got +want):\n%s", len(rows), diff)
	}
	r := asked(t, envelope(touch("list:a:p1", `["ask",`+quoted(t, `place:"new york"`)+`]`), "hub", `{"screen":"list:a:p1"}`))
	if r.Utterance != `place:"new york"` {
		t.Errorf("asked %q", r.Utterance)
	}
}

func TestTheHelpOnSearchHasAnIntentOfItsOwn(t *testing.T) {
	for _, words := range []string{"help search", "how do i search", "which filters are there"} {
		d := alexasim.New(alexasim.Config{SkillID: skillID, UserID: "u", Now: clock})
		raw, err := d.Say(words)
		if err != nil {
			t.Fatal(err)
		}
		if r := asked(t, string(raw)); r.Intent != intents.HelpSearch {
			t.Errorf("%q: intent %q", words, r.Intent)
		}
	}
}

func TestOnlyASessionsFirstRequestIsNew(t *testing.T) {
	d := alexasim.New(alexasim.Config{SkillID: skillID, UserID: "u", Now: clock})
	h := &listener{reply: choices()}
	skill := skillWith(h)
	for _, words := range []string{"beach photos", "next", "next"} {
		raw, err := d.Say(words)
		if err != nil {
			t.Fatal(err)
		}
		b, err := skill.Serve(t.Context(), raw)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.Hear(b); err != nil {
			t.Fatal(err)
		}
	}
	var fresh []bool
	for _, r := range h.asked {
		fresh = append(fresh, r.New)
	}
	if !slices.Equal(fresh, []bool{true, false, false}) {
		t.Errorf("new %v, want the first alone", fresh)
	}
	if asked(t, `{"context":{"System":{"application":{"applicationId":"`+skillID+`"}}},"request":`+launch+`}`).New {
		t.Error("without a session a request is new")
	}
}
