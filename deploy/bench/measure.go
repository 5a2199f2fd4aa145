package main

import (
	"context"
	"fmt"
	"time"

	"shoebox/shared/gallery"
	"shoebox/shared/gallery/gallerytest"
	"shoebox/shared/table"
)

// spare are photos to be added one by one after the others.
const spare = 100

// measure fills the gallery and takes every measurement.
func (b bench) measure(ctx context.Context, r *report, photos, searches int) error {
	album := gallerytest.Album(uint64(photos), photos+spare)
	if err := b.fill(ctx, r, album[:photos]); err != nil {
		return err
	}
	for terms := 1; terms <= 3; terms++ {
		together := gallerytest.Searches(1, album[:photos], terms, searches)
		for _, warm := range []bool{false, true} {
			if err := b.searches(ctx, r, photos, fmt.Sprintf("%d %s", terms, temperature(warm)), together, warm); err != nil {
				return err
			}
		}
	}
	others := []struct {
		name    string
		queries []gallery.Query
	}{
		{"2, of different photos, cold", strangers(album[:photos], searches)},
		{"1, in a range of a year, cold", inYears(album[:photos], searches)},
		{"1, at random, cold", atRandom(album[:photos], searches)},
		{"either of 2, cold", either(album[:photos], searches)},
		{"none: the timeline, cold", make([]gallery.Query, searches)},
	}
	for _, o := range others {
		if err := b.searches(ctx, r, photos, o.name, o.queries, false); err != nil {
			return err
		}
	}
	if err := b.vocabulary(ctx, r, photos); err != nil {
		return err
	}
	return b.add(ctx, r, photos, album[photos:])
}

func temperature(warm bool) string {
	if warm {
		return "warm"
	}
	return "cold"
}

// fill adds the album in one go.
func (b bench) fill(ctx context.Context, r *report, album []gallery.Photo) error {
	ctx, tracker := table.Track(ctx)
	begin := time.Now()
	results, err := b.process().AddAll(ctx, album)
	took := time.Since(begin)
	if err != nil {
		return err
	}
	for _, err := range results {
		if err != nil {
			return err
		}
	}
	r.additions = append(r.additions, addition{
		photos: len(album), how: "together", each: float64(len(album)), took: took, usage: tracker.Usage(),
	})
	return nil
}

// add adds photos one by one.
func (b bench) add(ctx context.Context, r *report, photos int, more []gallery.Photo) error {
	ctx, tracker := table.Track(ctx)
	g := b.process()
	begin := time.Now()
	for _, p := range more {
		if _, err := g.Add(ctx, p); err != nil {
			return err
		}
	}
	r.additions = append(r.additions, addition{
		photos: photos, how: "one by one", each: float64(len(more)), took: time.Since(begin), usage: tracker.Usage(),
	})
	return nil
}

// searches measures queries, each by a process that has just started or by one that
// has the vocabulary.
func (b bench) searches(ctx context.Context, r *report, photos int, name string, queries []gallery.Query, warm bool) error {
	s := series{photos: photos, name: name}
	g := b.process()
	if _, err := g.Vocabulary(ctx); err != nil {
		return err
	}
	for _, q := range queries {
		if !warm {
			g = b.process()
		}
		tracked, tracker := table.Track(ctx)
		begin := time.Now()
		page, err := g.Find(tracked, q)
		took := time.Since(begin)
		if err != nil {
			return err
		}
		s.add(tracker.Usage(), took, page.Exact, page.Complete)
	}
	r.searches = append(r.searches, s)
	return nil
}

// vocabulary measures what a process reads when it starts.
func (b bench) vocabulary(ctx context.Context, r *report, photos int) error {
	s := series{photos: photos}
	for range 20 {
		g := b.process()
		tracked, tracker := table.Track(ctx)
		begin := time.Now()
		v, err := g.Vocabulary(tracked)
		took := time.Since(begin)
		if err != nil {
			return err
		}
		s.name = fmt.Sprintf("vocabulary of %d", v.Len())
		s.add(tracker.Usage(), took, true, true)
	}
	r.searches = append(r.searches, s)
	return nil
}

// strangers gives searches of two terms that may be of no photo together.
func strangers(album []gallery.Photo, n int) []gallery.Query {
	queries := gallerytest.Searches(2, album, 1, n)
	for i, other := range gallerytest.Searches(3, album, 1, n) {
		queries[i].All = append(queries[i].All, other.All...)
	}
	return queries
}

func either(album []gallery.Photo, n int) []gallery.Query {
	queries := strangers(album, n)
	for i, q := range queries {
		queries[i] = gallery.Query{Any: []gallery.Group{gallery.Either(q.All...)}}
	}
	return queries
}

func inYears(album []gallery.Photo, n int) []gallery.Query {
	queries := gallerytest.Searches(4, album, 1, n)
	for i := range queries {
		year := album[i*len(album)/n].Taken.Year()
		from := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)
		queries[i].Times = gallery.Times{{From: from, To: from.AddDate(1, 0, 0)}}
	}
	return queries
}

func atRandom(album []gallery.Photo, n int) []gallery.Query {
	queries := gallerytest.Searches(5, album, 1, n)
	for i := range queries {
		queries[i].Order, queries[i].Seed = gallery.Random, uint64(i)
	}
	return queries
}
