package gallerytest

import (
	"fmt"
	"sync"
	"testing"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table/tabletest"
)

// atOnce has several processes change photos that share terms, and one photo, at
// the same time.
func atOnce(t *testing.T, b *Bench) {
	t.Helper()
	photos := Album(13, 120)
	const processes = 4
	var all sync.WaitGroup
	errs := make(chan error, 1000)
	for n := range processes {
		mine := photos[n*30 : (n+1)*30]
		g := b.as(b.ID, gallery.Editor)
		all.Go(func() {
			if _, err := g.AddAll(t.Context(), mine[:20]); err != nil {
				errs <- err
			}
			for _, p := range mine[20:] {
				if _, err := g.Add(t.Context(), p); err != nil {
					errs <- err
				}
			}
		})
	}
	all.Wait()
	for n := range processes {
		g := b.as(b.ID, gallery.Editor)
		tag := []string{fmt.Sprintf("number %d", n)}
		all.Go(func() {
			for range 5 {
				if _, err := g.Edit(t.Context(), photos[0].ID, gallery.Edit{Tags: &tag}); err != nil && !fault.Is(err, fault.Conflict) {
					errs <- err
				}
				if _, err := g.Trash(t.Context(), photos[1].ID); err != nil && !fault.Is(err, fault.Conflict) {
					errs <- err
				}
				if _, err := g.Restore(t.Context(), photos[1].ID); err != nil && !fault.Is(err, fault.Conflict) {
					errs <- err
				}
			}
		})
	}
	all.Wait()
	close(errs)
	for err := range errs {
		t.Error(err)
	}
	b.Reopen()
	for _, p := range photos {
		p, err := b.Photo(t.Context(), p.ID)
		if err != nil {
			t.Fatal(err)
		}
		b.Oracle.Put(p)
	}
	b.Check(t, gallery.Query{})
	for term := range b.Oracle.Terms() {
		b.Check(t, gallery.Query{All: []gallery.Term{term}, Limit: 100})
	}
	CheckVocabulary(t, b)
	b.CheckUsage(t)
}

// repairs has several processes finish the same half-made change at once.
func repairs(t *testing.T, b *Bench) {
	t.Helper()
	photos := Album(14, 40)
	b.Faulty.FailWrites(tabletest.Fault{Nth: 8 + 13, Times: -1}) // after the requests that put them among their neighbours
	if _, err := b.AddAll(t.Context(), photos); err == nil {
		t.Fatal("adding did not fail: there is nothing to repair")
	}
	b.Faulty.FailWrites()
	var all sync.WaitGroup
	for range 6 {
		g := b.as(b.ID, gallery.Editor)
		all.Go(func() {
			if _, err := g.Repair(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	for _, p := range photos {
		b.Oracle.Put(p)
	}
	b.Reopen()
	b.Check(t, gallery.Query{})
	for term := range b.Oracle.Terms() {
		b.Check(t, gallery.Query{All: []gallery.Term{term}, Limit: 100})
	}
	CheckVocabulary(t, b)
	b.CheckUsage(t)
}
