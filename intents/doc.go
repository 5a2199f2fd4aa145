// Package intents is one turn of a conversation: a [Request] from any channel goes
// through the [Router] to the handler of its intent, which asks the gallery and
// gives a [Reply].
//
// It knows no channel: a Reply holds words, photos, what to ask next and state, no
// SSML and no Block Kit. skills/alexa and bots/slackbot decode their envelopes
// into a Request and render a Reply; [Serve] is that road as one function.
//
// The [Catalogue] holds every intent as one value, which feeds routing, help, the
// Alexa interaction model, and Slack's help. Handlers live in a file per family:
// search, count, browse, select, refine, overview, help. Understanding free text is
// phrase's, and time expressions are when's.
//
// Every answer says what was understood (wish.go), and how words were taken where
// that is not plain (note.go). A word that may have meant several things is a
// question (question.go), whose options the state keeps for the next turn. Where
// nothing is found the gallery's own relaxations of the query are told (nothing.go,
// instead.go). What begins in the middle of a sentence, "without bridges", narrows
// an answer of the last quarter of an hour (go_on.go).
package intents
