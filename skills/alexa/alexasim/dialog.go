package alexasim

import (
	"fmt"
	"maps"

	"shoebox/skills/alexa"
)

// elicitSlot is the directive that has the device listen for one slot. The others
// about slots no skill of ours sends, so they are refused.
const elicitSlot = "Dialog.ElicitSlot"

// wireIntent is what a directive knows of an intent already.
type wireIntent struct {
	Name               string `json:"name"`
	ConfirmationStatus string `json:"confirmationStatus"`
	Slots              map[string]struct {
		Name               string `json:"name"`
		Value              string `json:"value"`
		ConfirmationStatus string `json:"confirmationStatus"`
	} `json:"slots"`
}

// elicited is the slot that the device listens for, and what else was understood.
type elicited struct {
	intent alexa.ModelIntent
	slot   alexa.ModelSlot
	filled map[string]string
}

// elicitRefusal says why Alexa would refuse to ask for a slot; "" is not at all.
func (d *Device) elicitRefusal(w wireDirective, r wireBody) string {
	in, slot := d.dialogSlot(d.intent, w.SlotToElicit)
	switch {
	case r.OutputSpeech == nil || r.ShouldEndSession == nil || *r.ShouldEndSession:
		return "a slot is asked for without words, or with the microphone off"
	case in.Name == "" || slot.Name == "":
		return fmt.Sprintf("the slot %q is asked for, which the dialog of %q has not", w.SlotToElicit, d.intent)
	case w.UpdatedIntent == nil:
		return ""
	case w.UpdatedIntent.Name != d.intent || w.UpdatedIntent.ConfirmationStatus == "":
		return "an updated intent that is another, or has no status"
	}
	for name, s := range w.UpdatedIntent.Slots {
		if s.Name != name || s.ConfirmationStatus == "" {
			return "an updated slot without name or status"
		}
	}
	return ""
}

// dialogSlot finds an intent and a slot of it in the model's dialog.
func (d *Device) dialogSlot(intent, slot string) (alexa.ModelIntent, alexa.ModelSlot) {
	var in alexa.ModelIntent
	for _, m := range d.model.Intents {
		if m.Name == intent && d.inDialog(intent) {
			in = m
		}
	}
	for _, s := range in.Slots {
		if s.Name == slot {
			return in, s
		}
	}
	return in, alexa.ModelSlot{}
}

// inDialog reports whether the model has a dialog for an intent.
func (d *Device) inDialog(intent string) bool {
	if d.dialog == nil {
		return false
	}
	for _, in := range d.dialog.Intents {
		if in.Name == intent {
			return true
		}
	}
	return false
}

// keepElicited listens for the slot a directive asks for.
func (d *Device) keepElicited(w wireDirective) {
	in, slot := d.dialogSlot(d.intent, w.SlotToElicit)
	d.elicited = &elicited{intent: in, slot: slot, filled: map[string]string{}}
	if w.UpdatedIntent == nil {
		return
	}
	for name, s := range w.UpdatedIntent.Slots {
		d.elicited.filled[name] = s.Value
	}
}

// answers gives the intent with the slot that was asked for, if what was heard is a
// value of it that the device knows.
func (d *Device) answers(heard []string) (match, bool) {
	if d.elicited == nil || len(heard) == 0 {
		return match{}, false
	}
	value, strange, ok := d.value(d.elicited.slot.Type, heard)
	if !ok || strange > 0 {
		return match{}, false
	}
	filled := maps.Clone(d.elicited.filled)
	filled[d.elicited.slot.Name] = value
	return match{intent: d.elicited.intent, filled: filled}, true
}
