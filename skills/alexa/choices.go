package alexa

import "shoebox/intents"

// screenWay is something to touch that stands for words.
type screenWay struct {
	Label string `json:"label"`
	Say   string `json:"say"`
}

// screenTopic is one way to ask, with an example to touch.
type screenTopic struct {
	Example string `json:"example"`
	Say     string `json:"say"` // the example, as it is typed
	Help    string `json:"help"`
}

// maxTopics is how many topics a screen's list holds; ours, not Alexa's.
const maxTopics = 40

// choosing reports whether a reply asks which of several things is meant, so that
// its suggestions are the answers. Where those are photos on the screen, or ways on
// after a yes or no, the screen stays as it is.
func choosing(reply *intents.Reply) bool {
	if reply.Kind != intents.Asked || len(reply.Suggest) == 0 {
		return false
	}
	switch reply.Intent {
	case intents.Yes, intents.No, intents.Launch, intents.Help:
		return false
	default:
		return reply.Suggest[0].Intent != intents.Select
	}
}

// ways are the suggestions as a screen has them. A choice that is too long to be
// sent back is picked by its place, which the conversation remembers; any other
// such suggestion is left out.
func ways(reply *intents.Reply) []screenWay {
	all := make([]screenWay, 0, len(reply.Suggest))
	for i, s := range reply.Suggest {
		say := s.Utterance
		if len(say) > maxAsked && choosing(reply) && i < len(ordinals()) {
			say = "the " + ordinals()[i] + " one"
		}
		if len(say) <= maxAsked {
			all = append(all, screenWay{Label: visible(s.Label, maxLine), Say: say})
		}
	}
	return all
}

// topics are a reply's list to read.
func topics(reply *intents.Reply) []screenTopic {
	all := make([]screenTopic, 0, len(reply.Topics))
	for _, topic := range reply.Topics[:min(len(reply.Topics), maxTopics)] {
		all = append(all, screenTopic{
			Example: visible(topic.Example, maxLine), Say: trim(topic.Example, maxAsked), Help: visible(topic.Help, maxLine),
		})
	}
	return all
}
