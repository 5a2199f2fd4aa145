package table

import "time"

// Change is what an Update does to an item.
type Change struct {
	Set     Attributes
	Add     map[string]int64
	Remove  []string
	Expires time.Time // a new expiry; zero leaves the old one
}

// Test is how a Condition compares.
type Test uint8

// The tests. An attribute that is not there fails every comparison except
// TestNotEqual.
const (
	TestPresent      Test = iota + 1 // a live item is there; with an Attribute, that attribute is
	TestAbsent                       // no live item is there; with an Attribute, that attribute is not
	TestEqual                        // the attribute equals Value
	TestNotEqual                     // it does not, or is not there
	TestLess                         // it is less than Value: both numbers, or both strings
	TestLessEqual                    // less or equal
	TestGreater                      // greater
	TestGreaterEqual                 // greater or equal
	TestAny                          // at least one of Any holds
)

// Condition is a test on the item a Write names, as it is just before the write.
// An expired item counts as absent, with all its attributes.
type Condition struct {
	Test      Test
	Attribute string
	Value     any // string, int64, float64, bool or []byte
	Any       []Condition
}

// Present holds when a live item is there.
func Present() Condition { return Condition{Test: TestPresent} }

// Absent holds when no live item is there.
func Absent() Condition { return Condition{Test: TestAbsent} }

// Has holds when the item has the attribute.
func Has(attribute string) Condition {
	return Condition{Test: TestPresent, Attribute: attribute}
}

// HasNo holds when the item, if any, does not have the attribute.
func HasNo(attribute string) Condition {
	return Condition{Test: TestAbsent, Attribute: attribute}
}

// Equal holds when the attribute has that value.
func Equal(attribute string, value any) Condition {
	return Condition{Test: TestEqual, Attribute: attribute, Value: value}
}

// NotEqual holds when the attribute has another value, or is not there.
func NotEqual(attribute string, value any) Condition {
	return Condition{Test: TestNotEqual, Attribute: attribute, Value: value}
}

// Less holds when the attribute is below value.
func Less(attribute string, value any) Condition {
	return Condition{Test: TestLess, Attribute: attribute, Value: value}
}

// AtLeast holds when the attribute is value or above.
func AtLeast(attribute string, value any) Condition {
	return Condition{Test: TestGreaterEqual, Attribute: attribute, Value: value}
}

// AnyOf holds when at least one of the conditions does.
func AnyOf(conditions ...Condition) Condition {
	return Condition{Test: TestAny, Any: conditions}
}
