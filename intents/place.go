package intents

import (
	"context"
	"slices"
	"strings"

	"shoebox/shared/gallery"
)

// known is a place of the vocabulary, with where it lies.
type known struct {
	gallery.Entry
	in   gallery.Place
	rank int // 0 is a city, 1 a region, 2 a country
}

// topPlaces gives up to n of the places with the most photos, none of which lies
// within another: cities first, since a country says little to those who live there.
//
// The vocabulary does not know what lies where, so a photo of each of the most
// frequent places is asked.
func (t *turn) topPlaces(ctx context.Context, v *gallery.Vocabulary, n int) ([]gallery.Entry, error) {
	const asked = 6
	entries := v.Top(gallery.PlaceTerm, asked)
	if len(entries) < 2 {
		return entries, nil
	}
	var ids []gallery.PhotoID
	newest := map[gallery.PhotoID][]gallery.Entry{}
	for _, e := range entries {
		page, err := t.gallery.Find(ctx, gallery.Query{All: []gallery.Term{e.Term}, Limit: 1})
		if err != nil {
			return nil, err
		}
		for _, h := range page.Hits {
			ids = append(ids, h.ID)
			newest[h.ID] = append(newest[h.ID], e)
		}
	}
	photos, err := t.gallery.Photos(ctx, ids)
	if err != nil {
		return nil, err
	}
	var places []known
	for _, p := range photos {
		for _, e := range newest[p.ID] {
			places = append(places, known{Entry: e, in: p.Place, rank: slices.Index(placeTerms(p.Place), e.Term)})
		}
	}
	slices.SortStableFunc(places, func(a, b known) int {
		if a.rank != b.rank {
			return a.rank - b.rank
		}
		return b.Count - a.Count
	})
	return apartFromOneAnother(places, n), nil
}

// apartFromOneAnother takes the first n places that none taken before lies in.
func apartFromOneAnother(places []known, n int) []gallery.Entry {
	var top []gallery.Entry
	var taken []gallery.Term
	for _, p := range places {
		if len(top) == n {
			break
		}
		if slices.Contains(taken, p.Term) {
			continue
		}
		top = append(top, p.Entry)
		taken = append(taken, placeTerms(p.in)...)
	}
	return top
}

// placeTerms are a place's city, region and country as terms.
func placeTerms(p gallery.Place) []gallery.Term {
	return []gallery.Term{
		gallery.NewTerm(gallery.PlaceTerm, p.City), gallery.NewTerm(gallery.PlaceTerm, p.Region), gallery.NewTerm(gallery.PlaceTerm, p.Country),
	}
}

// shortPlace is the smallest part of a place that is known.
func shortPlace(p gallery.Place) string {
	for _, part := range []string{p.City, p.Region, p.Country} {
		if part != "" {
			return part
		}
	}
	return ""
}

// placeName says a place with all that is known of it, each name once.
func placeName(p gallery.Place) string {
	var parts []string
	for _, part := range []string{p.City, p.Region, p.Country} {
		if part != "" && !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

// within says a place as it stands behind "in": "the United Kingdom", "Lisbon".
func within(place string) string {
	name := strings.ToLower(place)
	switch {
	case strings.HasPrefix(name, "united "), strings.HasPrefix(name, "isle of "), strings.HasSuffix(name, " republic"),
		strings.HasSuffix(name, " islands"), strings.HasSuffix(name, " district"), strings.HasSuffix(name, " alps"):
		return "the " + place
	}
	if slices.Contains([]string{"netherlands", "philippines", "maldives", "bahamas", "gambia", "azores", "alps", "highlands", "dolomites"}, name) {
		return "the " + place
	}
	return place
}
