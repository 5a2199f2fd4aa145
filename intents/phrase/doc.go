// Package phrase understands free text, typed or spoken: which intent is meant,
// and which photos, with the words of the gallery's own vocabulary.
//
// One [Grammar] serves what a person types after /photos, says as Alexa's search
// query, and writes in the web box. Time expressions are read by when. The result
// is a [Phrase]: an intent's name, slots, and a gallery query; what is done with it
// is for the handlers in intents, whose catalogue gives the grammar its samples.
//
// The road of a text: clean.go makes its characters plain, token.go cuts it, and
// command.go decides by the whole of it whether it is a sample of the catalogue.
// Else it is a wish: trim.go takes away what stands around it, request.go reads it
// word by word, name.go with the gallery's names, modifier.go with times, orders
// and counts, filter.go with filters.
//
// The words of a language are data (words.go, and a file for each); the language is
// the one that times are read in. Commands are English in every language, since the
// samples of the catalogue are, and the names of filters too.
//
// What is decided where a text can mean several things:
//
//   - The longest name the gallery knows comes first: "New York", "christmas tree".
//     A time comes next; May is a month unless there is a person called May, and
//     then in "in May".
//   - One word is a person if it is their whole name, or a part that one person
//     alone has, and no thing is called so; behind "with" or "of" also then. It is a
//     place behind "in", "near", "at", "from" or "around", or if nothing else has
//     its name. Else it is a Word, which finds labels, titles and all the rest; so
//     do the names of things, and a name that several people have.
//   - "or" joins the two names or words beside it; a query has one set of
//     alternatives, so that all of them go into it.
//   - "without" goes on through "and" and "or", up to the next preposition. Plain
//     words that stand together behind it belong together: "without red cars".
//   - Two times mean what they have in common, or all from the first to the last.
//     A time that is not wanted can't be asked for, and is left out.
//   - A number is how many when it stands with "photos" or an order, or is the first
//     thing asked to be shown: "show me three dogs".
//
// It reads no clock and no store, and never fails on strange input: what it can't
// make sense of is searched for as words.
package phrase
