package photolink

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"strings"
	"time"

	"github.com/oklog/ulid/v2"

	"shoebox/shared/gallery"
)

// A token is, in base64url without padding:
//
//	1 byte   number of the key
//	1 byte   rendition (low four bits) and audience (high four bits)
//	4 bytes  expiry, seconds since 1970, big-endian, unsigned
//	         gallery id, photo id: each 16 bytes of a ULID after a zero byte,
//	         or the text of another id after its length
//	16 bytes HMAC-SHA256 of purpose and all before, cut to 128 bits
//
// which is 75 characters for ULIDs.
const (
	headSize = 6
	macSize  = 16
	// tokenSize is the most characters of a token: a link beside its base has
	// at most 200.
	tokenSize = 200 - len(prefix)
	rawSize   = tokenSize * 3 / 4
)

// MaxIDs is the most bytes that the gallery's and the photo's id may have
// together to be named in a link. A ULID counts as 16.
const MaxIDs = rawSize - headSize - macSize - 2

// purpose is signed with every token, so that nothing signed with the same key for
// something else can pass as one.
const purpose = "shoebox photolink 1\n"

// encoding refuses what does not decode to the same text again: a token has one
// spelling.
var encoding = base64.RawURLEncoding.Strict()

// seal gives the token of a target; false if none can name it.
func seal(t Target, key Key) (string, bool) {
	expires := t.Expires.Unix()
	if t.Rendition.String() == "unknown" || t.Audience.String() == "unknown" || expires < 0 || expires > 1<<32-1 {
		return "", false
	}
	raw := make([]byte, 0, rawSize)
	raw = append(raw, key.Number, byte(t.Rendition)|byte(t.Audience)<<4)
	raw = binary.BigEndian.AppendUint32(raw, uint32(expires))
	for _, id := range []string{string(t.Gallery), string(t.Photo)} {
		if id == "" || len(id) > rawSize {
			return "", false
		}
		raw = appendID(raw, id)
	}
	if len(raw)+macSize > rawSize {
		return "", false
	}
	return encoding.EncodeToString(append(raw, mac(raw, key.Secret)...)), true
}

// open gives the target of a token that one of the keys signed. Nothing but the
// key's number is read before the signature is checked.
func open(token string, keys map[byte][]byte) (Target, bool) {
	if len(token) > tokenSize || strings.ContainsAny(token, "\r\n") { // the decoder passes over line ends
		return Target{}, false
	}
	raw, err := encoding.DecodeString(token)
	if err != nil || len(raw) < headSize+macSize {
		return Target{}, false
	}
	body, sum := raw[:len(raw)-macSize], raw[len(raw)-macSize:]
	secret, known := keys[body[0]]
	if !known || !hmac.Equal(sum, mac(body, secret)) {
		return Target{}, false
	}
	t := Target{
		Rendition: Rendition(body[1] & 0x0f),
		Audience:  Audience(body[1] >> 4),
		Expires:   time.Unix(int64(binary.BigEndian.Uint32(body[2:])), 0).UTC(),
	}
	galleryID, rest, ok := cutID(body[headSize:])
	if !ok {
		return Target{}, false
	}
	photoID, rest, ok := cutID(rest)
	if !ok || len(rest) > 0 {
		return Target{}, false
	}
	t.Gallery, t.Photo = gallery.ID(galleryID), gallery.PhotoID(photoID)
	return t, true
}

func mac(body, secret []byte) []byte {
	h := hmac.New(sha256.New, secret)
	h.Write([]byte(purpose))
	h.Write(body)
	return h.Sum(nil)[:macSize]
}

// appendID writes an id short: a ULID in its usual spelling as its bytes, anything
// else as it is.
func appendID(raw []byte, id string) []byte {
	if u, err := ulid.ParseStrict(id); err == nil && u.String() == id {
		return append(append(raw, 0), u[:]...)
	}
	return append(append(raw, byte(len(id))), id...)
}

// cutID reads what appendID wrote.
func cutID(raw []byte) (id string, rest []byte, ok bool) {
	if len(raw) == 0 {
		return "", nil, false
	}
	n, rest := int(raw[0]), raw[1:]
	if n == 0 {
		if len(rest) < len(ulid.ULID{}) {
			return "", nil, false
		}
		var u ulid.ULID
		rest = rest[copy(u[:], rest):]
		return u.String(), rest, true
	}
	if len(rest) < n {
		return "", nil, false
	}
	return string(rest[:n]), rest[n:], true
}
