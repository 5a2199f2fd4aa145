package bolttable

import (
	"encoding/binary"
	"math"
	"slices"

	"shoebox/shared/table"
)

// An item is stored as its size by DynamoDB's rules (uvarint), the second it
// expires at or 0 (uvarint), the number of attributes (uvarint), and for each, by
// name, the name and the value. A text is its length (uvarint) and its bytes; a
// value is a kind and what follows from it.
type kind byte

const (
	kindString  kind = iota + 1 // text
	kindInt                     // varint
	kindFloat                   // 8 bytes, IEEE 754, big endian
	kindFalse                   // nothing
	kindTrue                    // nothing
	kindBytes                   // text
	kindStrings                 // number, texts
	kindList                    // number, values
	kindMap                     // number, names and values, by name
)

func encode(item table.Item, size int) []byte {
	b := make([]byte, 0, size+16)
	b = binary.AppendUvarint(b, uint64(size))
	expires := uint64(0)
	if !item.Expires.IsZero() {
		expires = uint64(item.Expires.Unix())
	}
	b = binary.AppendUvarint(b, expires)
	return appendMap(b, item.Attributes)
}

func appendMap(b []byte, m map[string]any) []byte {
	b = binary.AppendUvarint(b, uint64(len(m)))
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		b = appendText(b, name)
		b = appendValue(b, m[name])
	}
	return b
}

func appendText[T string | []byte](b []byte, text T) []byte {
	b = binary.AppendUvarint(b, uint64(len(text)))
	return append(b, text...)
}

func appendKind(b []byte, k kind) []byte { return append(b, byte(k)) }

// appendValue appends a canonical value, which table has checked.
func appendValue(b []byte, value any) []byte {
	switch v := value.(type) {
	case string:
		return appendText(appendKind(b, kindString), v)
	case int64:
		return binary.AppendVarint(appendKind(b, kindInt), v)
	case float64:
		return binary.BigEndian.AppendUint64(appendKind(b, kindFloat), math.Float64bits(v))
	case bool:
		if v {
			return appendKind(b, kindTrue)
		}
		return appendKind(b, kindFalse)
	case []byte:
		return appendText(appendKind(b, kindBytes), v)
	case []string:
		b = binary.AppendUvarint(appendKind(b, kindStrings), uint64(len(v)))
		for _, s := range v {
			b = appendText(b, s)
		}
		return b
	case []any:
		b = binary.AppendUvarint(appendKind(b, kindList), uint64(len(v)))
		for _, e := range v {
			b = appendValue(b, e)
		}
		return b
	case map[string]any:
		return appendMap(appendKind(b, kindMap), v)
	}
	return b
}
