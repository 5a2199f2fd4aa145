package gallery

import "time"

// Direction is the order of a page.
type Direction string

// The orders. Random is a shuffle that the query's Seed decides: of all photos the
// query selects, where they can be told from at most 1,000 postings, else of a
// sample, which the [Page] says.
const (
	Newest Direction = "newest"
	Oldest Direction = "oldest"
	Random Direction = "random"
)

// MaxLimit is the most photos on one page.
const MaxLimit = 100

// DefaultLimit is the length of a page whose query does not say.
const DefaultLimit = 10

// maxQueryTerms words and names are the most a query may have in all places together:
// as many as there are bits in a mask.
const maxQueryTerms = 64

// Query selects photos. The zero Query selects every live photo, newest first.
//
// A Word that says nothing ("the") is passed over wherever it stands. In all places
// together there are at most 64 words and names: a Term of several words counts as so
// many.
type Query struct {
	All  []Term  // every one of these
	Any  []Group // of each of these groups, at least one choice
	None []Term  // none of these
	// Times are when the photo was taken, by the instant and to the second; nil is
	// any time. Whoever makes the query chooses the zone in which a day begins. At
	// most MaxTimes here, and as many in the groups together.
	Times  Times
	Order  Direction // "" is Newest
	Seed   uint64    // of a Random order
	Limit  int       // 1 to MaxLimit; 0 is DefaultLimit
	Cursor Cursor    // where to go on; "" is the beginning
	Trash  bool      // look in the trash instead
}

// Group are choices of which one is enough: "cats or dogs", "(Anna and beach) or
// (Tom in 2019)".
type Group []Choice

// Choice is one of a group's: a photo is of it that has all of All, none of None,
// and was taken in Times. One without anything in it is passed over, as is a group
// of nothing else.
type Choice struct {
	All, None []Term
	Times     Times // nil is any time
}

// Either is the group of terms of which one is enough.
func Either(terms ...Term) Group {
	g := make(Group, len(terms))
	for i, t := range terms {
		g[i] = Choice{All: []Term{t}}
	}
	return g
}

// Cursor is a place in the answer to a query, in either direction. It is opaque,
// signed, and bound to the gallery and to the query (its terms, times and order;
// not its limit): with another it is Stale. It survives photos coming and going.
type Cursor string

// Hit is a photo as a search finds it: enough for a list. [Gallery.Photos] gives
// the rest.
type Hit struct {
	ID    PhotoID
	Title string    // up to 120 bytes of it; a longer one ends in "…"
	Taken time.Time // in the local zone of the place, as in Photo
}

// Page is a part of a query's answer.
type Page struct {
	Hits []Hit
	// Total is as it was when the first page was read; the cursors carry it.
	Total int
	// Exact says that Total is all there are; else there are at least Total.
	Exact bool
	// Next and Previous lead on; "" at either end.
	Next, Previous Cursor
	// Complete is false when the page is shorter than was asked for, because
	// the search ran out of its budget before it had looked everywhere: 1,000
	// postings when it had something to show by then, else 20,000. Reached is
	// how far back (or on) it looked, and Next (or Previous, on the way back)
	// goes on from there.
	Complete bool
	Reached  time.Time
	// Sampled says that a Random order is of a sample of what the query
	// selects, from stretches of time by chance (about 400 postings, or all of
	// the newest 20,000 where those select too little), and that the pages end
	// with it.
	Sampled bool
}
