package gallery_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/gallery"
	"shoebox/shared/gallery/gallerytest"
)

// TestLargeGalleries is about what only happens where lists are long: 20,000 photos
// in one gallery.
func TestLargeGalleries(t *testing.T) {
	t.Parallel()
	if testing.Short() || raced {
		t.Skip("short, or with the race detector: the same runs over 1,000 photos in TestGalleryOverBolt")
	}
	photos := gallerytest.Album(20, 20_000)
	b := gallerytest.NewBench(t, open(t))
	b.Fill(t, photos)
	t.Run("Searches answer as the oracle does", func(t *testing.T) {
		for _, q := range gallerytest.Queries(21, photos, 120) {
			q.Limit = gallery.MaxLimit
			b.Check(t, q)
		}
	})
	t.Run("A shuffle is of a sample", func(t *testing.T) { sampled(t, b) })
	t.Run("A search ends with its budget and goes on", func(t *testing.T) { budgets(t, b) })
}

func sampled(t *testing.T, b *gallerytest.Bench) {
	t.Helper()
	person, dog := gallery.NewTerm(gallery.LabelTerm, "Person"), gallery.NewTerm(gallery.Word, "dogs")
	for _, q := range []gallery.Query{
		{}, {All: []gallery.Term{person}}, {All: []gallery.Term{person, dog}}, {Any: []gallery.Group{gallery.Either(person, dog)}},
	} {
		q.Order, q.Seed, q.Limit = gallery.Random, 5, 7
		hits, pages := b.Walk(t, q)
		all := b.Oracle.Find(q)
		known := map[gallery.PhotoID]bool{}
		for _, h := range all {
			known[h.ID] = true
		}
		for _, h := range hits {
			if !known[h.ID] {
				t.Errorf("%+v: %s is none, or comes twice", q, h.ID)
			}
			delete(known, h.ID)
		}
		for _, p := range pages {
			if !p.Sampled || p.Total > len(all) || p.Exact && p.Total != len(all) {
				t.Fatalf("%+v: sampled %v, %d in all (exact: %v), there are %d", q, p.Sampled, p.Total, p.Exact, len(all))
			}
		}
		again, _ := b.Walk(t, q)
		if diff := cmp.Diff(again, hits); diff != "" {
			t.Errorf("%+v: the second time -, the first +:\n%s", q, diff)
		}
		years := map[int]bool{}
		for _, h := range hits[:20] {
			years[h.Taken.Year()] = true
		}
		if len(years) < 4 {
			t.Errorf("%+v: the first 20 are of %d years", q, len(years))
		}
	}
}

func budgets(t *testing.T, b *gallerytest.Bench) {
	t.Helper()
	galleries := gallery.New(b.Table, gallery.Keys{gallerytest.Key()}, gallerytest.Now)
	galleries.SetBudgets(500, 800)
	g := galleries.As(gallery.Membership{Gallery: b.ID, Role: gallery.Viewer})
	q := gallery.Query{None: []gallery.Term{gallery.NewTerm(gallery.Album, "Lisbon 2012")}, All: []gallery.Term{
		gallery.NewTerm(gallery.LabelTerm, "Person"), gallery.NewTerm(gallery.Word, "sky"), gallery.NewTerm(gallery.Word, "trees"),
	}, Limit: 100}
	var got []gallery.Hit
	incomplete := 0
	for {
		page, err := g.Find(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, page.Hits...)
		if !page.Complete {
			incomplete++
			if page.Reached.IsZero() || page.Exact || page.Next == "" {
				t.Fatalf("an incomplete page reached %s, is exact: %v, leads on: %v", page.Reached, page.Exact, page.Next != "")
			}
		}
		if q.Cursor = page.Next; q.Cursor == "" {
			break
		}
	}
	q.Cursor = ""
	if diff := cmp.Diff(got, b.Oracle.Find(q)); diff != "" {
		t.Errorf("got -, want +:\n%s", diff)
	}
	if incomplete == 0 {
		t.Error("no page ran out of its budget")
	}
	q = gallery.Query{None: q.All}
	tally, err := g.Count(t.Context(), q)
	if n := len(b.Oracle.Find(q)); err != nil || tally.Exact || tally.Total == 0 || tally.Total >= n {
		t.Errorf("counted %+v of %d within a budget (%v)", tally, n, err)
	}
}
