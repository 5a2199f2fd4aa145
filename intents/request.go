package intents

import (
	"context"
	"time"

	"shoebox/shared/account"
	"shoebox/shared/gallery"
)

// Value is what a slot was filled with.
type Value struct {
	Text string // as it was heard or typed; for a date, the channel's value ("2024-W30")
	// Resolved is the name the channel matched it to, where it did: "" else.
	Resolved string
	// Choices are the names it might be, where the channel matched several.
	Choices []string
}

// Slots are filled slots by name.
type Slots map[string]Value

// Screen says what the person can look at.
type Screen struct {
	Shows bool // photos can be shown at all
	Touch bool
	Round bool
	// Width and Height are in density-independent pixels; 0 is unknown.
	Width, Height int
	// APL is the highest version of Alexa's screen language; "" elsewhere.
	APL string
	// Turns says that the screen shows one photo all over, and can be turned to
	// those beside it without asking.
	Turns bool
	// InFront is the photo the screen says is being looked at; "" is not known.
	// It is believed only of a photo of the answer at hand.
	InFront gallery.PhotoID
}

// Request is one turn, as a channel's decoder gives it.
type Request struct {
	ID       string // the channel's id of this request; a repeated id is the same request
	Channel  account.Channel
	Identity account.Identity
	// Actor is filled in by the identify middleware.
	Actor account.Actor
	// Intent, or "" where the channel only has words: then Utterance is
	// understood by phrase.
	Intent    Name
	Slots     Slots
	Utterance string
	Locale    string         // BCP 47: "en-US"
	Zone      *time.Location // of the person, as far as the channel knows; nil is unknown
	// Locate finds out where the person is, for a request that may need to know
	// what day it is there; it is asked only where their account does not say.
	// nil is nobody to ask, and gives way to Zone, as does an answer of nil.
	Locate func(context.Context) *time.Location
	At     time.Time // now, for all that is done for this request
	// State is what the last reply wanted kept, as the channel gives it back:
	// sealed, and opened by the router.
	State string
	// Thread tells conversations apart that one person has in a channel at the
	// same time; "" where there is one.
	Thread string
	Screen Screen
	// New says that the request begins a session, so that its reply carries the
	// gallery's Names. A channel without sessions leaves it false.
	New bool
	// Digests are the conversation's; nil where the channel says nothing unasked.
	Digests Digests
	// Defers says that the channel has somebody else answer what is not answered
	// in its time, so that nobody hears the apology for it.
	Defers bool
}
