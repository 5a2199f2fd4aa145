package gallery_test

import (
	"slices"
	"sync"
	"testing"
	"time"

	"shoebox/deploy/engines/unreliable"
	"shoebox/shared/gallery"
	"shoebox/shared/gallery/gallerytest"
	"shoebox/shared/table/dynamotable"
	"shoebox/shared/table/dynamotable/dynamotest"
)

// addsAtOnce has many processes add a photo each to one gallery, all of whose photos
// stand in the timeline, over a DynamoDB whose transactions meet as in AWS.
func addsAtOnce(t *testing.T, at string, many int) {
	t.Helper()
	proxy := proxy(t, at)
	contention := &dynamotest.Contention{Takes: 20 * time.Millisecond}
	b := gallerytest.NewBench(t, dynamotable.New(dynamotest.Client(proxy.URL), dynamotest.Table(t, at)))
	photos := gallerytest.Album(13, 50+many)
	b.Fill(t, photos[:50])
	proxy.Plan(unreliable.Fault{Times: -1, Way: contention.Way})
	var all sync.WaitGroup
	var mu sync.Mutex
	var took []time.Duration
	for _, p := range photos[50:] {
		g := gallery.New(b.Table, gallery.Keys{gallerytest.Key()}, gallerytest.Now).As(gallery.Membership{Gallery: b.ID, Role: gallery.Editor})
		all.Go(func() {
			began := time.Now()
			_, err := g.Add(t.Context(), p)
			mu.Lock()
			defer mu.Unlock()
			took = append(took, time.Since(began))
			if err != nil {
				t.Error(err)
			}
			b.Oracle.Put(p)
		})
	}
	all.Wait()
	requests := proxy.Requests()
	proxy.Plan()
	slices.Sort(took)
	t.Logf("%d adds at once: half within %v, all within %v; %d requests, %d of them met another", many,
		took[len(took)/2].Round(time.Millisecond), took[len(took)-1].Round(time.Millisecond), requests, contention.Refused())
	if most := many * 5; contention.Refused() > most {
		t.Errorf("%d writes met another, want %d at most", contention.Refused(), most)
	}
	accord(t, b)
	if n, err := b.Repair(t.Context()); err != nil || n == 0 {
		t.Errorf("Repair finishes %d changes (%v)", n, err)
	}
	accord(t, b)
}

// accord compares a gallery with the oracle, as another process sees it.
func accord(t *testing.T, b *gallerytest.Bench) {
	t.Helper()
	b.Reopen()
	for _, q := range []gallery.Query{{Limit: 100}, {Order: gallery.Oldest}, {Limit: 5}} {
		b.Check(t, q)
	}
	for term := range b.Oracle.Terms() {
		b.Check(t, gallery.Query{All: []gallery.Term{term}, Limit: 100})
	}
	gallerytest.CheckVocabulary(t, b)
}
