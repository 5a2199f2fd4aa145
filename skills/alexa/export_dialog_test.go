package alexa

// The rules of directives about slots, for tests of those that no reply leads to.
type (
	DialogDirective = dialogDirective
	UpdatedIntent   = updatedIntent
	UpdatedSlot     = updatedSlot
)

// DialogResponse is what the rules look at beside the directives.
type DialogResponse struct{ Speaks, Listens, Ends bool }

// DialogFault is why Alexa would refuse directives in the response to a request.
func DialogFault(with DialogResponse, intent, state string, all ...DialogDirective) string {
	var r response
	if with.Speaks {
		r.OutputSpeech = new(outputSpeech)
	}
	if with.Listens {
		r.ShouldEndSession = new(false)
	}
	if with.Ends {
		r.ShouldEndSession = new(true)
	}
	for i := range all {
		r.Directives = append(r.Directives, &all[i])
	}
	return dialogFault(r, spokenTurn{DialogState: state, Intent: spokenIntent{Name: intent}}, InteractionModel().InteractionModel.Dialog)
}
