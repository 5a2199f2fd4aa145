package alexa

import (
	"maps"
	"slices"
	"strings"

	"shoebox/intents"
)

// InvocationName is what people call the skill: "Alexa, open photo shoebox".
const InvocationName = "photo shoebox"

// Locale is the language of the interaction model.
const Locale = "en-US"

// Model is an interaction model, as the skill package holds it.
type Model struct {
	InteractionModel struct {
		LanguageModel LanguageModel `json:"languageModel"`
		Dialog        *ModelDialog  `json:"dialog,omitempty"`
	} `json:"interactionModel"`
}

// LanguageModel is what Alexa listens for.
type LanguageModel struct {
	InvocationName     string              `json:"invocationName"`
	Intents            []ModelIntent       `json:"intents"`
	Types              []ModelType         `json:"types"`
	ModelConfiguration *ModelConfiguration `json:"modelConfiguration,omitempty"`
}

// ModelConfiguration says how much of what was not meant for the skill goes to
// AMAZON.FallbackIntent instead of the nearest intent.
type ModelConfiguration struct {
	FallbackIntentSensitivity struct {
		Level string `json:"level"` // LOW, MEDIUM, HIGH
	} `json:"fallbackIntentSensitivity"`
}

// ModelIntent is an intent with what people say for it.
type ModelIntent struct {
	Name    string      `json:"name"`
	Slots   []ModelSlot `json:"slots,omitempty"`
	Samples []string    `json:"samples"`
}

// ModelSlot is a slot of an intent.
type ModelSlot struct {
	Name string `json:"name"`
	Type string `json:"type"`
}

// ModelType is a slot type of our own with representative values: other values
// pass through it.
type ModelType struct {
	Name   string       `json:"name"`
	Values []ModelValue `json:"values"`
}

// ModelValue is one value of a slot type.
type ModelValue struct {
	ID   string `json:"id,omitempty"`
	Name struct {
		Value    string   `json:"value"`
		Synonyms []string `json:"synonyms"` // needed, if empty
	} `json:"name"`
}

const searchQuery = "AMAZON.SearchQuery"

// slotType is the type of a kind of slot in the interaction model. The types
// without AMAZON are our own.
func slotType(kind intents.SlotKind) string {
	switch kind {
	case intents.FreeText, intents.GalleryVal:
		return searchQuery
	case intents.PersonVal:
		return "PERSON"
	case intents.PlaceVal:
		return "PLACE"
	case intents.LabelVal:
		return "LABEL"
	case intents.AlbumVal:
		return "ALBUM"
	case intents.DateVal:
		return "AMAZON.DATE"
	case intents.NumberVal:
		return "AMAZON.NUMBER"
	case intents.OrdinalVal:
		return "AMAZON.Ordinal"
	case intents.AspectVal:
		return "ASPECT"
	}
	return ""
}

// InteractionModel is the interaction model of the catalogue.
func InteractionModel() Model { return ModelOf(intents.Catalogue()) }

// ModelOf makes the interaction model of a catalogue: its intents in its order,
// then Alexa's own that mean one of them, and the slot types with the examples of
// all slots of a kind.
func ModelOf(catalogue []intents.Intent) Model {
	var m Model
	m.InteractionModel.Dialog = dialogOf(catalogue)
	l := &m.InteractionModel.LanguageModel
	l.InvocationName = InvocationName
	l.ModelConfiguration = new(ModelConfiguration)
	l.ModelConfiguration.FallbackIntentSensitivity.Level = "LOW"
	others := builtIns()
	for _, in := range catalogue {
		if in.Alexa == "" {
			continue
		}
		delete(others, in.Alexa)
		l.Intents = append(l.Intents, modelIntent(in))
		for _, slot := range in.Slots {
			l.Types = withExamples(l.Types, slot)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(others)) {
		l.Intents = append(l.Intents, ModelIntent{Name: name, Samples: []string{}})
	}
	return m
}

func modelIntent(in intents.Intent) ModelIntent {
	out := ModelIntent{Name: in.Alexa, Samples: make([]string, 0, len(in.Samples))}
	for _, slot := range in.Slots {
		out.Slots = append(out.Slots, ModelSlot{Name: slot.Name, Type: slotType(slot.Kind)})
	}
	if in.Name != intents.Fallback { // Alexa finds for herself what nobody meant
		out.Samples = append(out.Samples, in.Samples...)
	}
	return out
}

// withExamples adds a slot's examples to the values of its type, if that is ours.
func withExamples(types []ModelType, slot intents.Slot) []ModelType {
	name := slotType(slot.Kind)
	if strings.HasPrefix(name, "AMAZON.") {
		return types
	}
	i := slices.IndexFunc(types, func(t ModelType) bool { return t.Name == name })
	if i < 0 {
		i = len(types)
		types = append(types, ModelType{Name: name})
	}
	for _, example := range slot.Examples {
		known := slices.ContainsFunc(types[i].Values, func(v ModelValue) bool { return strings.EqualFold(v.Name.Value, example) })
		if known {
			continue
		}
		v := ModelValue{ID: strings.ReplaceAll(strings.ToLower(example), " ", "_")}
		v.Name.Value, v.Name.Synonyms = example, []string{}
		types[i].Values = append(types[i].Values, v)
	}
	return types
}
