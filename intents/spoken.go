package intents

import "strings"

// say is a sentence of ours as it is said to who looks at photos, or to who hears of
// them: nobody can be shown what can't be seen.
func (t *turn) say(seen, heard string) Text {
	if t.voiceOnly() {
		return Say(heard)
	}
	return Say(seen)
}

// whatElse asks for another wish; next is how it goes on: " next", " instead", or
// nothing.
func (t *turn) askWhat(next string) Text {
	return t.say("What would you like to see"+next+"?", "What shall I look for"+next+"?")
}

// shallI begins an offer: "Shall I show " what follows.
func (t *turn) shallI() Text { return t.say("Shall I show ", "Shall I tell you about ") }

// sayYes asks once more whether to show them, or it.
func (t *turn) sayYes(pronoun, otherwise string) Text {
	return t.say("Say yes to see "+pronoun+", or "+otherwise+".", "Say yes to hear about "+pronoun+", or "+otherwise+".")
}

// titled tells of a photo by its title, date and place; to who can't see it also by
// who is in it.
func (t *turn) titled(p Shown) Text {
	if !t.voiceOnly() {
		return titled(p)
	}
	text := Text{}.Quote(strings.TrimRight(p.Title, ".!?"))
	if !p.Taken.IsZero() {
		text = text.And(", ").Date(p.Taken)
	}
	if where := shortPlace(p.Place); where != "" && !strings.Contains(p.Title, where) {
		text = text.And(", in ").Quote(within(where))
	}
	if len(p.People) > 0 && !strings.Contains(p.Title, p.People[0]) {
		text = text.And(", with ").Quote(list(p.People[:min(len(p.People), topCount)], "and"))
	}
	return text.And(".")
}

// detail tells of the first photos, for who can't see them: title, date and place,
// and what they share with the one before only once.
func detail(shown []Shown, first int) Text {
	var d Text
	for i, p := range shown[:min(len(shown), voiceWindow)] {
		var before Shown
		if i > 0 {
			d, before = d.And(" "), shown[i-1]
		}
		if len(shown) > 1 {
			d = d.And("Number ").Number(first + i).And(": ")
		}
		d = d.Quote(strings.TrimRight(p.Title, ".!?"))
		switch {
		case p.Taken.IsZero():
		case !before.Taken.IsZero() && p.Taken.Format(day) == before.Taken.Format(day):
			d = d.And(", the same day")
		default:
			d = d.And(", ").Date(p.Taken)
		}
		if where := shortPlace(p.Place); where != "" && where != shortPlace(before.Place) && !strings.Contains(p.Title, where) {
			d = d.And(", in ").Quote(within(where))
		}
		d = d.And(".")
	}
	return d
}
