package table

import (
	"bytes"
	"cmp"
	"math/big"
)

// Holds reports whether all conditions hold for an item; nil is an item that is
// not there. It is for drivers whose engine has no conditions of its own. It does
// not look at the expiry.
func Holds(conditions []Condition, item *Item) bool {
	for _, c := range conditions {
		if !c.holds(item) {
			return false
		}
	}
	return true
}

func (c Condition) holds(item *Item) bool {
	if c.Test == TestAny {
		for _, one := range c.Any {
			if one.holds(item) {
				return true
			}
		}
		return false
	}
	var value any
	there := item != nil
	if there && c.Attribute != "" {
		value, there = item.Attributes[c.Attribute]
	}
	switch c.Test {
	case TestPresent:
		return there
	case TestAbsent:
		return !there
	case TestNotEqual:
		return !there || !equal(value, c.Value)
	case TestEqual:
		return there && equal(value, c.Value)
	case TestLess, TestLessEqual, TestGreater, TestGreaterEqual:
		order, ok := compare(value, c.Value)
		return there && ok && c.Test.allows(order)
	case TestAny:
	}
	return false
}

// allows reports whether a comparison that came out as order passes the test.
func (t Test) allows(order int) bool {
	return t == TestLess && order < 0 || t == TestLessEqual && order <= 0 ||
		t == TestGreater && order > 0 || t == TestGreaterEqual && order >= 0
}

func equal(a, b any) bool {
	switch a := a.(type) {
	case bool:
		b, ok := b.(bool)
		return ok && a == b
	case []byte:
		b, ok := b.([]byte)
		return ok && bytes.Equal(a, b)
	}
	order, ok := compare(a, b)
	return ok && order == 0
}

// compare orders two strings by their bytes, or two numbers exactly; ok says that
// they are either.
func compare(a, b any) (order int, ok bool) {
	if a, ok := a.(string); ok {
		b, ok := b.(string)
		return cmp.Compare(a, b), ok
	}
	if a, ok := a.(int64); ok {
		if b, ok := b.(int64); ok {
			return cmp.Compare(a, b), true
		}
	}
	x, y := exact(a), exact(b)
	if x == nil || y == nil {
		return 0, false
	}
	return x.Cmp(y), true
}

func exact(v any) *big.Float {
	switch n := v.(type) {
	case int64:
		return new(big.Float).SetInt64(n)
	case float64:
		return big.NewFloat(n)
	}
	return nil
}
