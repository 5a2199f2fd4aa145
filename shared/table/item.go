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
// and lists and maps hold such values in turn. A whole float64 is read back as
// the same number; int64 is read back as int64. Nothing else is accepted. The
// names "pk", "sk" and "ttl" are taken.
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
