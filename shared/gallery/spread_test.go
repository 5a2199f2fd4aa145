package gallery_test

import (
	"testing"
	"time"

	"shoebox/shared/gallery"
	"shoebox/shared/gallery/gallerytest"
	"shoebox/shared/table"
)

// spansApart asks for spans that are far apart: what lies between them is not read,
// and small spans give exact totals at once.
func spansApart(t *testing.T, b *gallerytest.Bench, photos []gallery.Photo) {
	t.Helper()
	person := gallery.NewTerm(gallery.LabelTerm, "Person")
	sky := gallery.NewTerm(gallery.Word, "sky")
	rare := gallery.NewTerm(gallery.Album, "Lisbon 2012")
	christmas, weekends := gallerytest.Christmases(2024, 20), gallerytest.Weekends(photos[0].Taken.Year(), photos[0].Taken.Month())
	far := gallery.Times{
		{To: time.Date(2005, 1, 1, 0, 0, 0, 0, time.UTC)}, {From: time.Date(2012, 3, 1, 0, 0, 0, 0, time.UTC), To: time.Date(2012, 3, 9, 0, 0, 0, 0, time.UTC)},
		{From: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)},
	}
	for _, tt := range []struct {
		name     string
		q        gallery.Query
		requests int // of the first page, the counts among them
		units    float64
	}{
		{"Christmas of twenty years", gallery.Query{Times: christmas}, 21, 20},
		{"of one term", gallery.Query{Times: christmas, All: []gallery.Term{person}}, 21, 16},
		{"the oldest first", gallery.Query{Times: christmas, Order: gallery.Oldest}, 21, 20},
		{"of two terms", gallery.Query{Times: christmas, All: []gallery.Term{person, sky}}, 21, 16},
		{"of either term", gallery.Query{Times: christmas, Any: []gallery.Group{gallery.Either(person, sky)}}, 41, 32},
		{"of a rare term, which is read in one go", gallery.Query{Times: christmas, All: []gallery.Term{rare}}, 2, 3},
		{"the weekends of a month", gallery.Query{Times: weekends}, 7, 8},
		{"open ends", gallery.Query{Times: far}, 5, 30},
	} {
		t.Run(tt.name, func(t *testing.T) {
			g := gallery.New(b.Table, gallery.Keys{gallerytest.Key()}, gallerytest.Now).As(gallery.Membership{Gallery: b.ID, Role: gallery.Viewer})
			ctx, tracker := table.Track(t.Context())
			page, err := g.Find(ctx, tt.q)
			if err != nil {
				t.Fatal(err)
			}
			cost := tracker.Usage()
			t.Logf("%d requests, %.1f read units, %d photos (exact: %v)", cost.Requests, cost.ReadUnits, page.Total, page.Exact)
			if cost.Requests > tt.requests || cost.ReadUnits > tt.units {
				t.Errorf("%d requests and %.1f read units, want at most %d and %.1f", cost.Requests, cost.ReadUnits, tt.requests, tt.units)
			}
			if n := len(b.Oracle.Find(tt.q)); n < 500 && (!page.Exact || page.Total != n) {
				t.Errorf("a total of %d (exact: %v), want exactly %d", page.Total, page.Exact, n)
			}
			for _, limit := range []int{7, 100} {
				tt.q.Limit = limit
				b.Check(t, tt.q)
			}
		})
	}
}

// shuffledSpans shuffles spans: few photos all of them, many a sample of them all.
func shuffledSpans(t *testing.T, b *gallerytest.Bench, _ []gallery.Photo) {
	t.Helper()
	for _, tt := range []struct {
		name    string
		ts      gallery.Times
		sampled bool
		years   int
	}{
		{"few are shuffled all", gallerytest.Christmases(2024, 20), false, 1},
		{"many are sampled", halves(), true, 4},
	} {
		t.Run(tt.name, func(t *testing.T) {
			q := gallery.Query{Times: tt.ts, Order: gallery.Random, Seed: 9, Limit: 20}
			hits, pages := b.Walk(t, q)
			wanted := map[gallery.PhotoID]bool{}
			for _, h := range b.Oracle.Find(q) {
				wanted[h.ID] = true
			}
			if all := len(wanted); pages[0].Sampled != tt.sampled || !tt.sampled && len(hits) != all || tt.sampled && len(hits) < 100 {
				t.Errorf("%d of %d, sampled: %v", len(hits), all, pages[0].Sampled)
			}
			years := map[int]bool{}
			for _, h := range hits {
				if !wanted[h.ID] {
					t.Errorf("%s is of another time, or comes twice", h.ID)
				}
				delete(wanted, h.ID)
				years[h.Taken.Year()] = true
			}
			if len(years) < tt.years {
				t.Errorf("of %d years only", len(years))
			}
		})
	}
}

// insteadOfMuch asks what there is instead where lists are longer than are read.
func insteadOfMuch(t *testing.T, b *gallerytest.Bench, photos []gallery.Photo) {
	t.Helper()
	b = b.Knowing(t)
	partial := 0
	for _, q := range gallerytest.Wishes(22, b.Oracle, photos, 80) {
		for _, in := range b.Inquire(t, q) {
			if !in.Exact {
				partial++
			}
		}
	}
	if partial == 0 {
		t.Error("every total is exact: nothing was bounded")
	}
}

// halves are the second halves of the years of an album.
func halves() gallery.Times {
	var ts gallery.Times
	for year := 2004; year < 2025; year++ {
		from := time.Date(year, 7, 1, 0, 0, 0, 0, time.UTC)
		ts = append(ts, gallery.Span{From: from, To: from.AddDate(0, 6, 0)})
	}
	return ts
}
