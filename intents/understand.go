package intents

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"shoebox/intents/phrase"
	"shoebox/intents/when"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// Meaning is what a request was understood to mean, whichever channel it came by.
type Meaning struct {
	Intent Name
	Slots  Slots         // as filled by the channel or by phrase
	Query  gallery.Query // what to look for, tidy; zero where the intent needs none
	Words  []string      // what is looked for as words, as it was heard
	// Notes are what the asker should be told of how the words were taken.
	Notes []phrase.Note
	// Doubts are the words that may have meant several things, those too that a
	// channel matched to several names. Query lacks them, and the answer is a
	// question.
	Doubts []phrase.Doubt
}

// Understander turns words, or an intent with slots, into a Meaning: the one way
// for every channel and for the command line. It is safe for concurrent use.
type Understander struct {
	locales map[string]func() locale
}

// locale is what understanding depends on: the words, and which way round dates
// and seasons go.
type locale struct {
	times   *when.Reader
	grammar *phrase.Grammar
}

const defaultLocale = "en-US"

// NewUnderstander makes an Understander for the patterns of the [Catalogue].
func NewUnderstander() *Understander {
	patterns := sync.OnceValue(Patterns)
	u := &Understander{locales: map[string]func() locale{}}
	for _, l := range []struct {
		name  string
		rules when.Rules
	}{
		{defaultLocale, when.Rules{}},
		{"en-GB", when.Rules{}},
		{"en-AU", when.Rules{South: true}},
		{"en-NZ", when.Rules{South: true}},
		{"de", when.Rules{}},
		{"es", when.Rules{}},
		{"es-ES", when.Rules{}},
		{"es-MX", when.Rules{}},
	} {
		times, err := when.New(l.name, l.rules)
		if err != nil {
			panic("intents: " + err.Error())
		}
		// Made when somebody first speaks it: a function starts with none of them.
		u.locales[l.name] = sync.OnceValue(func() locale { return locale{times, phrase.New(patterns(), times)} })
	}
	return u
}

// Patterns are the samples of the catalogue as phrase wants them. One that is a slot
// and nothing else is for channels that fill slots: typed, a year is no position. The
// name of a gallery is no wish, and is understood before.
func Patterns() []phrase.Pattern {
	var patterns []phrase.Pattern
	for _, in := range Catalogue() {
		for _, sample := range in.Samples {
			if strings.HasPrefix(sample, "{") && !strings.Contains(sample, " ") || strings.Contains(sample, "{"+SlotGallery+"}") {
				continue
			}
			patterns = append(patterns, phrase.Pattern{Intent: string(in.Name), Sample: sample})
		}
	}
	return patterns
}

// locale gives what fits a BCP 47 tag: the region's where it has its own, else the
// language's, else English. Dates are month first in the United States' English
// alone, seasons are the north's unless the tag says otherwise.
func (u *Understander) locale(tag string) locale {
	language, region, _ := strings.Cut(tag, "-")
	if language == "en" && region != "" && u.locales[tag] == nil {
		tag = "en-GB"
	}
	for _, name := range []string{tag, language} {
		if l, ok := u.locales[name]; ok {
			return l()
		}
	}
	return u.locales[defaultLocale]()
}

// speaker names times in the language of our answers, which is English whatever
// was asked in, so that a sentence has one language.
func (u *Understander) speaker(tag string) *when.Reader {
	if language, _, _ := strings.Cut(tag, "-"); language != "en" {
		tag = defaultLocale
	}
	return u.locale(tag).times
}

// Understand gives the meaning of a request: of its Intent and Slots where the
// channel made them out, else of its Utterance. Of the request it reads those,
// At, Zone (nil is At's own) and Locale ("" is en-US). An empty utterance means
// [Launch]; one that is too long is a TooLarge.
func (u *Understander) Understand(r *Request, v *gallery.Vocabulary) (Meaning, error) {
	const op = "intents.Understand"
	l, now := u.locale(r.Locale), localNow(r)
	var m Meaning
	var err error
	if r.Intent != "" {
		m, err = l.slots(r.Intent, r.Slots, v, now)
	} else {
		m, err = l.text(r.Utterance, v, now)
	}
	if err != nil {
		return Meaning{}, fault.Wrap(op, err)
	}
	return m.ordered(), nil
}

// ordered gives the query the order that the intent implies, and the other way
// round: "three random dogs".
func (m Meaning) ordered() Meaning {
	if m.Intent == Find && m.Query.Order == gallery.Random {
		m.Intent = Random
	}
	if m.Intent == Latest {
		m.Query.Order = gallery.Newest
	}
	if m.Intent == Random {
		m.Query.Order = gallery.Random
	}
	return m
}

// localNow is the request's moment on the asker's clock.
func localNow(r *Request) time.Time {
	if r.Zone == nil {
		return r.At
	}
	return r.At.In(r.Zone)
}

// text understands words alone.
func (l locale) text(words string, v *gallery.Vocabulary, now time.Time) (Meaning, error) {
	if strings.TrimSpace(words) == "" {
		return Meaning{Intent: Launch}, nil
	}
	for _, whole := range []func(string, *gallery.Vocabulary) (Meaning, bool){bare, aboutNewest, ofGallery, ofDigest} {
		if m, ok := whole(words, v); ok {
			return m, nil
		}
	}
	p, err := l.grammar.Parse(words, v, now)
	switch {
	case fault.Is(err, fault.Invalid): // nothing in it that could be read
		return Meaning{Intent: Launch}, nil
	case err != nil:
		return Meaning{}, err
	}
	m := Meaning{Intent: Name(p.Intent), Query: tidy(p.Query), Words: p.Words, Notes: p.Notes, Doubts: p.Doubts}
	for name, text := range p.Slots {
		if m.Slots == nil {
			m.Slots = Slots{}
		}
		m.Slots[name] = Value{Text: text}
	}
	return m, nil
}

// bare understands one word that goes on with the photos at hand: "when", "third".
// A name of the gallery goes before.
func bare(words string, v *gallery.Vocabulary) (Meaning, bool) {
	word := strings.ToLower(strings.Trim(words, " \t\n?!."))
	position, isPosition := ordinal(Value{Text: word})
	switch {
	case v != nil && len(v.Named(word)) > 0:
		return Meaning{}, false
	case word == aspectWhen, word == aspectWhere, word == aspectWho:
		return Meaning{Intent: Describe, Slots: Slots{SlotAspect: {Text: word}}}, true
	case isPosition && !strings.ContainsAny(word, "0123456789"):
		return Meaning{Intent: Select, Slots: Slots{SlotPosition: {Text: strconv.Itoa(position)}}}, true
	}
	return Meaning{}, false
}

// startsAnswer reports whether an intent begins a new answer, so that nothing of
// the conversation before it is needed.
func startsAnswer(n Name) bool {
	return slices.Contains([]Name{Find, Latest, OnThisDay, Random, Launch}, n)
}
