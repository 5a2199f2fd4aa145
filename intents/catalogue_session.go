package intents

// answers are the intents that answer a question of ours.
func answers() []Intent {
	return []Intent{
		{
			Name:    Yes,
			Alexa:   "AMAZON.YesIntent",
			Summary: "Yes to the last question",
			Example: "yes",
			Samples: []string{"yes", "yes please", "sure", "ok", "okay", "please do", "of course"},
		},
		{
			Name:    No,
			Alexa:   "AMAZON.NoIntent",
			Summary: "No to the last question",
			Example: "no",
			Samples: []string{"no", "no thanks", "no thank you", "nope", "not now", "none", "none of them", "none of those", "none of these", "neither", "neither of them"},
		},
	}
}

// session are the intents about the conversation itself.
func session() []Intent {
	return []Intent{
		{
			Name:    Help,
			Alexa:   "AMAZON.HelpIntent",
			Summary: "Say what can be asked",
			Example: "help",
			Samples: []string{"help", "help me", "what can i say", "what can i ask", "what can you do", "how does this work"},
		},
		{
			Name:    HelpSearch,
			Alexa:   "HelpSearchIntent",
			Summary: "Tell the filters to search with",
			Example: "help search",
			Samples: []string{
				"help search", "search help", "help with search", "help with searching", "help me search", "how do i search", "how can i search",
				"how does searching work", "what can i search for", "which filters are there", "what filters are there", "list filters",
			},
		},
		{
			Name:    Cancel,
			Alexa:   "AMAZON.CancelIntent",
			Summary: "Leave it",
			Example: "cancel",
			Samples: []string{"cancel", "never mind", "forget it"},
		},
		{
			Name:    Stop,
			Alexa:   "AMAZON.StopIntent",
			Summary: "End the conversation",
			Example: "stop",
			Samples: []string{"stop", "exit", "quit", "goodbye", "bye", "thanks", "thank you", "that is all", "i am done"},
		},
		{
			Name:    Fallback,
			Alexa:   "AMAZON.FallbackIntent",
			Summary: "What was not understood",
		},
		{
			Name:    Launch,
			Summary: "Say hello and show the newest photos",
			Samples: []string{"hello", "hi", "open"},
		},
	}
}
