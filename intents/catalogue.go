package intents

// Catalogue gives every intent, in the order help lists them. Routing, help, the
// patterns of phrase, the Alexa interaction model and Slack's help are made of it.
//
// Samples are lower-case words with {slots}, numbers spelled out, and none stands
// twice. A sample with {query} has words of its own beside it and no other slot.
func Catalogue() []Intent {
	var all []Intent
	for _, family := range [][]Intent{searches(), browsing(), looking(), answers(), session(), joining()} {
		all = append(all, family...)
	}
	return all
}

// Lookup gives the intent of that name.
func Lookup(name Name) (Intent, bool) {
	for _, in := range Catalogue() {
		if in.Name == name {
			return in, true
		}
	}
	return Intent{}, false
}

// searches are the intents that start a new answer.
func searches() []Intent {
	return []Intent{
		{
			Name:    Find,
			Alexa:   "FindIntent",
			Summary: "Find photos of something, somewhere, some time",
			Example: "beach last summer",
			Slots:   []Slot{querySlot(), personSlot(), placeSlot(), labelSlot(), albumSlot(), dateSlot()},
			Samples: []string{
				"show me {query}", "show {query}", "show us {query}", "find {query}", "find me {query}",
				"search for {query}", "search {query}", "look for {query}", "i want to see {query}", "let me see {query}",
				"photos {query}", "pictures {query}", "photos of {query}", "pictures of {query}",
				"show me photos {query}", "show me pictures {query}", "show me photos of {query}", "show me pictures of {query}",
				"find photos of {query}", "find pictures of {query}",
				"{person}", "photos of {person}", "show me {person}", "show me photos of {person}",
				"photos of {person} in {place}", "photos of {person} from {date}", "photos of {person} in {place} from {date}",
				"show me photos of {person} from {date}", "show me photos of {person} in {place}",
				"photos in {place}", "photos from {place} from {date}", "show me photos from {place}", "photos in {place} from {date}",
				"{label} photos", "{label} pictures", "show me {label} photos", "show me {label} pictures",
				"{label} photos from {date}", "{label} pictures from {date}", "show me {label} photos from {date}",
				"{label} photos in {place}", "{label} photos of {person}", "{label} {date}",
				"{label} photos in {place} from {date}", "{label} photos of {person} from {date}",
				"photos from {date}", "pictures from {date}", "show me photos from {date}", "show me pictures from {date}",
				"the album {album}", "open the album {album}", "show me the album {album}",
			},
		},
		{
			Name:    Latest,
			Alexa:   "LatestIntent",
			Summary: "Show the newest photos",
			Example: "latest photos",
			Slots:   []Slot{countSlot()},
			Samples: []string{
				"latest", "recent", "newest", "latest photos", "newest photos", "recent photos", "my latest photos", "the latest photos",
				"show me my latest photos", "show me the latest photos", "show me my newest photos", "show me the newest photos",
				"show me recent photos", "show me my recent photos", "show me my photos", "my photos", "show my photos",
				"the last {count} photos", "my last {count} photos", "show me the last {count} photos", "show me my last {count} photos",
				"the latest {count} photos", "what is new",
			},
		},
		{
			Name:    OnThisDay,
			Alexa:   "OnThisDayIntent",
			Summary: "Show photos of this day in earlier years",
			Example: "on this day",
			Samples: []string{
				"on this day", "this day", "photos of this day", "photos on this day", "on this day in earlier years", "on this day in other years",
				"what happened on this day", "show me photos from this day", "what did we do on this day", "memories", "show me memories",
			},
		},
		{
			Name:    Random,
			Alexa:   "RandomIntent",
			Summary: "Show photos by chance, of all or of something",
			Example: "surprise me",
			Slots:   []Slot{querySlot()},
			Samples: []string{
				"random", "surprise me", "random photo", "a random photo", "random photos", "random pictures",
				"show me a random photo", "show me random photos", "any photo", "show me any photo",
				"random {query}", "random photos of {query}", "a random photo of {query}", "show me a random photo of {query}",
				"surprise me with {query}",
			},
		},
		{
			Name:    Shuffle,
			Alexa:   "AMAZON.ShuffleOnIntent",
			Summary: "Mix the photos that were found",
			Example: "shuffle",
			Samples: []string{"shuffle", "shuffle them", "mix them"},
		},
		{
			Name:    Count,
			Alexa:   "CountIntent",
			Summary: "Say how many photos there are of something",
			Example: "how many photos of dogs",
			Slots:   []Slot{querySlot(), personSlot(), placeSlot(), labelSlot(), dateSlot()},
			Samples: []string{
				"count", "count them", "how many", "how many are there", "how many are these", "how many of them are there", "how many photos", "how many photos do i have", "how many photos are there", "how many photos do we have",
				"how many {query}", "how many photos of {query}", "how many pictures of {query}", "how many photos are there of {query}",
				"how many photos do i have of {query}", "how many photos do we have of {query}", "how many photos {query}", "count photos of {query}",
				"count {query}", "how many photos of {person} are there", "how many photos of {person} do i have",
				"how many photos are there from {place}", "how many {label} photos are there", "how many {label} photos do i have",
				"how many photos are there from {date}", "how many photos did i take in {date}",
			},
		},
		{
			Name:    Overview,
			Alexa:   "OverviewIntent",
			Summary: "Tell what there is: people, places, things",
			Example: "what is there",
			Samples: []string{
				"what is there", "what do you have", "what have you got", "what can i see", "what photos do i have", "what photos are there",
				"what photos do you have", "what is in my gallery", "what is in the shoebox", "what is in my photos",
				"who is in my photos", "who is there", "which people are there", "list people",
				"where were my photos taken", "which places are there", "where have we been", "list places",
				"which people", "what people are there", "which places", "what places are there", "which things are there", "list labels",
				"which albums", "which albums are there", "what albums are there", "what albums do i have", "list albums", "my albums", "albums", "overview",
			},
		},
	}
}

// browsing are the intents that move about in an answer.
func browsing() []Intent {
	return []Intent{
		{
			Name:    Next,
			Alexa:   "AMAZON.NextIntent",
			Summary: "Show the next photos",
			Example: "next",
			Samples: []string{
				"next", "next one", "next photo", "next page", "the next one", "the next photos", "more", "show more", "show me more", "more photos",
				"go on", "keep going", "keep looking", "show me the next one",
			},
		},
		{
			Name:    Previous,
			Alexa:   "AMAZON.PreviousIntent",
			Summary: "Go back to the photos before",
			Example: "previous",
			Samples: []string{
				"previous", "back", "go back", "previous one", "previous photo", "previous page", "the one before", "the photos before", "show me the previous one",
			},
		},
		{
			Name:    Repeat,
			Alexa:   "AMAZON.RepeatIntent",
			Summary: "Say or show it again",
			Example: "repeat",
			Samples: []string{"repeat", "repeat that", "again", "say that again", "say it again", "show it again", "show them again", "what did you say"},
		},
		{
			Name:    StartOver,
			Alexa:   "AMAZON.StartOverIntent",
			Summary: "Go back to the first photos of the answer",
			Example: "start over",
			Samples: []string{"start over", "start again", "from the start", "from the beginning", "back to the start", "back to the beginning"},
		},
		{
			Name:    Refine,
			Alexa:   "RefineIntent",
			Summary: "Keep only some of the photos found",
			Example: "only with Anna",
			Slots:   []Slot{querySlot(), personSlot(), placeSlot(), dateSlot()},
			Samples: []string{
				"only {query}", "only the ones {query}", "only those {query}", "just {query}", "just the ones {query}", "just those {query}",
				"show only {query}", "show me only {query}", "show me only the ones {query}", "but only {query}", "but only the ones {query}",
				"narrow it down to {query}", "of those only {query}", "of these only {query}", "and {query} only",
				"only with {person}", "only the ones with {person}", "just the ones with {person}", "only the ones of {person}",
				"only in {place}", "only the ones in {place}", "only the ones from {place}", "only from {date}", "only the ones taken in {date}",
			},
		},
	}
}

// looking are the intents about one photo.
func looking() []Intent {
	return []Intent{
		{
			Name:    Select,
			Alexa:   "SelectIntent",
			Summary: "Look at one of the photos",
			Example: "the third one",
			Slots:   []Slot{positionSlot(), countSlot(), personSlot(), placeSlot()},
			Samples: []string{
				"{position}", "the {position}", "the {position} one", "{position} one", "the {position} photo", "the {position} picture",
				"show me the {position}", "show me the {position} one", "show me the {position} photo", "show the {position} one", "show the {position} photo",
				"open the {position}", "open the {position} one", "open the {position} photo", "choose the {position} one", "select the {position} one",
				"number {count}", "photo number {count}", "photo {count}", "show me number {count}", "open number {count}",
				"show me photo {count}", "open photo {count}", "select number {count}",
				"the {position} photo of {person}", "show me the {position} photo of {person}", "the {position} picture of {person}",
				"the {position} photo in {place}", "the {position} photo from {place}",
			},
		},
		{
			Name:    Back,
			Alexa:   "BackIntent",
			Summary: "Go back from one photo to the others",
			Samples: []string{"show them all", "show all of them", "show me all of them", "back to the photos", "back to the others", "back to all of them"},
		},
		{
			Name:    Describe,
			Alexa:   "DescribeIntent",
			Summary: "Tell when and where a photo was taken, and who is in it",
			Example: "when was this taken",
			Slots:   []Slot{aspectSlot(), positionSlot()},
			Samples: []string{
				"{aspect}", "describe", "describe it", "describe this", "describe this photo", "details", "tell me more", "tell me about it", "tell me about this photo",
				"tell me about the {position} one", "describe the {position} one",
				"{aspect} is it", "{aspect} is this", "{aspect} is that", "{aspect} was it", "{aspect} was this", "{aspect} was that",
				"{aspect} was it taken", "{aspect} was this taken", "{aspect} was that taken", "{aspect} was this photo taken",
				"{aspect} was this picture taken", "{aspect} was the photo taken", "{aspect} did i take this", "{aspect} did we take this",
				"{aspect} was the {position} one taken", "{aspect} is in the {position} one",
				"{aspect} is in it", "{aspect} is on it", "{aspect} is in this", "{aspect} is in this one", "{aspect} was this one taken", "{aspect} is in that one",
				"{aspect} is in this photo", "{aspect} is in this picture", "{aspect} is in the photo",
				"{aspect} can be seen", "{aspect} are they",
				"what {aspect} was it", "what {aspect} was this", "what {aspect} was this taken with", "which {aspect} was this taken with",
				"what was this taken with", "what was it taken with",
			},
		},
		{
			Name:    Send,
			Summary: "Show this photo to everybody in the channel",
			Example: "send",
			Samples: []string{"send", "send it", "send this", "send this photo", "share", "share it", "share this", "share this photo", "post it"},
		},
	}
}
