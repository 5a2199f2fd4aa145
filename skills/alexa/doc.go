// Package alexa is the Alexa channel: a custom skill over the handlers of intents.
//
// A [Skill] checks the application id of a request, decodes the envelope into an
// intents.Request, and renders the intents.Reply as speech, card and, on a device
// with a screen, an APL document. [Skill.Serve] is what a Lambda function runs;
// [Skill.HTTP] is the same skill as an HTTPS endpoint behind a [Verifier].
// [Package] is the skill package, generated from the catalogue of intents.
//
// While it answers it may call Alexa's own service, with the token of the request at
// hand and on her hosts alone: to say that a search takes a while, and to ask in
// which time zone a device stands. A [Config] without a client calls nobody.
//
// It decides nothing about photos: who may see what is gallery's, what to answer
// is intents', and what a picture's URL is is photolink's. The statements it keeps
// (R1, P5, V2, ...) are those of Alexa's request and response reference, numbered.
// A simulated device, for tests and for people without one, is alexasim's.
package alexa
