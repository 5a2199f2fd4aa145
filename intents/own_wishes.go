package intents

import (
	"context"
	"strconv"
	"time"

	"shoebox/shared/gallery"
)

// ownWishes are up to three ways to ask for what the gallery has most of: by who, by
// where and when, and by what without whom. Each has photos that answer it; one that
// puts two things together is looked for before it is told.
func (t *turn) ownWishes(ctx context.Context) ([]string, error) {
	v, err := t.vocabulary(ctx)
	if err != nil || v.Total().Count == 0 {
		return nil, err
	}
	nm := namer{v: v}
	people, places, labels := v.Top(gallery.Person, 1), v.Top(gallery.PlaceTerm, 1), v.Top(gallery.LabelTerm, 1)
	var wishes []string
	for _, e := range people {
		wishes = append(wishes, "photos of "+nm.name(e.Term))
	}
	for _, e := range places {
		year := e.Last.Year()
		wish := "photos in " + within(nm.name(e.Term))
		if t.has(ctx, gallery.Query{All: []gallery.Term{e.Term}, Times: t.year(year)}) {
			wish += " from " + strconv.Itoa(year)
		}
		wishes = append(wishes, wish)
	}
	for _, e := range labels {
		name := nm.name(e.Term)
		if len(people) > 0 && t.has(ctx, gallery.Query{All: []gallery.Term{e.Term}, None: []gallery.Term{people[0].Term}}) {
			wishes = append(wishes, name+" without "+nm.name(people[0].Term))
			continue
		}
		wishes = append(wishes, name+" photos")
	}
	for _, other := range []string{"latest photos", "a random photo", "how many photos do I have"} {
		if len(wishes) < topCount {
			wishes = append(wishes, other)
		}
	}
	return wishes, nil
}

// has reports whether any photo answers a query. One that can't be asked has none.
func (t *turn) has(ctx context.Context, q gallery.Query) bool {
	q.Limit = 1
	page, err := t.gallery.Find(ctx, q)
	return err == nil && len(page.Hits) > 0
}

// year is a year on the asker's clock.
func (t *turn) year(year int) gallery.Times {
	from := time.Date(year, time.January, 1, 0, 0, 0, 0, t.now.Location())
	return gallery.Times{{From: from, To: from.AddDate(1, 0, 0)}}
}
