package gallery

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"

	"shoebox/shared/fault"
)

// position is what a cursor says: where to go on in an answer, and what the first
// page found out about it.
type position struct {
	at        string // a place in the order: a sort key, or one of a shuffle
	back      bool   // to the photos before it, not after
	inclusive bool   // and the photo at it, too
	total     int
	exact     bool
	sampled   bool
	stretches []stretch // what a shuffle is of, if not of everything
}

// stretch is a part of time, with both its ends, in seconds since 1970.
type stretch struct{ from, to int64 }

const (
	cursorBack = 1 << iota
	cursorInclusive
	cursorExact
	cursorSampled
)

const (
	macSize   = 16 // of an HMAC-SHA-256, cut: too long to guess, short enough for a button
	maxCursor = 600
)

// sealer makes and opens the cursors of one query to one gallery.
type sealer struct {
	keys  Keys
	bound []byte
}

// seal makes a cursor.
func (s sealer) seal(p position) Cursor {
	b := []byte{p.flags()}
	b = binary.AppendUvarint(b, uint64(p.total))
	b = binary.AppendUvarint(b, uint64(len(p.at)))
	b = append(b, p.at...)
	for _, s := range p.stretches {
		b = binary.AppendVarint(b, s.from)
		b = binary.AppendVarint(b, s.to-s.from)
	}
	return Cursor(base64.RawURLEncoding.EncodeToString(append(b, s.mac(s.keys[0], b)...)))
}

func (p position) flags() byte {
	var flags byte
	for _, f := range []struct {
		on  bool
		bit byte
	}{{p.back, cursorBack}, {p.inclusive, cursorInclusive}, {p.exact, cursorExact}, {p.sampled, cursorSampled}} {
		if f.on {
			flags |= f.bit
		}
	}
	return flags
}

// mac signs a position for one gallery and query. The gallery and the query are
// not in the cursor: another's has another signature.
func (s sealer) mac(key, position []byte) []byte {
	h := hmac.New(sha256.New, key)
	h.Write([]byte("gallery cursor 1\n"))
	h.Write(s.bound)
	h.Write(position)
	return h.Sum(nil)[:macSize]
}

// open reads a cursor; Stale for one it did not make.
func (s sealer) open(c Cursor) (position, error) {
	stale := fault.New("gallery.cursor", fault.Stale, "not a cursor of this gallery and query")
	if len(c) > maxCursor {
		return position{}, stale
	}
	raw, err := base64.RawURLEncoding.DecodeString(string(c))
	if err != nil || len(raw) < macSize || base64.RawURLEncoding.EncodeToString(raw) != string(c) {
		return position{}, stale
	}
	b, mac := raw[:len(raw)-macSize], raw[len(raw)-macSize:]
	good := false
	for _, key := range s.keys {
		good = hmac.Equal(mac, s.mac(key, b)) || good
	}
	if p, ok := decodePosition(b); good && ok {
		return p, nil
	}
	return position{}, stale
}

// decodePosition reads what seal wrote; false for anything else.
func decodePosition(b []byte) (position, bool) {
	if len(b) == 0 {
		return position{}, false
	}
	r := reader{b: b[1:]}
	p := position{
		back: b[0]&cursorBack != 0, inclusive: b[0]&cursorInclusive != 0,
		exact: b[0]&cursorExact != 0, sampled: b[0]&cursorSampled != 0,
		total: int(r.uvarint()),
	}
	p.at = string(r.bytes(r.uvarint()))
	for len(r.b) > 0 && !r.bad {
		from := r.varint()
		p.stretches = append(p.stretches, stretch{from, from + r.varint()})
	}
	return p, !r.bad && p.total >= 0
}

// reader takes numbers off a byte string until one is bad.
type reader struct {
	b   []byte
	bad bool
}

func (r *reader) uvarint() uint64 {
	n, size := binary.Uvarint(r.b)
	r.skip(size)
	return n
}

func (r *reader) varint() int64 {
	n, size := binary.Varint(r.b)
	r.skip(size)
	return n
}

func (r *reader) skip(size int) {
	if size <= 0 {
		r.bad, r.b = true, nil
		return
	}
	r.b = r.b[size:]
}

func (r *reader) bytes(n uint64) []byte {
	if n > uint64(len(r.b)) {
		r.bad, r.b = true, nil
		return nil
	}
	taken := r.b[:n]
	r.b = r.b[n:]
	return taken
}
