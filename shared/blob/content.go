package blob

import (
	"crypto/sha256"
	"mime"
	"time"

	"shoebox/shared/fault"
)

// MaxSize is the most bytes of one object. S3 takes 5 GB in one request; no picture
// comes near this.
const MaxSize = 256 << 20

// maxType is the longest media type, in bytes.
const maxType = 255

// Sum is the SHA-256 of an object's bytes.
type Sum [sha256.Size]byte

// Content announces what an object holds. All of it is enforced.
type Content struct {
	Type   string // media type, as "image/jpeg"; not looked at beyond its form
	Size   int64  // bytes, at most MaxSize
	SHA256 Sum
}

// Describe announces data.
func Describe(mediaType string, data []byte) Content {
	return Content{Type: mediaType, Size: int64(len(data)), SHA256: sha256.Sum256(data)}
}

// checked gives the announcement with its type as everybody writes it.
func (c Content) checked(op string) (Content, error) {
	kind, parameters, err := mime.ParseMediaType(c.Type)
	normal := mime.FormatMediaType(kind, parameters)
	switch {
	case err != nil || normal == "" || len(normal) > maxType:
		return c, fault.New(op, fault.Invalid, "no media type")
	case c.Size < 0:
		return c, fault.New(op, fault.Invalid, "a size below zero")
	case c.Size > MaxSize:
		return c, fault.New(op, fault.TooLarge, "more than 256 MiB")
	case c.SHA256 == Sum{}:
		return c, fault.New(op, fault.Invalid, "no SHA-256")
	}
	c.Type = normal
	return c, nil
}

// Attributes are what is known of an object that is there.
type Attributes struct {
	Type string
	Size int64
	// SHA256 is zero where it is not known: of an object that was not written
	// through a Store, and of a part of one.
	SHA256   Sum
	Modified time.Time // to the second
}
