package gallery

import (
	"crypto/rand"
	"sync"
	"time"

	"github.com/oklog/ulid/v2"

	"shoebox/shared/fault"
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

const minKey = 32

// Galleries are all galleries of one table. It is safe for concurrent use.
type Galleries struct {
	table *table.Table
	keys  Keys
	now   func() time.Time
	// What one page and one count may read, in postings.
	findBudget, countBudget int

	mu         sync.Mutex
	glossaries map[ID]*glossary
}

// New opens the galleries of a table. It panics on no or short keys, since those
// are a mistake of the program's setup.
func New(t *table.Table, keys Keys, now func() time.Time) *Galleries {
	if len(keys) == 0 {
		panic("gallery.New: no key")
	}
	for _, k := range keys {
		if len(k) < minKey {
			panic("gallery.New: a key is shorter than 32 bytes")
		}
	}
	return &Galleries{
		table: t, keys: keys, now: now, findBudget: findBudget, countBudget: countBudget,
		glossaries: map[ID]*glossary{},
	}
}

// As gives the gallery a member may use. A Membership without a gallery or role
// gives a Gallery that denies everything.
func (gs *Galleries) As(m Membership) *Gallery {
	g := &Gallery{all: gs, id: m.Gallery, role: m.Role}
	if !identifier(string(m.Gallery)) {
		g.role = ""
	}
	if g.role != "" {
		g.words = gs.glossary(m.Gallery)
	}
	return g
}

// Gallery is one gallery as one member may use it. Its methods may be called
// concurrently.
//
// Errors: Denied where the role may not, NotFound for a photo this gallery does
// not have, Invalid for what makes no sense, TooLarge for what is more than a
// photo or a query may hold, Stale for a cursor of another gallery or query,
// Conflict for a lost race or another version, and what table says.
type Gallery struct {
	all   *Galleries
	id    ID
	role  Role
	words *glossary
}

// mayLook says no to who may not see the gallery.
func (g *Gallery) mayLook(op string) error {
	switch g.role {
	case Owner, Editor, Viewer:
		return nil
	}
	return fault.New(op, fault.Denied, "not a member of the gallery")
}

// mayChange says no to who may not change photos.
func (g *Gallery) mayChange(op string) error {
	switch g.role {
	case Owner, Editor:
		return nil
	case Viewer:
		return fault.New(op, fault.Denied, "a viewer may not change photos")
	}
	return fault.New(op, fault.Denied, "not a member of the gallery")
}

// newULID gives an identifier that sorts by the time it was made.
func newULID(now time.Time) string {
	return ulid.MustNew(ulid.Timestamp(now), rand.Reader).String()
}
