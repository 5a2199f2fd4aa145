package alexa_test

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestP7WhatCouldBeFulfilledIsSaidOfEverySlotAndNothingIsDone(t *testing.T) {
	h := &listener{}
	ask := func(name, slots string) string {
		raw := strings.Replace(intent(name, slots), "IntentRequest", "CanFulfillIntentRequest", 1)
		b, err := skillWith(h).Serve(t.Context(), json.RawMessage(envelope(raw, "", "")))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	tests := []struct{ name, got, want string }{
		{"one of ours", ask("FindIntent", `{"person":{"name":"person","value":"Anna"}}`), `{"canFulfill":"YES","slots":{"person":{"canUnderstand":"YES","canFulfill":"YES"}}}`},
		{"one of ours with a strange slot", ask("FindIntent", `{"colour":{"name":"colour","value":"red"}}`), `{"canFulfill":"MAYBE","slots":{"colour":{"canUnderstand":"NO","canFulfill":"NO"}}}`},
		{"a name Alexa matched", ask("FindIntent", person(`"value":"ana",`+resolved(`{`+static+`,`+match+`,"values":[`+anna+`]}`))), `{"canFulfill":"YES","slots":{"person":{"canUnderstand":"YES","canFulfill":"YES"}}}`},
		{"a name she did not match is looked for", ask("FindIntent", person(`"value":"ana",`+resolved(`{`+static+`,`+noMatch+`}`))), `{"canFulfill":"YES","slots":{"person":{"canUnderstand":"MAYBE","canFulfill":"YES"}}}`},
		{"a slot without a value", ask("FindIntent", `{"date":{"name":"date"}}`), `{"canFulfill":"YES","slots":{"date":{"canUnderstand":"YES","canFulfill":"YES"}}}`},
		{"one that goes on where nothing began", ask("AMAZON.NextIntent", ``), `{"canFulfill":"MAYBE"}`},
		{"what is not understood", ask("AMAZON.FallbackIntent", ``), `{"canFulfill":"NO"}`},
		{"nobody's with a slot of ours", ask("OrderPizza", `{"person":{"name":"person","value":"Anna"}}`), `{"canFulfill":"NO","slots":{"person":{"canUnderstand":"NO","canFulfill":"NO"}}}`},
		{"nobody's", ask("OrderPizza", ``), `{"canFulfill":"NO"}`},
	}
	for _, tt := range tests {
		if want := `{"version":"1.0","response":{"canFulfillIntent":` + tt.want + `}}`; tt.got != want {
			t.Errorf("%s: %s, want %s", tt.name, tt.got, want)
		}
	}
	if len(h.asked) != 0 {
		t.Error("the handler was asked")
	}
}
