// Package alexasim is an Alexa device without a device: it turns what a person
// says or touches into the requests Alexa sends, and hears what the skill answers.
//
// A [Device] keeps what Alexa keeps (the session, its attributes, the document on
// the screen, the names a skill has sent) and matches words against the skill's own
// interaction model and those names, as Alexa's understanding would. It is strict about answers: what a device would
// refuse is an error. An [Authority] signs requests as Alexa does, so that an
// HTTPS endpoint is tried with its verification on.
//
// It is for transcripts, for the command line and for the page; nothing that is
// deployed imports it. It is not Alexa: it knows English, no accents, and takes
// the sample with the most words of its own for the best.
package alexasim
