package phrase

import (
	"slices"
	"strings"

	"github.com/antzucaro/matchr"

	"shoebox/shared/gallery"
)

// Filter is one of the ways to ask by name and colon. Help is printed from these
// values, so it can't say what isn't so.
type Filter struct {
	Name    string // as it is written before the colon
	Aliases []string
	Help    string // one line
	Example string
	near    string                                          // names people try that mean something like it
	kind    gallery.Kind                                    // of the term it makes
	apply   func(r *request, value string, i, end int) bool // reads a value that tokens from i to end are with the filter's name
}

// Filters gives every filter, in the order help lists them.
func Filters() []Filter {
	return []Filter{
		{Name: "person", Aliases: []string{"people", "who"}, Help: "photos of somebody", Example: `person:anna`, near: "name face somebody family friend user by with", kind: gallery.Person},
		{Name: "place", Aliases: []string{"in", "where"}, Help: "photos from a city, a region or a country", Example: `place:"new york"`, near: "city country town location state region near from at address gps", kind: gallery.PlaceTerm},
		{Name: "label", Aliases: []string{"thing"}, Help: "photos that something can be seen in", Example: `label:beach`, near: "colour color object scene category subject animal of", kind: gallery.LabelTerm},
		{Name: "tag", Aliases: []string{"tags"}, Help: "photos that somebody gave a tag", Example: `tag:holiday`, near: "keyword hashtag topic", kind: gallery.Tag},
		{Name: "album", Help: "photos of an album", Example: `album:"our wedding"`, near: "folder collection event trip", kind: gallery.Album},
		{Name: "camera", Help: "photos taken with a camera", Example: `camera:fuji`, near: "device make model lens phone", kind: gallery.Camera},
		{Name: "word", Aliases: []string{"text"}, Help: "photos with a word anywhere in what is known of them", Example: `word:sunset`, near: "title description caption content", kind: gallery.Word},
		{Name: "on", Aliases: []string{"date", "during"}, Help: "photos from a time", Example: `on:"last summer"`, near: "year month day time when taken", apply: (*request).on},
		{Name: "since", Help: "photos from a time on", Example: `since:2019`, apply: (*request).since},
		{Name: "after", Help: "photos later than a time", Example: `after:2019-12-31`, near: "later", apply: (*request).after},
		{Name: "before", Help: "photos earlier than a time", Example: `before:2010`, near: "until till", apply: (*request).before},
		{Name: "is", Help: "favourites", Example: `is:favourite`, near: "favourite favorite liked starred", apply: (*request).is},
		{Name: "order", Aliases: []string{"sort"}, Help: "newest, oldest or random first", Example: `order:oldest`, near: "by newest oldest", apply: (*request).ordered},
		{Name: "limit", Help: "at most so many photos at once", Example: `limit:5`, near: "count max top", apply: (*request).limited},
	}
}

func filtersByName() map[string]*Filter {
	byName := map[string]*Filter{}
	for _, f := range Filters() {
		byName[f.Name] = &f
		for _, alias := range f.Aliases {
			byName[alias] = &f
		}
	}
	return byName
}

// likeFilter gives the filter that a misspelt name is meant for: the one that is
// nearest to it, no further than 2 letters away, and 1 for a name of up to 4.
func (g *Grammar) likeFilter(name string) *Filter {
	const short, longest = 4, 12
	if n := len(name); n < 3 || n > longest {
		return nil
	}
	most := 2
	if len(name) <= short {
		most = 1
	}
	var found *Filter
	for _, candidate := range g.filterNames {
		switch d := matchr.OSA(name, candidate); {
		case d < most || d == most && found == nil:
			most, found = d, g.filters[candidate]
		case d == most && g.filters[candidate] != found:
			found = nil
			most = d
		}
	}
	return found
}

// nearestFilter gives the name of the filter that is nearest to a name: by what it
// means, else by how it is written.
func nearestFilter(name string) string {
	nearest, best := "", -1.0
	for _, f := range Filters() {
		if slices.Contains(strings.Fields(f.near), name) {
			return f.Name
		}
		if like := matchr.JaroWinkler(name, f.Name, false); like > best {
			nearest, best = f.Name, like
		}
	}
	return nearest
}
