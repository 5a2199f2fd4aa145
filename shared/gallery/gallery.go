package gallery

import (
	"context"
	"time"

	"shoebox/shared/table"
)

// Role is what a member may do.
type Role string

// The roles. An owner may do everything, an editor everything with photos, a
// viewer may look. No role may do nothing.
const (
	Owner  Role = "owner"
	Editor Role = "editor"
	Viewer Role = "viewer"
)

// Membership is the right to use one gallery in one role. account says who has
// which.
type Membership struct {
	Gallery ID
	Role    Role
}

// Keys sign cursors. The first signs; all are good for verifying, so that a key
// can be replaced while old cursors are in use. Each is at least 32 bytes.
type Keys [][]byte

// Galleries are all galleries of one table.
type Galleries struct{}

// New opens the galleries of a table. It panics on no or short keys, since those
// are a mistake of the program's setup.
func New(t *table.Table, keys Keys, now func() time.Time) *Galleries { panic("to be written") }

// As gives the gallery a member may use. A Membership without a gallery or role
// gives a Gallery that denies everything.
func (gs *Galleries) As(m Membership) *Gallery { panic("to be written") }

// Gallery is one gallery as one member may use it. Its methods may be called
// concurrently.
//
// Errors: Denied where the role may not, NotFound for a photo this gallery does
// not have, Invalid for what makes no sense, Stale for a cursor of another
// gallery or query, Conflict for a lost race or another version, and what table
// says.
type Gallery struct{}

// Add puts a photo into the gallery. An empty ID is given one, as is a zero Added
// the present. An ID or a SHA256 that is there already is a Conflict, and nothing
// changes.
func (g *Gallery) Add(ctx context.Context, p Photo) (Photo, error) { panic("to be written") }

// AddAll adds many photos, faster than one by one. results[i] is nil or what kept
// photos[i] out.
func (g *Gallery) AddAll(ctx context.Context, photos []Photo) (results []error, err error) {
	panic("to be written")
}

// Edit changes what people say of a photo.
func (g *Gallery) Edit(ctx context.Context, id PhotoID, e Edit) (Photo, error) {
	panic("to be written")
}

// Trash takes a photo out of every answer but those about the trash.
func (g *Gallery) Trash(ctx context.Context, id PhotoID) (Photo, error) { panic("to be written") }

// Restore takes a photo out of the trash.
func (g *Gallery) Restore(ctx context.Context, id PhotoID) (Photo, error) { panic("to be written") }

// Delete removes a photo for good and returns it, so that its objects can be
// removed. It must be in the trash.
func (g *Gallery) Delete(ctx context.Context, id PhotoID) (Photo, error) { panic("to be written") }

// Photo gives one photo, live or trashed.
func (g *Gallery) Photo(ctx context.Context, id PhotoID) (Photo, error) { panic("to be written") }

// Photos gives those of the photos that are there, live, in the order of the ids.
func (g *Gallery) Photos(ctx context.Context, ids []PhotoID) ([]Photo, error) {
	panic("to be written")
}

// Find gives a page of the photos a query selects.
func (g *Gallery) Find(ctx context.Context, q Query) (Page, error) { panic("to be written") }

// Tally is how many photos a query selects, as far as it was counted.
type Tally struct {
	Total int
	Exact bool // false: the budget ran out, and there are at least Total
}

// Count counts what a query selects. It may read further than Find does.
func (g *Gallery) Count(ctx context.Context, q Query) (Tally, error) { panic("to be written") }

// OnThisDay gives a page of the photos taken on day's month and day, by the
// calendar of the place where they were taken, in years before day's, newest first. On 28 February of a common year, 29 February counts
// too.
func (g *Gallery) OnThisDay(ctx context.Context, day time.Time, limit int, c Cursor) (Page, error) {
	panic("to be written")
}

// Vocabulary gives the terms of the gallery.
func (g *Gallery) Vocabulary(ctx context.Context) (*Vocabulary, error) { panic("to be written") }
