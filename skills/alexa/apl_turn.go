package alexa

import "slices"

// executeCommands has the device act on a document it shows. It carries the
// document's token, since a device ignores it on any other (A8).
type executeCommands struct {
	Type     string    `json:"type"`
	Token    string    `json:"token"`
	Commands []command `json:"commands"`
}

// command is an APL command to a component of ours.
type command struct {
	Type        string `json:"type"`
	ComponentID string `json:"componentId"`
	Property    string `json:"property,omitempty"` // of SetValue
	Position    string `json:"position,omitempty"` // of SetPage
	Value       int    `json:"value"`
}

// turnTo turns the pager of a document to a page. That page is marked as known
// first, so that the document does not report what came from here.
func turnTo(token string, page int) *executeCommands {
	return &executeCommands{
		Type:  "Alexa.Presentation.APL.ExecuteCommands",
		Token: token,
		Commands: []command{
			{Type: "SetValue", ComponentID: "screen", Property: "told", Value: page},
			{Type: "SetPage", ComponentID: "photos", Position: "absolute", Value: page},
		},
	}
}

// refusal looks at commands: they are for a document, and each for a component of it.
func (e *executeCommands) refusal() string {
	switch {
	case e.Token == "":
		return "commands for no document"
	case len(e.Commands) == 0 || slices.ContainsFunc(e.Commands, func(c command) bool { return c.ComponentID == "" }):
		return "commands without a command, or without a component"
	}
	return ""
}
