package gallerytest

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/kljensen/snowball"

	"shoebox/shared/gallery"
)

// Oracle knows photos and answers queries by looking at every one of them.
type Oracle struct {
	photos map[gallery.PhotoID]gallery.Photo
	facts  map[gallery.PhotoID]facts
}

// facts are a photo's words and names, as the oracle reads them.
type facts struct {
	words map[string]bool
	names map[gallery.Term]bool
}

// NewOracle makes an oracle of photos.
func NewOracle(photos []gallery.Photo) *Oracle {
	o := &Oracle{photos: map[gallery.PhotoID]gallery.Photo{}, facts: map[gallery.PhotoID]facts{}}
	for _, p := range photos {
		o.Put(p)
	}
	return o
}

// Put makes a photo known as it is now.
func (o *Oracle) Put(p gallery.Photo) {
	o.photos[p.ID] = p
	o.facts[p.ID] = read(p)
}

// Remove makes a photo unknown.
func (o *Oracle) Remove(id gallery.PhotoID) {
	delete(o.photos, id)
	delete(o.facts, id)
}

// Photo gives a photo as the oracle knows it.
func (o *Oracle) Photo(id gallery.PhotoID) (gallery.Photo, bool) {
	p, ok := o.photos[id]
	return p, ok
}

// Usage gives how much there is, against the default quota.
func (o *Oracle) Usage() gallery.Usage {
	u := gallery.Usage{Quota: gallery.DefaultQuota}
	for _, p := range o.photos {
		u.Bytes += p.Bytes
		if p.State == gallery.Trashed {
			u.Trashed++
		} else {
			u.Photos++
		}
	}
	return u
}

// Find gives everything a query selects, in its order. A random order comes as the
// newest first.
func (o *Oracle) Find(q gallery.Query) []gallery.Hit {
	match := matcher(q)
	return o.hits(q.Order == gallery.Oldest, func(p gallery.Photo, f facts) bool {
		return (p.State == gallery.Trashed) == q.Trash && within(p.Taken, q.Times) && match(p, f)
	})
}

// OnThisDay gives everything taken on day's month and day in earlier years.
func (o *Oracle) OnThisDay(day time.Time) []gallery.Hit {
	return o.hits(false, func(p gallery.Photo, _ facts) bool {
		month, date := p.Taken.Month(), p.Taken.Day()
		common := time.Date(day.Year(), time.February, 29, 0, 0, 0, 0, time.UTC).Month() == time.March
		if common && month == time.February && date == 29 {
			date = 28
		}
		return p.State != gallery.Trashed && p.Taken.Year() < day.Year() && month == day.Month() && date == day.Day()
	})
}

func (o *Oracle) hits(oldest bool, selects func(gallery.Photo, facts) bool) []gallery.Hit {
	var hits []gallery.Hit
	for id, p := range o.photos {
		if selects(p, o.facts[id]) {
			hits = append(hits, gallery.Hit{ID: id, Title: p.Title, Taken: p.Taken.Truncate(time.Second)})
		}
	}
	slices.SortFunc(hits, func(a, b gallery.Hit) int {
		order := a.Taken.Compare(b.Taken)
		if order == 0 {
			order = strings.Compare(string(a.ID), string(b.ID))
		}
		if oldest {
			return order
		}
		return -order
	})
	return hits
}

// Similar gives the live photos that look alike, nearest first. It looks at each bit.
func (o *Oracle) Similar(l gallery.Likeness) []gallery.Alike {
	even := func(l gallery.Likeness) bool { n := differing(l, 0); return n < 8 || n > 56 }
	var alike []gallery.Alike
	for id, p := range o.photos {
		if n := differing(l, p.Likeness); n <= 7 && p.State == gallery.Live && !even(l) && !even(p.Likeness) {
			alike = append(alike, gallery.Alike{Photo: id, Distance: n})
		}
	}
	slices.SortFunc(alike, func(a, b gallery.Alike) int {
		if a.Distance != b.Distance {
			return a.Distance - b.Distance
		}
		return strings.Compare(string(a.Photo), string(b.Photo))
	})
	return alike
}

func differing(a, b gallery.Likeness) int {
	n := 0
	for bit := range 64 {
		if a>>bit&1 != b>>bit&1 {
			n++
		}
	}
	return n
}

// within looks at each span alone, whatever gallery.Times thinks of them together.
func within(taken time.Time, times gallery.Times) bool {
	taken = taken.Truncate(time.Second)
	return times == nil || slices.ContainsFunc(times, func(s gallery.Span) bool {
		return (s.From.IsZero() || !taken.Before(s.From)) && (s.To.IsZero() || taken.Before(s.To))
	})
}

// wish is a query's term as the oracle reads it: a name, or words.
type wish struct {
	name  gallery.Term
	words []string
}

// wishes reads terms, but for those that say nothing, like "the".
func wishes(terms []gallery.Term) []wish {
	var all []wish
	for _, t := range terms {
		w := wish{name: gallery.Term{Kind: t.Kind, Value: name(t.Value)}}
		if t.Kind == gallery.Word {
			if w.words = split(t.Value); len(w.words) == 0 {
				continue
			}
		}
		all = append(all, w)
	}
	return all
}

// has reports whether the photo has a term: for a Word, all its words.
func (f facts) has(w wish) bool {
	if w.words == nil {
		return f.names[w.name]
	}
	for _, word := range w.words {
		if !f.words[word] {
			return false
		}
	}
	return true
}

// matcher gives the test a query's terms are.
func matcher(q gallery.Query) func(gallery.Photo, facts) bool {
	tests := []func(gallery.Photo, facts) bool{conjunction(wishes(q.All), wishes(q.None), nil)}
	for _, group := range q.Any {
		var choices []func(gallery.Photo, facts) bool
		for _, c := range group {
			if all, none := wishes(c.All), wishes(c.None); len(all)+len(none) > 0 || c.Times != nil {
				choices = append(choices, conjunction(all, none, c.Times))
			}
		}
		if len(choices) > 0 {
			tests = append(tests, func(p gallery.Photo, f facts) bool {
				return slices.ContainsFunc(choices, func(c func(gallery.Photo, facts) bool) bool { return c(p, f) })
			})
		}
	}
	return func(p gallery.Photo, f facts) bool {
		return !slices.ContainsFunc(tests, func(t func(gallery.Photo, facts) bool) bool { return !t(p, f) })
	}
}

// conjunction is the test for having all, having none, and being of a time.
func conjunction(all, none []wish, times gallery.Times) func(gallery.Photo, facts) bool {
	return func(p gallery.Photo, f facts) bool {
		lacks := func(w wish) bool { return !f.has(w) }
		return within(p.Taken, times) && !slices.ContainsFunc(all, lacks) && !slices.ContainsFunc(none, f.has)
	}
}

func read(p gallery.Photo) facts {
	f := facts{words: map[string]bool{}, names: map[gallery.Term]bool{}}
	text := func(s string) {
		for _, w := range split(s) {
			f.words[w] = true
		}
	}
	named := func(kind gallery.Kind, names ...string) {
		for _, s := range names {
			f.names[gallery.Term{Kind: kind, Value: name(s)}] = true
			if kind != gallery.Camera && kind != gallery.Album {
				text(s)
			}
		}
	}
	text(p.Title)
	text(p.Description)
	named(gallery.Tag, p.Tags...)
	named(gallery.Person, p.People...)
	named(gallery.Album, p.Albums...)
	named(gallery.PlaceTerm, p.Place.City, p.Place.Region, p.Place.Country)
	named(gallery.Camera, p.Camera)
	for _, l := range p.Labels {
		named(gallery.LabelTerm, l.Name)
		named(gallery.LabelTerm, l.Parents...)
		named(gallery.LabelTerm, l.Aliases...)
	}
	f.names[gallery.Term{Kind: gallery.Favourite, Value: "yes"}] = p.Favourite
	return f
}

// letters are all the accents the albums have.
var letters = strings.NewReplacer(
	"ü", "u", "ã", "a", "í", "i", "ō", "o", "é", "e", "É", "e", "è", "e", "ë", "e", "ø", "o", "'s ", " ", "'", "",
)

func name(s string) string {
	s = strings.ReplaceAll(strings.ToLower(s), "'s", "s")
	return strings.Join(strings.FieldsFunc(letters.Replace(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), " ")
}

// split gives the stems of a text's words, but for those a query may leave out.
func split(s string) []string {
	var words []string
	for w := range strings.FieldsSeq(name(letters.Replace(strings.ToLower(s) + " "))) {
		switch w {
		case "the", "a", "of", "in", "at", "and", "we", "it", "for", "to", "were", "be", "this", "that":
			continue
		case "children":
			w = "child"
		case "people":
			w = "person"
		}
		stemmed, err := snowball.Stem(w, "english", false)
		if err != nil {
			panic(err) // no language but English is asked for
		}
		words = append(words, stemmed)
	}
	return words
}

// Terms gives every name of the live photos, and every word as it is written there.
func (o *Oracle) Terms() map[gallery.Term]bool {
	terms := map[gallery.Term]bool{}
	for id, p := range o.photos {
		if p.State == gallery.Trashed {
			continue
		}
		for t, has := range o.facts[id].names {
			if has && t.Value != "" {
				terms[t] = true
			}
		}
		for w := range strings.FieldsSeq(name(letters.Replace(strings.ToLower(p.Title) + " "))) {
			if len(split(w)) == 1 {
				terms[gallery.Term{Kind: gallery.Word, Value: w}] = true
			}
		}
	}
	return terms
}
