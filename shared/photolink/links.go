package photolink

import (
	"time"

	"shoebox/shared/gallery"
)

// Rendition is a size of a photo. All are JPEG without metadata.
type Rendition uint8

// The renditions, each fitting its box with the photo's own shape.
const (
	Small  Rendition = iota + 1 // 320×320 px: a thumbnail
	Medium                      // 720×480 px: Alexa's small card image
	Large                       // 1200×800 px: a screen, a Slack message
)

// Audience is who a link was made for.
type Audience uint8

// The audiences.
const (
	ForAlexa Audience = iota + 1
	ForSlack
	ForWeb
)

// Target is what a link shows.
type Target struct {
	Gallery   gallery.ID
	Photo     gallery.PhotoID
	Rendition Rendition
	Audience  Audience
	Expires   time.Time // to the second
}

// Key is a signing key with a number that tokens carry, so that two keys can be
// good at once while one replaces the other.
type Key struct {
	Number byte
	Secret []byte // at least 32 bytes
}

// Links makes and checks links. The first key signs; all verify. It is safe for
// concurrent use.
type Links struct{}

// New makes Links. base is scheme and host ("https://photos.example.com"), with a
// path before /i/ if need be. It panics on no or short keys.
func New(base string, keys []Key, now func() time.Time) *Links { panic("to be written") }

// URL gives a link of at most 200 characters beside base. It is the same for the
// same target, so that caches work: give Expires rounded, as [Links.Until] does.
func (l *Links) URL(t Target) string { panic("to be written") }

// Until gives an expiry at least d from now, rounded up so that links made within
// the same quarter of d are equal.
func (l *Links) Until(d time.Duration) time.Time { panic("to be written") }

// Verify gives the target of a token. A forged or garbled one is Denied, an
// expired one Stale, with the target.
func (l *Links) Verify(token string) (Target, error) { panic("to be written") }
