package when

import "slices"

// Several times at once: what is listed ("2019, 2021 and 2023"), and what comes
// again and is meant every time ("weekends in July").

// pair puts a value before a list, or two together.
func pair(_ *reading, p parts) (value, bool) {
	head, tail := p.get("head"), p.get("tail")
	if head.doubt >= doubtful || tail.doubt >= doubtful {
		return value{}, false
	}
	const most = 16
	list := append([]value{head}, tail.each()...)
	return value{more: &several{list: list}, doubt: min(head.doubt, tail.doubt)}, len(list) <= most
}

// each gives the values of a list, or the one.
func (v value) each() []value {
	if v.more != nil && v.more.list != nil {
		return v.more.list
	}
	return []value{v}
}

// spans gives all the spans a value means, and no one that has not begun when
// nothing said that it should.
func (c *reading) spans(v value) Spans {
	var all Spans
	switch {
	case v.more != nil && v.more.list != nil:
		for _, one := range v.more.list {
			got := c.spans(one)
			if got == nil {
				return nil
			}
			all = append(all, got...)
		}
	case v.series:
		all = c.occurrences(v, Span{})
	case v.more != nil:
		return v.more.spans
	default:
		s, ok := c.resolve(v)
		if !ok {
			return nil
		}
		all = Spans{s}
	}
	return all.tidy()
}

// manifold is a value of spans.
func manifold(all Spans, doubt uint8) (value, bool) {
	all = all.tidy()
	if len(all) == 0 || !valid(all[0]) || !valid(all[len(all)-1]) {
		return value{}, false
	}
	if len(all) == 1 {
		return value{span: all[0], dated: true, doubt: doubt}, true
	}
	return value{more: &several{spans: all}, dated: true, doubt: doubt}, true
}

// inEach is what comes again, once or every time, in each of several periods:
// "Christmas of 2019 and 2021", "weekends in July".
func inEach(c *reading, p parts) (value, bool) {
	v, of := p.get("cyc"), p.get("of")
	var all Spans
	for _, period := range of.each() {
		for _, s := range c.spans(period) {
			got, ok := c.inside(v, value{grain: period.grain, span: s, dated: true})
			if !ok {
				return value{}, false
			}
			all = append(all, got...)
		}
	}
	return manifold(all, certain)
}

// inEvery is what comes once a year, in every year of a range: "Easter from 2015
// through 2019".
func inEvery(c *reading, p parts) (value, bool) {
	v := p.get("cyc")
	v.series = true
	of := p.get("of").span
	if v.every != year || v.grain == season && of.To.Equal(c.add(of.From, 2, year)) { // "winter 2014/2015" is one
		return value{}, false
	}
	return inEach(c, parts{{"cyc", v}, {"of", p.get("of")}})
}

func (c *reading) inside(v, period value) (Spans, bool) {
	switch {
	case v.more != nil:
		return c.insideInOrder(v.each(), period)
	case v.series:
		got := c.occurrences(v, period.span)
		return got, len(got) > 0
	}
	got, ok := c.within(v, period)
	return Spans{got.span}, ok
}

// insideInOrder gives each of a list in a period. "December and January 2020" is
// one winter: what stands before another that is earlier in the year is the one
// just before it.
func (c *reading) insideInOrder(list []value, period value) (Spans, bool) {
	var all Spans
	var next Span
	for _, v := range slices.Backward(list) {
		got, ok := c.inside(v, period)
		if !ok {
			return nil, false
		}
		if v.every == year && !v.series && !next.From.IsZero() && next.From.Before(got[0].From) {
			if s, ok := c.ended(v, next.From); ok && c.add(s.To, 2, month).After(next.From) {
				got = Spans{s}
			}
		}
		next = got[0]
		all = append(all, got...)
	}
	return all, true
}

// united is one time and another, as it stands between them: "July 2019 and last
// Christmas". What may be no time stays in doubt with another such.
func united(c *reading, p parts) (value, bool) {
	a, b := p.get("a"), p.get("b")
	const most = 8
	parts := b.parts + 1
	if a.doubt >= doubtful || b.doubt >= doubtful || parts > most {
		return value{}, false
	}
	from, to := c.spans(a), c.spans(b)
	if from == nil || to == nil {
		return value{}, false
	}
	v, ok := manifold(append(slices.Clip(from), to...), min(a.doubt, b.doubt))
	v.parts = parts
	return v, ok
}

// listed makes a list a time. Names may be listed too ("April and June"): with
// nothing certain in it, it is one only where it stands alone.
func listed(c *reading, p parts) (value, bool) {
	v := p.get("list")
	doubt := v.doubt
	if doubt != certain {
		doubt = doubtful
	}
	return manifold(c.spans(v), doubt)
}

// listedAt is a list behind a preposition, which leaves no doubt.
func listedAt(c *reading, p parts) (value, bool) { return manifold(c.spans(p.get("list")), certain) }

// daysListed are days of one month: "the 1st and 3rd of May 2019".
func daysListed(c *reading, p parts) (value, bool) {
	var all []value
	for _, d := range p.get("doms").each() {
		v, ok := dayOfMonth(c, append(parts{{"dom", d}}, p...))
		if !ok {
			return value{}, false
		}
		all = append(all, v)
	}
	return manifold(c.spans(value{more: &several{list: all}}), certain)
}

// betweenOpen is from after one time to before another: "after 2010 and before
// 2015". Where they have nothing in common it is both.
func betweenOpen(c *reading, p parts) (value, bool) {
	a, b := p.get("a").span, p.get("b").span
	if b.To.IsZero() {
		a, b = b, a
	}
	if a.From.IsZero() || !a.To.IsZero() || b.To.IsZero() || !b.From.IsZero() {
		return value{}, false
	}
	if a.From.Before(b.To) {
		return fixed(noGrain, a.From, b.To)
	}
	return manifold(Spans{a, b}, certain)
}

// thisDayEach is this day of the year, every year.
func thisDayEach(c *reading, _ parts) (value, bool) {
	v, ok := everyYearOn(int(c.now.Month()), c.now.Day())
	v.series = true
	return v, ok
}

// thisDayIn is this day in some year.
func thisDayIn(c *reading, p parts) (value, bool) {
	v, ok := everyYearOn(int(c.now.Month()), c.now.Day())
	if !ok {
		return value{}, false
	}
	return inEach(c, parts{{"cyc", v}, {"of", p.get("of")}})
}
