package table

import (
	"unicode/utf8"

	"shoebox/shared/fault"
)

// Query asks for a range of one partition, in the order of the sort keys.
type Query struct {
	Partition string
	From, To  string // bounds on the sort key, both inclusive; "" is open
	// After is where to go on: the sort key of the last item already seen, in
	// the direction of the query. It need not exist any more. "" starts at the
	// beginning.
	After      string
	Descending bool
	// Limit is the most items wanted; 0 is as many as fit one page of the
	// engine (1 MB). A page may be shorter than Limit and yet not the last.
	Limit      int
	Consistent bool // read what was written last: twice the read units
}

// Page is a part of a query's answer.
type Page struct {
	Items []Item
	// Next is the After of the following page; "" when the range is read to
	// its end. A page may be empty and still have a Next.
	Next string
}

// Prefix gives the bounds that hold every sort key starting with p.
func Prefix(p string) (from, to string) { return p, p + "\U0010FFFF" }

func checkQuery(op string, q Query) error {
	if err := checkKey(op, Key{Partition: q.Partition, Sort: "-"}); err != nil {
		return err
	}
	if q.Limit < 0 {
		return fault.New(op, fault.Invalid, "the limit of a query is negative")
	}
	for _, bound := range []string{q.From, q.To, q.After} {
		if len(bound) > maxSort || !utf8.ValidString(bound) {
			return fault.New(op, fault.Invalid, "a bound is at most 1,024 bytes of UTF-8")
		}
	}
	return nil
}

// clamp leaves out an After that lies before the range, which engines refuse, and
// tells whether anything can be in what is left to read.
func (q Query) clamp() (_ Query, some bool) {
	if q.To != "" && q.From > q.To {
		return q, false
	}
	if q.After == "" {
		return q, true
	}
	below := q.From != "" && q.After < q.From
	above := q.To != "" && q.After > q.To
	if q.Descending {
		below, above = above, below
	}
	switch {
	case above:
		return q, false
	case below:
		q.After = ""
	}
	last := q.To
	if q.Descending {
		last = q.From
	}
	return q, last == "" || q.After != last
}
