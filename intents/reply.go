package intents

import (
	"time"

	"shoebox/shared/gallery"
)

// Kind says what sort of answer a reply is, for logs and for a channel's form.
type Kind string

// The kinds of reply.
const (
	Found      Kind = "found"    // photos
	Nothing    Kind = "nothing"  // none such, and what there is instead
	Told       Kind = "told"     // an answer in words: a count, a description, help
	Asked      Kind = "asked"    // a question back
	NotHeard   Kind = "fallback" // not understood
	Farewell   Kind = "farewell" // the conversation ends
	Connect    Kind = "connect"  // how to connect: nobody known is asking, or they asked for it
	Apology    Kind = "apology"  // it failed; the fault's kind is in Reply.Fault
	Silence    Kind = "silence"  // nothing is to be said: a duplicate, a session's end
	SharedWith Kind = "shared"   // the photo in focus goes to others
)

// Shown is a photo as a reply shows it.
type Shown struct {
	Gallery     gallery.ID
	ID          gallery.PhotoID
	Title       string
	Description string
	Taken       time.Time
	Place       gallery.Place
	People      []string
	Alt         string // a sentence for who can't see it; never a file name
	Width       int    // of the original; for the shape
	Height      int
}

// Paging says where in an answer the photos shown are.
type Paging struct {
	First, Total int  // First counts from 1
	Exact        bool // Total is all there are; else there are at least Total
	HasNext      bool
	HasPrevious  bool
}

// Window is the part of an answer that is at hand.
type Window struct {
	Photos      []Shown // in the order of the answer
	First       int     // place of the first of them in the answer, from 1
	HasNext     bool    // more photos follow the last
	HasPrevious bool    // others come before the first
}

// Suggestion is something to say or press next.
type Suggestion struct {
	Label     string // on a button, or in a sentence
	Utterance string // what it stands for
	Intent    Name
}

// Reply is the answer to a Request, without any channel's form.
type Reply struct {
	Kind   Kind
	Intent Name // the intent that was answered, as understood
	// Speech is what to say. A channel that shows photos may leave out what
	// they say themselves (Detail).
	Speech Text
	Detail Text // said only where nothing can be seen: the first photos, one by one
	Photos []Shown
	Focus  int // index into Photos of the one the conversation is about; -1 is none
	Layout Layout
	Page   Paging
	// Window is what a single photo can be turned to at once, it among them. Only
	// for a screen that turns its own pages (Screen.Turns).
	Window Window
	Query  gallery.Query // what was looked for, for who wants to know
	// Suggest are at most 5 ways on.
	Suggest []Suggestion
	// Door is a page for who asked, and for nobody else.
	Door Door
	// Ask is the question at the end; empty when there is none. Reprompt is
	// asked when nobody answers, in other words.
	Ask, Reprompt Text
	// Topics are a list to read: what can be asked and how, in the order to show
	// it. A channel without a place for lists says Speech alone.
	Topics []Topic
	// Albums are the albums with the most photos, at most MaxAlbums, each with how
	// many: of an Overview, for a channel with a place for them.
	Albums []Suggestion
	// Names are the gallery's most useful names, for a channel that listens better
	// when it knows them: where Request.New, and the conversation goes on. Names
	// and synonyms together are at most MaxNames.
	Names []Vocable
	End   bool   // the conversation is over
	State string // sealed; to be given back with the next request
	Fault string // the fault's kind behind an Apology
}

// MaxAlbums is how many albums an Overview lists at most.
const MaxAlbums = 10

// Door is a page on the web that lets in who opens it. It is shown to who asked
// alone, is kept nowhere, and no voice says it. The zero Door is none.
type Door struct {
	Label string // on a button
	URL   string
}

// Topic is one way to ask, as a list of them shows it.
type Topic struct {
	Name    string // as it is written: "person"
	Help    string // one line: "photos of somebody"
	Example string // what to type for it: "person:anna"
}

// Layout is how a reply's photos want to be shown.
type Layout string

// The layouts.
const (
	NoPhotos Layout = ""
	Grid     Layout = "grid"
	Single   Layout = "single"
)
