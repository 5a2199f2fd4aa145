package api

import (
	"context"
	"slices"
	"strings"

	"shoebox/shared/gallery"
)

// Suggestions are what somebody may be typing.
type Suggestions struct {
	Suggestions []Suggestion `json:"suggestions"`
}

// Suggestion is one way to go on.
type Suggestion struct {
	Words  string       `json:"words" doc:"The whole of the search box then."`
	Label  string       `json:"label" doc:"The name that was completed."`
	Kind   gallery.Kind `json:"kind" schema:"enum=person|place|label|tag|album"`
	Photos int          `json:"photos" doc:"How many photos have it."`
}

const (
	maxSuggestions = 8
	maxOfKind      = 3
	longestName    = 3 // words at the end that may be one name
)

// suggest completes the last words of a text, as many as are the beginning of a name;
// where nothing is typed it tells what the gallery has most of.
func (a *API) suggest(ctx context.Context, c *Call, _ None) (Suggestions, error) {
	v, err := c.Gallery.Vocabulary(ctx)
	if err != nil {
		return Suggestions{}, err
	}
	all := Suggestions{[]Suggestion{}}
	words := strings.Fields(c.Text("q"))
	if len(words) == 0 {
		all.add(v, nil, "")
	}
	for n := min(longestName, len(words)); n > 0; n-- {
		before, typed := words[:len(words)-n], strings.Join(words[len(words)-n:], " ")
		all.add(v, before, typed)
	}
	return all, nil
}

// add adds the names that typed may become, those of each kind together.
func (s *Suggestions) add(v *gallery.Vocabulary, before []string, typed string) {
	for _, kind := range []gallery.Kind{gallery.Person, gallery.PlaceTerm, gallery.Album, gallery.LabelTerm, gallery.Tag} {
		for _, e := range v.Complete(kind, typed, maxOfKind) {
			if len(s.Suggestions) < maxSuggestions && !s.has(e) {
				whole := strings.Join(append(slices.Clip(before), e.Display), " ")
				s.Suggestions = append(s.Suggestions, Suggestion{whole, e.Display, e.Term.Kind, e.Count})
			}
		}
	}
}

// has reports whether a name is among them, of whatever kind.
func (s *Suggestions) has(e gallery.Entry) bool {
	for _, other := range s.Suggestions {
		if strings.EqualFold(other.Label, e.Display) {
			return true
		}
	}
	return false
}
