package inbox

import (
	"time"

	"shoebox/shared/blob"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
)

// Config is what an Inbox is made of. All of it is needed.
type Config struct {
	Table     *table.Table
	Blobs     *blob.Store // where files arrive
	Galleries *gallery.Galleries
	Now       func() time.Time
}

// Inbox keeps the records of uploads. It is safe for concurrent use.
//
//	key                       what
//	B#gallery  W#upload       one that was announced, and is under way
//	B#gallery  F#upload       one that was found, and is under way
//	B#gallery  D#user#upload  what became of one; no user for what was found
type Inbox struct{ Config }

// New makes an Inbox.
func New(c Config) *Inbox { return &Inbox{c} }

const (
	// announcedLife is how long a file is waited for, and how long what became of it is
	// known.
	announcedLife = 24 * time.Hour
	// receivedLife is how long a file that arrived may be tried: as long as a queue
	// keeps dead letters.
	receivedLife = 14 * 24 * time.Hour
	// LeaseLength is how long somebody may work on an upload.
	LeaseLength = 3 * time.Minute
	// MaxWaiting is how many announced files of a gallery may be under way. A race may
	// make a few more, which does no harm.
	MaxWaiting = 200
	// Tries is how often a file is tried by itself: then it lies among the dead letters,
	// until somebody brings it back.
	Tries = 10
	// MaxFile is the most bytes of a file that is announced.
	MaxFile = 64 << 20
)

// Types are the media types that may be announced.
func Types() []string {
	return []string{"image/jpeg", "image/png", "image/gif", "image/webp", "image/heic", "image/tiff", "image/heif"}
}
