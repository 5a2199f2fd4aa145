package gallerytest

import (
	"math/rand/v2"
	"strings"
	"time"

	"shoebox/shared/gallery"
)

// Queries gives n queries a family might ask of an album, the same ones for the
// same seed: words and names of its photos and some that are of none, together,
// either, without, in groups of choices, in one or several stretches of time, in
// either order.
func Queries(seed uint64, photos []gallery.Photo, n int) []gallery.Query {
	m := mix{album{rand.New(rand.NewPCG(seed, 0xa5c))}, photos}
	queries := []gallery.Query{
		{}, {Order: gallery.Oldest}, {Trash: true},
		{All: []gallery.Term{gallery.NewTerm(gallery.Word, "cat")}}, // not education
		{All: []gallery.Term{gallery.NewTerm(gallery.Word, "the beaches")}},
		{None: []gallery.Term{gallery.NewTerm(gallery.Word, "the")}},
		{All: []gallery.Term{gallery.NewTerm(gallery.Word, "unicorn")}},
		{Any: []gallery.Group{gallery.Either(gallery.NewTerm(gallery.Word, "unicorn"))}},
		{Any: []gallery.Group{gallery.Either(gallery.NewTerm(gallery.Word, "unicorn"), gallery.NewTerm(gallery.Word, "frog"))}},
		{None: []gallery.Term{gallery.NewTerm(gallery.Word, "unicorn")}},
		{Times: gallery.Times{{From: photos[0].Taken, To: photos[0].Taken.Add(time.Second)}}},
		{Times: gallery.Times{{From: photos[0].Taken, To: photos[0].Taken}}},
		{Times: gallery.Never()},
	}
	for len(queries) < n {
		queries = append(queries, m.query())
	}
	return queries[:n]
}

// Searches gives n searches of so many terms each, all of which some photo has: who,
// where and what, typed or said as names and bare words, as people look for photos.
func Searches(seed uint64, photos []gallery.Photo, terms, n int) []gallery.Query {
	m := mix{album{rand.New(rand.NewPCG(seed, uint64(terms)))}, photos}
	queries := make([]gallery.Query, 0, n)
	for len(queries) < n {
		p := pick(m.album, photos)
		var all []gallery.Term
		seen := map[string]bool{}
		for range 20 * terms {
			t := m.subject(p)
			if value := strings.Join(split(t.Value), " "); !seen[value] && len(all) < terms {
				seen[value] = true
				all = append(all, t)
			}
		}
		if len(all) == terms {
			queries = append(queries, gallery.Query{All: all})
		}
	}
	return queries
}

// subject gives what a person would look for a photo by.
func (m mix) subject(p gallery.Photo) gallery.Term {
	for {
		switch m.IntN(12) {
		case 0, 1, 2:
			if len(p.People) > 0 {
				return gallery.NewTerm(gallery.Person, pick(m.album, p.People))
			}
		case 3, 4, 5:
			if name := pick(m.album, []string{p.Place.City, p.Place.City, p.Place.Country}); name != "" {
				return gallery.NewTerm(gallery.PlaceTerm, name)
			}
		case 6, 7:
			return gallery.NewTerm(gallery.LabelTerm, pick(m.album, p.Labels).Name)
		case 8, 9:
			return gallery.NewTerm(gallery.Word, pick(m.album, p.Labels).Name)
		case 10:
			if len(p.Tags) > 0 {
				return gallery.NewTerm(gallery.Tag, pick(m.album, p.Tags))
			}
		default:
			if len(p.Albums) > 0 {
				return gallery.NewTerm(gallery.Album, p.Albums[0])
			}
		}
	}
}

type mix struct {
	album
	photos []gallery.Photo
}

func (m mix) query() gallery.Query {
	p := pick(m.album, m.photos)
	q := gallery.Query{Limit: 1 + m.IntN(60)}
	for range m.IntN(4) {
		q.All = append(q.All, m.term(p))
	}
	if m.IntN(3) == 0 {
		for range 1 + m.IntN(2) {
			q.Any = append(q.Any, m.group(p))
		}
	}
	if m.IntN(3) == 0 {
		for range 1 + m.IntN(2) {
			q.None = append(q.None, m.term(pick(m.album, m.photos)))
		}
	}
	if m.IntN(3) == 0 {
		q.Times = m.times(p)
	}
	if m.IntN(3) == 0 {
		q.Order = gallery.Oldest
	}
	q.Trash = m.IntN(12) == 0
	return q
}

// group gives choices: mostly terms, else several terms with something left out, or
// a time. Mostly one of them is true of the photo.
func (m mix) group(p gallery.Photo) gallery.Group {
	var g gallery.Group
	for range 1 + m.IntN(3) {
		c := gallery.Choice{All: []gallery.Term{m.term(p)}}
		switch m.IntN(6) {
		case 0:
			c.All = append(c.All, m.term(p))
		case 1:
			c.None = []gallery.Term{m.term(pick(m.album, m.photos))}
		case 2:
			c.Times = m.times(p)
		case 3:
			c = gallery.Choice{None: c.All}
		case 4:
			c = gallery.Choice{Times: m.times(p)}
		}
		g = append(g, c)
		p = pick(m.album, m.photos)
	}
	return g
}

// times gives the same days of several years, a month's weekends, or stretches of
// up to two years, mostly with the time of a photo among them.
func (m mix) times(p gallery.Photo) gallery.Times {
	around := p.Taken
	if m.IntN(4) == 0 {
		around = pick(m.album, m.photos).Taken
	}
	switch m.IntN(4) {
	case 0:
		return sameDays(around, 1+m.IntN(12), 1+m.IntN(20))
	case 1:
		return weekends(around)
	}
	var ts gallery.Times
	for range 1 + m.IntN(4) {
		ts = append(ts, gallery.Span{
			From: around.Add(-time.Duration(m.IntN(400*24)) * time.Hour),
			To:   around.Add(time.Duration(m.IntN(400*24)) * time.Hour),
		})
		around = pick(m.album, m.photos).Taken
	}
	return ts
}

// term gives a term of a photo.
func (m mix) term(p gallery.Photo) gallery.Term {
	for {
		switch m.IntN(8) {
		case 0:
			if len(p.People) > 0 {
				return gallery.NewTerm(gallery.Person, pick(m.album, p.People))
			}
		case 1:
			if name := pick(m.album, []string{p.Place.City, p.Place.Region, p.Place.Country}); name != "" {
				return gallery.NewTerm(gallery.PlaceTerm, name)
			}
		case 2:
			return gallery.NewTerm(gallery.LabelTerm, pick(m.album, p.Labels).Name)
		case 3:
			if len(p.Tags) > 0 {
				return gallery.NewTerm(gallery.Tag, pick(m.album, p.Tags))
			}
		case 4:
			if len(p.Albums) > 0 {
				return gallery.NewTerm(gallery.Album, p.Albums[0])
			}
		case 5:
			if p.Favourite {
				return gallery.NewTerm(gallery.Favourite, "")
			}
		default:
			words := strings.Fields(p.Title + " " + p.Place.City + " " + p.Labels[0].Name)
			if t := gallery.NewTerm(gallery.Word, pick(m.album, words)); t.Value != "" && len(split(t.Value)) > 0 {
				return t
			}
		}
	}
}
