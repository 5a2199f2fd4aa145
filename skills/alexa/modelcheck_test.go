package alexa_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"shoebox/intents"
	"shoebox/skills/alexa"
)

func TestSamplesThatSoundAlikeAreFound(t *testing.T) {
	person := intents.Slot{Name: "person", Kind: intents.PersonVal, Examples: []string{"anna"}}
	who := intents.Slot{Name: "who", Kind: intents.PersonVal, Examples: []string{"ben"}}
	tests := []struct {
		name, one, other string
		same             bool
	}{
		{"the same", "planted one", "planted one", true},
		{"with a dash", "planted twenty-one", "planted twenty one", true},
		{"with an apostrophe", "planted anna's", "planted anna s", true},
		{"with dots", "planted u.s.a.", "planted u s a", true},
		{"slots of one type", "planted {person}", "planted {who}", true},
		{"other words", "planted one", "planted two", false},
		{"words in another order", "planted {person} one", "planted one {who}", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			catalogue := append(intents.Catalogue(),
				intents.Intent{Name: "p1", Alexa: "PlantedOneIntent", Samples: []string{tt.one, "one {person}"}, Slots: []intents.Slot{person}},
				intents.Intent{Name: "p2", Alexa: "PlantedTwoIntent", Samples: []string{tt.other, "two {who}"}, Slots: []intents.Slot{who}})
			found := alexa.ModelOf(catalogue).Faults()
			if (len(found) > 0) != tt.same {
				t.Errorf("faults %q, want some %v", found, tt.same)
			}
		})
	}
}

// planted gives the interaction model with something changed in it.
func planted(change func(*alexa.LanguageModel)) []string {
	m := alexa.InteractionModel()
	change(&m.InteractionModel.LanguageModel)
	return m.Faults()
}

func TestAPlantedFaultOfTheModelItselfIsFound(t *testing.T) {
	value := func(id, name string, synonyms ...string) alexa.ModelValue {
		v := alexa.ModelValue{ID: id}
		v.Name.Value, v.Name.Synonyms = name, synonyms
		return v
	}
	with := func(values ...alexa.ModelValue) func(*alexa.LanguageModel) {
		return func(l *alexa.LanguageModel) {
			l.Types = append(l.Types, alexa.ModelType{Name: "PIZZA", Values: values})
		}
	}
	tests := []struct {
		name  string
		plant func(*alexa.LanguageModel)
		want  string
	}{
		{"a value twice", with(value("1", "salami"), value("2", "Salami")), "twice"},
		{"an id twice", with(value("1", "salami"), value("1", "funghi")), "twice"},
		{"a synonym that is a value", with(value("1", "salami"), value("2", "funghi", "salami")), "twice"},
		{"an empty value", with(value("1", " ")), "empty or too long"},
		{"a value too long", with(value("1", strings.Repeat("a", 141))), "empty or too long"},
		{"a type without values", with(), "no values"},
		{"a type twice", func(l *alexa.LanguageModel) { l.Types = append(l.Types, l.Types[0]) }, "stands twice"},
		{"more values than there may be", func(l *alexa.LanguageModel) {
			var all []alexa.ModelValue
			for i := range 50001 {
				all = append(all, value("", fmt.Sprint("value ", i)))
			}
			with(all...)(l)
		}, "50000 are allowed"},
		{"a slot of no type", func(l *alexa.LanguageModel) {
			l.Intents[0].Slots = append(l.Intents[0].Slots, alexa.ModelSlot{Name: "p", Type: "PIZZA"})
		}, "not there"},
		{"a slot with a digit", func(l *alexa.LanguageModel) {
			l.Intents[0].Slots = append(l.Intents[0].Slots, alexa.ModelSlot{Name: "p2", Type: "PERSON"})
		}, "bad name"},
		{"a sample too long", func(l *alexa.LanguageModel) {
			l.Intents[0].Samples = append(l.Intents[0].Samples, strings.Repeat("long ", 41)+"one")
		}, "more than 200"},
		{"a fallback of no known sensitivity", func(l *alexa.LanguageModel) { l.ModelConfiguration.FallbackIntentSensitivity.Level = "SOME" }, "sensitivity"},
		{"an invocation name with an article", func(l *alexa.LanguageModel) { l.InvocationName = "the shoebox" }, "article"},
		{"an invocation name too long", func(l *alexa.LanguageModel) { l.InvocationName = strings.Repeat("shoe ", 10) + "box" }, "50 characters"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if found := planted(tt.plant); !slices.ContainsFunc(found, func(f string) bool { return strings.Contains(f, tt.want) }) {
				t.Errorf("faults %.200q, want one with %q", found, tt.want)
			}
		})
	}
}

func TestPromptsAreThereAndCanBeSpoken(t *testing.T) {
	const prompts = `"prompts":[{"id":"Which","variations":[{"type":"PlainText","value":"Which one?"},{"type":"SSML","value":"<speak>Who?</speak>"}]}]`
	dialog := func(slot string) string {
		return `"dialog":{"intents":[{"name":"FindIntent","confirmationRequired":false,"prompts":{},"slots":[{"name":"person","type":"PERSON",` + slot + `}]}]}`
	}
	tests := []struct{ name, model, want string }{
		{"no dialog", ``, ""},
		{"one that needs no prompt", dialog(`"elicitationRequired":false,"prompts":{}`), ""},
		{"one with its prompt", dialog(`"elicitationRequired":true,"prompts":{"elicitation":"Which"}`) + `,` + prompts, ""},
		{"a prompt that is not there", dialog(`"elicitationRequired":true,"prompts":{"elicitation":"Who"}`) + `,` + prompts, `"Who", which is not there`},
		{"a confirmation by none", dialog(`"confirmationRequired":true,"prompts":{}`), "has no prompt"},
		{"an intent's confirmation by none", strings.Replace(dialog(`"prompts":{}`), `"confirmationRequired":false`, `"confirmationRequired":true`, 1), "FindIntent must be asked"},
		{"a prompt twice", strings.Replace(prompts, `]}]`, `]},{"id":"Which","variations":[{"type":"PlainText","value":"a"}]}]`, 1), "stands twice"},
		{"a prompt without words", strings.Replace(prompts, "Which one?", "", 1), "can't be spoken"},
		{"a prompt that is no SSML", strings.Replace(prompts, "<speak>Who?", "Who?", 1), "can't be spoken"},
		{"a prompt of no variations", `"prompts":[{"id":"Which","variations":[]}]`, "nothing to say"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found := alexa.PromptFaults([]byte(`{"interactionModel":{` + tt.model + `}}`))
			if tt.want == "" && len(found) > 0 || !strings.Contains(strings.Join(found, " "), tt.want) {
				t.Errorf("faults %q, want one with %q", found, tt.want)
			}
		})
	}
	if len(alexa.PromptFaults([]byte("{"))) == 0 {
		t.Error("what is no JSON has no faults")
	}
}
