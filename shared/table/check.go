package table

import (
	"fmt"
	"math"
	"unicode/utf8"

	"shoebox/shared/fault"
)

const (
	maxPartition = 2048
	maxSort      = 1024
	maxName      = 65535 // bytes of an attribute's name
	maxDepth     = 32    // lists and maps within one another
)

func checkKey(op string, k Key) error {
	switch {
	case k.Partition == "" || len(k.Partition) > maxPartition || !utf8.ValidString(k.Partition):
		return fault.New(op, fault.Invalid, "a partition key is 1 to 2,048 bytes of UTF-8")
	case k.Sort == "" || len(k.Sort) > maxSort || !utf8.ValidString(k.Sort):
		return fault.New(op, fault.Invalid, "a sort key is 1 to 1,024 bytes of UTF-8")
	}
	return nil
}

func checkName(op, name string) error {
	switch {
	case name == "" || len(name) > maxName || !utf8.ValidString(name):
		return fault.New(op, fault.Invalid, "an attribute's name is 1 to 65,535 bytes of UTF-8")
	case name == PartitionName || name == SortName || name == ExpiryName:
		return fault.New(op, fault.Invalid, "the attribute names pk, sk and ttl are taken")
	}
	return nil
}

// canonicalAttributes checks attributes and gives a copy with values in the one
// form in which they are stored and read back.
func canonicalAttributes(op string, in Attributes) (Attributes, error) {
	if len(in) == 0 {
		return nil, nil
	}
	out := make(Attributes, len(in))
	for name, value := range in {
		if err := checkName(op, name); err != nil {
			return nil, err
		}
		v, err := canonical(op, value, 1)
		if err != nil {
			return nil, err
		}
		out[name] = v
	}
	return out, nil
}

func canonical(op string, value any, depth int) (any, error) {
	if depth > maxDepth {
		return nil, fault.New(op, fault.Invalid, "lists and maps are at most 32 deep")
	}
	switch v := value.(type) {
	case int64, bool, []byte:
		return value, nil
	case string:
		if !utf8.ValidString(v) {
			return nil, fault.New(op, fault.Invalid, "a string is not UTF-8")
		}
		return value, nil
	case float64:
		return canonicalFloat(op, v)
	case []string:
		for _, s := range v {
			if !utf8.ValidString(s) {
				return nil, fault.New(op, fault.Invalid, "a string is not UTF-8")
			}
		}
		return value, nil
	case []any:
		return canonicalList(op, v, depth)
	case map[string]any:
		out := make(map[string]any, len(v))
		for name, e := range v {
			if name == "" || !utf8.ValidString(name) {
				return nil, fault.New(op, fault.Invalid, "a name in a map is not UTF-8, or empty")
			}
			c, err := canonical(op, e, depth+1)
			if err != nil {
				return nil, err
			}
			out[name] = c
		}
		return out, nil
	}
	return nil, fault.New(op, fault.Invalid, fmt.Sprintf("no attribute can hold a %T", value))
}

func canonicalFloat(op string, f float64) (any, error) {
	if whole(f) {
		return int64(f), nil
	}
	if a := math.Abs(f); a >= 1e-130 && a < 1e126 {
		return f, nil
	}
	return nil, fault.New(op, fault.Invalid, "a number is out of range: 1e-130 to 1e126, or 0")
}

// canonicalList gives a []string where all are strings, so that a list is read
// back the same whatever slice it came in.
func canonicalList(op string, list []any, depth int) (any, error) {
	out := make([]any, len(list))
	strings := make([]string, 0, len(list))
	for i, e := range list {
		c, err := canonical(op, e, depth+1)
		if err != nil {
			return nil, err
		}
		out[i] = c
		if s, ok := c.(string); ok {
			strings = append(strings, s)
		}
	}
	if len(strings) == len(out) {
		return strings, nil
	}
	return out, nil
}
