package gallery

import (
	"slices"
	"time"
)

// ID names a gallery: a ULID, or another name of 1 to 40 ASCII letters, digits, "-"
// and "_".
type ID string

// PhotoID names a photo within its gallery: a ULID, or what an import gave it, 1 to
// 40 ASCII letters, digits, "-" and "_".
type PhotoID string

// State says whether a photo is in the gallery or in its trash.
type State string

// The states.
const (
	Live    State = "live"
	Trashed State = "trashed"
)

// Label is something seen in a photo, by a machine or in its metadata.
type Label struct {
	Name       string   `json:"name"`
	Confidence float64  `json:"confidence"` // percent, 0 to 100
	Parents    []string `json:"parents,omitempty"`
	Aliases    []string `json:"aliases,omitempty"` // other names of the same, by which it is found too
}

// Place is where a photo was taken. Every part may be missing.
type Place struct {
	City    string `json:"city,omitempty"`
	Region  string `json:"region,omitempty"`
	Country string `json:"country,omitempty"`
	// Lat and Lon are degrees, WGS 84; both 0 is unknown.
	Lat float64 `json:"lat,omitempty"`
	Lon float64 `json:"lon,omitempty"`
}

// Objects are the keys of a photo's files in the blob store. A rendition that was
// not made yet has no key.
type Objects struct {
	Original string `json:"original,omitempty"`
	Small    string `json:"small,omitempty"`  // 320 px on the long side
	Medium   string `json:"medium,omitempty"` // fits 720×480
	Large    string `json:"large,omitempty"`  // fits 1200×800
}

// Keys gives the keys of the objects that there are.
func (o Objects) Keys() []string {
	return slices.DeleteFunc([]string{o.Original, o.Small, o.Medium, o.Large}, func(key string) bool { return key == "" })
}

// Photo is one photograph with all that is known of it.
type Photo struct {
	ID          PhotoID
	Title       string
	Description string
	// Taken is the instant with the local zone of the place, as far as it is
	// known: Taken.Location() tells the wall clock a person remembers. It is
	// kept to the second, with the zone's offset then but not its name. Its year
	// in UTC is 1 to 9999; zero is Invalid.
	Taken         time.Time
	Added         time.Time
	People        []string
	Tags          []string
	Labels        []Label
	Place         Place
	Camera        string
	Albums        []string
	Favourite     bool
	Rating        int // stars, 1 to 5; 0 is none
	State         State
	TrashedAt     time.Time // zero while live
	Width, Height int       // of the original, upright, in pixels
	Objects       Objects
	SHA256        string // of the original, lower-case hex; "" for a photo without a file
	Bytes         int64  // of the original; 0 is not known, and counts as nothing
	// Blurhash is what the photo looks like from afar, to be shown until a rendition
	// has come; "" is not known.
	Blurhash string
	// Likeness is a perceptual hash: photos that look alike differ in few of its bits.
	// 0 is not known.
	Likeness Likeness
	// Edited are the fields that people changed, sorted. What is found out about the
	// photo later leaves them alone.
	Edited []Field
	// Terms are the index terms the photo stands under while it is live, as
	// it was last indexed, sorted. Only gallery writes them.
	Terms []string
	// Unindexed is the number of words and names no search finds: those that were more
	// than MaxTerms allows, at the end of a description mostly.
	Unindexed int
	// Version grows by one with every change.
	Version int64
}

// Likeness is a perceptual hash of 64 bits.
type Likeness uint64

// Field names a part of a photo that people and machines both may write.
type Field string

// The fields.
const (
	FieldTitle       Field = "title"
	FieldDescription Field = "description"
	FieldTags        Field = "tags"
	FieldPeople      Field = "people"
	FieldAlbums      Field = "albums"
	FieldFavourite   Field = "favourite"
	FieldTaken       Field = "taken"
	FieldPlace       Field = "place"
)

// WantedBack reports whether the photo lies in the trash, since before its file was sent
// anew: who sends a file wants its photo. One that went there later stays, since that is
// what people said last.
func (p Photo) WantedBack(sent time.Time) bool {
	return p.State == Trashed && !p.TrashedAt.After(sent)
}
