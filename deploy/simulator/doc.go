// Package simulator is the page on which a laptop tries the channels: an Echo and a
// Slack window to ask the gallery by, and beside each what went over the wire.
//
// The simulators take no short cut. Their requests are true envelopes, signed as
// Alexa and Slack sign them, and go to the very endpoints that are open to the
// world; the page only shows what came back.
//
// Everything is embedded and served from here: no build step, and nothing is
// fetched from elsewhere. Its addresses are relative, so that it may stand at any
// path, behind [net/http.StripPrefix]. It rules over nothing: what may be seen is for
// gallery to say, and what is meant for intents. The gallery people sign in to is
// package web; a Lambda function links that one, and never this.
package simulator
