// Package web is the page a laptop serves: the gallery as a grid, an Echo and a
// Slack window to ask it by, and beside each what went over the wire.
//
// The simulators take no short cut. Their requests are true envelopes, signed as
// Alexa and Slack sign them, and go to the very endpoints that are open to the
// world; the page only shows what came back.
//
// Everything is embedded and served from here: no build step, and nothing is
// fetched from elsewhere. It rules over nothing: what may be seen is for gallery to
// say, and what is meant for intents.
package web
