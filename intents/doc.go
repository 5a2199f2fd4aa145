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
// search, browse, select, refine, overview, help. Understanding free text is
// phrase's, and time expressions are when's.
package intents
