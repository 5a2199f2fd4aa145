package phrase

import (
	"slices"
	"strings"
	"sync"

	"shoebox/shared/gallery"
)

// words are what a language's free text is read with: data beside the engine.
type words struct {
	polite     [][]string      // what anything may begin with: "can you please"
	heads      [][]string      // what a wish may begin with, longest first: "show me"
	tails      [][]string      // what it may end with: "please"
	opens      map[string]bool // heads that begin a wish only before a name: "open" air
	turns      []turn          // what several words say together: "other than"
	expanded   map[string][]string
	quantities map[string]bool // the first words of heads that may begin a time too
	photo      map[string]bool // one photo
	photos     map[string]bool // several
	stop       map[string]bool // say nothing
	not        map[string]bool
	whole      map[string]bool // "everything", after which "but" is a not
	there      map[string]bool // what alone is not, behind a not: "I was not there in May"
	but        map[string]bool
	ors, ands  map[string]bool
	places     map[string]string // what a place is called for short
	where      map[string]bool   // before a place
	with       map[string]bool   // before a person
	taken      map[string]bool   // "taken in Lisbon"
	things     map[string]bool   // in cameras' names, but a thing when they stand alone
	called     map[string]bool   // "the album called Wedding"
	verbs      map[string]bool   // begin a wish of its own
	tool       map[string]bool   // "camera"
	album      map[string]bool
	favourite  map[string]bool
	orders     map[string]gallery.Direction
	firsts     map[string]gallery.Direction // only before a count or "photos": "last 3 photos"
	top        map[string]bool
	first      string          // "newest first"
	on         string          // "shot on an iPhone"
	between    map[string]bool // may stand before "photos": "the oldest of my photos"
	nounFirst  bool            // "la foto más antigua"
	numbers    map[string]int
	capitals   map[string]bool   // words of times that are written with a capital letter
	slotPrefix map[string]string // what says what a slot is: "in" a place
	commands
}

// commands are how the catalogue's intents are said: its own samples are English
// and are understood in every language; a language may have more.
type commands struct {
	samples     string // a line for each intent: its name, a colon, samples with commas between
	ordinals    map[string]int
	ordinalEnds string          // the letters of "1st", "2nd", "3rd", "4th"
	fromEnd     [][]string      // behind an ordinal that counts from the end: "second to last"
	asking      map[string]bool // before an aspect: "what camera"
	aspects     map[string]string
}

// patterns are the language's samples.
func (c *commands) patterns() []Pattern {
	var patterns []Pattern
	for line := range strings.Lines(c.samples) {
		intent, all, _ := strings.Cut(strings.TrimSpace(line), ":")
		for sample := range strings.SplitSeq(all, ",") {
			patterns = append(patterns, Pattern{Intent: intent, Sample: strings.TrimSpace(sample)})
		}
	}
	return patterns
}

func set(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(foldWord(s)) {
		m[w] = true
	}
	return m
}

// runs are runs of words, the longest first.
func runs(s string) [][]string {
	var all [][]string
	for line := range strings.SplitSeq(foldWord(s), "|") {
		all = append(all, strings.Fields(line))
	}
	slices.SortStableFunc(all, func(a, b []string) int { return len(b) - len(a) })
	return all
}

// turn is a turn of phrase: words that together say what one word says too.
type turn struct {
	run   []string
	means []string // the words in their place; none where they say nothing
	// place is set where that is so only before a place: "outside Lisbon" is not
	// in Lisbon, "outside the house" is.
	place bool
}

// turns reads turns of phrase of one meaning, the longest first: "next to|close to".
func turns(means, all string) []turn {
	var ts []turn
	for _, run := range runs(all) {
		ts = append(ts, turn{run: run, means: strings.Fields(foldWord(means))})
	}
	return ts
}

// placed is the same for what is one only before a place.
func placed(means, all string) []turn {
	ts := turns(means, all)
	for i := range ts {
		ts[i].place = true
	}
	return ts
}

// longestFirst puts turns of phrase together.
func longestFirst(all ...[]turn) []turn {
	ts := slices.Concat(all...)
	slices.SortStableFunc(ts, func(a, b turn) int { return len(b.run) - len(a.run) })
	return ts
}

func count(from int, names string) map[string]int {
	m := map[string]int{}
	for w := range strings.FieldsSeq(foldWord(names)) {
		m[w] = from
		from++
	}
	return m
}

// toward gives words an order.
func toward(orders map[gallery.Direction]string) map[string]gallery.Direction {
	m := map[string]gallery.Direction{}
	for d, words := range orders {
		for w := range strings.FieldsSeq(foldWord(words)) {
			m[w] = d
		}
	}
	return m
}

// languages are those that free text is read in, made when they are first needed.
var languages = map[string]func() *words{
	"en": sync.OnceValue(english), "de": sync.OnceValue(german), "es": sync.OnceValue(spanish),
}

// wordsOf gives a language's words, English where there are none.
func wordsOf(language string) *words {
	of, ok := languages[language]
	if !ok {
		of = languages["en"]
	}
	return of()
}
