// Package phrase understands free text, typed or spoken: which intent is meant,
// and which photos, with the words of the gallery's own vocabulary.
//
// One [Grammar] serves what a person types after /photos, says as Alexa's search
// query, and writes in the web box. Time expressions are read by when. The result
// is a [Phrase]: an intent's name, slots, and a gallery query; what was taken for
// what, and what is in doubt. What is done with it is for the handlers in intents,
// whose catalogue gives the grammar its samples.
//
// The road of a text: clean.go makes its characters plain, token.go cuts it, and
// reading.go decides by the whole of it whether it is a sample of the catalogue
// (command.go). Else it is a wish: trim.go takes away what stands around it,
// request.go reads it word by word, name.go and nicknamed.go with the gallery's
// names, modifier.go with times, orders and counts, filtered.go with filters,
// company.go with who else is there, connective.go with what joins these. group.go
// puts its parts together, sense.go makes a query of them, and print.go writes that
// down. Where a word is left that nobody knows, spelling.go finds what it may be, and
// the text is read again.
//
// The words of a language are data (words.go, and a file for each); the language is
// the one that times are read in. The names of filters are English in every
// language.
//
// What is decided where a text can mean several things:
//
//   - The longest name the gallery knows comes first: "New York", "christmas tree".
//     A time comes next; May is a month unless there is a person called May, and
//     then in "in May". A [Note] says which was taken.
//   - One word is a person if it is their whole name, or a part or nickname that one
//     person alone has, and no thing is called so; behind "with" or "of" also then.
//     It is a place behind "in", "near", "at", "from" or "around", or if nothing
//     else has its name. Else it is a Word, which finds labels, titles and all the
//     rest; so do the names of things, and a name that several people have.
//   - "or" joins what stands beside it: a word or name, the words that stand
//     together ("red cars or blue bikes"), what "and" joins that is of one sort, a
//     list that it ends. Each "or" that stands apart makes a group of its own: "cats
//     or dogs in Lisbon or Paris". Where the two beside it are of different sorts,
//     and before it stands something of the sort that follows, all from there is one
//     choice: "Paris 2019 or Lisbon 2020". A | without spaces joins just two. Between
//     two places or two cameras "and" means either: no photo is of both.
//   - Groups within a choice are multiplied out up to 16 choices; beyond that they
//     stand beside the others. Parentheses that have no other are none.
//   - "without" goes on through "and" and "or", and through a list, up to the next
//     preposition. Plain words that stand together behind it belong together:
//     "without red cars". "With or without cats" asks for nothing.
//   - Two times mean what they have in common, or both where that is nothing. A time
//     that is not wanted is taken from the others, unless nothing would be left:
//     nobody asks for what can't be, so a query's times always have a moment.
//   - "only Anna" and "Anna alone" leave out everybody else the gallery knows, up to
//     40 people in a text; where there are more it means Anna. "only Anna" as the
//     whole text is the catalogue's, which narrows down what was found. "without
//     people" leaves out the labels of people, and everybody in the same way.
//   - A word nobody knows is what it is likest to, if one is clearly that: of the
//     gallery's words, then of the language's (language_words.go). Of several it is a
//     [Doubt]. Known words, quoted ones and those of word: stay, and no word of the
//     gallery makes another intent of a text. Behind a preposition of place nobody is
//     taken without asking, and right behind it no thing that is not much like it.
//   - A number is how many when it stands with "photos" or an order, or is the first
//     thing asked to be shown: "show me three dogs".
//
// It reads no clock and no store, and never fails on strange input: what it can't
// make sense of is searched for as words.
package phrase
