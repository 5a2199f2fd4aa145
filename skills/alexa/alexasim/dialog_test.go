package alexasim_test

import (
	"strings"
	"testing"

	"shoebox/shared/fault"
	"shoebox/skills/alexa/alexasim"
)

// asking is a response that asks for a slot.
func asking(directive string) string {
	return `{"version":"1.0","response":{"outputSpeech":{"type":"SSML","ssml":"<speak>Which one?</speak>"},"directives":[` + directive + `],"shouldEndSession":false}}`
}

const forPlace = `{"type":"Dialog.ElicitSlot","slotToElicit":"place","updatedIntent":{"name":"FindIntent","confirmationStatus":"NONE","slots":{"person":{"name":"person","value":"Anna","confirmationStatus":"NONE"}}}}`

func TestD2ADeviceRefusesAQuestionForASlotThatAlexaWould(t *testing.T) {
	tests := []struct{ name, words, answer, want string }{ // want "" is taken
		{"a good one", "photos of anna", asking(forPlace), ""},
		{"without an update", "photos of anna", asking(`{"type":"Dialog.ElicitSlot","slotToElicit":"place"}`), ""},
		{"with the microphone off", "photos of anna", strings.Replace(asking(forPlace), "false", "true", 1), "microphone off"},
		{"without words", "photos of anna", strings.Replace(asking(forPlace), `"outputSpeech":{"type":"SSML","ssml":"<speak>Which one?</speak>"},`, "", 1), "without words"},
		{"for a slot the dialog has not", "photos of anna", asking(`{"type":"Dialog.ElicitSlot","slotToElicit":"colour"}`), "colour"},
		{"for an intent without a dialog", "latest photos", asking(`{"type":"Dialog.ElicitSlot","slotToElicit":"place"}`), "LatestIntent"},
		{"of another intent", "photos of anna", asking(strings.Replace(forPlace, "FindIntent", "CountIntent", 1)), "another"},
		{"a slot without a status", "photos of anna", asking(strings.Replace(forPlace, `"value":"Anna","confirmationStatus":"NONE"`, `"value":"Anna"`, 1)), "without name or status"},
		{"two at once", "photos of anna", asking(forPlace + "," + forPlace), "two directives"},
		{"one that nobody sends", "photos of anna", asking(`{"type":"Dialog.Delegate"}`), "directive"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := device(alexasim.Hub)
			if _, err := d.Say(tt.words); err != nil {
				t.Fatal(err)
			}
			_, err := d.Hear([]byte(tt.answer))
			if (err == nil) != (tt.want == "") || err != nil && (!fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("error %v, want one with %q", err, tt.want)
			}
		})
	}
}

func TestD1ADeviceTakesAKnownValueForTheSlotThatWasAskedFor(t *testing.T) {
	tests := []struct{ words, intent, person, place string }{
		{"lisbon", "FindIntent", "Anna", "lisbon"},
		{"latest photos", "LatestIntent", "", ""},
		{"the second one", "SelectIntent", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.words, func(t *testing.T) {
			d := device(alexasim.Hub)
			if _, err := d.Say("photos of anna"); err != nil {
				t.Fatal(err)
			}
			if _, err := d.Hear([]byte(asking(forPlace))); err != nil {
				t.Fatal(err)
			}
			in := read(t)(d.Say(tt.words)).Request.Intent
			if in.Name != tt.intent || in.Slots["person"].Value != tt.person || in.Slots["place"].Value != tt.place {
				t.Errorf("%s with person %q and place %q, want %s, %q, %q", in.Name, in.Slots["person"].Value, in.Slots["place"].Value, tt.intent, tt.person, tt.place)
			}
			if _, err := d.Hear([]byte(ending)); err != nil {
				t.Fatal(err)
			}
			if again := read(t)(d.Say(tt.words)).Request.Intent; again.Slots["person"].Value != "" {
				t.Errorf("it still listens: %+v", again)
			}
		})
	}
}
