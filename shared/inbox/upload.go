package inbox

import (
	"cmp"
	"encoding/hex"
	"time"

	"shoebox/shared/blob"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// State is how far an upload is.
type State string

// The states.
const (
	Waiting    State = "waiting"
	Received   State = "received"
	Processing State = "processing"
	Ready      State = "ready"
	Refused    State = "refused"
)

// Over reports whether nothing more becomes of an upload.
func (s State) Over() bool { return s == Ready || s == Refused }

// Upload is a file on its way into a gallery.
type Upload struct {
	ID      string
	Gallery gallery.ID
	User    gallery.UserID // who announced it; "" for one that was found
	Path    string         // of one that was found, below inbox/; "" for others
	Name    string         // what the file is called, for a title; "" is not known
	Type    string         // as announced; "" is not known
	Size    int64          // bytes, as announced
	SHA256  string         // lower-case hex, as announced
	// Modified is when the file was last changed, as who announced it says; zero is not
	// said.
	Modified time.Time
	Zone     string // of the person: where times without a zone are; "" is not known
	Says     Says
	Begun    time.Time // announced, or found; to the second

	State State
	// Why is what kind of error a refusal or a failure was; Reason goes on after
	// "because" for a refusal. [Upload.Sentence] puts both into words.
	Why      fault.Kind
	Reason   string
	Photo    gallery.PhotoID // of one that is ready
	There    bool            // the gallery had the photo before
	Back     bool            // it had it in its trash, which it left
	Similar  gallery.PhotoID // a photo that looks like it; "" is none
	Attempts int             // how often somebody began to make a photo of it
	Expires  time.Time       // when the record is forgotten

	said bool // what the person says was applied, though it is kept no longer
}

// Found reports whether the file was dropped into the bucket, and nobody announced it.
func (u Upload) Found() bool { return u.Path != "" }

// Key is where its file is put.
func (u Upload) Key() string {
	return Place{Gallery: u.Gallery, ID: u.ID, Path: u.Path}.Key()
}

// Content is what the file was announced to be.
func (u Upload) Content() blob.Content {
	c := blob.Content{Type: cmp.Or(u.Type, "application/octet-stream"), Size: u.Size}
	raw, _ := hex.DecodeString(u.SHA256) // it was checked when it was announced
	copy(c.SHA256[:], raw)
	return c
}

// Sentence says why an upload was refused, or what holds it up, for the person; "" where
// there is nothing to say.
func (u Upload) Sentence() string {
	switch {
	case u.State == Refused && u.Why == fault.Denied:
		return "The photo wasn't added, because " + u.Reason + ". One of the gallery's owners can let you."
	case u.State == Refused && (u.Why == fault.TooLarge || u.Found()): // who dropped it isn't here to choose
		return "The photo wasn't added, because " + u.Reason + "."
	case u.State == Refused && u.Why == fault.NotFound:
		return "The photo wasn't added, because " + u.Reason + ". Please choose it again."
	case u.State == Refused:
		return "The photo wasn't added, because " + u.Reason + ". Please choose another file."
	case u.State == Received && u.Reason != "" && u.Attempts >= Tries:
		return "Something fails on our side, again and again. Whoever runs this Shoebox can have the photo tried once more."
	case u.State == Received && u.Reason != "":
		return "Something failed on our side. The photo will be tried again by itself."
	}
	return ""
}
