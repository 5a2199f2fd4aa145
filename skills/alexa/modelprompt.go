package alexa

import (
	"encoding/json"
	"slices"
)

// promptIDs are the prompts an intent of a dialog, or a slot of it, asks with.
type promptIDs struct {
	Confirmation string `json:"confirmation"`
	Elicitation  string `json:"elicitation"`
}

// askedAbout is an intent of a dialog, or a slot of it.
type askedAbout struct {
	Name                 string       `json:"name"`
	ElicitationRequired  bool         `json:"elicitationRequired"`
	ConfirmationRequired bool         `json:"confirmationRequired"`
	Prompts              promptIDs    `json:"prompts"`
	Slots                []askedAbout `json:"slots"`
}

// PromptFaults are the prompts of an interaction model, as the skill package holds
// it, that Alexa could not speak: an id without a prompt, one that stands twice, one
// with nothing to say, and a slot that must be asked for without a prompt.
func PromptFaults(model []byte) []string {
	var m struct {
		InteractionModel struct {
			Dialog struct {
				Intents []askedAbout `json:"intents"`
			} `json:"dialog"`
			Prompts []struct {
				ID         string `json:"id"`
				Variations []struct {
					Type  string `json:"type"`
					Value string `json:"value"`
				} `json:"variations"`
			} `json:"prompts"`
		} `json:"interactionModel"`
	}
	var f faults
	if err := json.Unmarshal(model, &m); err != nil {
		f.add("The interaction model is no JSON.")
		return f
	}
	ids := make(map[string]bool)
	for _, p := range m.InteractionModel.Prompts {
		if p.ID == "" || ids[p.ID] {
			f.add("The prompt %q has no id, or stands twice.", p.ID)
		}
		ids[p.ID] = true
		if len(p.Variations) == 0 {
			f.add("The prompt %q has nothing to say.", p.ID)
		}
		for _, v := range p.Variations {
			if empty(v.Value) || length(v.Value) > maxSpeech || !slices.Contains([]string{"PlainText", "SSML"}, v.Type) || v.Type == "SSML" && ssmlRefusal(v.Value) != "" {
				f.add("The prompt %q can't be spoken: %.50q.", p.ID, v.Value)
			}
		}
	}
	f.prompted(m.InteractionModel.Dialog.Intents, ids)
	return f
}

// prompted checks that intents, and their slots, are asked about by prompts there
// are.
func (f *faults) prompted(all []askedAbout, ids map[string]bool) {
	for _, one := range all {
		for _, asked := range []struct {
			need bool
			id   string
		}{{one.ElicitationRequired, one.Prompts.Elicitation}, {one.ConfirmationRequired, one.Prompts.Confirmation}} {
			switch {
			case asked.need && asked.id == "":
				f.add("%s must be asked about, and has no prompt.", one.Name)
			case asked.id != "" && !ids[asked.id]:
				f.add("%s is asked about by the prompt %q, which is not there.", one.Name, asked.id)
			}
		}
		f.prompted(one.Slots, ids)
	}
}
