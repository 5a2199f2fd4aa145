package phrase

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"shoebox/shared/gallery"
)

// filtered reads the filter at token i and gives the token after it. A filter
// without a value that makes sense is a word.
func (r *request) filtered(i int) int {
	t := &r.tokens[i]
	if r.pairs[i+1] && t.filter.kind != "" { // place:(lisbon or paris)
		switch t.filter.kind {
		case gallery.PlaceTerm:
			r.want = place
		case gallery.Person:
			r.want = person
		case gallery.Camera:
			r.want = camera
		case gallery.Word, gallery.Tag, gallery.LabelTerm, gallery.Album, gallery.Favourite:
		}
		return i + 1
	}
	if i+1 >= len(r.tokens) || r.tokens[i+1].kind != word && r.tokens[i+1].kind != quoted {
		return r.unfiltered(i)
	}
	if t.filter.kind != "" {
		r.meantFilter(t)
		return r.filteredName(i)
	}
	value := &r.tokens[i+1]
	if value.kind == quoted {
		if t.filter.apply(r, value.text, i, i+2) {
			r.meantFilter(t)
			return i + 2
		}
		return r.unfiltered(i)
	}
	// The longest run of words that is a value: after:may 2019.
	for end := min(len(r.tokens), i+7); end > i+1; end-- {
		if r.run(i+1, end) && t.filter.apply(r, r.between(i+1, end), i, end) {
			r.meantFilter(t)
			return end
		}
	}
	return r.unfiltered(i)
}

// meantFilter notes the filter that a misspelt name was taken for.
func (r *request) meantFilter(t *token) {
	if t.fold != t.filter.Name && !slices.Contains(t.filter.Aliases, t.fold) {
		r.note(Note{Kind: Corrected, Heard: t.text + ":", Taken: t.filter.Name + ":"})
	}
}

// unfiltered reads the name of a filter that has no value as a word.
func (r *request) unfiltered(i int) int {
	if r.words.stop[r.tokens[i].fold] {
		return i + 1
	}
	return r.plain(i)
}

// strangeFilter reads the name of a filter that there is none of, and what is like
// none: its value is read as words. The name of somebody or of a place is one.
func (r *request) strangeFilter(i int) int {
	t := &r.tokens[i]
	if slices.ContainsFunc(r.vocabulary.Named(t.text), isName) || len(r.vocabulary.People(t.text)) > 0 {
		return r.name(i)
	}
	r.note(Note{Kind: UnknownFilter, Heard: t.text, Other: nearestFilter(t.fold)})
	return i + 1
}

// filteredName reads a filter whose value is a name: the longest that the
// vocabulary knows, or one word. Between quotes it is as it is.
func (r *request) filteredName(i int) int {
	f, value := r.tokens[i].filter, &r.tokens[i+1]
	if value.kind == quoted {
		r.add(gallery.NewTerm(f.kind, value.text), i, i+2)
		return i + 2
	}
	if r.doubted[value.fold] && f.kind != gallery.Word {
		return r.pass(i + 1)
	}
	for end := min(len(r.tokens), i+1+r.longest()); end > i+1; end-- {
		if !r.run(i+1, end) {
			continue
		}
		if named := r.vocabulary.Named(r.between(i+1, end), f.kind); len(named) > 0 && f.kind != gallery.Word {
			r.add(named[0].Term, i, end)
			return end
		}
	}
	term := gallery.NewTerm(f.kind, value.text)
	switch f.kind {
	case gallery.Person:
		if people := r.vocabulary.People(value.text); len(people) == 1 {
			term = people[0].Term
		} else if e, ok := r.nicknamed(value.text); ok && len(people) == 0 {
			r.note(Note{Kind: Nicknamed, Heard: value.text, Taken: e.Display})
			term = e.Term
		} else {
			r.wonder(i+1, f.kind)
		}
	case gallery.Camera:
		if camera, ok := r.camera(value.fold); ok {
			term = camera
		}
	case gallery.Tag, gallery.LabelTerm, gallery.PlaceTerm, gallery.Album:
		r.wonder(i+1, f.kind)
	case gallery.Word, gallery.Favourite:
	}
	r.add(term, i, i+2)
	return i + 2
}

func (r *request) on(value string, i, end int) bool {
	times, ok := r.read(value)
	if ok {
		r.moments(times, i, end)
	}
	return ok
}

func (r *request) since(value string, i, end int) bool {
	times, ok := r.read(value)
	return ok && r.stretch(gallery.Span{From: times.Hull().From}, i, end)
}

func (r *request) after(value string, i, end int) bool {
	times, ok := r.read(value)
	return ok && r.stretch(gallery.Span{From: times.Hull().To}, i, end)
}

func (r *request) before(value string, i, end int) bool {
	times, ok := r.read(value)
	return ok && r.stretch(gallery.Span{To: times.Hull().From}, i, end)
}

// stretch adds a stretch of time that is open at one end, if the other isn't too.
func (r *request) stretch(s gallery.Span, i, end int) bool {
	if s == (gallery.Span{}) {
		return false
	}
	r.moments(gallery.Times{s}, i, end)
	return true
}

// read reads a filter's times: an expression, or an interval as ISO 8601 writes
// it, open at an end where nothing stands.
func (r *request) read(value string) (gallery.Times, bool) {
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
	times := timesOf(s)
	return times, err == nil && times != nil && !times.Never()
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
	return s, s != gallery.Span{} && (s.From.IsZero() || s.To.IsZero() || s.From.Before(s.To))
}

func (r *request) is(value string, i, end int) bool {
	if value = foldWord(value); value != string(gallery.Favourite) && !r.words.favourite[value] {
		return false
	}
	r.add(gallery.NewTerm(gallery.Favourite, "yes"), i, end)
	return true
}

func (r *request) ordered(value string, _, _ int) bool {
	value = foldWord(value)
	d, ok := r.words.orders[value]
	if known := gallery.Direction(value); known == gallery.Oldest || known == gallery.Newest || known == gallery.Random {
		d, ok = known, true
	}
	if ok {
		r.query.Order, r.negate = d, wanted
	}
	return ok
}

func (r *request) limited(value string, _, _ int) bool {
	n, err := strconv.Atoi(value)
	if err != nil || n < 1 {
		return false
	}
	r.query.Limit, r.negate = min(n, gallery.MaxLimit), wanted
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
