package alexa

// The parts of a response, for tests that plant a fault into one.
type (
	Response        = responseEnvelope
	Speech          = outputSpeech
	Reprompt        = reprompt
	Card            = card
	CardImage       = cardImage
	RenderDocument  = renderDocument
	Datasource      = datasource
	ScreenData      = screenData
	ScreenItem      = screenItem
	UpdatedEntities = updateEntities

	PublishingLocale = publishingLocale
	ExecuteCommands  = executeCommands
	Command          = command
)

// Mended gives a response to a request as it would be sent, and what was left out.
func (s *Skill) Mended(request []byte, r Response) (Response, []string) {
	e, err := parse(request)
	if err != nil {
		panic(err)
	}
	return (&turn{skill: s, envelope: e}).mended(r)
}
