package intents_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"shoebox/intents"
	"shoebox/intents/intentstest"
)

// dialog is a conversation at a channel, one turn after another.
type dialog struct {
	t     *testing.T
	w     *intentstest.World
	user  string
	slack bool
	turns int
	last  *intents.Reply
}

// dialogs gives conversations at every channel, each of somebody else. In Slack
// nothing but words comes back from one turn to the next.
func dialogs(t *testing.T) func(t *testing.T) map[string]*dialog {
	t.Helper()
	w, people := intentstest.Open(t), 0
	return func(t *testing.T) map[string]*dialog {
		t.Helper()
		people++
		user := fmt.Sprintf("%s%d", intentstest.Anna, people)
		return map[string]*dialog{"alexa": {t: t, w: w, user: user}, "slack": {t: t, w: w, user: user, slack: true}}
	}
}

func (d *dialog) send(r *intents.Request) *intents.Reply {
	d.t.Helper()
	d.turns++
	r.ID, r.Identity.User = fmt.Sprintf("turn-%d", d.turns), d.user
	if d.slack {
		r = slack(r)
	} else if d.last != nil {
		r.State = d.last.State
	}
	d.last = serve(d.t, d.w.Router, r)
	return d.last
}

// say asks in words.
func (d *dialog) say(words string) *intents.Reply {
	d.t.Helper()
	return d.send(ask(d.w, "", words))
}

// fill asks with an intent whose slots the channel filled in.
func (d *dialog) fill(name intents.Name, slots intents.Slots) *intents.Reply {
	d.t.Helper()
	r := ask(d.w, "", "")
	r.Intent, r.Slots = name, slots
	return d.send(r)
}

// karen fills a slot with somebody who may be one of two.
func karen() intents.Slots {
	return intents.Slots{"person": {Text: "karen", Choices: []string{"Karen Miller", "Karin"}}, "place": value("cork")}
}

func said(r *intents.Reply) string {
	return strings.TrimSpace(r.Speech.String() + " " + r.Ask.String())
}

func TestAQuestionIsAnsweredByNameByPartByNumberAndByTouch(t *testing.T) {
	answers := []struct {
		name   string
		answer func(d *dialog) *intents.Reply
		want   string
	}{
		{"the name", func(d *dialog) *intents.Reply { return d.say("Karin") }, "One photo of Karin in Cork."},
		{"the name with words around it", func(d *dialog) *intents.Reply { return d.say("I mean Karin, please") }, "One photo of Karin in Cork."},
		{"a part of the name", func(d *dialog) *intents.Reply { return d.say("Miller") }, "2 photos of Karen Miller in Cork."},
		{"a number", func(d *dialog) *intents.Reply { return d.say("the second one") }, "One photo of Karin in Cork."},
		{"the last", func(d *dialog) *intents.Reply { return d.say("the last one") }, "One photo of Karin in Cork."},
		{"a number's slot", func(d *dialog) *intents.Reply {
			return d.fill(intents.Select, intents.Slots{"position": value("first")})
		}, "2 photos of Karen Miller in Cork."},
		{"a name's slot", func(d *dialog) *intents.Reply {
			return d.fill(intents.Find, intents.Slots{"person": {Text: "karin", Resolved: "Karin"}})
		}, "One photo of Karin in Cork."},
		{"its button", func(d *dialog) *intents.Reply { return d.say(d.last.Suggest[1].Utterance) }, "One photo of Karin in Cork."},
		{"after asking again", func(d *dialog) *intents.Reply { d.say("yes"); return d.say("Karin") }, "One photo of Karin in Cork."},
		{"after a number that is not there", func(d *dialog) *intents.Reply { d.say("the fifth one"); return d.say("the first one") }, "2 photos of Karen Miller in Cork."},
		{"after a repeat", func(d *dialog) *intents.Reply { d.say("say that again"); return d.say("the first one") }, "2 photos of Karen Miller in Cork."},
	}
	begin := dialogs(t)
	for _, tt := range answers {
		for channel, d := range begin(t) {
			t.Run(tt.name+"/"+channel, func(t *testing.T) {
				d.t = t
				question := d.fill(intents.Find, karen())
				if want := "Do you mean Karen Miller or Karin?"; question.Kind != intents.Asked || question.Ask.String() != want || len(question.Suggest) != 2 {
					t.Fatalf("got %s %q with %d suggestions, want %q and two", question.Kind, question.Ask, len(question.Suggest), want)
				}
				if n := len(question.State); n == 0 || n > intents.MaxSealed {
					t.Errorf("the state has %d characters, want 1 to %d", n, intents.MaxSealed)
				}
				if got := tt.answer(d).Speech.String(); got != tt.want {
					t.Errorf("got %q, want %q", got, tt.want)
				}
			})
		}
	}
}

func TestAQuestionKeepsTheIntentOfItsWish(t *testing.T) {
	tests := []struct {
		intent intents.Name
		slots  intents.Slots
		want   string
	}{
		{intents.Count, karen(), "You have 2 photos of Karen Miller in Cork. Shall I show them?"},
		{intents.Refine, intents.Slots{"person": karen()["person"]}, "2 photos of Karen Miller in Cork. Which one would you like to see?"},
		{intents.Random, karen(), "One by chance, of 2 photos of Karen Miller in Cork. Shall I show another?"},
		{intents.Find, intents.Slots{"person": karen()["person"], "date": value("2021-12")}, "One photo of Karen Miller from December 2021. What would you like to see next?"},
	}
	begin := dialogs(t)
	for _, tt := range tests {
		t.Run(string(tt.intent), func(t *testing.T) {
			d := begin(t)["alexa"]
			d.say("photos in Cork")
			d.fill(tt.intent, tt.slots)
			if got := said(d.say("Karen Miller")); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// A misspelt word with several likely meanings is the same question, typed and
// heard, whatever is asked for.
func TestAMisspeltNameIsAskedFor(t *testing.T) {
	tests := []struct {
		name string
		ask  func(d *dialog) *intents.Reply
		want string // when it was Karin
	}{
		{"typed", func(d *dialog) *intents.Reply { return d.say("photos of Karn in Cork") }, "One photo of Karin in Cork."},
		{"counted", func(d *dialog) *intents.Reply { return d.say("how many photos of Karn are there") }, "You have one photo of Karin."},
		{"by chance", func(d *dialog) *intents.Reply { return d.say("random photos of Karn") }, "One photo of Karin. There is no other."},
		{"narrowed", func(d *dialog) *intents.Reply { d.say("photos in Cork"); return d.say("only with Karn") }, "One photo of Karin in Cork."},
		{"narrowed in the middle of a sentence", func(d *dialog) *intents.Reply { d.say("photos in Cork"); return d.say("without Karn") }, "3 photos in Cork without Karin."},
		{"heard as a query", func(d *dialog) *intents.Reply {
			return d.fill(intents.Find, intents.Slots{"query": value("karn in cork")})
		}, "One photo of Karin in Cork."},
		{"heard as a count's query", func(d *dialog) *intents.Reply {
			return d.fill(intents.Count, intents.Slots{"query": value("karn in cork")})
		}, "You have one photo of Karin in Cork."},
		{"heard as a name", func(d *dialog) *intents.Reply {
			return d.fill(intents.Find, intents.Slots{"person": value("karn"), "place": value("cork")})
		}, "One photo of Karin in Cork."},
		{"heard as a thing", func(d *dialog) *intents.Reply {
			return d.fill(intents.Find, intents.Slots{"label": value("karn"), "date": value("2024")})
		}, "One photo of Karin from 2024."},
		{"heard with a position", func(d *dialog) *intents.Reply {
			return d.fill(intents.Select, intents.Slots{"person": value("karn"), "position": value("first")})
		}, "The only photo of Karin"},
	}
	begin := dialogs(t)
	for _, tt := range tests {
		for channel, d := range begin(t) {
			t.Run(tt.name+"/"+channel, func(t *testing.T) {
				d.t = t
				question := tt.ask(d)
				want := "Nothing here is called Karn. Do you mean Karen, Karan or Karin?"
				if question.Kind != intents.Asked || !strings.EqualFold(said(question), want) {
					t.Fatalf("got %s %q, want %q", question.Kind, said(question), want)
				}
				if got := d.say("the last one").Speech.String(); !strings.HasPrefix(got, tt.want) {
					t.Errorf("got %q, want %q", got, tt.want)
				}
			})
		}
	}
}

func TestALongWishIsAskedForToo(t *testing.T) {
	for channel, d := range dialogs(t)(t) {
		words := "photos of Karn"
		for i := range 40 {
			words += fmt.Sprintf(" without something%x%x", i*7919, i*104729)
		}
		got := d.say(words)
		if n := len(got.State); got.Kind != intents.Asked || n == 0 || n > intents.MaxSealed {
			t.Fatalf("at %s: got %s with a state of %d characters, want a question and 1 to %d", channel, got.Kind, n, intents.MaxSealed)
		}
		if got := d.say("Karin"); got.Kind != intents.Found || got.Page.Total != 1 {
			t.Errorf("at %s: got %s %q, want her photo", channel, got.Kind, said(got))
		}
	}
}

func TestTwoDoubtsAreAskedOneAfterTheOther(t *testing.T) {
	d := dialogs(t)(t)["alexa"]
	slots := karen()
	slots["place"] = intents.Value{Text: "galway", Choices: []string{"Galway", "Cork"}}
	first := d.fill(intents.Find, slots)
	if got := first.Ask.String(); got != "Do you mean Karen Miller or Karin?" {
		t.Fatalf("got %q first", got)
	}
	if got := d.say("Karen Miller"); got.Kind != intents.Found || got.Page.Total != 1 {
		t.Errorf("got %s %q, want what is heard for the rest", got.Kind, said(got))
	}
}

func TestNoneOfTheNamesGoesOnKindly(t *testing.T) {
	begin := dialogs(t)
	for _, no := range []string{"no", "none of them", "neither"} {
		for channel, d := range begin(t) {
			d.fill(intents.Find, karen())
			got := d.say(no)
			if !strings.Contains(got.Speech.String(), "Then say it in other words. There are many photos of Anna") || got.Kind != intents.Asked || len(got.Suggest) < 2 {
				t.Errorf("%q at %s: got %s %q, want what is there", no, channel, got.Kind, said(got))
			}
			if got := d.say("no"); got.Kind != intents.Farewell {
				t.Errorf("at %s: got %s for a second no, want farewell", channel, got.Kind)
			}
		}
	}
}

func TestAnotherWishAfterAQuestionIsAnotherWish(t *testing.T) {
	for channel, d := range dialogs(t)(t) {
		d.fill(intents.Find, karen())
		if got := d.say("photos of Emma").Speech.String(); got != "One photo of Emma." {
			t.Errorf("at %s: got %q, want the other wish", channel, got)
		}
		if got := d.say("Karin").Speech.String(); got != "One photo of Karin." {
			t.Errorf("at %s: got %q, want the name alone: nothing is asked any more", channel, got)
		}
	}
}

func TestAQuestionWithOneNameIsAnsweredByYes(t *testing.T) {
	d := dialogs(t)(t)["alexa"]
	got := d.fill(intents.Find, intents.Slots{"person": {Text: "karen", Choices: []string{"Karen Miller", "Karin", "Karl"}}})
	if want := "Do you mean Karen Miller, Karin or Karl?"; got.Ask.String() != want {
		t.Errorf("got %q, want %q", got.Ask, want)
	}
	if got := said(d.say("yes")); got != "Tell me which one. Do you mean Karen Miller, Karin or Karl?" {
		t.Errorf("got %q for a yes to three, want to be asked which", got)
	}
}

// What begins in the middle of a sentence goes on with the photos just shown, typed
// or spoken.
func TestAWishThatBeginsInTheMiddleOfASentenceNarrows(t *testing.T) {
	tests := []struct{ words, want string }{
		{"without Anna", "5 beach photos without Anna."},
		{"but not in Germany", "4 beach photos not in Germany."},
		{"and Clara", "4 photos of Clara at the beach."},
		{"not from 2023", "6 beach photos not from 2023."},
		{"only from 2023", "4 beach photos from 2023."},
		{"and now photos of Emma", "One photo of Emma."},
		{"photos of Emma without Anna", "One photo of Emma without Anna."},
	}
	begin := dialogs(t)
	for _, tt := range tests {
		for channel, d := range begin(t) {
			d.say("beach photos")
			if got := d.say(tt.words).Speech.String(); got != tt.want {
				t.Errorf("%q at %s: got %q, want %q", tt.words, channel, got, tt.want)
			}
		}
	}
}

func TestAWishLongAfterAnAnswerIsOneOfItsOwn(t *testing.T) {
	for channel, d := range dialogs(t)(t) {
		d.say("beach photos")
		d.w.Clock.Move(intents.RightAfter + time.Second)
		if got := d.say("without Anna").Speech.String(); strings.Contains(got, "beach") {
			t.Errorf("at %s: got %q, want a wish of its own", channel, got)
		}
	}
}

func number(n int) string { return fmt.Sprint(n) }
