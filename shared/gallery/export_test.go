package gallery

import "context"

// SetBudgets lowers what one page and one count may read, in postings.
func (gs *Galleries) SetBudgets(find, count int) { gs.findBudget, gs.countBudget = find, count }

// DecodePosition reads what is within a cursor, and gives its total: behind the
// signature, where a fuzzer does not come.
func DecodePosition(b []byte) (total int, ok bool) {
	p, ok := decodePosition(b)
	return p.total, ok
}

// Befriend puts photos among those that look alike, without writing them.
func Befriend(ctx context.Context, g *Gallery, photos ...Photo) error {
	return g.befriend(ctx, photos...)
}

// DuePartition gives the list of the calendar that a gallery is on.
func DuePartition(g ID) string { return dueKey(g, "20250601").Partition }
