// Package intentstest plays conversations: a transcript says what a person asks
// and which photos answer, and the same transcript runs through every channel for
// real, signed requests and all.
//
// A [World] is a gallery with the small invented [Album], and a router over it. A
// [Speaker] is one person at one channel; [Transcript.Play] has them talk.
package intentstest
