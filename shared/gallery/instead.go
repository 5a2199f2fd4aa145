package gallery

import (
	"context"

	"golang.org/x/sync/errgroup"

	"shoebox/shared/fault"
)

// Instead is a query like one that found nothing, that finds something.
type Instead struct {
	// Query asks for as much of the wish as finds something, in the wish's order
	// and with its limit. Where it asks for another time instead of the wished
	// one, that is a calendar year in the zone of the wished times.
	Query   Query
	Left    []Term // what it no longer asks for (or no longer leaves out), as in the wish
	AnyTime bool   // it no longer asks for times
	// Taken stands in the place of what was left out: another person, place,
	// album or camera. It is zero where nothing does.
	Taken Term
	Total int  // photos it finds, above 0
	Exact bool // Total is all there are; else there are at least Total
}

const (
	// maxInstead is the most that is offered.
	maxInstead = 5
	// insteadRequests is the most requests an offer may cost, and
	// insteadPostings the most postings each of them reads: about 20 read units.
	insteadRequests = 2
	insteadPostings = 1_000
)

// Instead tells, for a query that found nothing, what is there instead: the same
// without one of the things it asks for, or leaves out, or with another in its
// place, most useful first, at most 5. Where no one thing is enough, it leaves out
// as few as it can, above all what no photo of the gallery has; something is asked
// for always.
//
// It costs at most 2 requests, of at most 1,000 postings each, so it sees not all
// there is in a large gallery: Exact says where it did. One of the two goes for the
// counts of terms where they are not in memory, from a [Gallery.Vocabulary] or a
// Find that came before; then there is less to offer. A wish of one thing alone
// gives nothing, but for a time: the nearest years that have photos.
func (g *Gallery) Instead(ctx context.Context, q Query) ([]Instead, error) {
	const op = "gallery.Instead"
	if err := g.mayLook(op); err != nil {
		return nil, err
	}
	w, err := q.wishes()
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	if len(w) == 1 && w[0].times() {
		years, err := g.otherYears(ctx, q)
		return years, fault.Wrap(op, err)
	}
	if len(w) < 2 || len(w) > maxWishes {
		return nil, nil
	}
	numbers, requests, err := g.numbers(ctx, w)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	w.number(numbers)
	glances := g.glances(w, q, numbers)
	glances = glances[:min(len(glances), insteadRequests-requests)]
	if err := g.glance(ctx, w, glances); err != nil {
		return nil, fault.Wrap(op, err)
	}
	o := offer{wishes: w, like: q, names: g.words.spelled}
	o.from(glances)
	return o.best(), nil
}

// numbers gives what is known of the wishes' terms, and how many requests that took.
// Counts of any age will do: they only choose lists. It gives nil where no numbers
// are needed.
func (g *Gallery) numbers(ctx context.Context, w wishes) (numbers map[string]known, requests int, err error) {
	terms := append(w.terms(), timeline)
	numbers, sure := g.words.recall(terms, g.all.now())
	switch {
	case sure:
		return numbers, 0, nil
	case len(w) == 2 && len(w[0].part.All) == 1 && len(w[0].terms) == 1 && w[1].times():
		return nil, 0, nil // whose lists are the only ones
	}
	numbers, err = g.known(ctx, terms, false)
	return numbers, 1, err
}

// glance looks into lists, all at once.
func (g *Gallery) glance(ctx context.Context, w wishes, glances []*glance) error {
	group, ctx := errgroup.WithContext(ctx)
	for _, each := range glances {
		group.Go(func() error { return each.read(ctx, g, w) })
	}
	return group.Wait()
}
