package main

import (
	"context"
	"fmt"
	"slices"
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
	for _, k := range kinds(album[:photos], searches) {
		if err := b.searches(ctx, r, photos, k.name, k.queries, false); err != nil {
			return err
		}
	}
	if err := b.instead(ctx, r, photos, gallerytest.Wishes(7, gallerytest.NewOracle(album[:photos]), album[:photos], searches)); err != nil {
		return err
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

// instead measures what it costs to say what is there instead of what was not found,
// by a process that has just looked for it.
func (b bench) instead(ctx context.Context, r *report, photos int, wishes []gallery.Query) error {
	s := series{photos: photos, name: "nothing: what is there instead"}
	g := b.process()
	if _, err := g.Vocabulary(ctx); err != nil {
		return err
	}
	for _, q := range wishes {
		if _, err := g.Find(ctx, q); err != nil {
			return err
		}
		tracked, tracker := table.Track(ctx)
		begin := time.Now()
		found, err := g.Instead(tracked, q)
		took := time.Since(begin)
		if err != nil {
			return err
		}
		inexact := slices.ContainsFunc(found, func(in gallery.Instead) bool { return !in.Exact })
		s.add(tracker.Usage(), took, !inexact, len(found) > 0)
	}
	r.searches = append(r.searches, s)
	return nil
}
