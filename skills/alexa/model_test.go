package alexa_test

import (
	"bytes"
	"encoding/json"
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

func TestExamplePhrasesAreRealSamples(t *testing.T) {
	tests := []struct {
		phrase string
		good   bool
	}{
		{"Alexa, open photo shoebox", true},
		{"Alexa, ask photo shoebox for beach photos from last summer", true},
		{"Alexa, ask photo shoebox to show me my latest photos", true},
		{"Alexa, ask photo shoebox for a pizza", false},
		{"Alexa, open picture box", false},
		{"show me my latest photos", false},
	}
	for _, tt := range tests {
		if got := alexa.PhraseFaults([]string{tt.phrase}, intents.Catalogue()); (len(got) == 0) != tt.good {
			t.Errorf("%q: faults %q, want good %v", tt.phrase, got, tt.good)
		}
	}
	if len(alexa.PhraseFaults(nil, nil)) == 0 || len(alexa.PhraseFaults(slices.Repeat([]string{"Alexa, open photo shoebox"}, 4), nil)) == 0 {
		t.Error("none and four phrases have no faults")
	}
}

func TestThePackageIsWholeAndTheSameEachTime(t *testing.T) {
	const lambda = "arn:aws:lambda:us-east-1:123456789012:function:alexa"
	one, err := alexa.Package(lambda)
	if err != nil {
		t.Fatal(err)
	}
	again, err := alexa.Package(lambda)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"skill.json", "interactionModels/custom/en-US.json"} {
		if !json.Valid(one[path]) || !bytes.Equal(one[path], again[path]) {
			t.Errorf("%s is no JSON, or differs", path)
		}
	}
	if len(one) != 2 {
		t.Errorf("%d files, want 2", len(one))
	}
	if !bytes.Contains(one["skill.json"], []byte(lambda)) {
		t.Error("the manifest has no endpoint")
	}
}

func TestAnEndpointOfHTTPSSaysHowItsCertificateIsTrusted(t *testing.T) {
	for endpoint, want := range map[string]string{
		"": "null", "https://photos.example.com/alexa": `{"uri":"https://photos.example.com/alexa","sslCertificateType":"Trusted"}`,
		"arn:aws:lambda:us-east-1:1:function:f": `{"uri":"arn:aws:lambda:us-east-1:1:function:f"}`,
	} {
		b, err := json.Marshal(alexa.Manifest(endpoint).Manifest.APIs.Custom.Endpoint)
		if err != nil || string(b) != want {
			t.Errorf("%q: %s, %v, want %s", endpoint, b, err, want)
		}
	}
}

func TestA11TheManifestNamesTheScreensTheDocumentsAreFor(t *testing.T) {
	b, err := json.Marshal(alexa.Manifest("").Manifest.APIs.Custom.Interfaces)
	if err != nil {
		t.Fatal(err)
	}
	want := `[{"type":"ALEXA_PRESENTATION_APL","supportedViewports":[` +
		`{"mode":"HUB","shape":"ROUND","minWidth":100,"maxWidth":599,"minHeight":100,"maxHeight":599},` +
		`{"mode":"HUB","shape":"RECTANGLE","minWidth":960,"maxWidth":1279,"minHeight":600,"maxHeight":959},` +
		`{"mode":"HUB","shape":"RECTANGLE","minWidth":1280,"maxWidth":1920,"minHeight":600,"maxHeight":1279},` +
		`{"mode":"TV","shape":"RECTANGLE","minWidth":960,"maxWidth":960,"minHeight":540,"maxHeight":540}]}]`
	if string(b) != want {
		t.Errorf("interfaces %s, want %s", b, want)
	}
}
