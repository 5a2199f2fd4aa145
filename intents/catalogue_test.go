package intents_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"shoebox/intents"
)

var (
	slotPattern = regexp.MustCompile(`\{([a-z]+)\}`)
	// What Alexa takes in a sample: letters, spaces, . ' - and {slots}.
	samplePattern = regexp.MustCompile(`^(?:[a-z.' -]|\{[a-z]+\})+$`)
)

func TestCatalogueNamesAreThereOnce(t *testing.T) {
	names, alexa := map[intents.Name]bool{}, map[string]bool{}
	for _, in := range intents.Catalogue() {
		if names[in.Name] {
			t.Errorf("%s stands twice", in.Name)
		}
		names[in.Name] = true
		if in.Alexa != "" && alexa[in.Alexa] {
			t.Errorf("%s stands twice", in.Alexa)
		}
		alexa[in.Alexa] = true
		if in.Summary == "" {
			t.Errorf("%s has no summary for help", in.Name)
		}
	}
}

func TestCatalogueSlotNameHasOneKind(t *testing.T) {
	kinds := map[string]intents.SlotKind{}
	for _, in := range intents.Catalogue() {
		for _, s := range in.Slots {
			if kind, ok := kinds[s.Name]; ok && kind != s.Kind {
				t.Errorf("%s: slot %s is of kind %d and of kind %d", in.Name, s.Name, kind, s.Kind)
			}
			kinds[s.Name] = s.Kind
			if len(s.Examples) == 0 {
				t.Errorf("%s: slot %s has no examples", in.Name, s.Name)
			}
		}
	}
}

func TestCatalogueSamplesObeyAlexa(t *testing.T) {
	seen := map[string]intents.Name{}
	for _, in := range intents.Catalogue() {
		var used []string
		for _, sample := range in.Samples {
			if !samplePattern.MatchString(sample) || strings.TrimSpace(sample) != sample || strings.Contains(sample, "  ") {
				t.Errorf("%s: %q is not plain lower-case words and slots", in.Name, sample)
			}
			if other, ok := seen[sample]; ok {
				t.Errorf("%q stands in %s and in %s", sample, other, in.Name)
			}
			seen[sample] = in.Name
			slots := slotPattern.FindAllStringSubmatch(sample, -1)
			for _, m := range slots {
				used = append(used, m[1])
				if !slices.ContainsFunc(in.Slots, func(s intents.Slot) bool { return s.Name == m[1] }) {
					t.Errorf("%s: %q uses a slot the intent does not have", in.Name, sample)
				}
			}
			words := strings.TrimSpace(slotPattern.ReplaceAllString(sample, ""))
			if strings.Contains(sample, "{query}") && (words == "" || len(slots) > 1) {
				t.Errorf("%s: %q needs a carrier phrase and no other slot beside {query}", in.Name, sample)
			}
		}
		for _, s := range in.Slots {
			if !slices.Contains(used, s.Name) {
				t.Errorf("%s: no sample uses slot %s", in.Name, s.Name)
			}
		}
	}
}
