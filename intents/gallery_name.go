package intents

import (
	"slices"
	"strings"
	"sync"

	"shoebox/shared/gallery"
)

// lead is a sample with a gallery's name at its end, without the name.
type lead []string

// leads are those of the catalogue, the longest first.
var leads = sync.OnceValue(func() []lead {
	var all []lead
	in, _ := Lookup(UseGallery)
	for _, sample := range in.Samples {
		if words, ok := strings.CutSuffix(sample, " {"+SlotGallery+"}"); ok {
			all = append(all, strings.Fields(words))
		}
	}
	slices.SortStableFunc(all, func(a, b lead) int { return len(b) - len(a) })
	return all
})

// ofGallery understands a wish for another gallery. Its name is no word to look for:
// it may be misspelt, or stand for photos as well.
func ofGallery(words string, _ *gallery.Vocabulary) (Meaning, bool) {
	said := strings.Fields(words)
	if len(said) > 0 && strings.EqualFold(said[0], "please") {
		said = said[1:]
	}
	for _, c := range leads() {
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
