package gallery_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/gallery"
	"shoebox/shared/gallery/gallerytest"
)

// TestLargeGalleries is about what only happens where lists are long: 8,000 photos in
// one gallery. The command in deploy/bench looks at more.
func TestLargeGalleries(t *testing.T) {
	t.Parallel()
	if testing.Short() || raced {
		t.Skip("short, or with the race detector: the same runs over 1,000 photos in TestGalleryOverBolt")
	}
	photos := gallerytest.Album(20, 8_000)
	b := gallerytest.NewBench(t, open(t))
	b.Fill(t, photos)
	for name, test := range map[string]func(*testing.T, *gallerytest.Bench, []gallery.Photo){
		"Searches answer as the oracle does":                 answers,
		"A shuffle is of a sample":                           sampled,
		"A search ends with its budget and goes on":          budgets,
		"Spans are read without what lies between them":      spansApart,
		"A shuffle of spans is of all of them":               shuffledSpans,
		"Groups read the shortest lists":                     groupsReadTheShortest,
		"What is there instead is what it says, and bounded": insteadOfMuch,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, b, photos)
		})
	}
}

func answers(t *testing.T, b *gallerytest.Bench, photos []gallery.Photo) {
	t.Helper()
	for _, q := range gallerytest.Queries(21, photos, 80) {
		q.Limit = gallery.MaxLimit
		b.Check(t, q)
	}
}

func sampled(t *testing.T, b *gallerytest.Bench, _ []gallery.Photo) {
	t.Helper()
	person, nature := gallery.NewTerm(gallery.LabelTerm, "Person"), gallery.NewTerm(gallery.Word, "nature")
	for _, q := range []gallery.Query{
		{}, {All: []gallery.Term{person}}, {All: []gallery.Term{person, nature}}, {Any: []gallery.Group{gallery.Either(person, nature)}},
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

func budgets(t *testing.T, b *gallerytest.Bench, _ []gallery.Photo) {
	t.Helper()
	galleries := gallery.New(b.Table, gallery.Keys{gallerytest.Key()}, gallerytest.Now)
	galleries.SetBudgets(200, 800)
	g := galleries.As(gallery.Membership{Gallery: b.ID, Role: gallery.Viewer})
	q := gallery.Query{None: []gallery.Term{gallery.NewTerm(gallery.Album, "Lisbon 2012")}, All: []gallery.Term{
		gallery.NewTerm(gallery.LabelTerm, "Person"), gallery.NewTerm(gallery.Word, "sky"), gallery.NewTerm(gallery.Word, "nature"),
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
	q = gallery.Query{None: q.All, Times: halves()}
	tally, err := g.Count(t.Context(), q)
	if n := len(b.Oracle.Find(q)); err != nil || tally.Exact || tally.Total == 0 || tally.Total >= n {
		t.Errorf("counted %+v of %d within a budget (%v)", tally, n, err)
	}
}
