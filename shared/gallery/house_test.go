package gallery_test

import (
	"bytes"
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.etcd.io/bbolt"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/gallery/gallerytest"
	"shoebox/shared/table"
	"shoebox/shared/table/bolttable"
	"shoebox/shared/table/tabletest"
)

// house is a table with two galleries in it, of which one is to be destroyed.
type house struct {
	table  *table.Table
	faulty *tabletest.Faulty
	all    *gallery.Galleries
	id     gallery.ID // of the one
	// sweep gives every item of the table, key and content as text.
	sweep func(testing.TB) []string

	mu    sync.Mutex
	given map[string]int // objects that were given to be removed, and how often
}

// overFile is a house in a file, of which a sweep reads a copy.
func overFile(t *testing.T) *house {
	t.Helper()
	path := filepath.Join(t.TempDir(), "table.db")
	driver, err := bolttable.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := driver.Close(); err != nil {
			t.Error(err)
		}
	})
	return newHouse(driver, func(tb testing.TB) []string {
		tb.Helper()
		return swept(tb, path)
	})
}

// swept gives what is in a file of bbolt, whatever it means.
func swept(tb testing.TB, path string) []string {
	tb.Helper()
	file, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	copied := filepath.Join(tb.TempDir(), "copy.db")
	if err := os.WriteFile(copied, file, 0o600); err != nil {
		tb.Fatal(err)
	}
	db, err := bbolt.Open(copied, 0o600, &bbolt.Options{ReadOnly: true, Timeout: time.Second})
	if err != nil {
		tb.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			tb.Error(err)
		}
	}()
	var items []string
	err = db.View(func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte("items")).ForEach(func(key, value []byte) error {
			items = append(items, string(bytes.Join([][]byte{key, value}, []byte(" = "))))
			return nil
		})
	})
	if err != nil {
		tb.Fatal(err)
	}
	return items
}

func newHouse(driver table.Driver, sweep func(testing.TB) []string) *house {
	faulty := tabletest.NewFaulty(driver)
	h := &house{faulty: faulty, table: table.New(table.NewMeter(faulty, nil), gallerytest.Now), sweep: sweep, given: map[string]int{}}
	h.reopen()
	return h
}

// reopen is another process.
func (h *house) reopen() *gallery.Gallery {
	h.all = gallery.New(h.table, gallery.Keys{gallerytest.Key()}, gallerytest.Now)
	return h.all.As(gallery.Membership{Gallery: h.id, Role: gallery.Owner})
}

// furnish makes both galleries, alike, with something of everything, and gives the one
// that is to be destroyed.
func (h *house) furnish(t *testing.T, photos int) *gallery.Gallery {
	t.Helper()
	both := make([]*gallery.Gallery, 2)
	for n, owner := range []gallery.UserID{"bea", "anna"} {
		p, err := h.all.Create(t.Context(), gallery.Personal, "Photos", gallery.Member{User: owner, Name: "Who"})
		if err != nil {
			t.Fatal(err)
		}
		h.id = p.ID
		both[n] = h.all.As(gallery.Membership{Gallery: p.ID, Role: gallery.Owner})
		h.fill(t, both[n], photos)
	}
	return both[1]
}

// fill puts into a gallery what there can be in one.
func (h *house) fill(t *testing.T, g *gallery.Gallery, n int) {
	t.Helper()
	ctx := t.Context()
	photos := gallerytest.Album(51, n)
	for n := range photos {
		photos[n].Objects = gallery.Objects{Original: "original of " + string(photos[n].ID)}
	}
	photos[0].People, photos[0].Albums = []string{"Anna Berg"}, []string{"Summer"}
	results, err := g.AddAll(ctx, photos)
	code, _, err2 := g.Invite(ctx, gallery.Viewer, time.Hour)
	_, _, err3 := g.Invite(ctx, gallery.Editor, time.Hour)
	_, accepted := h.all.Accept(ctx, code, gallery.Member{User: "carl"})
	_, _, err4 := g.Share(ctx, gallery.Share{Album: "Summer"}, 5)
	_, err5 := g.Trash(ctx, photos[1].ID)
	_, err6 := g.Trash(ctx, photos[2].ID)
	_, err7 := g.Delete(ctx, photos[2].ID)
	_, err8 := g.Charge(ctx, "labels", 5)
	for _, err := range append(results, err, err2, err3, accepted, err4, err5, err6, err7, err8, g.Nickname(ctx, "Anna Berg", []string{"Nana"})) {
		if err != nil {
			t.Fatal(err)
		}
	}
}

// half leaves a change half made, and another with its counts set aside.
func (h *house) half(t *testing.T, g *gallery.Gallery) {
	t.Helper()
	h.faulty.FailWrites(tabletest.Fault{Nth: 3, Kind: fault.Conflict})
	p := photo("aside")
	p.ID, p.Objects = "aside", gallery.Objects{Original: "original of aside"}
	if _, err := g.Add(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	h.faulty.FailWrites(tabletest.Fault{Nth: 5 + 7, Times: -1}) // after the requests that put them among their neighbours
	photos := gallerytest.Album(52, 20)
	for n := range photos {
		photos[n].Objects.Original = "original of " + string(photos[n].ID)
	}
	if _, err := g.AddAll(t.Context(), photos); err == nil {
		t.Fatal("nothing failed: no change is half made")
	}
	h.faulty.FailWrites()
}

// take is given objects, and sees that their photo is still there.
func (h *house) take(t *testing.T, g *gallery.Gallery) func(gallery.Objects) error {
	t.Helper()
	return func(o gallery.Objects) error {
		id := gallery.PhotoID(strings.TrimPrefix(o.Original, "original of "))
		deleted := gallerytest.Album(51, 3)[2].ID // before, and its objects are noted
		if _, err := g.Photo(context.WithoutCancel(t.Context()), id); fault.Is(err, fault.NotFound) && id != deleted {
			t.Errorf("%s has gone before its objects were given (%v)", id, err)
		}
		h.mu.Lock()
		defer h.mu.Unlock()
		h.given[o.Original]++
		return nil
	}
}

// of gives the items that say anything of a gallery.
func of(items []string, id gallery.ID) []string {
	return slices.DeleteFunc(slices.Clone(items), func(i string) bool { return !strings.Contains(i, string(id)) })
}

// objects gives the objects of all photos there are, whether they are in a list or not,
// and of the one that was deleted.
func (h *house) objects(t *testing.T, g *gallery.Gallery, photos int) []string {
	t.Helper()
	ids := []gallery.PhotoID{"aside"}
	for _, p := range append(gallerytest.Album(51, photos), gallerytest.Album(52, 20)...) {
		ids = append(ids, p.ID)
	}
	all := []string{"original of " + string(gallerytest.Album(51, 3)[2].ID)}
	for _, id := range ids {
		if _, err := g.Photo(t.Context(), id); err == nil {
			all = append(all, "original of "+string(id))
		} else if !fault.Is(err, fault.NotFound) {
			t.Fatal(err)
		}
	}
	slices.Sort(all)
	return all
}

// wantGone sweeps the table: nothing of the one gallery, and all of the other as it
// was.
func (h *house) wantGone(t *testing.T, before []string, objects []string) {
	t.Helper()
	now := h.sweep(t)
	if left := of(now, h.id); len(left) > 0 {
		t.Errorf("%d items are left, such as %q", len(left), left[0])
	}
	slices.Sort(now)
	others := slices.DeleteFunc(slices.Clone(before), func(i string) bool { return strings.Contains(i, string(h.id)) })
	slices.Sort(others)
	if diff := cmp.Diff(len(now), len(others)); diff != "" || !slices.Equal(now, others) {
		t.Errorf("the other gallery has changed: %d items, want %d", len(now), len(others))
	}
	if given := slices.Sorted(maps.Keys(h.given)); !slices.Equal(given, objects) {
		t.Errorf("objects of %d photos were given, want %d", len(given), len(objects))
	}
}
