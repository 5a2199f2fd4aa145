package ingest

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/oklog/ulid/v2"

	"shoebox/shared/blob"
	"shoebox/shared/gallery"
)

// identity is how a file is known, whatever it is called.
type identity struct {
	sum   blob.Sum
	photo gallery.PhotoID // of the photo that it makes, where nobody says another
}

// sha256 is the sum as photos have it, in lower-case hex.
func (i identity) sha256() string { return hex.EncodeToString(i.sum[:]) }

// sum tells the identity of a file.
func sum(data []byte) identity {
	s := sha256.Sum256(data)
	return identity{s, contentID(s)}
}

// contentID gives the same content the same id, so that an import that was stopped
// writes the same objects when it is run again.
func contentID(sum [sha256.Size]byte) gallery.PhotoID {
	return gallery.PhotoID(ulid.ULID(sum[:16]).String())
}
