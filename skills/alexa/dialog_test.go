package alexa_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/intents"
	"shoebox/intents/intentstest"
	"shoebox/shared/gallery"
	"shoebox/skills/alexa"
	"shoebox/skills/alexa/alexasim"
)

// dynamicAnn is a person slot that Alexa matched to two names of the gallery.
var dynamicAnn = `"person":{"name":"person","value":"ann","confirmationStatus":"NONE",` + resolved(`{`+dynamic+`,`+match+`,"values":[`+anna+`,`+annie+`]}`) + `}`

// whichAnn asks which of them is meant.
func whichAnn() intents.Reply {
	return intents.Reply{
		Kind: intents.Asked, Intent: intents.Find, Focus: -1, State: "sealed",
		Ask: intents.Say("Do you mean ").Quote("Anna or Annie").And("?"), Reprompt: intents.Say("Say the name."),
		Suggest: []intents.Suggestion{
			{Label: "Anna", Utterance: "photos of anna in lisbon", Intent: intents.Find},
			{Label: "Annie", Utterance: "photos of annie in lisbon", Intent: intents.Find},
		},
	}
}

func TestD1AQuestionWhichNameWasMeantListensForItsSlot(t *testing.T) {
	const place = `"place":{"name":"place","value":"lisboa","confirmationStatus":"NONE","resolutions":{"resolutionsPerAuthority":[{"authority":"a","status":{"code":"ER_SUCCESS_MATCH"},"values":[{"value":{"name":"Lisbon","id":"l"}}]}]}},"date":{"name":"date","confirmationStatus":"NONE"}`
	directives := func(raw string, reply intents.Reply) any {
		return answered(t, raw, reply)["response"].(map[string]any)["directives"]
	}
	got := directives(envelope(intent("FindIntent", `{`+dynamicAnn+`,`+place+`}`), "", ""), whichAnn())
	slot := func(name, value string) map[string]any {
		s := map[string]any{"name": name, "confirmationStatus": "NONE"}
		if value != "" {
			s["value"] = value
		}
		return s
	}
	want := []any{map[string]any{
		"type": "Dialog.ElicitSlot", "slotToElicit": "person",
		"updatedIntent": map[string]any{"name": "FindIntent", "confirmationStatus": "NONE", "slots": map[string]any{
			"person": slot("person", ""), "place": slot("place", "Lisbon"), "date": slot("date", ""),
		}},
	}}
	if diff := cmp.Diff(got, any(want)); diff != "" {
		t.Errorf("directives (-got +want):\n%s", diff)
	}
	silent := whichAnn()
	silent.End = true
	for name, none := range map[string]any{
		"one name":                directives(envelope(intent("FindIntent", `{`+place+`}`), "", ""), whichAnn()),
		"names of our own":        directives(envelope(intent("FindIntent", `{`+dynamicAnn+`}`), "", ""), choices()),
		"no question":             directives(envelope(intent("FindIntent", `{`+dynamicAnn+`}`), "", ""), replies()["told"]),
		"a question that ends":    directives(envelope(intent("FindIntent", `{`+dynamicAnn+`}`), "", ""), silent),
		"an intent of no dialog":  directives(envelope(intent("OnThisDayIntent", `{`+dynamicAnn+`}`), "", ""), whichAnn()),
		"a slot of no dialog":     directives(envelope(intent("CountIntent", strings.ReplaceAll(`{`+dynamicAnn+`}`, "person", "album")), "", ""), whichAnn()),
		"a touch, not a question": directives(envelope(touch("s", `["ask","ann"]`), "", `{"screen":"s"}`), whichAnn()),
	} {
		if none != nil {
			t.Errorf("%s: directives %v, want none", name, none)
		}
	}
	b := mustServe(t, envelope(intent("FindIntent", `{`+dynamicAnn+`,`+place+`}`), "hub", ""), whichAnn())
	golden(t, "elicited_hub", b)
}

func TestD2WhatAlexaWouldRefuseOfADialogIsFound(t *testing.T) {
	elicit := func(d alexa.DialogDirective) alexa.DialogDirective {
		d.Type, d.SlotToElicit = "Dialog.ElicitSlot", "person"
		return d
	}
	updated := func(name string) *alexa.UpdatedIntent {
		return &alexa.UpdatedIntent{Name: name, ConfirmationStatus: "NONE", Slots: map[string]alexa.UpdatedSlot{"person": {Name: "person", ConfirmationStatus: "NONE"}}}
	}
	asks := alexa.DialogResponse{Speaks: true, Listens: true}
	tests := []struct {
		name     string
		state    string
		intent   string
		response alexa.DialogResponse
		all      []alexa.DialogDirective
		want     string // "" is nothing
	}{
		{"a question for a slot", "STARTED", "FindIntent", asks, []alexa.DialogDirective{elicit(alexa.DialogDirective{UpdatedIntent: updated("FindIntent")})}, ""},
		{"one without an update", "STARTED", "FindIntent", asks, []alexa.DialogDirective{elicit(alexa.DialogDirective{})}, ""},
		{"whether a slot is right", "STARTED", "FindIntent", asks, []alexa.DialogDirective{{Type: "Dialog.ConfirmSlot", SlotToConfirm: "place"}}, ""},
		{"whether all is right", "STARTED", "FindIntent", asks, []alexa.DialogDirective{{Type: "Dialog.ConfirmIntent"}}, ""},
		{"no directive", "", "FindIntent", alexa.DialogResponse{}, nil, ""},
		{"two", "STARTED", "FindIntent", asks, []alexa.DialogDirective{elicit(alexa.DialogDirective{}), {Type: "Dialog.ConfirmIntent"}}, "two directives"},
		{"without words", "STARTED", "FindIntent", alexa.DialogResponse{Listens: true}, []alexa.DialogDirective{elicit(alexa.DialogDirective{})}, "without words"},
		{"with the microphone off", "STARTED", "FindIntent", alexa.DialogResponse{Speaks: true}, []alexa.DialogDirective{elicit(alexa.DialogDirective{})}, "microphone"},
		{"at the session's end", "STARTED", "FindIntent", alexa.DialogResponse{Speaks: true, Ends: true}, []alexa.DialogDirective{elicit(alexa.DialogDirective{})}, "microphone"},
		{"an intent the dialog has not", "STARTED", "LatestIntent", asks, []alexa.DialogDirective{elicit(alexa.DialogDirective{})}, "no dialog"},
		{"a slot the dialog has not", "STARTED", "CountIntent", asks, []alexa.DialogDirective{{Type: "Dialog.ElicitSlot", SlotToElicit: "album"}}, "not in the model's dialog"},
		{"another intent", "STARTED", "FindIntent", asks, []alexa.DialogDirective{elicit(alexa.DialogDirective{UpdatedIntent: updated("CountIntent")})}, "another intent"},
		{"an update without a status", "STARTED", "FindIntent", asks, []alexa.DialogDirective{elicit(alexa.DialogDirective{UpdatedIntent: &alexa.UpdatedIntent{Name: "FindIntent"}})}, "without name or status"},
		{"a slot without a status", "STARTED", "FindIntent", asks, []alexa.DialogDirective{elicit(alexa.DialogDirective{UpdatedIntent: &alexa.UpdatedIntent{Name: "FindIntent", ConfirmationStatus: "NONE", Slots: map[string]alexa.UpdatedSlot{"person": {Name: "person"}}}})}, "without name or status"},
		{"D3 handing over in silence", "STARTED", "FindIntent", alexa.DialogResponse{}, []alexa.DialogDirective{{Type: "Dialog.Delegate"}}, ""},
		{"D3 handing over to another intent", "IN_PROGRESS", "FindIntent", alexa.DialogResponse{}, []alexa.DialogDirective{{Type: "Dialog.Delegate", UpdatedIntent: updated("CountIntent")}}, ""},
		{"D2 handing over with words", "STARTED", "FindIntent", asks, []alexa.DialogDirective{{Type: "Dialog.Delegate"}}, "words beside"},
		{"D3 handing over what is done", "COMPLETED", "FindIntent", alexa.DialogResponse{}, []alexa.DialogDirective{{Type: "Dialog.Delegate"}}, "over"},
		{"D3 handing over what never began", "", "FindIntent", alexa.DialogResponse{}, []alexa.DialogDirective{{Type: "Dialog.Delegate"}}, "over"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := alexa.DialogFault(tt.response, tt.intent, tt.state, tt.all...)
			if (got == "") != (tt.want == "") || !strings.Contains(got, tt.want) {
				t.Errorf("fault %q, want %q", got, tt.want)
			}
		})
	}
}

func TestD2TheModelHasADialogForEveryIntentThatTakesAName(t *testing.T) {
	m := alexa.InteractionModel().InteractionModel
	var names []string
	for _, in := range m.Dialog.Intents {
		names = append(names, in.Name)
	}
	if diff := cmp.Diff(names, []string{"FindIntent", "CountIntent", "RefineIntent", "SelectIntent"}); diff != "" {
		t.Errorf("dialog (-got +want):\n%s", diff)
	}
	planted := alexa.InteractionModel()
	planted.InteractionModel.Dialog.Intents = append(planted.InteractionModel.Dialog.Intents,
		alexa.DialogIntent{Name: "NobodysIntent"}, alexa.DialogIntent{Name: "FindIntent"},
		alexa.DialogIntent{Name: "LatestIntent", Slots: []alexa.DialogSlot{{Name: "count", Type: "PERSON"}}})
	if got := len(planted.Faults()); got != 3 {
		t.Errorf("%d faults %q, want 3", got, planted.Faults())
	}
	if alexa.ModelOf(nil).InteractionModel.Dialog != nil {
		t.Error("a catalogue without names has a dialog")
	}
}

func TestD4ADeniedIntentIsANoAndADeniedSlotIsNotFilled(t *testing.T) {
	denied := strings.Replace(intent("FindIntent", `{`+dynamicAnn+`}`), `"confirmationStatus":"NONE","slots"`, `"confirmationStatus":"DENIED","slots"`, 1)
	r := asked(t, envelope(denied, "", ""))
	if r.Intent != intents.No || len(r.Slots) != 0 {
		t.Errorf("asked for %q with %v, want a no", r.Intent, r.Slots)
	}
	for _, state := range []string{"STARTED", "IN_PROGRESS", "COMPLETED", "BRAND_NEW"} {
		raw := strings.Replace(intent("FindIntent", `{`+dynamicAnn+`}`), "STARTED", state, 1)
		if got := asked(t, envelope(raw, "", "")); got.Intent != intents.Find || len(got.Slots["person"].Choices) != 2 {
			t.Errorf("dialog %s: asked for %q with %v", state, got.Intent, got.Slots)
		}
	}
	slot := strings.Replace(`{`+dynamicAnn+`}`, `"NONE"`, `"DENIED"`, 1)
	if got := asked(t, envelope(intent("FindIntent", slot), "", "")).Slots; len(got) != 0 {
		t.Errorf("slots %v, want none", got)
	}
	w := intentstest.Open(t)
	s := alexa.New(alexa.Config{Skills: []string{skillID}, Links: w.Links, Now: w.Clock.Now}, w.Router)
	b, err := s.Serve(t.Context(), json.RawMessage(strings.ReplaceAll(envelope(denied, "", ""), `"userId":"u"`, `"userId":"`+intentstest.Anna+`"`)))
	if err != nil {
		t.Fatal(err)
	}
	if h := hears(t, b, ""); !strings.HasPrefix(h.Speech, "All right.") || !h.Listening || h.Card != nil {
		t.Errorf("said %q, listening %v", h.Speech, h.Listening)
	}
}

func TestD1TheAnswerToAQuestionKeepsWhatWasUnderstoodBefore(t *testing.T) {
	w := intentstest.Open(t)
	family := w.Galleries.As(gallery.Membership{Gallery: intentstest.Family, Role: gallery.Owner})
	if _, err := family.AddAll(t.Context(), []gallery.Photo{
		{ID: "01J00000000000000000008001", Title: "Paula Reed rows", Taken: w.Clock.Now().AddDate(-1, 0, 0), People: []string{"Paula Reed"}, Place: gallery.Place{City: "Lisbon"}},
		{ID: "01J00000000000000000008002", Title: "Paula Hill sings", Taken: w.Clock.Now().AddDate(-1, 0, 0), People: []string{"Paula Hill"}, Place: gallery.Place{City: "Lisbon"}},
		{ID: "01J00000000000000000008003", Title: "Paula Hill sleeps", Taken: w.Clock.Now().AddDate(-1, 0, 0), People: []string{"Paula Hill"}, Place: gallery.Place{City: "Oslo"}},
	}); err != nil {
		t.Fatal(err)
	}
	for _, person := range []string{"Paula Reed", "Paula Hill"} {
		if err := family.Nickname(t.Context(), person, []string{"Lala"}); err != nil {
			t.Fatal(err)
		}
	}
	s := alexa.New(alexa.Config{Skills: []string{skillID}, Links: w.Links, Now: w.Clock.Now}, w.Router)
	d := alexasim.New(alexasim.Config{SkillID: skillID, UserID: intentstest.Anna, DeviceID: "d", Screen: alexasim.Hub, Now: w.Clock.Now})
	say := func(words string) (alexasim.Heard, string) {
		t.Helper()
		raw, err := d.Say(words)
		if err != nil {
			t.Fatal(err)
		}
		b, err := s.Serve(t.Context(), raw)
		if err != nil {
			t.Fatal(err)
		}
		h, err := d.Hear(b)
		if err != nil {
			t.Fatal(err)
		}
		return h, string(raw)
	}
	say("open photo shoebox") // gives the gallery's names
	if h, _ := say("photos of lala in lisbon"); !strings.Contains(h.Speech, "Do you mean Paula") {
		t.Fatalf("said %q", h.Speech)
	}
	h, raw := say("paula hill")
	if !strings.Contains(raw, `"dialogState":"IN_PROGRESS"`) || !strings.Contains(raw, `"FindIntent"`) {
		t.Errorf("the device did not take it for the slot: %s", raw)
	}
	titles := []string{}
	for _, p := range h.Screen.Photos {
		titles = append(titles, p.Title)
	}
	if diff := cmp.Diff(titles, []string{"Paula Hill sings"}); diff != "" {
		t.Errorf("photos (-got +want):\n%s", diff)
	}
}
