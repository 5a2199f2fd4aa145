package phrase

import "shoebox/shared/gallery"

// link is how a part of a wish is joined to what stands before it.
type link uint8

const (
	apart  link = iota // by nothing: "dogs in Lisbon"
	also               // by "and"
	listed             // by a comma
	other              // by "or"
	tight              // by a | without spaces, which joins just the two things beside it
)

// timely is the sort of a part that is a time; those of terms are their kinds, words
// being of the kind of what they were asked for as.
const timely gallery.Kind = "time"

// part is one thing a wish asks for: a name, a word, a time, a group in
// parentheses.
type part struct {
	sense   sense        // with its negation
	sort    gallery.Kind // what alternatives of one sort belong together by; "" for a mixed group
	link    link
	denied  bool // it is not wanted
	carried bool // because what stands before it is not: "without dogs or cats"
	loose   bool // a word, which belongs together with the words beside it: "red cars"
	at, end int  // its tokens
}

// level is a wish, or what stands between parentheses in it.
type level struct {
	parts  []part
	link   link
	negate negation
	at     int
	alone  bool // nobody but those named is wanted
}

// clause is one of the things that are asked for together: choices, each of parts.
type clause struct {
	choices [][]part
	listed  bool // a comma stands before it
	whole   bool // its choices are of several parts: "Paris 2019 or Lisbon 2020"
}

// open begins a group.
func (r *request) open(i int) {
	r.levels = append(r.levels, level{link: r.link, negate: r.negate, at: i})
	r.link, r.negate = apart, wanted
}

// close ends a group, which becomes a part of what it stands in.
func (r *request) close(i int) {
	if len(r.levels) < 2 {
		return
	}
	last := len(r.levels) - 1
	l := r.levels[last]
	r.levels = r.levels[:last]
	p := part{sense: r.sense(&l), at: l.at, end: i + 1}
	if p.sense.empty() {
		return
	}
	p.sort = l.parts[0].sort
	for _, each := range l.parts {
		if each.sort != p.sort {
			p.sort = ""
		}
	}
	r.link, r.negate = l.link, l.negate
	r.put(p)
}

// put adds a part to the wish, as not wanted where that was said.
func (r *request) put(p part) {
	l := &r.levels[len(r.levels)-1]
	if r.negate == eitherWay {
		r.done(false)
		return
	}
	if r.negate == carried && r.link == listed && (len(l.parts) == 0 || l.parts[len(l.parts)-1].sort != p.sort) {
		r.negate = wanted
	}
	p.link, p.denied, p.carried = r.link, r.negate != wanted, r.negate == carried
	if p.link == also && !p.denied && len(l.parts) > 0 && oneOfAKind(&l.parts[len(l.parts)-1], &p) {
		p.link = other
	}
	if p.carried && (len(l.parts) == 0 || !l.parts[len(l.parts)-1].denied) {
		p.link = apart // what it belongs to was in doubt, and passed over
	}
	if p.denied {
		p.sense = p.sense.not()
	}
	l.parts = append(l.parts, p)
	r.done(p.denied)
}

// oneOfAKind says whether two parts are names of which a photo has but one, so that
// "and" between them means either: nobody is in Portugal and Spain at once.
func oneOfAKind(a, b *part) bool {
	if len(a.sense.all) != 1 || len(b.sense.all) != 1 || a.denied {
		return false
	}
	kind := b.sense.all[0].Kind
	return kind == a.sense.all[0].Kind && (kind == gallery.PlaceTerm || kind == gallery.Camera)
}

// sense puts the parts of a level together.
func (r *request) sense(l *level) sense {
	var s sense
	for _, c := range clauses(clusters(l.parts)) {
		s.and(c.sense())
	}
	if l.alone {
		s.and(r.nobodyElse(l.parts))
	}
	return s
}

// clusters joins the parts that are one for an "or" beside them: words that stand
// together, what is of one sort and joined by "and", and what is not wanted at once.
func clusters(parts []part) []part {
	var joined []part
	for i, p := range parts {
		if len(joined) == 0 {
			joined = append(joined, p)
			continue
		}
		last := &joined[len(joined)-1]
		nextTight := i+1 < len(parts) && parts[i+1].link == tight
		switch {
		case p.carried && last.denied,
			p.link == apart && p.loose && last.loose && last.end == p.at && last.link != tight && !nextTight && p.denied == last.denied,
			p.link == also && p.sort == last.sort && p.sort != "" && !p.denied && !last.denied && !nextTight:
			all := last.sense
			last.sense = sense{}
			last.sense.and(all)
			last.sense.and(p.sense)
			last.end = p.end
		default:
			joined = append(joined, p)
		}
	}
	return joined
}

// clauses reads what "or" joins: what stands beside it. Where that is of another
// sort, and something of the sort stands before that, it joins all from there:
// "Paris 2019 or Lisbon 2020".
func clauses(parts []part) []clause {
	var all []clause
	for _, p := range parts {
		last := len(all) - 1
		switch {
		case last < 0:
			all = append(all, clause{choices: [][]part{{p}}})
		case p.link == other || p.link == tight:
			all = alternative(all, p)
		case p.link != listed && all[last].takes(p):
			end := len(all[last].choices) - 1
			all[last].choices[end] = append(all[last].choices[end], p)
		default:
			all = append(all, clause{choices: [][]part{{p}}, listed: p.link == listed})
		}
	}
	return all
}

// takes says whether the last of a clause's choices goes on with a part: the other
// choices have something of its sort, and it has not yet.
func (c *clause) takes(p part) bool {
	end := len(c.choices) - 1
	return c.whole && !p.denied && p.sort != "" && has(c.choices[0], p.sort) && !has(c.choices[end], p.sort)
}

func has(parts []part, sort gallery.Kind) bool {
	for i := range parts {
		if parts[i].sort == sort {
			return true
		}
	}
	return false
}

// alternative adds a part that "or" stands before.
func alternative(all []clause, p part) []clause {
	top := &all[len(all)-1]
	end := len(top.choices) - 1
	before := top.choices[end][len(top.choices[end])-1]
	if p.link == tight || p.sort == "" || before.sort == "" || p.sort == before.sort {
		return beside(all, p)
	}
	for k := len(all) - 1; k >= 0; k-- {
		c := &all[k]
		end := len(c.choices) - 1
		if !has(c.choices[end], p.sort) {
			if c.listed {
				break
			}
			continue
		}
		for i := k + 1; i < len(all); i++ {
			c.choices[end] = append(c.choices[end], all[i].part())
		}
		c.choices = append(c.choices, []part{p})
		c.whole = true
		return all[:k+1]
	}
	return beside(all, p)
}

// beside adds a choice to the last clause, with the list that this ends.
func beside(all []clause, p part) []clause {
	top := len(all) - 1
	c := &all[top]
	end := len(c.choices) - 1
	if n := len(c.choices[end]); n > 1 && p.sort != "" && p.sort == c.choices[end][n-1].sort {
		one := &c.choices[end][n-1]
		one.sense = either([]sense{one.sense, p.sense})
		return all
	}
	for c.listed && top > 0 && ends(&all[top-1], c.choices[0][0].sort) {
		all[top-1] = clause{choices: append(all[top-1].choices, c.choices...), listed: all[top-1].listed}
		top--
		all, c = all[:top+1], &all[top]
	}
	c.choices = append(c.choices, []part{p})
	return all
}

// ends says whether a clause is one thing of a sort, as those of a list are:
// "Anna, Ben or Clara".
func ends(c *clause, sort gallery.Kind) bool {
	return len(c.choices) == 1 && len(c.choices[0]) == 1 && c.choices[0][0].sort == sort && sort != "" && !c.choices[0][0].denied
}

// part gives a clause as one part.
func (c *clause) part() part {
	return part{sense: c.sense(), sort: c.choices[0][0].sort}
}

func (c *clause) sense() sense {
	choices := make([]sense, len(c.choices))
	for i, parts := range c.choices {
		for _, p := range parts {
			choices[i].and(p.sense)
		}
	}
	return either(choices)
}
