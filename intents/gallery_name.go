package intents

import (
	"slices"
	"strings"
	"sync"

	"shoebox/shared/gallery"
)

// useSamples are the catalogue's ways to wish for another gallery.
type useSamples struct {
	whole []string   // without a name
	leads [][]string // those that a name stands behind, the longest first
}

var useWays = sync.OnceValue(func() useSamples {
	var all useSamples
	in, _ := Lookup(UseGallery)
	for _, sample := range in.Samples {
		if words, ok := strings.CutSuffix(sample, " {"+SlotGallery+"}"); ok {
			all.leads = append(all.leads, strings.Fields(words))
		} else {
			all.whole = append(all.whole, sample)
		}
	}
	slices.SortStableFunc(all.leads, func(a, b []string) int { return len(b) - len(a) })
	return all
})

// ofGallery understands a wish for another gallery. Its name is no word to look for:
// it may be misspelt, or stand for photos as well.
func ofGallery(words string, _ *gallery.Vocabulary) (Meaning, bool) {
	said := strings.Fields(words)
	if len(said) > 0 && strings.EqualFold(said[0], "please") {
		said = said[1:]
	}
	ways := useWays()
	if slices.Contains(ways.whole, strings.ToLower(strings.Join(said, " "))) {
		return Meaning{}, false
	}
	for _, c := range ways.leads {
		if len(said) <= len(c) || !slices.EqualFunc(said[:len(c)], c, strings.EqualFold) {
			continue
		}
		if name := galleryName(said[len(c):]); name != "" {
			return Meaning{Intent: UseGallery, Slots: Slots{SlotGallery: {Text: name}}}, true
		}
	}
	return Meaning{}, false
}

// galleryName is a gallery's name without what people put around it.
func galleryName(said []string) string {
	name := strings.Join(said, " ")
	if len(said) > 1 {
		name = strings.TrimSuffix(name, " please")
	}
	return strings.Trim(name, " \t\"'“”‘’«»?!.,")
}
