package gallerytest

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/gallery"
)

func searchesAmong(n int) func(*testing.T, *Bench) {
	return func(t *testing.T, b *Bench) {
		t.Helper()
		searches(t, b, Album(1, n))
	}
}

func searches(t *testing.T, b *Bench, photos []gallery.Photo) {
	t.Helper()
	b.Fill(t, photos)
	for _, p := range photos[:40] {
		p, err := b.Trash(t.Context(), p.ID)
		if err != nil {
			t.Fatal(err)
		}
		b.Oracle.Put(p)
	}
	// The more photos, the more pages each answer has.
	for n, q := range Queries(2, photos, 160_000/len(photos)) {
		if n%10 == 0 {
			b.Reopen()
		}
		b.Check(t, q)
	}
	CheckVocabulary(t, b)
}

func days(t *testing.T, b *Bench) {
	t.Helper()
	b.Fill(t, Album(3, 500))
	for day := time.Date(2021, 1, 1, 23, 0, 0, 0, time.UTC); day.Year() < 2022; day = day.AddDate(0, 0, 1) {
		checkDay(t, b, day)
	}
	checkDay(t, b, time.Date(2020, 2, 28, 0, 0, 0, 0, time.UTC))
	checkDay(t, b, time.Date(2020, 2, 29, 0, 0, 0, 0, time.UTC))
	checkDay(t, b, time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC))
}

func checkDay(t *testing.T, b *Bench, day time.Time) {
	t.Helper()
	var got []gallery.Hit
	var c gallery.Cursor
	for {
		page, err := b.OnThisDay(t.Context(), day, 3, c)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, page.Hits...)
		if c = page.Next; c == "" {
			if !page.Exact || page.Total != len(got) {
				t.Errorf("%s: the total is said to be %d (exact: %v), there are %d", day, page.Total, page.Exact, len(got))
			}
			break
		}
	}
	if diff := cmp.Diff(got, b.Oracle.OnThisDay(day)); diff != "" {
		t.Fatalf("%s: got -, want +:\n%s", day, diff)
	}
}

// CheckVocabulary compares every term's count and span with what the oracle finds.
func CheckVocabulary(t *testing.T, b *Bench) {
	t.Helper()
	v, err := b.Vocabulary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	all := b.Oracle.Find(gallery.Query{})
	if got, want := v.Total().Count, len(all); got != want {
		t.Errorf("the vocabulary counts %d photos, want %d", got, want)
	}
	terms := b.Oracle.Terms()
	for term := range terms {
		e, ok := v.Entry(term)
		found := b.Oracle.Find(gallery.Query{All: []gallery.Term{term}})
		switch {
		case !ok && len(found) > 0:
			t.Errorf("the vocabulary does not know %v, which %d photos have", term, len(found))
		case !ok:
		case e.Count != len(found):
			t.Errorf("the vocabulary counts %d photos with %v, want %d", e.Count, term, len(found))
		case e.First.After(found[len(found)-1].Taken) || e.Last.Before(found[0].Taken):
			t.Errorf("%v is said to be from %s to %s: too narrow", term, e.First, e.Last)
		}
	}
	known := 0
	for _, kind := range []gallery.Kind{
		gallery.Tag, gallery.LabelTerm, gallery.Person, gallery.PlaceTerm, gallery.Album, gallery.Camera, gallery.Favourite,
	} {
		for _, e := range v.Top(kind, v.Len()) {
			if known++; !terms[e.Term] {
				t.Errorf("the vocabulary knows %v, which no photo has", e.Term)
			}
		}
	}
	if known == 0 && len(all) > 0 {
		t.Error("the vocabulary knows no names")
	}
}
