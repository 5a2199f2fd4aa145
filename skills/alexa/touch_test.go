package alexa_test

import (
	"encoding/json"
	"slices"
	"testing"

	"shoebox/intents"
)

// FuzzTouch has arguments and visual contexts of any shape lead to an intent a
// screen may ask for, and to no photo's id that is too long to be one (A6).
func FuzzTouch(f *testing.F) {
	const here = `{"token":"grid:a:p1","componentsVisibleOnScreen":[]}`
	for _, arguments := range []string{
		`["open","01HPHOTO",1]`, `["page","01HPHOTO","1"]`, `["next"]`, `["previous",{}]`, `["back",null]`, `["ask","beach"]`,
		`[["open"],"id"]`, `[{"open":"id"}]`, `["open",{"id":1}]`, `[null]`, `[]`, `{}`, `7`, `"open"`, `["open","\u0000\ud800"]`,
	} {
		f.Add(arguments, here)
	}
	f.Add(`["open","a"]`, seen(tile("a", `"focused":true`), tile("b", "")))
	f.Add(`["next"]`, `{"token":{},"componentsVisibleOnScreen":[[[]]]}`)
	f.Add(`["next"]`, `[]`)
	allowed := []intents.Name{"", intents.Repeat, intents.Select, intents.Next, intents.Previous, intents.Back}
	f.Fuzz(func(t *testing.T, arguments, presentation string) {
		if !json.Valid([]byte(arguments)) || !json.Valid([]byte(presentation)) {
			t.Skip("no request")
		}
		h := &listener{reply: paged()}
		raw := showing(envelope(touch("grid:a:p1", arguments), "hub", `{"screen":"grid:a:p1","state":"sealed"}`), presentation)
		b, err := skillWith(h).Serve(t.Context(), json.RawMessage(raw))
		if err != nil || !json.Valid(b) || len(h.asked) != 1 {
			t.Fatalf("asked %d times, answered %q: %v", len(h.asked), b, err)
		}
		r := h.asked[0]
		if !slices.Contains(allowed, r.Intent) || (r.Intent == "") != (r.Utterance != "") {
			t.Errorf("intent %q of %q", r.Intent, r.Utterance)
		}
		for name, v := range r.Slots {
			if name != intents.SlotPhoto || v.Text == "" || len(v.Text) > 500 {
				t.Errorf("slot %q of %d bytes", name, len(v.Text))
			}
		}
		if len(r.Screen.InFront) > 500 || len(r.Utterance) > 500 {
			t.Errorf("%d bytes in front, %d asked", len(r.Screen.InFront), len(r.Utterance))
		}
		hears(t, b, "hub")
	})
}
