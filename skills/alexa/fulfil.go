package alexa

import (
	"encoding/json"

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
	CanFulfill    string `json:"canFulfill"`
}

// fulfillable answers whether an intent with these slots could be answered. It
// asks nobody, says nothing and does nothing (P7).
func (s *Skill) fulfillable(e *envelope) (json.RawMessage, error) {
	var body struct {
		Intent spokenIntent `json:"intent"`
	}
	if err := json.Unmarshal(e.Request, &body); err != nil {
		return nil, fault.New("alexa.Decode", fault.Invalid, "intent has no shape we know")
	}
	name, known := s.names[body.Intent.Name]
	in, _ := intents.Lookup(name)
	answer := &canFulfillIntent{CanFulfill: yesNo(known && name != intents.Fallback)}
	for slot := range body.Intent.Slots {
		ours := false
		for _, has := range in.Slots {
			ours = ours || has.Name == slot
		}
		if answer.Slots == nil {
			answer.Slots = make(map[string]slotFulfillment)
		}
		answer.Slots[slot] = slotFulfillment{CanUnderstand: yesNo(ours), CanFulfill: yesNo(ours)}
		if !ours && known {
			answer.CanFulfill = "MAYBE"
		}
	}
	return encode(responseEnvelope{Response: response{CanFulfillIntent: answer}})
}

func yesNo(yes bool) string {
	if yes {
		return "YES"
	}
	return "NO"
}
