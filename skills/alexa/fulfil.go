package alexa

import (
	"encoding/json"
	"slices"

	"shoebox/intents"
	"shoebox/shared/fault"
)

// canFulfillIntent says whether the skill could answer, before anybody asked (P7).
type canFulfillIntent struct {
	CanFulfill string                     `json:"canFulfill"`
	Slots      map[string]slotFulfillment `json:"slots,omitempty"`
}

type slotFulfillment struct {
	CanUnderstand string `json:"canUnderstand"`
	CanFulfill    string `json:"canFulfill"` // never maybe
}

// What can be said of an intent or a slot.
const (
	fulfilYes   = "YES"
	fulfilNo    = "NO"
	fulfilMaybe = "MAYBE"
)

// fulfillable answers whether an intent with these slots could be answered. It
// asks nobody, says nothing and does nothing (P7).
func (s *Skill) fulfillable(e *envelope) (json.RawMessage, error) {
	var body struct {
		Intent spokenIntent `json:"intent"`
	}
	if err := json.Unmarshal(e.Request, &body); err != nil {
		return nil, fault.New("alexa.Decode", fault.Invalid, "intent has no shape we know")
	}
	name := s.model().names[body.Intent.Name]
	in, known := intents.Lookup(name)
	answer := &canFulfillIntent{CanFulfill: answerable(name, known)}
	for slot, said := range body.Intent.Slots {
		if answer.Slots == nil {
			answer.Slots = make(map[string]slotFulfillment)
		}
		has := slices.ContainsFunc(in.Slots, func(has intents.Slot) bool { return has.Name == slot })
		own := understandable(said, has && known)
		if answer.Slots[slot] = own; own.CanFulfill == fulfilNo && answer.CanFulfill == fulfilYes {
			answer.CanFulfill = fulfilMaybe
		}
	}
	return encode(responseEnvelope{Response: response{CanFulfillIntent: answer}})
}

// answerable says of an intent without its slots whether it can be answered. One
// that goes on in a conversation may find that there is none.
func answerable(name intents.Name, known bool) string {
	switch {
	case !known, name == intents.Fallback:
		return fulfilNo
	}
	switch name {
	case intents.Next, intents.Previous, intents.Repeat, intents.StartOver, intents.Back, intents.Select, intents.Describe,
		intents.Shuffle, intents.Refine, intents.Yes, intents.No:
		return fulfilMaybe
	default:
		return fulfilYes
	}
}

// understandable says of a slot whether its value can be understood: one that Alexa
// did not match, or to several, may be a name of the gallery, and can be looked for
// in any case.
func understandable(s spokenSlot, ours bool) slotFulfillment {
	v, filled := s.value()
	switch {
	case !ours:
		return slotFulfillment{CanUnderstand: fulfilNo, CanFulfill: fulfilNo}
	case filled && v.Resolved == "" && len(s.Resolutions.PerAuthority) > 0:
		return slotFulfillment{CanUnderstand: fulfilMaybe, CanFulfill: fulfilYes}
	}
	return slotFulfillment{CanUnderstand: fulfilYes, CanFulfill: fulfilYes}
}
