package alexa

import (
	alexago "github.com/arienmalec/alexa-go"

	"shoebox/intents"
)

// selectBuiltIn is Alexa's own way to choose from what is on the screen; its slot
// is listPosition.
const (
	selectBuiltIn = "AMAZON.SelectIntent"
	listPosition  = "ListPosition"
)

// builtIns are Alexa's intents that mean one of ours beside the one the catalogue
// names (3.7). A device pages its own screen by the paging ones, and sends those
// it could not act on (A7).
func builtIns() map[string]intents.Name {
	return map[string]intents.Name{
		alexago.HelpIntent:          intents.Help,
		alexago.CancelIntent:        intents.Cancel,
		alexago.StopIntent:          intents.Stop,
		"AMAZON.NavigateHomeIntent": intents.Stop,
		"AMAZON.FallbackIntent":     intents.Fallback,
		"AMAZON.MoreIntent":         intents.Next,
		"AMAZON.PageRightIntent":    intents.Next,
		"AMAZON.ScrollRightIntent":  intents.Next,
		"AMAZON.ScrollDownIntent":   intents.Next,
		"AMAZON.PageLeftIntent":     intents.Previous,
		"AMAZON.ScrollLeftIntent":   intents.Previous,
		"AMAZON.ScrollUpIntent":     intents.Previous,
		selectBuiltIn:               intents.Select,
	}
}

// intentNames maps the names of the interaction model to those of the catalogue.
func intentNames(catalogue []intents.Intent) map[string]intents.Name {
	names := builtIns()
	for _, in := range catalogue {
		if in.Alexa != "" {
			names[in.Alexa] = in.Name
		}
	}
	return names
}
