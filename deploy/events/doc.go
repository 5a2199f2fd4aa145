// Package events keeps the sample events whole: one JSON file for each, named after
// the function it is for, which any tool can hand over byte for byte.
//
// They come from nobody: made-up people of the simulators ask for photos of the
// sample album, all at the time that SHOEBOX_CLOCK has in deploy/env/local.json, and
// with the secrets that lie there. What must be computed in them, the signatures of
// Slack and the tokens of links, [Sender.Sign] writes; `shoebox generate` calls it.
// Each event has an id of its own, since a repeated id gets the stored answer;
// [Sender.Again] makes further ones, with another id, at another time.
//
// Who handles them: `shoebox invoke`, deploy/runtimeapi and `sam local invoke`.
package events
