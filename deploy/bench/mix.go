package main

import (
	"time"

	"shoebox/shared/gallery"
	"shoebox/shared/gallery/gallerytest"
)

// kind is one kind of search.
type kind struct {
	name    string
	queries []gallery.Query
}

// kinds gives the kinds of search beside those of one to three terms of one photo.
func kinds(album []gallery.Photo, n int) []kind {
	return []kind{
		{"2, of different photos, cold", strangers(album, n)},
		{"1, in a range of a year, cold", inYears(album, n)},
		{"1, on the weekends of a month, cold", onWeekends(album, n)},
		{"1, at Christmas of 10 years, cold", atChristmas(album, n)},
		{"all, at Christmas of 10 years, cold", christmases(n)},
		{"1, at random, cold", atRandom(album, n)},
		{"either of 2, cold", either(album, n)},
		{"either of 2 and either of 2, cold", pairs(album, n)},
		{"none: the timeline, cold", make([]gallery.Query, n)},
	}
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

// pairs gives searches of two groups of two. Something of each is of one photo.
func pairs(album []gallery.Photo, n int) []gallery.Query {
	queries := gallerytest.Searches(6, album, 2, n)
	for i, q := range strangers(album, n) {
		together := queries[i].All
		queries[i] = gallery.Query{Any: []gallery.Group{gallery.Either(together[0], q.All[0]), gallery.Either(together[1], q.All[1])}}
	}
	return queries
}

func inYears(album []gallery.Photo, n int) []gallery.Query {
	return timed(album, n, func(taken time.Time) gallery.Times {
		from := time.Date(taken.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
		return gallery.Times{{From: from, To: from.AddDate(1, 0, 0)}}
	})
}

func onWeekends(album []gallery.Photo, n int) []gallery.Query {
	return timed(album, n, func(taken time.Time) gallery.Times { return gallerytest.Weekends(taken.Year(), taken.Month()) })
}

func atChristmas(album []gallery.Photo, n int) []gallery.Query {
	return timed(album, n, func(taken time.Time) gallery.Times { return gallerytest.Christmases(taken.Year(), 10) })
}

// timed gives searches of one term at times, given one of the album.
func timed(album []gallery.Photo, n int, times func(time.Time) gallery.Times) []gallery.Query {
	queries := gallerytest.Searches(4, album, 1, n)
	for i := range queries {
		queries[i].Times = times(album[i*len(album)/n].Taken)
	}
	return queries
}

func christmases(n int) []gallery.Query {
	queries := make([]gallery.Query, n)
	for i := range queries {
		queries[i].Times = gallerytest.Christmases(2014+i%11, 10)
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
