package phrase

import "shoebox/shared/gallery"

// English is what a text is read with when its language has no words of its own.

func english() *words {
	w := &words{
		polite: runs("ask photo shoebox for|ask photo shoebox to|ask photo shoebox|tell photo shoebox to|open photo shoebox and|open photo shoebox|" +
			"use photo shoebox to|photo shoebox|ask shoebox for|ask shoebox to|ask shoebox|alexa|hey|please|kindly|" +
			"can you please|could you please|pls|plz|would you please|will you please|can you|could you|would you|will you|can i|could i|may i|can we|could we|i would like you to|i want you to|ok|okay|now|and now|so|then"),
		heads: runs("i would love to see|i would love to look at|i would love|i would like to have a look at|i want to have a look at|i am trying to find|i was looking for|i am after|" +
			"mind showing me|mind showing us|mind showing|lets have a look at|any chance of seeing|any chance of|any chance you could show me|any chance you could|any chance you have|" +
			"let me have a look at|let us have a look at|have a look at|have a look through|take a look at|look through|go through|do you remember|i remember|i recall|there was|there were|remember|" +
			"times was|times were|times is|times are|times has|times have|times did|" +
			"i would like to see|i would like to look at|i would like|i want to see|i want to look at|i want|i need to see|i need|" +
			"i am looking for|we are looking for|i wanna see|id like to see|id like|im looking for|looking for|let me see|let us see|lets see|let me look at|" +
			"how often was|how often were|how often did|how often|did we take|did i take|did we have|a pair of|a handful of|several|a single|a nice one of|a good one of|a nice photo of|a good photo of|a nice picture of|a good picture of|pick me|pick|where did i take|where did we take|when did i take|when did we take|help me find|help us find|help me look for|dig out|dig up|dig me out|send me|i am thinking of|thinking of|what happened|show me all of|show me all|show me some of|show me some|show me|show us|show off|show|find me|find us|find|fetch me|fetch|get me|get us|get|" +
			"give me|give us|gimme|bring me|bring up|pull up|put up|display|search for|search my photos for|search in|search|look for|look at|look up|" +
			"see|view|list|tell me about|take me to|browse|go to|" +
			"do i have|do we have|do you have|have i got|have we got|have you got|are there|is there|got any|got|were there|" +
			"what did i shoot|what did we shoot|what did i take|what did we take|what did i photograph|what did i do|what did we do|" +
			"what photos do i have|what pictures do i have|what photos did i take|what photos did we take|which photos did i take|which photos do i have|" +
			"where are|where is|what is in|open the|open my|open|what about|how about|and|just show me|" +
			"any|all|all of|some|some of|a few|a few of|a couple of|a bunch of|lots of|a lot of|every|each|more|more of|of"),
		tails: runs("please|pls|plz|thx|cheers|thanks|thank you|for me|for us|to me|to us|if you can|right now|now|again|too|do i have|do we have|i have|we have|are there"),
		opens: set("open"),
		turns: englishTurns(),
		expanded: map[string][]string{
			"whats": {"what", "is"}, "wheres": {"where", "is"}, "whos": {"who", "is"}, "whens": {"when", "is"}, "hows": {"how", "is"},
			"thats": {"that", "is"}, "theres": {"there", "is"}, "im": {"i", "am"}, "id": {"i", "would"}, "ill": {"i", "will"}, "ive": {"i", "have"}, "weve": {"we", "have"}, "youve": {"you", "have"},
			"gimme": {"give", "me"}, "wanna": {"want", "to"}, "pics": {"photos"}, "pic": {"photo"},
		},
		quantities: set("a all some few every"),
		photo:      set("photo picture pic image photograph snapshot snap shot foto pictur"),
		photos:     set("photos pictures pics images photographs snapshots snaps shots fotos photoes ones everything anything something"),
		stop: set("a an the of to for by as at on in into is are was were be been being am it its this that these those i me my mine our ours " +
			"your yours us we you he she they them his her their theirs who whom whose which where when what why how have has had do does did there here any some all " +
			"also both each every then than so such very really just only please thanks but from with and or showing shows show containing contains contain featuring features " +
			"including include includes having depicting about while during via per me myself ourselves ok okay hey one ones more most lots few couple bunch lot " +
			"out up got get will would can could should shall near around inside within together appear appears visible see seen seeing ever go going um uh er erm hmm pls plz weve ive youve anywhere everywhere somewhere whats whos wheres whens thats theres"),
		not:    set("neither without no not except excluding exclude minus nor never non w/o sans excepting omit omitting dont isnt arent wasnt werent nothing none nobody"),
		there:  set("there here"),
		whole:  set("everything anything everyone everybody anyone anybody all anywhere everywhere"),
		but:    set("but"),
		ors:    set("or either"),
		ands:   set("and plus und"),
		where:  set("in near around inside at from to outside nearby within across through over on"),
		places: shortPlaces(),
		capitals: set(`january february march april may june july august september october november december monday tuesday
			wednesday thursday friday saturday sunday christmas xmas easter halloween thanksgiving hanukkah diwali ramadan`),
		with:      set("with of and featuring including"),
		taken:     set("taken shot captured snapped made photographed took taking"),
		tool:      set("camera cameras"),
		called:    set("called named titled"),
		things:    set("apple galaxy pixel sharp honor edge rebel mark pocket action power note ultra mini plus zoom nothing phone mobile digital camera"),
		verbs:     set("show find search look"),
		album:     set("album albums"),
		favourite: set("favourite favourites favorite favorites fave faves fav favs starred favourited favorited liked"),
		orders: map[string]gallery.Direction{
			"oldest": gallery.Oldest, "earliest": gallery.Oldest, "newest": gallery.Newest, "latest": gallery.Newest, "recent": gallery.Newest,
			"recently": gallery.Newest, "random": gallery.Random, "randomly": gallery.Random, "shuffled": gallery.Random, "shuffle": gallery.Random,
		},
		firsts:     map[string]gallery.Direction{"first": gallery.Oldest, "last": gallery.Newest, "earlier": gallery.Oldest, "new": gallery.Newest},
		top:        set("top"),
		first:      "first",
		on:         "on",
		numbers:    count(0, "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"),
		between:    set("of my the few most very couple"),
		slotPrefix: map[string]string{"person": "with", "place": "in", "date": "from", "album": "album"},
		commands:   englishCommands(),
	}
	for n, name := range map[int]string{30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety", 100: "hundred", 12: "dozen"} {
		w.numbers[name] = n
	}
	return w
}

func englishTurns() []turn {
	return longestFirst(
		turns("near", "next to|close to|close by|near to|not far from|in front of|on top of|at the side of|by the side of|in the middle of|in the background of|on the way to"),
		turns("in", "back in|back at|inside of|all over|anywhere in|somewhere in|anywhere near|somewhere near|somewhere around"),
		placed("in", "the city of|city of|the town of|town of|the village of|village of|the island of|island of|the state of|state of"),
		placed("not in", "outside of|outside|out of|away from|anywhere but|anywhere but in"),
		turns("without", "every year but|any year but|every year except|any year except|any time but|any time except|every day but|every day except|other than|apart from|aside from|except for|leave out|leaving out|left out|leave off|filter out|without any|not any|not a single|with no|not including|"+
			"not counting|instead of|rather than|i do not want to see|i dont want to see|do not want to see|dont want to see|do not want|dont want|do not show me|dont show me|do not show|dont show|"+
			"do not include|dont include|stop showing me|stop showing|hide the|hide all|do not have|dont have|does not have|doesnt have|does not show|doesnt show|nothing from|nothing with|nothing of"),
		turns("oldest", "in chronological order|in date order|in order of date|starting with the oldest|starting with oldest|beginning with the oldest|starting from the oldest"),
		turns("newest", "sorted by date|ordered by date|sort by date|by date|newest to oldest|from newest to oldest|in reverse chronological order|starting with the newest|starting with newest|beginning with the newest|starting with the latest"),
		turns("", "at any time|any time|of all time|all years|any year|every year"),
		turns("britain", "great britain"),
		turns("oldest", "sort by oldest|sorted by oldest|sort by oldest first|oldest to newest|from oldest to newest|oldest photos first|oldest pictures first|oldest ones first"),
		turns("newest", "sort by newest|sorted by newest|newest photos first|newest pictures first|latest photos first|newest ones first"),
		turns("random", "in random order|in a random order|in any order"),
		turns("6", "half a dozen|half dozen"),
	)
}

// englishSamples are what is typed beside the catalogue's samples, which are said.
const englishSamples = `
next: the next photo, the next picture, next picture, show next, show the next photo, show me the next photo, show me the next photos, skip, skip it, skip this one, another, another one, another photo, show me another, show me another one, any others, any more, what else, anything else, are there more, is there more, go to the next page, the next page, continue, forward, what else is there
select: go to the {position}, go to the {position} one, go to number {count}, go to photo {count}, go to photo number {count}
count: number of photos of {query}, the number of photos of {query}, number of {query} photos, the number of {query} photos
previous: the previous photo, show the previous photos, show me the previous photo, show me the previous photos, previous picture, go to the previous page, the previous page, the previous photos, step back
describe: {aspect} is this from, {aspect} is it from, {aspect} was this from, {aspect} is that from, {aspect} are these people, {aspect} are these from
overview: show albums, show me the albums, show my albums, show me my albums, which album, show me what you have, what can i look at
repeat: what did you find, what was that again
yes: yeah, yep, yup, yes do, sure thing, go ahead
no: nah, no way, not really
stop: stop it, shut up, thanks a lot, that is it, that will be all, enough
help: who are you, i need help, how do i use this, what can you do for me
helpsearch: help with filters, search tips, filters, show filters, show me the filters, how do i use filters`

func englishCommands() commands {
	c := commands{
		samples:     englishSamples,
		ordinals:    count(1, "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"),
		ordinalEnds: "stndrh",
		fromEnd:     runs("last|to last"),
		asking:      set("what which"),
		aspects: map[string]string{
			"when": "when", "where": "where", "who": "who", "whose": "who", "what": "what", "which": "what", "camera": "camera", "lens": "camera", "date": "when",
			"day": "when", "year": "when", "month": "when", "time": "when", "place": "where", "city": "where", "country": "where", "people": "who", "person": "who", "phone": "camera",
		},
	}
	c.ordinals["last"] = -1
	return c
}
