package table

import (
	"math"
	"strconv"
	"strings"
)

// Limits of the engine, in bytes by the rules of [Size], or in number.
const (
	MaxItem        = 400 << 10 // an item
	MaxTransaction = 4 << 20   // the items of a Table.Write together
	MaxWrites      = 100       // the writes of a Table.Write
	MaxPage        = 1 << 20   // what one page of a query holds
	maxGet         = 100       // keys of one Driver.Get
	maxBatch       = 25        // writes of one Driver.Batch
)

// The names under which every engine keeps key and expiry.
const (
	PartitionName = "pk"
	SortName      = "sk"
	ExpiryName    = "ttl"
)

// Size is how large DynamoDB finds an item, in bytes: names and values of its
// attributes, key and expiry among them. Strings count their UTF-8 bytes, binary
// values their bytes, booleans 1, numbers about a byte for two significant digits
// and one more, lists and maps 3 and for each element 1 beside its value.
// Source: the Amazon DynamoDB Developer Guide, "Item sizes and formats".
func Size(item Item) int {
	n := keySize(item.Key)
	if !item.Expires.IsZero() {
		n += len(ExpiryName) + intSize(item.Expires.Unix())
	}
	for name, value := range item.Attributes {
		n += len(name) + valueSize(value)
	}
	return n
}

func keySize(k Key) int {
	return len(PartitionName) + len(k.Partition) + len(SortName) + len(k.Sort)
}

func valueSize(value any) int {
	switch v := value.(type) {
	case string:
		return len(v)
	case []byte:
		return len(v)
	case int64:
		return intSize(v)
	case float64:
		return floatSize(v)
	case bool:
		return 1
	case []string:
		n := 3
		for _, s := range v {
			n += 1 + len(s)
		}
		return n
	case []any:
		n := 3
		for _, e := range v {
			n += 1 + valueSize(e)
		}
		return n
	case map[string]any:
		n := 3
		for name, e := range v {
			n += 1 + len(name) + valueSize(e)
		}
		return n
	}
	return 0
}

func intSize(n int64) int { return numberSize(strconv.FormatInt(n, 10), 0) }

func floatSize(f float64) int {
	if whole(f) {
		return intSize(int64(f))
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'e', -1, 64), "e")
	shift, _ := strconv.Atoi(exponent)
	integer, fraction, _ := strings.Cut(mantissa, ".")
	return numberSize(integer+fraction, shift-len(fraction))
}

// numberSize is the size of the number digits * 10^shift. Digits count in pairs
// from the decimal point on, without zeros at either end: 12 is one pair, 120 and
// 2.5 are two. A minus is one byte more. The guide says only "about"; the pairs
// are what DynamoDB Local measures.
func numberSize(digits string, shift int) int {
	unsigned := strings.TrimPrefix(digits, "-")
	sign := len(digits) - len(unsigned)
	trimmed := strings.TrimRight(unsigned, "0")
	shift += len(unsigned) - len(trimmed)
	n := len(strings.TrimLeft(trimmed, "0"))
	if n == 0 {
		return 1
	}
	if shift%2 != 0 {
		n++ // the last digit begins a pair
	}
	return (n+1)/2 + 1 + sign
}

// whole reports whether f is an integer that int64 holds.
func whole(f float64) bool {
	return f == math.Trunc(f) && f >= -1<<63 && f < 1<<63
}
