package gallerytest

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/gallery"
)

func shuffles(t *testing.T, b *Bench) {
	t.Helper()
	photos := Album(4, 400)
	b.Fill(t, photos)
	for n, q := range Queries(5, photos, 25) {
		q.Order, q.Seed = gallery.Random, uint64(n)
		got, pages := b.Walk(t, q)
		again, _ := b.Walk(t, q)
		if diff := differ(again, got); diff != "" {
			t.Fatalf("%+v: the second time -, the first +:\n%s", q, diff)
		}
		if diff := cmp.Diff(sorted(ids(got)), sorted(ids(b.Oracle.Find(q)))); diff != "" {
			t.Fatalf("%+v: got -, want +:\n%s", q, diff)
		}
		b.checkBack(t, q, pages)
		if len(got) > 50 {
			if q.Seed++; slices.Equal(ids(got), ids(first(b.Walk(t, q)))) {
				t.Errorf("%+v: another seed gives the same order", q)
			}
		}
	}
}

func first[A, B any](a A, _ B) A { return a }

// comeAndGo walks through an answer while photos are added, removed and moved between
// the pages: those that were there throughout come once each, in their order.
func comeAndGo(t *testing.T, b *Bench) {
	t.Helper()
	photos := Album(6, 400)
	b.Fill(t, photos[:200])
	coming := photos[200:]
	rnd := rand.New(rand.NewPCG(7, 7))
	for _, q := range []gallery.Query{
		{Limit: 7},
		{Limit: 5, Order: gallery.Oldest},
		{Limit: 4, Any: []gallery.Group{gallery.Either(gallery.NewTerm(gallery.Word, "sky"), gallery.NewTerm(gallery.Word, "people"), gallery.NewTerm(gallery.LabelTerm, "Tree"))}},
		{Limit: 6, Order: gallery.Random, Seed: 3},
	} {
		before := ids(b.Oracle.Find(q))
		gone := map[gallery.PhotoID]bool{}
		var seen []gallery.PhotoID
		for turn := 0; ; turn++ {
			page, err := b.Find(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			seen = append(seen, ids(page.Hits)...)
			if page.Next == "" {
				break
			}
			q.Cursor = page.Next
			if turn%2 == 0 && len(coming) > 0 {
				b.Fill(t, coming[:1])
				coming = coming[1:]
			}
			b.comeAndGoOnce(t, before[rnd.IntN(len(before))], gone)
			b.moveOnce(t, before[rnd.IntN(len(before))], before[rnd.IntN(len(before))], gone)
		}
		q.Cursor = ""
		twice := map[gallery.PhotoID]int{}
		for _, id := range seen {
			if twice[id]++; twice[id] > 1 && !gone[id] {
				t.Errorf("%+v: %s came twice", q, id)
			}
		}
		stayed := func(id gallery.PhotoID) bool { return slices.Contains(before, id) && !gone[id] }
		got := slices.DeleteFunc(seen, func(id gallery.PhotoID) bool { return !stayed(id) })
		want := slices.DeleteFunc(before, func(id gallery.PhotoID) bool { return gone[id] })
		if q.Order == gallery.Random {
			got, want = sorted(got), sorted(want)
		}
		if diff := cmp.Diff(got, want); diff != "" {
			t.Errorf("%+v: got -, want +:\n%s", q, diff)
		}
	}
}

// moveOnce has a photo be taken when another was, which is to go and to come.
func (b *Bench) moveOnce(t *testing.T, id, other gallery.PhotoID, gone map[gallery.PhotoID]bool) {
	t.Helper()
	to, there := b.Oracle.Photo(other)
	if _, too := b.Oracle.Photo(id); !there || !too {
		return
	}
	gone[id] = true
	p, err := b.Edit(t.Context(), id, gallery.Edit{Taken: &to.Taken})
	if err != nil {
		t.Fatal(err)
	}
	b.Oracle.Put(p)
}

// comeAndGoOnce trashes a photo for good.
func (b *Bench) comeAndGoOnce(t *testing.T, id gallery.PhotoID, gone map[gallery.PhotoID]bool) {
	t.Helper()
	if _, there := b.Oracle.Photo(id); !there {
		return
	}
	gone[id] = true
	if _, err := b.Trash(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Delete(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	b.Oracle.Remove(id)
}
