package alexa

import (
	"shoebox/intents"
)

// words are what Alexa says, and what she asks when nobody answers. Where nothing
// can be seen, the photos are told (A12).
func (t *turn) words(r *intents.Request, reply *intents.Reply) (*outputSpeech, *reprompt) {
	body := t.open(reply)
	if reply.Kind == intents.Connect { // the card is rendered beside it (3.8)
		body = joined(body, intents.Say("The card in your Alexa app takes you there."))
	}
	if !r.Screen.Shows {
		body = joined(body, reply.Detail)
	}
	question, again := asking(reply)
	if len(body) == 0 && len(question) == 0 {
		return nil, nil
	}
	last := within(question, maxSpeech/4)
	if last != "" && len(body) > 0 {
		last = " " + last
	}
	first := within(body, maxSpeech-length(speak(""))-length(last))
	said := &outputSpeech{Type: "SSML", SSML: speak(first + last)}
	if len(again) == 0 {
		return said, nil
	}
	return said, &reprompt{OutputSpeech: outputSpeech{Type: "SSML", SSML: speak(within(again, maxSpeech/4))}}
}

// asking gives a reply's question, and how it is asked again. A reply that must
// not leave people in silence asks even if its handler did not: help, what was
// not understood, and a question that stands in the speech itself (3.7).
func asking(reply *intents.Reply) (question, again intents.Text) {
	if over(reply) {
		return nil, nil
	}
	question, again = reply.Ask, reply.Reprompt
	switch {
	case len(question) > 0 && (len(again) == 0 || again.String() == question.String()):
		again = inOtherWords(question, reply.Suggest)
	case len(question) == 0 && reply.Kind == intents.Asked:
		if len(again) == 0 {
			again = reply.Speech
		}
	case len(question) == 0 && (reply.Kind == intents.NotHeard || reply.Intent == intents.Help || reply.Intent == intents.Launch):
		question = intents.Say("What shall I look for?")
		if len(again) == 0 {
			again = intents.Say("You can say, latest photos.")
		}
	case len(question) == 0:
		return nil, nil // a reprompt without a question is meaningless (P5)
	}
	return question, again
}

// inOtherWords asks again: by naming what can be said, if anything was suggested.
func inOtherWords(question intents.Text, ways []intents.Suggestion) intents.Text {
	if len(ways) == 0 {
		return question
	}
	again := intents.Say("You can say, ")
	for i, way := range ways {
		switch {
		case i > 0 && i == len(ways)-1:
			again = again.And(", or ")
		case i > 0:
			again = again.And(", ")
		}
		again = again.Quote(way.Label)
	}
	return again.And(".")
}

// joined puts two texts behind one another with a blank between.
func joined(a, b intents.Text) intents.Text {
	switch {
	case len(a) == 0:
		return b
	case len(b) == 0:
		return a
	}
	return append(append(append(intents.Text(nil), a...), intents.Run{Words: " "}), b...)
}
