// Package phrase understands free text, typed or spoken: which intent is meant,
// and which photos, with the words of the gallery's own vocabulary.
//
// One [Grammar] serves what a person types after /photos, says as Alexa's search
// query, and writes in the web box. Time expressions are read by when. The result
// is a [Phrase]: an intent's name, slots, and a gallery query; what is done with it
// is for the handlers in intents, whose catalogue gives the grammar its samples.
//
// It reads no clock and no store, and never fails on strange input: what it can't
// make sense of is searched for as words.
package phrase
