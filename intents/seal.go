package intents

import (
	"bytes"
	"compress/flate"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"io"
	"strings"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// maxSealed is the longest State in characters: it fits a Slack button's value
// (2,000), six times into a Slack message (13,200), and Alexa's session
// attributes. What is longer is stored, and a reference takes its place.
const maxSealed = 1200

// maxState bounds what is unpacked, in bytes of JSON.
const maxState = 64 << 10

const macSize = 16 // bytes of HMAC-SHA256 kept: 128 bits

// The forms of a sealed state, in its first two characters.
const (
	sealedWhole     = "s1" // the state itself
	sealedReference = "r1" // the ID of the stored one
)

// seals makes states unforgeable, and of use to one asker in one gallery alone.
type seals [][]byte

// bearer is whom a state belongs to.
type bearer struct {
	gallery gallery.ID
	asker   string // channel, team and user
}

// seal gives form, payload and a MAC over them and their bearer as one word.
func (s seals) seal(form string, payload []byte, b bearer) string {
	return form + base64.RawURLEncoding.EncodeToString(append(s.mac(s[0], form, payload, b), payload...))
}

// open gives the form and payload of a sealed state. What was not sealed by us for
// this bearer is Denied.
func (s seals) open(sealed string, b bearer) (form string, payload []byte, err error) {
	const op = "intents.open"
	denied := fault.New(op, fault.Denied, "not a state of ours for this asker")
	if len(sealed) > maxSealed || len(sealed) < len(sealedWhole) {
		return "", nil, denied
	}
	form = sealed[:len(sealedWhole)]
	if form != sealedWhole && form != sealedReference {
		return "", nil, denied
	}
	raw, err := base64.RawURLEncoding.Strict().DecodeString(sealed[len(form):])
	if err != nil || len(raw) < macSize {
		return "", nil, denied
	}
	for _, key := range s {
		if hmac.Equal(raw[:macSize], s.mac(key, form, raw[macSize:], b)) {
			return form, raw[macSize:], nil
		}
	}
	return "", nil, denied
}

func (s seals) mac(key []byte, form string, payload []byte, b bearer) []byte {
	h := hmac.New(sha256.New, key)
	for _, part := range []string{"shoebox state", form, string(b.gallery), b.asker, string(payload)} {
		// Lengths keep the parts apart whatever they hold.
		var length [8]byte
		binary.BigEndian.PutUint64(length[:], uint64(len(part)))
		h.Write(length[:])
		h.Write([]byte(part))
	}
	return h.Sum(nil)[:macSize]
}

// pack makes v small: JSON, deflated.
func pack(v any) ([]byte, error) {
	const op = "intents.pack"
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	if err := json.NewEncoder(w).Encode(v); err != nil {
		return nil, fault.Wrap(op, err)
	}
	if err := w.Close(); err != nil {
		return nil, fault.Wrap(op, err)
	}
	return b.Bytes(), nil
}

// unpack reads what pack made into v.
func unpack(packed []byte, v any) error {
	const op = "intents.unpack"
	r := flate.NewReader(bytes.NewReader(packed))
	defer r.Close() //nolint:errcheck // reading from memory: nothing to lose
	err := json.NewDecoder(io.LimitReader(r, maxState)).Decode(v)
	return fault.As(op, fault.Stale, err)
}

// asker names who is asking within a channel.
func asker(r *Request) string {
	return strings.Join([]string{string(r.Channel), r.Identity.Enterprise, r.Identity.Team, r.Identity.User}, "\x00")
}
