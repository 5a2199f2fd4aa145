package intents

import (
	"context"
	"slices"
	"strings"

	"shoebox/shared/gallery"
)

// aboutNewest understands a question about the newest photo of all, or the oldest:
// "who is in the latest photo". Its position is the order that begins with it.
func aboutNewest(words string, _ *gallery.Vocabulary) (Meaning, bool) {
	said := strings.Fields(folded(words))
	if len(said) < 3 || !slices.Contains([]string{aspectWhen, aspectWhere, aspectWho, aspectWhat}, said[0]) {
		return Meaning{}, false
	}
	var order gallery.Direction
	for _, w := range said[1:] {
		switch w {
		case "latest", "newest", "recent":
			order = gallery.Newest
		case "oldest", "earliest":
			order = gallery.Oldest
		case "is", "was", "are", "were", "in", "on", "the", "my", "our", "taken", "made", "shot", "can", "be", "seen", "most", "photo", "picture", "one":
		default:
			return Meaning{}, false
		}
	}
	m := Meaning{Intent: Describe, Slots: Slots{SlotAspect: {Text: said[0]}, SlotPosition: {Text: string(order)}}}
	return m, order != ""
}

// newest opens all photos at the newest, or the oldest, for a description of it.
func (t *turn) newest(ctx context.Context, order gallery.Direction) (view, error) {
	v, _, err := t.open(ctx, view{Intent: Find, Wish: keep(gallery.Query{Order: order}, nil)}, 0)
	v.Single, v.Focus = true, 0
	return v, err
}
