package intents

import (
	"context"
	"maps"
	"slices"
	"time"

	"shoebox/shared/gallery"
)

// MaxSealed is the longest State.
const MaxSealed = maxSealed

// RightAfter is how long a wish may go on with an answer.
const RightAfter = rightAfter

// Handles are the intents the router has a handler for.
func (rt *Router) Handles() []Name { return slices.Sorted(maps.Keys(rt.answers)) }

// Order names the middleware, outermost first.
func (rt *Router) Order() []string {
	var names []string
	for _, s := range rt.middleware() {
		names = append(names, s.name)
	}
	return names
}

// SealVersion seals a state of another version for an asker.
func SealVersion(keys [][]byte, id gallery.ID, r *Request, version int) (string, error) {
	packed, err := pack(state{Version: version, Issued: r.At.Unix(), View: view{Intent: Latest, First: 1, Shown: []gallery.PhotoID{"x"}}})
	return seals(keys).seal(sealedWhole, packed, bearer{gallery: id, asker: asker(r)}), err
}

// NothingYet answers a search that found nothing on a page that is not complete.
func (rt *Router) NothingYet(ctx context.Context, r *Request, id gallery.ID, q gallery.Query, page gallery.Page) (*Reply, error) {
	known := *r
	known.Actor.Membership = gallery.Membership{Gallery: id, Role: gallery.Viewer}
	t := &turn{Request: &known, rt: rt, now: localNow(r), times: rt.understander.speaker(r.Locale)}
	t.gallery = rt.Galleries.As(known.Actor.Membership)
	return t.nothing(ctx, q, nil, view{Intent: Find, Wish: keep(q, nil)}, page)
}

// SayWish says a query as replies do, at a time.
func SayWish(q gallery.Query, words []string, v *gallery.Vocabulary, n int, now time.Time) string {
	t := &turn{now: now, times: NewUnderstander().speaker("en-US")}
	return t.wish(q, words, v, n).String()
}

// VocablesOf gives the most useful names of a vocabulary.
func VocablesOf(v *gallery.Vocabulary) []Vocable { return vocables(v) }
