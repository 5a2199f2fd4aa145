package when

// Ranges from one time to another, and open ones.

// spanning goes from a to b. A beginning without a year takes it from the end. The
// last day that is named belongs to it, as does a month or season named without
// its year ("June to August"); an end that is a year, or a month with its year,
// ends the range where it begins when the beginning has a year of its own ("2014
// to 2018").
func spanning(c *reading, p parts) (value, bool) {
	a, b := p.get("a"), p.get("b")
	var from, to Span
	var ok bool
	switch {
	case a.at != nil && b.at == nil:
		if to, ok = c.resolve(b); ok && !to.From.IsZero() {
			from, ok = c.last(a, to.From)
		}
	default:
		if from, ok = c.resolve(a); !ok || from.From.IsZero() {
			return value{}, false
		}
		to, ok = b.span, true
		if b.at != nil {
			to, ok = c.next(b, from.From)
		}
	}
	if !ok || from.From.IsZero() || to.To.IsZero() || to.From.IsZero() {
		return value{}, false
	}
	end := to.To
	borrowed := a.at != nil && (a.grain == month || a.grain == season)
	if b.at == nil && b.dated && !borrowed && !p.inclusive() && (b.grain == year || b.grain == month) && to.From.After(from.From) {
		end = to.From
	}
	return fixed(noGrain, from.From, end)
}

// yearsFromTo goes from one year through another, as people count what comes
// every year: "Christmas from 2015 to 2019".
func yearsFromTo(_ *reading, p parts) (value, bool) {
	return fixed(noGrain, p.get("a").span.From, p.get("b").span.To)
}

// inclusive says whether the range was said to have its end ("through").
func (p parts) inclusive() bool {
	_, ok := p.lookup("through")
	return ok
}

// daysOfMonth goes from one day to another of the same month: "4 to 22 January".
func daysOfMonth(c *reading, p parts) (value, bool) {
	a, b := p.get("a").n, p.get("b").n
	if a >= b {
		return value{}, false
	}
	of := p.get("of")
	if m, ok := p.lookup("mon"); ok {
		if of = m; p.get("yearnum").n != 0 {
			of, _ = monthOfYear(c, p)
		}
	}
	if of.at == nil {
		s := of.span
		if of.grain != month || b > daysIn(s.From.Year(), s.From.Month()) {
			return value{}, false
		}
		return fixed(noGrain, c.add(s.From, a-1, day), c.add(s.From, b, day))
	}
	// The last such days that have begun, in a month that has them.
	from, ok := everyYearOn(of.n, a)
	if !ok {
		return value{}, false
	}
	to, ok := everyYearOn(of.n, b)
	if !ok {
		return value{}, false
	}
	return spanning(c, parts{{"a", from}, {"b", to}})
}

// upToDate goes from a day to a later date of the same month: "3. - 5.5.2019".
func upToDate(c *reading, p parts) (value, bool) {
	s, ok := c.resolve(p.get("b"))
	a := p.get("a").n
	if !ok || a >= s.From.Day() {
		return value{}, false
	}
	return fixed(noGrain, c.add(s.From, a-s.From.Day(), day), s.To)
}

// inPeriod goes from a to b inside a period: "last week between Friday and
// Sunday".
func inPeriod(c *reading, p parts) (value, bool) {
	a, ok := c.within(p.get("a"), p.get("of"))
	if !ok {
		return value{}, false
	}
	b, ok := c.within(p.get("b"), p.get("of"))
	if !ok {
		return value{}, false
	}
	return fixed(noGrain, a.span.From, b.span.To)
}

// since is from a time's beginning on.
func since(c *reading, p parts) (value, bool) {
	s, ok := c.resolve(p.get("point"))
	if !ok || s.From.IsZero() {
		return value{}, false
	}
	return value{span: Span{From: s.From}}, true
}

// afterwards is from a time's end on.
func afterwards(c *reading, p parts) (value, bool) {
	s, ok := c.resolve(p.get("point"))
	if !ok || s.To.IsZero() {
		return value{}, false
	}
	return value{span: Span{From: s.To}}, true
}

// before is up to a time's beginning.
func before(c *reading, p parts) (value, bool) {
	s, ok := c.resolve(p.get("point"))
	if !ok || s.From.IsZero() {
		return value{}, false
	}
	return value{span: Span{To: s.From}}, true
}

// until is up to a time's end.
func until(c *reading, p parts) (value, bool) {
	s, ok := c.resolve(p.get("point"))
	if !ok || s.To.IsZero() {
		return value{}, false
	}
	return value{span: Span{To: s.To}}, true
}
