package intents

import "shoebox/shared/fault"

// sorryFor are the words for each kind of fault: what happened and a way on.
func sorryFor(kind fault.Kind) (words, ask string) {
	switch kind {
	case fault.Invalid:
		return "I can't make sense of that, sorry.", "Could you say it another way?"
	case fault.NotFound:
		return "I can't find that photo any more.", "What shall I look for instead?"
	case fault.Conflict:
		return "Somebody changed that at the same moment.", "Would you try once more?"
	case fault.Unauthenticated, fault.Denied:
		return "I may not open that for you. Whoever keeps the gallery can let you in.", "What else shall I look for?"
	case fault.Stale:
		return "That was a while ago, and I have lost my place.", "What shall I look for?"
	case fault.TooLarge:
		return "That was a lot at once for me.", "Could you say it in a few words, like: beach last summer?"
	case fault.Throttled:
		return "I'm very busy just now.", "Would you ask me again in a moment?"
	case fault.Unavailable:
		return "I can't reach the photos just now.", "Would you ask me again in a moment?"
	case fault.Timeout, fault.Canceled:
		return "That is taking me too long.", "Would you ask again, perhaps for less at once?"
	case fault.Internal:
	}
	return "Something went wrong on my side, sorry.", "Would you try that again, or ask for something else?"
}

func apology(kind fault.Kind) *Reply {
	words, ask := sorryFor(kind)
	return &Reply{
		Kind: Apology, Fault: kind.String(), Focus: -1,
		Speech: Say(words), Ask: Say(ask), Reprompt: Say("You can also say help."),
	}
}

func goodbye(intent Name) *Reply {
	return &Reply{Kind: Farewell, Intent: intent, Focus: -1, End: true, Speech: Say("Goodbye.")}
}
