package alexa

import (
	"slices"

	"shoebox/intents"
)

// Where a conversation about the slots of an intent is, as a request says it. Only
// intents of the model's dialog have it.
const dialogCompleted = "COMPLETED"

// What somebody said to the question whether an intent or a slot is right.
const (
	statusNone   = "NONE"
	statusDenied = "DENIED"
)

// The directives about slots (D1). Of these we send ElicitSlot alone: a name that
// several have is asked for by our own question, and the directive tells Alexa for
// which slot to listen then, and what was understood already. Nothing that can be
// said does harm, so there is nothing to confirm; and a search needs no slot, so
// there is nothing to delegate.
const (
	delegateType      = "Dialog.Delegate"
	elicitSlotType    = "Dialog.ElicitSlot"
	confirmSlotType   = "Dialog.ConfirmSlot"
	confirmIntentType = "Dialog.ConfirmIntent"
)

// dialogDirective is one of them.
type dialogDirective struct {
	Type          string         `json:"type"`
	SlotToElicit  string         `json:"slotToElicit,omitempty"`
	SlotToConfirm string         `json:"slotToConfirm,omitempty"`
	UpdatedIntent *updatedIntent `json:"updatedIntent,omitempty"`
}

// updatedIntent is the intent as far as it is understood.
type updatedIntent struct {
	Name               string                 `json:"name"`
	ConfirmationStatus string                 `json:"confirmationStatus"`
	Slots              map[string]updatedSlot `json:"slots"`
}

type updatedSlot struct {
	Name               string `json:"name"`
	Value              string `json:"value,omitempty"`
	ConfirmationStatus string `json:"confirmationStatus"`
}

// spokenTurn is what an IntentRequest has of its own.
type spokenTurn struct {
	DialogState string       `json:"dialogState"` // "" of an intent without a dialog
	Intent      spokenIntent `json:"intent"`
}

// elicit gives the directive that goes with a question which of several names was
// meant, or nil: the question is about a slot that Alexa matched to just these
// names, and the rules allow it.
func (t *turn) elicit(reply *intents.Reply, with response) *dialogDirective {
	if !choosing(reply) {
		return nil
	}
	asked := ""
	for name, slot := range t.spoken.Intent.Slots {
		if v, ok := slot.value(); ok && offers(v.Choices, reply.Suggest) {
			asked = name
		}
	}
	if asked == "" {
		return nil
	}
	d := &dialogDirective{Type: elicitSlotType, SlotToElicit: asked, UpdatedIntent: t.spoken.Intent.updated(asked)}
	with.Directives = append(slices.Clip(with.Directives), d)
	if dialogFault(with, t.spoken, t.skill.model().dialog) != "" {
		return nil // the question is asked all the same
	}
	return d
}

// offers reports whether suggestions are some of the names a slot was matched to.
func offers(choices []string, suggested []intents.Suggestion) bool {
	return len(choices) > 1 && !slices.ContainsFunc(suggested, func(s intents.Suggestion) bool { return !slices.Contains(choices, s.Label) })
}

// updated is an intent with what each slot was understood as, but for one that is
// to be asked for.
func (in spokenIntent) updated(asked string) *updatedIntent {
	u := &updatedIntent{Name: in.Name, ConfirmationStatus: statusNone, Slots: make(map[string]updatedSlot)}
	for name, slot := range in.Slots {
		s := updatedSlot{Name: name, ConfirmationStatus: statusNone}
		if v, ok := slot.value(); ok && name != asked {
			if s.Value = v.Text; v.Resolved != "" {
				s.Value = v.Resolved
			}
		}
		u.Slots[name] = s
	}
	return u
}

// dialogFault says why Alexa would refuse the directives about slots of a response;
// "" is not at all (D2, D3). in is the request that it answers.
func dialogFault(r response, in spokenTurn, model *ModelDialog) string {
	var all []*dialogDirective
	for _, directive := range r.Directives {
		if d, ok := directive.(*dialogDirective); ok {
			all = append(all, d)
		}
	}
	switch len(all) {
	case 0:
		return ""
	case 1:
	default:
		return "two directives about slots"
	}
	d := all[0]
	if why := d.UpdatedIntent.fault(); why != "" {
		return why
	}
	if d.Type == delegateType {
		return d.delegateFault(r, in)
	}
	slot := d.SlotToElicit
	if d.Type == confirmSlotType {
		slot = d.SlotToConfirm
	}
	switch {
	case r.OutputSpeech == nil:
		return "a question without words"
	case r.ShouldEndSession == nil || *r.ShouldEndSession:
		return "a question and a microphone that is off"
	case !model.has(in.Intent.Name, ""):
		return "the intent has no dialog in the model"
	case d.Type != confirmIntentType && !model.has(in.Intent.Name, slot):
		return "the slot is not in the model's dialog"
	case d.UpdatedIntent != nil && d.UpdatedIntent.Name != in.Intent.Name:
		return "another intent than the one that is asked about"
	}
	return ""
}

// delegateFault is dialogFault for handing the dialog to Alexa.
func (d *dialogDirective) delegateFault(r response, in spokenTurn) string {
	switch {
	case r.OutputSpeech != nil || r.Reprompt != nil:
		return "words beside what Alexa is to say"
	case in.DialogState == "" || in.DialogState == dialogCompleted:
		return "a dialog that is over, or never was"
	}
	return ""
}

// fault says what an updated intent lacks.
func (u *updatedIntent) fault() string {
	switch {
	case u == nil:
		return ""
	case u.Name == "" || u.ConfirmationStatus == "":
		return "an updated intent without name or status"
	}
	for name, slot := range u.Slots {
		if slot.Name != name || slot.ConfirmationStatus == "" {
			return "an updated slot without name or status"
		}
	}
	return ""
}
