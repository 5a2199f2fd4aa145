package intents

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"shoebox/intents/phrase"
	"shoebox/shared/gallery"
)

// maxOptions is how many answers a question of ours names.
const maxOptions = 5

// option is one answer to the question which name was meant, as state keeps it.
type option struct {
	Name      string `json:"n"`
	Utterance string `json:"u"` // the whole wish with that name in it
}

// doubt asks which of several was meant, and keeps them, so that the next turn can
// name one. It gives nil where nothing can be asked.
func (t *turn) doubt(ctx context.Context, d phrase.Doubt) (*Reply, error) {
	var options []option
	for _, c := range d.Choices {
		if len(c.Utterance) <= phrase.MaxLength && len(options) < maxOptions {
			options = append(options, option{c.Name, c.Utterance})
		}
	}
	if len(options) == 0 {
		return nil, nil
	}
	vocabulary, err := t.vocabulary(ctx)
	if err != nil {
		return nil, err
	}
	lead := Say("Nothing here is called ").Quote(brief(d.Heard)).And(".")
	switch words := strings.Fields(d.Heard); {
	case len(words) == 0:
		lead = Say("I'm not sure.")
	case slices.ContainsFunc(words, vocabulary.Knows):
		lead = Say("There are several called ").Quote(brief(d.Heard)).And(".")
		if len(options) == 1 {
			lead = Say("I'm not sure about ").Quote(brief(d.Heard)).And(".")
		}
	}
	return t.askWhich(lead, options), nil
}

// askWhich asks which of the options was meant.
func (t *turn) askWhich(lead Text, options []option) *Reply {
	t.after.Options, t.after.View = options, t.asked.View
	names := make([]string, len(options))
	r := &Reply{Kind: Asked, Focus: -1, Speech: lead}
	for i, o := range options {
		names[i] = brief(o.Name)
		r.Suggest = append(r.Suggest, Suggestion{Label: o.Name, Utterance: o.Utterance, Intent: Find})
	}
	if t.voiceOnly() && len(names) > topCount { // more can't be kept in mind
		names = append(slices.Clip(names[:topCount]), "another")
	}
	r.Ask = Say("Do you mean ").Quote(list(names, "or")).And("?")
	r.Reprompt = Say("Say the name, or: the first one. Or say: none of them.")
	if len(options) == 1 {
		r.Reprompt = Say("Say yes or no, or ask in other words.")
	}
	return r
}

// resume takes a turn as the answer to our question which of several was meant. It
// gives nil when the wish is understood now, or when the turn is another wish.
func (t *turn) resume(ctx context.Context) (*Reply, error) {
	options := t.asked.Options
	if len(options) == 0 {
		return nil, nil
	}
	named := t.namedOptions(options)
	n, said := t.optionNumber(len(options))
	switch {
	case len(named) == 1:
		return nil, t.take(ctx, named[0])
	case len(named) > 1:
		return t.askWhich(Say("There are several."), named), nil
	case said && n > 0:
		return nil, t.take(ctx, options[n-1])
	case said:
		return t.askWhich(Say("There are only ").Number(len(options)).And("."), options), nil
	case t.meaning.Intent == Yes && len(options) == 1:
		return nil, t.take(ctx, options[0])
	case t.meaning.Intent == Yes, t.meaning.Intent == Repeat:
		return t.askWhich(Say("Tell me which one."), options), nil
	case t.meaning.Intent == No:
		return t.otherWords(ctx)
	}
	return nil, nil
}

// take goes on with the wish that an option stands for.
func (t *turn) take(ctx context.Context, o option) error {
	meant := *t.Request
	meant.Intent, meant.Slots, meant.Utterance = "", nil, o.Utterance
	t.Request = &meant
	if err := t.understand(ctx); err != nil {
		return err
	}
	asked := t.asked
	asked.Options = nil
	if t.before = asked; startsAnswer(t.meaning.Intent) {
		t.before = state{}
		t.goOn(asked)
	}
	t.after.View = t.before.View
	return nil
}

// optionNumber is the place of the option that was said, from 1; 0 is one that is
// not there.
func (t *turn) optionNumber(options int) (n int, said bool) {
	if t.meaning.Intent != Select || t.meaning.Slots[SlotPhoto].Text != "" || selective(t.meaning.Query) {
		return 0, false
	}
	n, said = t.position()
	if n < 0 {
		n += options + 1
	}
	if n > options {
		n = 0
	}
	return max(n, 0), said
}

// namedOptions are the options whose name was said, as a whole or in part.
func (t *turn) namedOptions(options []option) []option {
	var said []string
	for w := range strings.FieldsSeq(folded(t.heard())) {
		if !filler(w) {
			said = append(said, w)
		}
	}
	if len(said) == 0 {
		return nil
	}
	var part []option
	for _, o := range options {
		name := strings.Fields(folded(o.Name))
		if slices.Equal(name, said) {
			return []option{o}
		}
		if !slices.ContainsFunc(said, func(w string) bool { return !slices.Contains(name, w) }) {
			part = append(part, o)
		}
	}
	return part
}

// heard are the words of a turn that may name something: all that was typed, or
// what the channel heard in the one place of a search. "" is none.
func (t *turn) heard() string {
	if t.Intent == "" {
		return t.Utterance
	}
	if t.Intent != Find || len(t.Slots) != 1 {
		return ""
	}
	for name, v := range t.Slots {
		if slices.Contains([]string{SlotQuery, SlotPerson, SlotPlace, SlotLabel, SlotAlbum}, name) {
			return cmp.Or(v.Text, v.Resolved)
		}
	}
	return ""
}

// folded gives words in the form in which names compare.
func folded(words string) string {
	const longest = 200 // bytes: no answer to a question is longer
	if len(words) > longest {
		return ""
	}
	return gallery.NewTerm(gallery.Person, words).Value
}

// filler reports whether a word stands around a name in an answer: "I mean the
// place Lisbon, please".
func filler(w string) bool {
	return slices.Contains([]string{
		"i", "mean", "meant", "the", "one", "it", "is", "was", "its", "of", "in", "a", "yes", "no", "um", "please",
		"called", "named", "photos", "pictures", "person", "place", "album", "thing",
	}, w)
}

// otherWords goes on when nothing we named was meant: with what is there.
func (t *turn) otherWords(ctx context.Context) (*Reply, error) {
	vocabulary, err := t.vocabulary(ctx)
	if err != nil {
		return nil, err
	}
	r := &Reply{
		Kind: Asked, Focus: -1,
		Speech:   Say("All right. Then say it in other words.").Plus(often(vocabulary)),
		Ask:      t.askWhat(""),
		Reprompt: Say("Name a person, a place or a time. Or say: what is there."),
	}
	for _, e := range mostOf(vocabulary) {
		r.Suggest = append(r.Suggest, suggestEntry(vocabulary, e))
	}
	r.Suggest = append(r.Suggest, suggest(Overview))
	return r, nil
}
