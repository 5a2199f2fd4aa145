package phrase

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"shoebox/shared/gallery"
)

// Filter is one of the ways to ask by name and colon. Help is printed from these
// values, so it can't say what isn't so.
type Filter struct {
	Name    string // as it is written before the colon
	Aliases []string
	Help    string // one line
	Example string
	kind    gallery.Kind // of the term it makes
	apply   func(r *request, value string) bool
}

// Filters gives every filter, in the order help lists them.
func Filters() []Filter {
	return []Filter{
		{Name: "person", Aliases: []string{"people", "who"}, Help: "photos of somebody", Example: `person:anna`, kind: gallery.Person},
		{Name: "place", Aliases: []string{"in", "where"}, Help: "photos from a city, a region or a country", Example: `place:"new york"`, kind: gallery.PlaceTerm},
		{Name: "label", Aliases: []string{"thing"}, Help: "photos that something can be seen in", Example: `label:beach`, kind: gallery.LabelTerm},
		{Name: "tag", Aliases: []string{"tags"}, Help: "photos that somebody gave a tag", Example: `tag:holiday`, kind: gallery.Tag},
		{Name: "album", Help: "photos of an album", Example: `album:"our wedding"`, kind: gallery.Album},
		{Name: "camera", Help: "photos taken with a camera", Example: `camera:fuji`, kind: gallery.Camera},
		{Name: "word", Aliases: []string{"text"}, Help: "photos with a word anywhere in what is known of them", Example: `word:sunset`, kind: gallery.Word},
		{Name: "on", Aliases: []string{"date", "during"}, Help: "photos from a time", Example: `on:"last summer"`, apply: (*request).on},
		{Name: "since", Help: "photos from a time on", Example: `since:2019`, apply: (*request).since},
		{Name: "after", Help: "photos later than a time", Example: `after:2019-12-31`, apply: (*request).after},
		{Name: "before", Help: "photos earlier than a time", Example: `before:2010`, apply: (*request).before},
		{Name: "is", Help: "favourites", Example: `is:favourite`, apply: (*request).is},
		{Name: "order", Aliases: []string{"sort"}, Help: "newest, oldest or random first", Example: `order:oldest`, apply: (*request).ordered},
		{Name: "limit", Help: "at most so many photos at once", Example: `limit:5`, apply: (*request).limited},
	}
}

func filtersByName() map[string]*Filter {
	byName := map[string]*Filter{}
	for _, f := range Filters() {
		byName[f.Name] = &f
		for _, alias := range f.Aliases {
			byName[alias] = &f
		}
	}
	return byName
}

// filtered reads the filter at token i and gives the token after it. A filter
// without a value that makes sense is a word.
func (r *request) filtered(i int) int {
	t := &r.tokens[i]
	if i+1 >= len(r.tokens) || r.tokens[i+1].kind != word && r.tokens[i+1].kind != quoted {
		return r.unfiltered(i)
	}
	if t.filter.kind != "" {
		return r.filteredName(i)
	}
	value := &r.tokens[i+1]
	if value.kind == quoted {
		if t.filter.apply(r, value.text) {
			return i + 2
		}
		return r.unfiltered(i)
	}
	// The longest run of words that is a value: after:may 2019.
	for end := min(len(r.tokens), i+7); end > i+1; end-- {
		if r.run(i+1, end) && t.filter.apply(r, r.between(i+1, end)) {
			return end
		}
	}
	return r.unfiltered(i)
}

// unfiltered reads the name of a filter that has no value as a word.
func (r *request) unfiltered(i int) int {
	if r.words.stop[r.tokens[i].fold] {
		return i + 1
	}
	return r.plain(i)
}

// filteredName reads a filter whose value is a name: the longest that the
// vocabulary knows, or one word. Between quotes it is as it is.
func (r *request) filteredName(i int) int {
	f, minus, value := r.tokens[i].filter, r.tokens[i].minus, &r.tokens[i+1]
	if minus {
		r.negate = explicit
	}
	if value.kind == quoted {
		r.add(gallery.NewTerm(f.kind, value.text))
		return i + 2
	}
	for end := min(len(r.tokens), i+1+r.longest()); end > i+1; end-- {
		if !r.run(i+1, end) {
			continue
		}
		if named := r.vocabulary.Named(r.between(i+1, end), f.kind); len(named) > 0 && f.kind != gallery.Word {
			r.add(named[0].Term)
			return end
		}
	}
	term := gallery.NewTerm(f.kind, value.text)
	switch f.kind {
	case gallery.Person:
		if people := r.vocabulary.People(value.text); len(people) == 1 {
			term = people[0].Term
		}
	case gallery.Camera:
		if camera, ok := r.camera(value.fold); ok {
			term = camera
		}
	case gallery.Word, gallery.Tag, gallery.LabelTerm, gallery.PlaceTerm, gallery.Album, gallery.Favourite:
	}
	r.add(term)
	return i + 2
}

func (r *request) on(value string) bool {
	times, ok := r.moments(value)
	switch {
	case !ok:
		return false
	case r.either:
		r.query.Times = r.query.Times.Or(times)
	default:
		r.within(times)
	}
	r.done(false)
	return true
}

func (r *request) since(value string) bool {
	times, ok := r.moments(value)
	hull := times.Hull()
	if ok && !hull.From.IsZero() {
		r.within(gallery.Times{{From: hull.From}})
	}
	return ok && !hull.From.IsZero()
}

func (r *request) after(value string) bool {
	times, ok := r.moments(value)
	hull := times.Hull()
	if ok && !hull.To.IsZero() {
		r.within(gallery.Times{{From: hull.To}})
	}
	return ok && !hull.To.IsZero()
}

func (r *request) before(value string) bool {
	times, ok := r.moments(value)
	hull := times.Hull()
	if ok && !hull.From.IsZero() {
		r.within(gallery.Times{{To: hull.From}})
	}
	return ok && !hull.From.IsZero()
}

// moments reads a filter's times: an expression, or an interval as ISO 8601 writes
// it, open at an end where nothing stands.
func (r *request) moments(value string) (gallery.Times, bool) {
	value = strings.TrimSpace(value)
	if from, to, ok := strings.Cut(value, "/"); ok {
		if s, ok := r.interval(from, to); ok {
			return gallery.Times{s}, true
		}
	}
	if t, err := time.Parse(time.RFC3339, value); err == nil {
		t = t.In(r.now.Location())
		return gallery.Times{{From: t, To: t.Add(time.Second)}}, true
	}
	s, err := r.times.Read(value, r.now)
	return timesOf(s), err == nil
}

// interval reads an interval of two moments with their zones.
func (r *request) interval(from, to string) (gallery.Span, bool) {
	var s gallery.Span
	for _, end := range []struct {
		text string
		at   *time.Time
	}{{from, &s.From}, {to, &s.To}} {
		if end.text == "" {
			continue
		}
		t, err := time.Parse(time.RFC3339, end.text)
		if err != nil {
			return gallery.Span{}, false
		}
		*end.at = t.In(r.now.Location())
	}
	return s, s != gallery.Span{}
}

func (r *request) is(value string) bool {
	if value = foldWord(value); value != string(gallery.Favourite) && !r.words.favourite[value] {
		return false
	}
	r.add(gallery.NewTerm(gallery.Favourite, "yes"))
	return true
}

func (r *request) ordered(value string) bool {
	value = foldWord(value)
	d, ok := r.words.orders[value]
	if known := gallery.Direction(value); known == gallery.Oldest || known == gallery.Newest || known == gallery.Random {
		d, ok = known, true
	}
	if ok {
		r.query.Order = d
	}
	return ok
}

func (r *request) limited(value string) bool {
	n, err := strconv.Atoi(value)
	if err != nil || n < 1 {
		return false
	}
	r.query.Limit = min(n, gallery.MaxLimit)
	return true
}

// camera finds the camera that a word of its name stands for, if there is one.
func (r *request) camera(part string) (gallery.Term, bool) {
	const most = 50
	var found []gallery.Entry
	for _, e := range r.vocabulary.Top(gallery.Camera, most) {
		if slices.ContainsFunc(strings.Fields(e.Term.Value), func(w string) bool {
			return w == part || len(part) >= 3 && strings.HasPrefix(w, part)
		}) {
			found = append(found, e)
		}
	}
	if len(found) != 1 {
		return gallery.Term{}, false
	}
	return found[0].Term, true
}
