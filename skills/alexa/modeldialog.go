package alexa

import (
	"slices"
	"strings"

	"shoebox/intents"
)

// ModelDialog names the intents of an interaction model that may be asked about,
// slot by slot.
type ModelDialog struct {
	DelegationStrategy string         `json:"delegationStrategy"` // SKILL_RESPONSE: we ask, Alexa does not
	Intents            []DialogIntent `json:"intents"`
}

// DialogIntent is one of them. Its prompts are ours to speak, so the model has none.
type DialogIntent struct {
	Name                 string       `json:"name"`
	ConfirmationRequired bool         `json:"confirmationRequired"`
	Prompts              struct{}     `json:"prompts"`
	Slots                []DialogSlot `json:"slots"`
}

// DialogSlot is a slot that may be asked for. None needs to be filled.
type DialogSlot struct {
	Name                 string   `json:"name"`
	Type                 string   `json:"type"`
	ElicitationRequired  bool     `json:"elicitationRequired"`
	ConfirmationRequired bool     `json:"confirmationRequired"`
	Prompts              struct{} `json:"prompts"`
}

// dialogOf is the dialog of a catalogue: the intents of our own with a slot for a
// name, since names are what several can have. nil is none.
func dialogOf(catalogue []intents.Intent) *ModelDialog {
	d := &ModelDialog{DelegationStrategy: "SKILL_RESPONSE"}
	for _, in := range catalogue {
		if in.Alexa == "" || strings.HasPrefix(in.Alexa, "AMAZON.") || !slices.ContainsFunc(in.Slots, named) {
			continue
		}
		one := DialogIntent{Name: in.Alexa}
		for _, slot := range in.Slots {
			one.Slots = append(one.Slots, DialogSlot{Name: slot.Name, Type: slotType(slot.Kind)})
		}
		d.Intents = append(d.Intents, one)
	}
	if len(d.Intents) == 0 {
		return nil
	}
	return d
}

// named reports whether a slot holds a name of the gallery.
func named(s intents.Slot) bool {
	return slices.Contains([]intents.SlotKind{intents.PersonVal, intents.PlaceVal, intents.LabelVal, intents.AlbumVal}, s.Kind)
}

// has reports whether an intent may be asked about, and a slot of it; "" asks about
// the intent alone.
func (d *ModelDialog) has(intent, slot string) bool {
	if d == nil {
		return false
	}
	return slices.ContainsFunc(d.Intents, func(in DialogIntent) bool {
		return in.Name == intent && (slot == "" || slices.ContainsFunc(in.Slots, func(s DialogSlot) bool { return s.Name == slot }))
	})
}

// dialog finds what the dialog has that the language model has not, or otherwise.
func (f *faults) dialog(d *ModelDialog, all []ModelIntent) {
	if d == nil {
		return
	}
	seen := make(map[string]bool)
	for _, in := range d.Intents {
		i := slices.IndexFunc(all, func(m ModelIntent) bool { return m.Name == in.Name })
		if i < 0 || seen[in.Name] {
			f.add("The dialog of %q is about no intent, or stands twice.", in.Name)
			continue
		}
		seen[in.Name] = true
		for _, s := range in.Slots {
			if !slices.Contains(all[i].Slots, ModelSlot{Name: s.Name, Type: s.Type}) {
				f.add("The dialog of %s has the slot %q of type %s, which the intent has not.", in.Name, s.Name, s.Type)
			}
		}
	}
}
