package phrase

import (
	"time"

	"shoebox/intents/when"
	"shoebox/shared/gallery"
)

// findTimes finds the time expressions of the text and the tokens they are.
func (r *request) findTimes() {
	if len(r.tokens) == 0 {
		return
	}
	first, last := r.tokens[0].start, r.wishEnd()
	if last <= first {
		return
	}
	text := []byte(r.text[first:last])
	// What is between quotes or is a filter's is no time: marks stand there
	// instead.
	for i := range r.tokens {
		if t := &r.tokens[i]; t.kind == quoted || t.kind == filter || t.kind == stranger {
			for n := max(t.start-first, 0); n < min(t.end-first, len(text)); n++ {
				text[n] = '"'
			}
		}
	}
	r.timeAt = map[int]timed{}
	i := 0
	for _, m := range r.times.Scan(string(text), r.now) {
		m.Start, m.End = m.Start+first, m.End+first
		for i < len(r.tokens) && r.tokens[i].end <= m.Start {
			i++
		}
		end := i
		for end < len(r.tokens) && r.tokens[end].start < m.End {
			end++
		}
		if i < end && (i == 0 || r.tokens[i-1].kind != filter) && r.tokens[i].start >= m.Start-1 {
			r.timeAt[i] = timed{m, end}
		}
	}
}

// wishEnd is where the text ends but for a "photos" behind the wish, so that "may
// photos" ends with a month.
func (r *request) wishEnd() int {
	n := len(r.tokens)
	for n > 1 && r.tokens[n-1].kind == word && (r.words.photos[r.tokens[n-1].fold] || r.words.photo[r.tokens[n-1].fold]) {
		n--
	}
	return r.tokens[n-1].end
}

// takesTime says whether a time expression is one to somebody who knows the
// gallery: May is a month unless there is a May, and "christmas tree" is no day.
func (r *request) takesTime(i int, m timed) bool {
	name, named := r.namesake(m)
	if !m.match.Weak {
		if named {
			r.ambiguous(m.end-1, r.timeName(m), name)
		}
		return true
	}
	if m.end == i+1 && len(r.vocabulary.People(r.tokens[i].text)) > 0 {
		if named && !r.said(i, r.grammar.company.with) {
			r.ambiguous(i, name, r.timeName(m))
		}
		return false
	}
	const aDay = 25 * time.Hour
	hull := m.match.Hull()
	if hull.To.Sub(hull.From) <= aDay && r.content(m.end) {
		return false
	}
	if named {
		r.ambiguous(m.end-1, r.timeName(m), name)
	}
	return true
}

// time adds a time expression's spans.
func (r *request) time(i int, m timed) {
	times := timesOf(m.match.Spans)
	if r.negate == wanted {
		r.used = append(r.used, m.match)
	}
	if r.negate != wanted || r.link == apart { // "last year around Christmas" is one Christmas
		times = r.amid(times, m.match.Text)
	}
	r.carried = true
	r.moments(times, i, m.end)
}

// amid gives the times an expression means among those that are wanted, where it
// means none of them by itself: "in 2019 but not in July" is without July 2019.
func (r *request) amid(times gallery.Times, expression string) gallery.Times {
	var sought gallery.Times
	for _, p := range r.levels[len(r.levels)-1].parts {
		if p.sort == timely && !p.denied {
			sought = narrowed(sought, p.sense.times())
		}
	}
	end := sought.Hull().To
	if end.IsZero() || !sought.And(times).Never() {
		return times
	}
	spans, err := r.times.Read(expression, end.Add(-time.Second))
	if then := timesOf(spans); err == nil && !sought.And(then).Never() {
		return then
	}
	return times
}

// moments adds times that tokens from i to end say.
func (r *request) moments(times gallery.Times, i, end int) {
	if times != nil {
		r.put(part{sense: sense{in: []gallery.Times{times}}, sort: timely, at: i, end: end})
	}
}

func timesOf(spans when.Spans) gallery.Times {
	var times gallery.Times
	for _, s := range spans {
		times = append(times, gallery.Span(s))
	}
	return times.Tidy()
}

// modifier reads how many, in which order, and favourites.
func (r *request) modifier(i int) (int, bool) {
	t, w := &r.tokens[i], r.words
	if w.favourite[t.fold] {
		r.add(gallery.NewTerm(gallery.Favourite, "yes"), i, i+1)
		return i + 1, true
	}
	if d, ok := w.orders[t.fold]; ok && r.negate == wanted {
		r.order(d, i)
		if i+1 < len(r.tokens) && r.tokens[i+1].fold == w.first {
			return i + 2, true
		}
		return i + 1, true
	}
	if d, ok := w.firsts[t.fold]; ok {
		_, photos := r.photoAhead(i + 1)
		if single, things := r.thingsAhead(i + 1); things && single {
			photos = true
		}
		if _, end, counted := r.numberAt(i + 1); counted && end == len(r.tokens) {
			photos = true
			r.carried = true
		}
		if photos {
			r.order(d, i)
			return i + 1, true
		}
	}
	if w.top[t.fold] {
		if _, end, ok := r.numberAt(i + 1); ok && end > i {
			return i + 1, true
		}
	}
	return r.count(i)
}

// order sets the order; the first one said counts. One photo is asked for by "the
// oldest photo".
func (r *request) order(d gallery.Direction, i int) {
	if r.query.Order == "" {
		r.query.Order = d
	}
	r.carried = true
	single, _ := r.photoAhead(i + 1)
	if one, things := r.thingsAhead(i + 1); things {
		single = one
	}
	if r.query.Limit == 0 && (single || r.words.nounFirst && r.photoBehind(i)) {
		r.query.Limit = 1
	}
}

// photoBehind says whether just one photo stands before token i: "la foto más
// antigua".
func (r *request) photoBehind(i int) bool {
	for i--; i > 0 && r.words.between[r.tokens[i].fold]; i-- {
	}
	return i >= 0 && r.tokens[i].kind == word && r.words.photo[r.tokens[i].fold]
}

// photoAhead says whether "photos" comes next, but for words that may stand
// between, and whether it is just one.
func (r *request) photoAhead(i int) (single, ok bool) {
	const most = 4
	counted := false
	for end := min(len(r.tokens), i+most); i < end; i++ {
		t := &r.tokens[i]
		if t.kind != word {
			return false, false
		}
		if r.words.photo[t.fold] || r.words.photos[t.fold] {
			return r.words.photo[t.fold] && !counted, true
		}
		_, ordered := r.words.orders[t.fold]
		_, numbered := r.number(t)
		counted = counted || numbered
		if !ordered && !numbered && !r.words.favourite[t.fold] && !r.words.between[t.fold] {
			return false, false
		}
	}
	return false, false
}

// beyond gives the token after those that may stand between a number and what is
// counted: "three most recent".
func (r *request) beyond(i int) int {
	for i < len(r.tokens) && r.words.between[r.tokens[i].fold] {
		i++
	}
	return i
}

// thingsAhead says whether photos of something the gallery knows come next, with
// "photos" behind it, "beach photos", and whether it is just one.
func (r *request) thingsAhead(i int) (single, ok bool) {
	const most = 2
	for n := i; n < len(r.tokens) && r.tokens[n].kind == word; n++ {
		f := r.tokens[n].fold
		switch {
		case r.words.photo[f] || r.words.photos[f]:
			return r.words.photo[f], n > i
		case n-i == most || !r.content(n) || !r.vocabulary.Knows(r.tokens[n].text):
			return false, false
		}
	}
	return false, false
}

// number reads one token as a number.
func (r *request) number(t *token) (int, bool) {
	if t.kind != word || t.minus || t.hash {
		return 0, false
	}
	n, ok := r.grammar.number([]spoken{{fold: t.fold}})
	return n, ok && n > 0 && n < 1000
}

// numberAt reads a number at token i and gives the token after it.
func (r *request) numberAt(i int) (n, end int, ok bool) {
	if i >= len(r.tokens) || r.tokens[i].kind != word {
		return 0, i, false
	}
	if i+1 < len(r.tokens) && r.tokens[i+1].kind == word {
		if n, ok := r.grammar.number([]spoken{{fold: r.tokens[i].fold}, {fold: r.tokens[i+1].fold}}); ok {
			return n, i + 2, true
		}
	}
	n, ok = r.number(&r.tokens[i])
	return n, i + 1, ok
}

// count reads "three" where photos are counted: "three photos", "five random",
// "the latest ten", "show me three dogs".
func (r *request) count(i int) (int, bool) {
	n, end, ok := r.numberAt(i)
	if !ok || r.negate != wanted || r.query.Limit > 1 {
		return 0, false
	}
	_, counted := r.photoAhead(end)
	if ahead := r.beyond(end); !counted && ahead < len(r.tokens) {
		_, counted = r.words.orders[r.tokens[ahead].fold]
	}
	if !counted && i > 0 {
		before := r.tokens[i-1].fold
		_, order := r.words.orders[before]
		_, first := r.words.firsts[before]
		counted = order || r.words.top[before] || first && end == len(r.tokens)
	}
	if !counted {
		_, counted = r.thingsAhead(end)
	}
	if !counted {
		// The first thing that somebody asks to be shown: "show me three dogs",
		// or all that is asked: "give me ten".
		counted = r.carried && i == 0 && (r.content(end) || end == len(r.tokens))
	}
	if !counted {
		return 0, false
	}
	r.query.Limit = min(n, gallery.MaxLimit)
	return end, true
}
