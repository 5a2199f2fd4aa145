package alexa_test

import (
	"slices"
	"strings"
	"testing"

	"shoebox/intents"
	"shoebox/skills/alexa"
)

func TestTheInteractionModelOfTheCatalogueHasNoFaults(t *testing.T) {
	for _, f := range alexa.InteractionModel().Faults() {
		t.Error(f)
	}
}

func TestTheModelListsEveryIntentAlexaHasANameFor(t *testing.T) {
	names := make(map[string]bool)
	for _, in := range alexa.InteractionModel().InteractionModel.LanguageModel.Intents {
		names[in.Name] = true
	}
	for _, in := range intents.Catalogue() {
		if in.Alexa != "" && !names[in.Alexa] {
			t.Errorf("%s is missing", in.Alexa)
		}
	}
	for _, name := range []string{"AMAZON.NavigateHomeIntent", "AMAZON.MoreIntent", "AMAZON.SelectIntent", "AMAZON.PageRightIntent", "AMAZON.ScrollDownIntent"} {
		if !names[name] {
			t.Errorf("%s is missing", name)
		}
	}
}

func TestAPlantedFaultIsFound(t *testing.T) {
	query := intents.Slot{Name: "query", Kind: intents.FreeText}
	person := intents.Slot{Name: "person", Kind: intents.PersonVal, Examples: []string{"anna"}}
	with := func(samples []string, slots ...intents.Slot) []intents.Intent {
		return append(intents.Catalogue(), intents.Intent{Name: "planted", Alexa: "PlantedIntent", Samples: samples, Slots: slots})
	}
	tests := []struct {
		name      string
		catalogue []intents.Intent
		want      string // in a fault
	}{
		{"a query without words to carry it", with([]string{"{query}"}, query), "no words to carry"},
		{"a slot beside a query", with([]string{"planted {query} with {person}"}, query, person), "a slot beside a search query"},
		{"a sample of another intent", with([]string{"latest photos"}), "stands in LatestIntent and in PlantedIntent"},
		{"a slot name with two types", with([]string{"planted {person}"}, intents.Slot{Name: "person", Kind: intents.DateVal}), "has the types PERSON and AMAZON.DATE"},
		{"a slot that is not declared", with([]string{"planted {person}"}), "no such slot"},
		{"a slot that stands twice", with([]string{"planted {person} and {person}"}, person), "twice"},
		{"a slot in no sample", with([]string{"planted"}, person), "stands in no sample"},
		{"a digit", with([]string{"planted 7"}), "can't be spoken"},
		{"a capital", with([]string{"Planted"}), "can't be spoken"},
		{"a comma", with([]string{"planted, please"}), "can't be spoken"},
		{"the wake word", with([]string{"alexa planted"}), "wake word"},
		{"a digit in an intent's name", append(intents.Catalogue(), intents.Intent{Alexa: "Planted2Intent"}), "bad name"},
		{"an intent that stands twice", append(intents.Catalogue(), intents.Intent{Alexa: "FindIntent"}), "bad name, or stands twice"},
		{"a type without values", with([]string{"planted {album}"}, intents.Slot{Name: "album", Kind: intents.AlbumVal}), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found := alexa.ModelOf(tt.catalogue).Faults()
			if tt.want == "" {
				if len(found) > 0 {
					t.Errorf("faults %q, want none", found)
				}
				return
			}
			if !slices.ContainsFunc(found, func(f string) bool { return strings.Contains(f, tt.want) }) {
				t.Errorf("faults %q, want one with %q", found, tt.want)
			}
		})
	}
}

func TestAnInvocationNameMustBeOne(t *testing.T) {
	for _, name := range []string{"shoebox", "Photo Shoebox", "open shoebox", "photos for me", "photo shoebox 2", ""} {
		m := alexa.InteractionModel()
		m.InteractionModel.LanguageModel.InvocationName = name
		if len(m.Faults()) == 0 {
			t.Errorf("%q has no faults", name)
		}
	}
}

func TestARequiredIntentMustBeThere(t *testing.T) {
	without := slices.DeleteFunc(intents.Catalogue(), func(in intents.Intent) bool { return in.Name == intents.Fallback })
	m := alexa.ModelOf(without)
	m.InteractionModel.LanguageModel.Intents = slices.DeleteFunc(m.InteractionModel.LanguageModel.Intents, func(in alexa.ModelIntent) bool { return in.Name == "AMAZON.FallbackIntent" })
	if !slices.Contains(m.Faults(), "The intent AMAZON.FallbackIntent is missing.") {
		t.Errorf("faults %q", m.Faults())
	}
}
