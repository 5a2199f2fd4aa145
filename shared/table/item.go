package table

import "time"

// Key names an item. Sort may not be empty: items without a natural sort key use
// a fixed one.
type Key struct {
	Partition string // 1 to 2,048 bytes of UTF-8
	Sort      string // 1 to 1,024 bytes of UTF-8; items of a partition are ordered by its bytes
}

// Attributes are what an item holds beside its key. A value is one of:
//
//	string, int64, float64, bool, []byte,
//	[]string  (a list of strings),
//	[]any     (a list),
//	map[string]any (a map)
//
// and lists and maps hold such values in turn, at most 32 deep. Nothing else is
// accepted, nil neither. Numbers are 0 or between 1e-130 and 1e126, strings UTF-8.
// The names "pk", "sk" and "ttl" are taken.
//
// What is read back has these types on every driver: a number that is whole and
// in the range of int64 is an int64, whatever it was written as, every other
// number a float64; a list of strings alone, or of nothing, is a []string, every
// other list a []any. [Item.Float] reads a number of either kind.
type Attributes map[string]any

// Item is a key with its attributes. At most 400 KB, by [Size].
type Item struct {
	Key
	Attributes Attributes
	// Expires is when the item stops being there for readers and for
	// conditions, to the second; zero is never. Engines delete it some time
	// later.
	Expires time.Time
}

// String gives the attribute of that name, or "" where there is none of the type.
func (i Item) String(name string) string {
	s, _ := i.Attributes[name].(string)
	return s
}

// Int gives the attribute of that name, or 0 where there is none of the type.
func (i Item) Int(name string) int64 {
	n, _ := i.Attributes[name].(int64)
	return n
}

// Float gives the attribute of that name as a float64, or 0 where it is no number.
func (i Item) Float(name string) float64 {
	switch n := i.Attributes[name].(type) {
	case float64:
		return n
	case int64:
		return float64(n)
	}
	return 0
}

// Bytes gives the attribute of that name, or nil where there is none of the type.
func (i Item) Bytes(name string) []byte {
	b, _ := i.Attributes[name].([]byte)
	return b
}

// Bool gives the attribute of that name, or false where there is none of the type.
func (i Item) Bool(name string) bool {
	b, _ := i.Attributes[name].(bool)
	return b
}

// Strings gives the attribute of that name, or nil where there is none of the type.
func (i Item) Strings(name string) []string {
	s, _ := i.Attributes[name].([]string)
	return s
}
