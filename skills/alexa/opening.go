package alexa

import (
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

	"shoebox/intents"
)

// attributeOpening is how the last answer was begun, so that a repeat begins alike.
const attributeOpening = "opening"

// openings are ways to begin an answer that shows photos, by how it begins of itself.
// "" leaves it as it is.
func openings(reply *intents.Reply) []string {
	if reply.Kind != intents.Found || len(reply.Speech) == 0 || reply.Page.First != 1 {
		return nil
	}
	first, rest := reply.Speech[0], reply.Speech[1:].String()
	switch reply.Intent {
	case intents.Find, intents.Refine, intents.OnThisDay, intents.Latest:
	default:
		return nil
	}
	switch {
	case first.As == intents.Number && strings.HasPrefix(rest, " of "): // "3 of 12 photos"
		return []string{"", "Here are "}
	case first.As == intents.Number:
		return []string{"", "Here are ", "I found ", "There are "}
	case strings.HasPrefix(first.Words, "One "):
		return []string{"", "Here is ", "I found ", "There is "}
	case strings.HasPrefix(first.Words, "At least "):
		return []string{"", "I found ", "There are "}
	case strings.HasPrefix(first.Words, "Your ") && len(reply.Photos) > 1:
		return []string{"", "Here are "}
	case strings.HasPrefix(first.Words, "Your "):
		return []string{"", "Here is "}
	}
	return nil
}

// open begins an answer in one of several ways, which the request's id chooses; a
// repeat begins as what it repeats did.
func (t *turn) open(reply *intents.Reply) intents.Text {
	ways := openings(reply)
	if len(ways) == 0 {
		return reply.Speech
	}
	dice := fnv.New32a()
	_, _ = dice.Write([]byte(t.envelope.header.RequestID)) // a hash takes everything
	way := int(dice.Sum32() % uint32(len(ways)))
	if before, err := strconv.Atoi(t.envelope.attribute(attributeOpening)); err == nil && before >= 0 && before < len(ways) && t.repeats() {
		way = before
	}
	t.opening = strconv.Itoa(way)
	if ways[way] == "" {
		return reply.Speech
	}
	begun := slices.Clone(reply.Speech)
	if begun[0].As == intents.Plain {
		begun[0].Words = strings.ToLower(begun[0].Words[:1]) + begun[0].Words[1:]
	}
	return intents.Say(ways[way]).Plus(begun)
}

// repeats reports whether somebody asked to hear it again.
func (t *turn) repeats() bool { return t.skill.model().names[t.spoken.Intent.Name] == intents.Repeat }
