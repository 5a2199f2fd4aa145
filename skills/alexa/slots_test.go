package alexa_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/intents"
)

const (
	static  = `"authority":"amzn1.er-authority.echo-sdk.amzn1.ask.skill.test.PERSON"`
	dynamic = `"authority":"amzn1.er-authority.echo-sdk.dynamic.amzn1.ask.skill.test.PERSON"`
	match   = `"status":{"code":"ER_SUCCESS_MATCH"}`
	noMatch = `"status":{"code":"ER_SUCCESS_NO_MATCH"}`
	anna    = `{"value":{"name":"Anna","id":"1"}}`
	annie   = `{"value":{"name":"Annie","id":"2"}}`
)

func person(inside string) string { return `{"person":{"name":"person",` + inside + `}}` }

func resolved(authorities string) string {
	return `"resolutions":{"resolutionsPerAuthority":[` + authorities + `]}`
}

func TestSlots(t *testing.T) {
	tests := []struct {
		name, slots string
		want        intents.Slots
	}{
		{"L1 a built-in type has no resolutions", `{"date":{"name":"date","value":"2024-W30"}}`, intents.Slots{"date": {Text: "2024-W30"}}},
		{"L1 no match may have no values", person(`"value":"ana",` + resolved(`{`+static+`,`+noMatch+`}`)), intents.Slots{"person": {Text: "ana"}}},
		{"L1 no match may have empty values", person(`"value":"ana",` + resolved(`{`+static+`,`+noMatch+`,"values":[]}`)), intents.Slots{"person": {Text: "ana"}}},
		{"L1 an authority that timed out matched nothing", person(`"value":"ana",` + resolved(`{`+static+`,"status":{"code":"ER_ERROR_TIMEOUT"},"values":[`+anna+`]}`)), intents.Slots{"person": {Text: "ana"}}},
		{"L1 an authority that failed matched nothing", person(`"value":"ana",` + resolved(`{`+static+`,"status":{"code":"ER_ERROR_EXCEPTION"},"values":[`+anna+`]},{`+dynamic+`,"status":{"code":"BRAND_NEW"}}`)), intents.Slots{"person": {Text: "ana"}}},
		{"L2 a match by the second authority counts", person(`"value":"ana",` + resolved(`{`+static+`,`+noMatch+`},{`+static+`,`+match+`,"values":[`+anna+`]}`)), intents.Slots{"person": {Text: "ana", Resolved: "Anna"}}},
		{"L2 a dynamic match goes before a static one", person(`"value":"ana",` + resolved(`{`+static+`,`+match+`,"values":[`+annie+`]},{`+dynamic+`,`+match+`,"values":[`+anna+`]}`)), intents.Slots{"person": {Text: "ana", Resolved: "Anna"}}},
		{"L2 a dynamic authority that matched nothing leaves it to the static", person(`"value":"ana",` + resolved(`{`+static+`,`+match+`,"values":[`+annie+`]},{`+dynamic+`,`+noMatch+`}`)), intents.Slots{"person": {Text: "ana", Resolved: "Annie"}}},
		{"L2 several dynamic values are a choice, whatever the static match", person(`"value":"ann",` + resolved(`{`+static+`,`+match+`,"values":[`+annie+`]},{`+dynamic+`,`+match+`,"values":[`+anna+`,`+annie+`]}`)), intents.Slots{"person": {Text: "ann", Choices: []string{"Anna", "Annie"}}}},
		{"L2 a match without values is none", person(`"value":"ann",` + resolved(`{`+dynamic+`,`+match+`,"values":[]},{`+static+`,`+match+`,"values":[`+annie+`]}`)), intents.Slots{"person": {Text: "ann", Resolved: "Annie"}}},
		{"L2 several values are a choice", person(`"value":"ann",` + resolved(`{`+static+`,`+match+`,"values":[`+anna+`,`+annie+`]}`)), intents.Slots{"person": {Text: "ann", Choices: []string{"Anna", "Annie"}}}},
		{"L2 the same value twice is no choice", person(`"value":"ann",` + resolved(`{`+static+`,`+match+`,"values":[`+anna+`,`+anna+`]}`)), intents.Slots{"person": {Text: "ann", Resolved: "Anna"}}},
		{"L3 a slot without a value is left out", `{"person":{"name":"person","confirmationStatus":"NONE"}}`, intents.Slots{}},
		{"L3 a question mark was not heard", `{"count":{"name":"count","value":"?"}}`, intents.Slots{}},
		{"L4 a simple slot value", person(`"slotValue":{"type":"Simple","value":"ana",` + resolved(`{`+static+`,`+match+`,"values":[`+anna+`]}`) + `}`), intents.Slots{"person": {Text: "ana", Resolved: "Anna"}}},
		{"L4 several values, nested, are one text", person(`"slotValue":{"type":"List","values":[{"type":"Simple","value":"ana",` + resolved(`{`+static+`,`+match+`,"values":[`+anna+`]}`) + `},{"type":"List","values":[{"type":"Simple","value":"ben"}]}]}`), intents.Slots{"person": {Text: "Anna and ben"}}},
		{"L4 a type nobody knows has no value", person(`"slotValue":{"type":"Map","values":[{"type":"Simple","value":"ana"}]}`), intents.Slots{}},
		{"a position in words", `{"position":{"name":"position","value":"third"}}`, intents.Slots{"position": {Text: "3"}}},
		{"a position in figures", `{"position":{"name":"position","value":"22nd"}}`, intents.Slots{"position": {Text: "22"}}},
		{"the last position", `{"position":{"name":"position","value":"last"}}`, intents.Slots{"position": {Text: "last"}}},
		{"our own name before a query", `{"query":{"name":"query","value":"photo shoebox for the beach"}}`, intents.Slots{"query": {Text: "the beach"}}},
		{"our own name behind a query", `{"query":{"name":"query","value":"beach in my Photo Shoebox"}}`, intents.Slots{"query": {Text: "beach"}}},
		{"our own name alone", `{"query":{"name":"query","value":"photo shoebox"}}`, intents.Slots{}},
		{"a shoebox that is no name of ours", `{"query":{"name":"query","value":"the cat in the shoebox"}}`, intents.Slots{"query": {Text: "the cat in the shoebox"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := asked(t, envelope(intent("FindIntent", tt.slots), "", "")).Slots
			if diff := cmp.Diff(got, tt.want); diff != "" {
				t.Errorf("slots (-got +want):\n%s", diff)
			}
		})
	}
}
