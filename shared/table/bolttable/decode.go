package bolttable

import (
	"encoding/binary"
	"math"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// decoder reads items out of the file. It keeps the names of attributes it has
// seen, since the items of a page share them; one page, one decoder.
type decoder struct {
	text  string // the stored item; strings are cut from it without copying
	at    int
	depth int // of lists and maps within one another
	bad   bool
	names map[string]string
}

// maxDepth is what a table lets through; deeper is damage.
const maxDepth = 32

func newDecoder() *decoder { return &decoder{names: make(map[string]string, 16)} }

// item reads an item and its size. The strings of an item share one copy of what
// is stored, which lives as long as any of them.
func (d *decoder) item(key table.Key, stored []byte) (table.Item, int, error) {
	d.text, d.at, d.depth, d.bad = string(stored), 0, 0, false
	size := d.uvarint()
	expires := d.uvarint()
	item := table.Item{Key: key, Attributes: d.attributes()}
	if expires != 0 {
		item.Expires = time.Unix(int64(expires), 0).UTC()
	}
	if d.bad || d.at != len(d.text) || size > table.MaxItem {
		return table.Item{}, 0, fault.New("bolttable.decode", fault.Internal, "a stored item is damaged")
	}
	return item, int(size), nil
}

// sizeOf reads the size alone.
func sizeOf(stored []byte) int {
	size, _ := binary.Uvarint(stored)
	return int(size)
}

func (d *decoder) uvarint() uint64 {
	var n uint64
	for shift := 0; d.at < len(d.text) && shift < 64; shift += 7 {
		b := d.text[d.at]
		d.at++
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return n
		}
	}
	d.bad = true
	return 0
}

func (d *decoder) varint() int64 {
	n := d.uvarint()
	return int64(n>>1) ^ -int64(n&1)
}

// count reads a number of things that take at least a byte each, so that damage
// cannot make it ask for more memory than the item is long.
func (d *decoder) count() int {
	n := d.uvarint()
	if n > uint64(len(d.text)-d.at) {
		d.bad = true
		return 0
	}
	return int(n)
}

func (d *decoder) string() string {
	n := d.count()
	s := d.text[d.at : d.at+n]
	d.at += n
	return s
}

func (d *decoder) name() string {
	s := d.string()
	if name, ok := d.names[s]; ok {
		return name
	}
	d.names[s] = s
	return s
}

func (d *decoder) attributes() map[string]any {
	n := d.count()
	m := make(map[string]any, n)
	for range n {
		if d.bad {
			break
		}
		name := d.name()
		m[name] = d.value()
	}
	return m
}

func (d *decoder) value() any {
	if d.bad || d.at == len(d.text) || d.depth > maxDepth {
		d.bad = true
		return nil
	}
	d.depth++
	defer func() { d.depth-- }()
	k := kind(d.text[d.at])
	d.at++
	switch k {
	case kindString:
		return d.string()
	case kindInt:
		return d.varint()
	case kindFloat:
		return d.float()
	case kindFalse, kindTrue:
		return k == kindTrue
	case kindBytes:
		return []byte(d.string())
	case kindStrings:
		list := make([]string, d.count())
		for i := range list {
			list[i] = d.string()
		}
		return list
	case kindList:
		list := make([]any, d.count())
		for i := range list {
			list[i] = d.value()
		}
		return list
	case kindMap:
		return d.attributes()
	}
	d.bad = true
	return nil
}

func (d *decoder) float() float64 {
	if len(d.text)-d.at < 8 {
		d.bad = true
		return 0
	}
	var b [8]byte
	copy(b[:], d.text[d.at:])
	d.at += 8
	return math.Float64frombits(binary.BigEndian.Uint64(b[:]))
}
