package table

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
