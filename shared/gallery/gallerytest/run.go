package gallerytest

import (
	"bytes"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/gallery"
	"shoebox/shared/table"
	"shoebox/shared/table/tabletest"
)

// Run holds the gallery over a driver to everything it promises. open gives an empty
// table for each test, closed with it. The searches are among so many photos.
func Run(t *testing.T, open func(testing.TB) table.Driver, photos int) {
	t.Helper()
	for name, test := range map[string]func(*testing.T, *Bench){
		"Searches answer as the oracle does":              searchesAmong(photos),
		"Days answer as the oracle does":                  days,
		"Shuffles give every photo once":                  shuffles,
		"Pages hold while photos come and go":             comeAndGo,
		"What is there instead is what it says":           instead,
		"Galleries keep to themselves":                    apart,
		"A walk of changes leaves everything in accord":   walks,
		"Repairs at once repair once":                     repairs,
		"Changes at once are all made":                    atOnce,
		"Nicknames stay with their names":                 nicknames,
		"Every photo comes once":                          everyPhoto,
		"Who restores and who empties never meet halfway": emptied,
		"Nothing is charged beyond its cap":               charges,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, NewBench(t, open(t)))
		})
	}
}

// Now is the time at every Bench.
func Now() time.Time { return time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC) }

// Key signs the cursors at every Bench.
func Key() []byte { return bytes.Repeat([]byte{7}, 32) }

// Bench is a gallery to be tried, with the oracle beside it.
type Bench struct {
	*gallery.Gallery
	Table  *table.Table      // metered
	Faulty *tabletest.Faulty // under the table: fails as a test plans
	Oracle *Oracle
	ID     gallery.ID

	repeating *repeating
}

// NewBench makes an empty gallery over a driver.
func NewBench(tb testing.TB, driver table.Driver) *Bench {
	tb.Helper()
	repeating := &repeating{Driver: driver}
	faulty := tabletest.NewFaulty(repeating)
	b := &Bench{Table: table.New(table.NewMeter(faulty, nil), Now), Faulty: faulty, repeating: repeating, Oracle: NewOracle(nil), ID: "01JGALLERY0000000000000001"}
	b.Reopen()
	return b
}

// Reopen is a new process: nothing is remembered but what is in the table.
func (b *Bench) Reopen() {
	b.Gallery = b.as(b.ID, gallery.Owner)
}

func (b *Bench) as(id gallery.ID, role gallery.Role) *gallery.Gallery {
	return gallery.New(b.Table, gallery.Keys{Key()}, Now).As(gallery.Membership{Gallery: id, Role: role})
}

// Fill adds photos.
func (b *Bench) Fill(tb testing.TB, photos []gallery.Photo) {
	tb.Helper()
	results, err := b.AddAll(tb.Context(), photos)
	if err != nil {
		tb.Fatal(err)
	}
	for n, err := range results {
		if err != nil {
			tb.Fatalf("photo %d: %v", n, err)
		}
		b.Oracle.Put(photos[n])
	}
}

// Walk gives all photos of a query, page by page, and how many pages there were.
// It fails the test where a page is not what it says.
func (b *Bench) Walk(tb testing.TB, q gallery.Query) (hits []gallery.Hit, pages []gallery.Page) {
	tb.Helper()
	for {
		page, err := b.Find(tb.Context(), q)
		if err != nil {
			tb.Fatalf("%+v: %v", q, err)
		}
		hits, pages = append(hits, page.Hits...), append(pages, page)
		if page.Next == "" {
			return hits, pages
		}
		if len(page.Hits) == 0 && page.Complete {
			tb.Fatalf("%+v: an empty page leads on", q)
		}
		q.Cursor = page.Next
	}
}

// Check compares a query's whole answer, its totals and its way back with the
// oracle's.
func (b *Bench) Check(tb testing.TB, q gallery.Query) {
	tb.Helper()
	want := b.Oracle.Find(q)
	got, pages := b.Walk(tb, q)
	if diff := differ(got, want); diff != "" {
		tb.Fatalf("%+v: got -, want +:\n%s", q, diff)
	}
	for n, p := range pages {
		if p.Exact && p.Total != len(want) || p.Total > len(want) {
			tb.Errorf("%+v: page %d says %d (exact: %v), there are %d", q, n, p.Total, p.Exact, len(want))
		}
		if !p.Exact && len(want) <= 1000 && pages[0].Complete && len(q.All)+len(q.None) <= 1 && len(q.Any) == 0 && len(q.Times) <= 1 {
			tb.Errorf("%+v: page %d does not know the total of %d", q, n, len(want))
		}
	}
	b.checkBack(tb, q, pages)
	tally, err := b.Count(tb.Context(), q)
	if want := (gallery.Tally{Total: len(want), Exact: true}); err != nil || tally != want {
		tb.Errorf("%+v: counted %+v, want %+v (%v)", q, tally, want, err)
	}
}

// CheckUsage compares how much there is with the oracle's.
func (b *Bench) CheckUsage(tb testing.TB) {
	tb.Helper()
	got, err := b.Usage(tb.Context())
	if want := b.Oracle.Usage(); err != nil || got != want {
		tb.Errorf("there is said to be %+v, want %+v (%v)", got, want, err)
	}
}

// checkBack goes back from the last page.
func (b *Bench) checkBack(tb testing.TB, q gallery.Query, pages []gallery.Page) {
	tb.Helper()
	for n := len(pages) - 1; n > 0; n-- {
		q.Cursor = pages[n].Previous
		back, err := b.Find(tb.Context(), q)
		if err != nil {
			tb.Fatalf("%+v: back from page %d: %v", q, n, err)
		}
		if !pages[n-1].Complete || !back.Complete {
			return // pages that ended for their budget lie elsewhere on the way back
		}
		if diff := differ(back.Hits, pages[n-1].Hits); diff != "" {
			tb.Fatalf("%+v: back from page %d: got -, want +:\n%s", q, n, diff)
		}
		if (back.Previous == "") != (n == 1) || back.Next == "" {
			tb.Errorf("%+v: the page before %d leads on %v and back %v", q, n, back.Next != "", back.Previous != "")
		}
	}
}

// differ gives how hits differ, "" where they do not. Nearly always that is known
// without a word by word comparison, which would take most of the time.
func differ(got, want []gallery.Hit) string {
	same := func(a, b gallery.Hit) bool { return a.ID == b.ID && a.Title == b.Title && a.Taken.Equal(b.Taken) }
	if slices.EqualFunc(got, want, same) {
		return ""
	}
	return cmp.Diff(got, want)
}

func ids(hits []gallery.Hit) []gallery.PhotoID {
	found := make([]gallery.PhotoID, len(hits))
	for n, h := range hits {
		found[n] = h.ID
	}
	return found
}

func sorted(found []gallery.PhotoID) []gallery.PhotoID {
	found = slices.Clone(found)
	slices.Sort(found)
	return found
}
