package intents_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"shoebox/intents"
	"shoebox/intents/intentstest"
	"shoebox/shared/gallery"
)

// some is a vocabulary of a person Anna and others, places, albums and things.
func some(people ...string) *gallery.Vocabulary {
	var entries []gallery.Entry
	add := func(kind gallery.Kind, names ...string) {
		for i, name := range names {
			entries = append(entries, gallery.Entry{Term: gallery.NewTerm(kind, name), Display: name, Count: 100 - i})
		}
	}
	add(gallery.Person, append([]string{"Anna", "Tom Berg", "Ben"}, people...)...)
	add(gallery.PlaceTerm, "Lisbon", "Paris", "United Kingdom")
	add(gallery.LabelTerm, "Beach", "Dog", "Cat", "Snow", "Sunset")
	add(gallery.Album, "Our wedding")
	add(gallery.Camera, "Fuji X100")
	return gallery.NewVocabulary(gallery.Entry{Count: 500}, entries)
}

func person(name string) gallery.Term { return gallery.NewTerm(gallery.Person, name) }
func place(name string) gallery.Term  { return gallery.NewTerm(gallery.PlaceTerm, name) }
func label(name string) gallery.Term  { return gallery.NewTerm(gallery.LabelTerm, name) }
func album(name string) gallery.Term  { return gallery.NewTerm(gallery.Album, name) }
func camera(name string) gallery.Term { return gallery.NewTerm(gallery.Camera, name) }
func word(name string) gallery.Term   { return gallery.NewTerm(gallery.Word, name) }
func favourite() gallery.Term         { return gallery.NewTerm(gallery.Favourite, "yes") }

func terms(all ...gallery.Term) []gallery.Term { return all }

// year is the time of a year where the album's people live.
func year(n int) gallery.Times { return months(n, time.January, 12) }

func months(year int, first time.Month, n int) gallery.Times {
	from := time.Date(year, first, 1, 0, 0, 0, 0, intentstest.Zone())
	return gallery.Times{{From: from, To: from.AddDate(0, n, 0)}}
}

func TestAWishIsSaidAsAPersonWould(t *testing.T) {
	crowd := make([]string, 40)
	for i := range crowd {
		crowd[i] = fmt.Sprintf("Guest %c%c", 'A'+i/26, 'A'+i%26)
	}
	all := func(v *gallery.Vocabulary, but ...string) []gallery.Term {
		var people []gallery.Term
		for _, e := range v.Top(gallery.Person, v.Len()) {
			if e.Display != strings.Join(but, "") {
				people = append(people, e.Term)
			}
		}
		return people
	}
	july := months(2026, time.July, 1)
	tests := []struct {
		name  string
		query gallery.Query
		words []string
		v     *gallery.Vocabulary
		want  string
	}{
		{name: "everything", want: "photos"},
		{name: "a person", query: gallery.Query{All: terms(person("anna"))}, want: "photos of Anna"},
		{name: "a person somewhere some time", query: gallery.Query{All: terms(person("anna"), label("beach")), Times: months(2024, time.June, 3)}, want: "photos of Anna at the beach from summer 2024"},
		{name: "a thing goes before, as one", query: gallery.Query{All: terms(word("dogs"), place("lisbon"))}, words: []string{"Dogs"}, want: "dog photos in Lisbon"},
		{name: "two people and two places", query: gallery.Query{All: terms(person("anna"), person("tom berg"), place("lisbon"), place("united kingdom"))}, want: "photos of Anna and Tom Berg in Lisbon and the United Kingdom"},
		{name: "two groups", query: gallery.Query{Any: []gallery.Group{gallery.Either(word("cats"), word("dogs")), gallery.Either(place("lisbon"), place("paris"))}}, words: []string{"cats", "dogs"}, want: "cat or dog photos in Lisbon or Paris"},
		{name: "two groups of things", query: gallery.Query{Any: []gallery.Group{gallery.Either(label("cat"), label("dog")), gallery.Either(label("snow"), label("beach"))}}, want: "cat or dog photos with snow or beach"},
		{name: "a group of people beside a person", query: gallery.Query{All: terms(person("ben")), Any: []gallery.Group{gallery.Either(person("anna"), person("tom berg"))}}, want: "photos of Ben, of Anna or of Tom Berg"},
		{name: "a group of several sorts", query: gallery.Query{Any: []gallery.Group{gallery.Either(person("anna"), place("paris"), word("cats"))}}, words: []string{"cats"}, want: "photos of Anna or in Paris or of cats"},
		{name: "choices of several terms", query: gallery.Query{Any: []gallery.Group{{
			{All: terms(person("anna"), word("beach"))}, {All: terms(person("tom berg")), Times: year(2020)},
		}}}, words: []string{"beach"}, want: "photos of Anna at the beach or of Tom Berg from 2020"},
		{name: "choices beside the rest", query: gallery.Query{All: terms(place("lisbon"), favourite()), None: terms(word("rain")), Any: []gallery.Group{{
			{All: terms(person("anna"), word("dogs"))}, {All: terms(person("ben")), None: terms(person("anna"))}, {Times: year(2020)},
		}}}, words: []string{"dogs", "rain"}, want: "favourite photos in Lisbon without rain, of Anna with dogs or of Ben without Anna or from 2020"},
		{name: "more choices than can be kept in mind", query: gallery.Query{Any: []gallery.Group{{
			{All: terms(person("anna"), label("beach"))}, {All: terms(person("ben"), label("snow"))}, {All: terms(label("cat"))}, {All: terms(label("dog"))}, {All: terms(place("paris"))},
		}}}, want: "photos of Anna at the beach or of Ben in the snow or of cat or 2 other choices"},
		{name: "a favourite among choices", query: gallery.Query{Any: []gallery.Group{{{All: terms(favourite())}, {All: terms(label("dog"), label("snow"))}}}}, want: "photos among the favourites or of dog in the snow"},
		{name: "left out things", query: gallery.Query{All: terms(label("beach")), None: terms(word("dogs"), person("ben"))}, words: []string{"dogs"}, want: "beach photos without dog or Ben"},
		{name: "left out places, albums, cameras", query: gallery.Query{None: terms(place("paris"), album("our wedding"), camera("fuji x100"), favourite())}, want: "photos without favourites, not in Paris, not in the album Our wedding, not taken with Fuji X100"},
		{name: "a time left out", query: gallery.Query{All: terms(label("beach")), Times: year(2019).Not()}, want: "beach photos not from 2019"},
		{name: "two times left out", query: gallery.Query{Times: year(2019).Or(year(2021)).Not()}, want: "photos not from 2019 and 2021"},
		{name: "two times", query: gallery.Query{Times: year(2019).Or(year(2021))}, want: "photos from 2019 and 2021"},
		{name: "weekends", query: gallery.Query{Times: gallery.Times{
			{From: july[0].From.AddDate(0, 0, 3), To: july[0].From.AddDate(0, 0, 5)}, {From: july[0].From.AddDate(0, 0, 10), To: july[0].From.AddDate(0, 0, 12)},
			{From: july[0].From.AddDate(0, 0, 17), To: july[0].From.AddDate(0, 0, 19)}, {From: july[0].From.AddDate(0, 0, 24), To: july[0].From.AddDate(0, 0, 26)},
		}}, want: "photos from weekends in July 2026"},
		{name: "an open time", query: gallery.Query{Times: gallery.Times{{From: year(2019)[0].From}}}, want: "photos since 2019"},
		{name: "a time that has no moment", query: gallery.Query{Times: gallery.Never()}, want: "photos at no time at all"},
		{name: "album, camera, favourites", query: gallery.Query{All: terms(album("our wedding"), camera("fuji x100"), favourite())}, want: "favourite photos in the album Our wedding taken with Fuji X100"},
		{name: "a person alone", v: some(crowd...), query: gallery.Query{All: terms(person("anna")), None: all(some(crowd...), "Anna")}, want: "photos of Anna alone"},
		{name: "a person alone, of more people than a query takes", v: some(crowd...), query: gallery.Query{All: terms(person("anna")), None: all(some(crowd...), "Anna")[:20]}, want: "photos of Anna alone"},
		{name: "a person alone at the beach without dogs", query: gallery.Query{All: terms(person("anna"), label("beach")), None: append(all(some(), "Anna"), label("dog"))}, want: "photos of Anna alone at the beach without dog"},
		{name: "without people", query: gallery.Query{All: terms(label("beach")), None: all(some())}, want: "beach photos without people"},
		{name: "without what is called people too", query: gallery.Query{All: terms(label("beach")), None: append(all(some()), word("people"), label("person"))}, want: "beach photos without people"},
		{name: "without people where nobody has a name", v: gallery.NewVocabulary(gallery.Entry{Count: 5}, nil), query: gallery.Query{None: terms(word("people"), label("person"), label("dog"))}, want: "photos without people or dog"},
		{name: "words that are no thing stay together", query: gallery.Query{All: terms(word("help"), word("left"), word("wanted"))}, words: []string{"help", "wanted", "left"}, want: "photos of help wanted left"},
		{name: "a part of several names", query: gallery.Query{All: terms(word("berg"))}, words: []string{"Berg"}, want: "photos of Berg"},
		{name: "without some people", v: some("Clara"), query: gallery.Query{All: terms(person("anna")), None: terms(person("ben"), person("tom berg"))}, want: "photos of Anna without Ben or Tom Berg"},
		{name: "without more people than can be kept in mind", v: some(crowd...), query: gallery.Query{None: all(some(crowd...))[3:12]}, want: "photos without Guest AA, Guest AB, Guest AC or 6 others"},
		{name: "many things", query: gallery.Query{All: terms(label("beach"), label("dog"), label("cat"), label("snow"), label("sunset"))}, want: "photos of beach, dog, cat and 2 others"},
		{name: "a sentence for a name", query: gallery.Query{All: terms(album("Everything we took on the long way from Lisbon to the North Cape"))}, want: "photos in the album everything we took on the long way from…"},
		{name: "a word that looks like many", query: gallery.Query{All: terms(word("giraffes"))}, words: []string{"giraffes"}, want: "photos of giraffes"},
		{name: "a shout", query: gallery.Query{All: terms(word("sunset"))}, words: []string{"SUNSET"}, want: "sunset photos"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := tt.v
			if v == nil {
				v = some()
			}
			if got := intents.SayWish(tt.query, tt.words, v, 2, intentstest.Now()); got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

// However much is asked for, it is said in a breath or two.
func TestALongWishIsShortened(t *testing.T) {
	q := gallery.Query{Times: gallery.Times{}}
	for i := range 30 {
		name := fmt.Sprintf("Somebody with a long name number %d", i)
		q.All = append(q.All, person(name))
		q.None = append(q.None, place(name))
		q.Times = append(q.Times, gallery.Span{From: intentstest.Now().AddDate(-i, 0, -i*i), To: intentstest.Now().AddDate(-i, 0, 1-i*i)})
		q.Any = append(q.Any, gallery.Group{{All: terms(person(name), label("beach"))}, {All: terms(place(name))}})
	}
	for _, each := range []gallery.Query{q, {All: q.All}, {None: q.None}, {Times: q.Times}, {Any: q.Any}} {
		got := intents.SayWish(each, nil, some(), 2, intentstest.Now())
		if n := utf8.RuneCountInString(got); n > 260 || !strings.HasPrefix(got, "photos") {
			t.Errorf("got %d characters: %q", n, got)
		}
	}
}
