// Package fault gives every error of Shoebox a kind, so that callers act on the
// kind and never on the text.
//
// An error carries the operation that failed ("gallery.Find"), its kind, and the
// error beneath. Kinds rise: wrapping a NotFound gives a NotFound. An error from
// elsewhere is Internal until somebody who knows better says what it is; context
// errors are recognised.
//
// It is not a logger, and its text is for logs: the apologize middleware in intents turns
// a kind into a sentence. Only what a rule says it refuses may be shown, too (Why). An
// error's text must never hold a secret, a token or what a person said.
package fault
