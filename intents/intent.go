package intents

// Name names an intent, the same in every channel.
type Name string

// The intents.
const (
	Find      Name = "find"      // photos of something, somewhere, some time
	Latest    Name = "latest"    // the newest photos
	OnThisDay Name = "onthisday" // photos of this day in earlier years
	Random    Name = "random"    // photos by chance
	Shuffle   Name = "shuffle"   // the answer at hand in a chance order
	Count     Name = "count"     // how many photos
	Overview  Name = "overview"  // what is there: top people, places, labels
	Next      Name = "next"
	Previous  Name = "previous"
	Repeat    Name = "repeat"
	StartOver Name = "startover"
	Back      Name = "back"     // from one photo to those it was chosen from
	Select    Name = "select"   // the third one
	Describe  Name = "describe" // when or where was this taken, who is in it
	Refine    Name = "refine"   // only the ones with Anna
	Yes       Name = "yes"
	No        Name = "no"
	Help      Name = "help"
	// HelpSearch tells the filters one can search with: a list to read.
	HelpSearch Name = "helpsearch"
	Stop       Name = "stop"
	Cancel     Name = "cancel"
	Fallback   Name = "fallback" // not understood
	Launch     Name = "launch"   // opened without a wish
	Send       Name = "send"     // show the photo in focus to others; where a channel has others
	SignIn     Name = "connect"  // join who speaks here with an account
	WhoAmI     Name = "whoami"
	UseGallery Name = "use"        // see the photos of another gallery
	Disconnect Name = "disconnect" // forget here who is speaking
	Digest     Name = "digest"     // the photos of this day, sent by themselves each morning
)

// SlotKind is what a slot holds.
type SlotKind uint8

// The kinds of slot.
const (
	FreeText   SlotKind = iota + 1 // anything; understood by phrase
	PersonVal                      // a person of the gallery
	PlaceVal                       // a place of the gallery
	LabelVal                       // a thing to be seen
	AlbumVal                       // an album of the gallery
	DateVal                        // a time expression, or a channel's date value
	NumberVal                      // a whole number
	OrdinalVal                     // a position: "third"
	AspectVal                      // what to tell of a photo: when, where, who, what, camera
	GalleryVal                     // the name of one of the asker's galleries
)

// Slot is a place in an intent's samples, written {name}.
type Slot struct {
	Name     string
	Kind     SlotKind
	Examples []string // for help, and representative values where a model wants them
}

// Intent is all there is to know of an intent: routing, help, the Alexa model and
// Slack's help come from this one value.
type Intent struct {
	Name Name
	// Alexa is its name in the interaction model: "FindIntent",
	// "AMAZON.NextIntent". "" has none there: Alexa has another way to say it,
	// or can't do it.
	Alexa   string
	Summary string // one line for help: "Find photos of something, somewhere, some time"
	Example string // what to type or say for it; "" is not worth telling
	Samples []string
	Slots   []Slot
}
