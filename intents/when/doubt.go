package when

// How sure a reading is: words that mean other things too.

// guardedDate makes a rule's value one that needs a reason: "4.22" is a number
// elsewhere.
func guardedDate(next production) production {
	return func(c *reading, p parts) (value, bool) {
		v, ok := next(c, p)
		v.doubt = max(v.doubt, guarded)
		return v, ok
	}
}

// doubted makes a rule's value a time only where nothing else stands: "the week".
func doubted(next production) production {
	return func(c *reading, p parts) (value, bool) {
		v, ok := next(c, p)
		v.doubt = doubtful
		return v, ok
	}
}

// sure lets nothing doubtful be the edge of a range: "after the sun".
func sure(_ *reading, p parts) (value, bool) {
	v := p.get("point")
	return v, v.doubt < doubtful
}

// placed takes the doubt from what stands behind a preposition: "in May".
func placed(_ *reading, p parts) (value, bool) {
	v := p.get("point")
	ok := v.doubt < doubtful
	v.doubt = certain
	return v, ok
}

// certainly is "on sun": only a day can be meant.
func certainly(_ *reading, p parts) (value, bool) {
	v := p.get("point")
	v.doubt = certain
	return v, true
}

// nounOf takes some doubt from what has an article: "the fall".
func nounOf(name string) production {
	return func(_ *reading, p parts) (value, bool) {
		v := p.get(name)
		v.doubt = min(v.doubt, likely)
		return v, true
	}
}
