package rekognition

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/aws/aws-sdk-go-v2/service/rekognition/types"

	"shoebox/shared/gallery"
)

// What a photo may hold of one label.
const (
	maxName  = 100 // characters
	maxNames = 10  // parents, and aliases
)

// keep gives the labels of an answer that a gallery keeps, the most certain first.
func (l *Labeler) keep(all []types.Label) []gallery.Label {
	kept := make([]gallery.Label, 0, min(len(all), l.o.MaxLabels))
	for _, a := range all {
		confidence, ok := percent(a.Confidence)
		if !ok || confidence < l.o.MinConfidence || !isName(a.Name) {
			continue
		}
		label := gallery.Label{Name: *a.Name, Confidence: confidence}
		for _, p := range a.Parents {
			label.Parents = join(label.Parents, p.Name, label.Name)
		}
		for _, s := range a.Aliases {
			label.Aliases = join(label.Aliases, s.Name, label.Name)
		}
		kept = append(kept, label)
	}
	slices.SortStableFunc(kept, func(a, b gallery.Label) int { return cmp.Compare(b.Confidence, a.Confidence) })
	seen := map[string]bool{}
	kept = slices.DeleteFunc(kept, func(label gallery.Label) bool {
		name := strings.ToLower(label.Name)
		twice := seen[name]
		seen[name] = true
		return twice
	})
	if len(kept) == 0 {
		return nil
	}
	return kept[:min(len(kept), l.o.MaxLabels)]
}

// join adds a name to those of a label, unless it is none, the label's own or there.
func join(names []string, name *string, own string) []string {
	if !isName(name) || len(names) == maxNames || strings.EqualFold(*name, own) ||
		slices.ContainsFunc(names, func(other string) bool { return strings.EqualFold(other, *name) }) {
		return names
	}
	return append(names, *name)
}

// isName reports whether a text is the name of a thing: some words, and nothing that
// can't be read.
func isName(s *string) bool {
	if s == nil || len(*s) > 4*maxName || !utf8.ValidString(*s) || utf8.RuneCountInString(*s) > maxName {
		return false
	}
	readable := func(r rune) bool { return unicode.IsPrint(r) && r != utf8.RuneError }
	return *s == strings.TrimSpace(*s) && strings.ContainsFunc(*s, unicode.IsLetter) &&
		!strings.ContainsFunc(*s, func(r rune) bool { return !readable(r) })
}
