package tabletest

import (
	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// conditionCases try every test on an item, on an item without the attribute, and
// on nothing at all, alone and in a transaction.
func conditionCases() []testCase {
	item := table.Attributes{
		"n": int64(5), "f": 2.5, "s": "beach", "t": true, "b": []byte("abc"), "l": []string{"x"}, "big": int64(1)<<53 + 1,
	}
	tests := []struct {
		name      string
		condition table.Condition
		holds     bool // for the item
		onNothing bool // for an item that is not there
	}{
		{"present", table.Present(), true, false},
		{"absent", table.Absent(), false, true},
		{"has an attribute it has", table.Has("n"), true, false},
		{"has an attribute it has not", table.Has("x"), false, false},
		{"has no attribute it has", table.HasNo("n"), false, true},
		{"has no attribute it has not", table.HasNo("x"), true, true},
		{"equal to the same number", table.Equal("n", int64(5)), true, false},
		{"equal to the same number as a float", table.Equal("n", 5.0), true, false},
		{"equal to another number", table.Equal("n", int64(6)), false, false},
		{"equal to the same fraction", table.Equal("f", 2.5), true, false},
		{"equal compares large numbers exactly", table.Equal("big", int64(1)<<53), false, false},
		{"equal to the same text", table.Equal("s", "beach"), true, false},
		{"equal to a text of another case", table.Equal("s", "Beach"), false, false},
		{"equal to a number where there is a text", table.Equal("s", int64(5)), false, false},
		{"equal to a text where there is a number", table.Equal("n", "5"), false, false},
		{"equal to the same truth", table.Equal("t", true), true, false},
		{"equal to the other truth", table.Equal("t", false), false, false},
		{"equal to the same bytes", table.Equal("b", []byte("abc")), true, false},
		{"equal to bytes where there is text", table.Equal("s", []byte("beach")), false, false},
		{"equal to a value where there is a list", table.Equal("l", "x"), false, false},
		{"equal where there is no such attribute", table.Equal("x", int64(5)), false, false},
		{"not equal to the same number", table.NotEqual("n", int64(5)), false, true},
		{"not equal to another number", table.NotEqual("n", int64(6)), true, true},
		{"not equal to a value of another type", table.NotEqual("n", "5"), true, true},
		{"not equal where there is no such attribute", table.NotEqual("x", int64(5)), true, true},
		{"less than more", table.Less("n", int64(6)), true, false},
		{"less than the same", table.Less("n", int64(5)), false, false},
		{"less than a fraction above", table.Less("n", 5.5), true, false},
		{"less between texts goes by bytes", table.Less("s", "beaches"), true, false},
		{"less than a text where there is a number", table.Less("n", "a"), false, false},
		{"less where there is no such attribute", table.Less("x", int64(5)), false, false},
		{"at least the same", table.AtLeast("n", int64(5)), true, false},
		{"at least more", table.AtLeast("n", int64(6)), false, false},
		{"less or equal", table.Condition{Test: table.TestLessEqual, Attribute: "n", Value: int64(5)}, true, false},
		{"greater than less", table.Condition{Test: table.TestGreater, Attribute: "n", Value: int64(-5)}, true, false},
		{"greater than the same", table.Condition{Test: table.TestGreater, Attribute: "n", Value: int64(5)}, false, false},
		{"any of one that holds", table.AnyOf(table.Equal("n", int64(1)), table.Has("s")), true, false},
		{"any of none that holds", table.AnyOf(table.Equal("n", int64(1)), table.Has("x")), false, false},
		{"any of absent or else", table.AnyOf(table.Absent(), table.Equal("n", int64(5))), true, true},
		{"any within any", table.AnyOf(table.AnyOf(table.Has("x"), table.AnyOf(table.Has("s")))), true, false},
	}
	var cases []testCase
	for _, tt := range tests {
		cases = append(cases, testCase{tt.name, func(h *harness) {
			h.put(h.item("there", item), h.item("there too", item))
			h.tries("there", tt.condition, tt.holds)
			h.tries("nothing", tt.condition, tt.onNothing)
			h.triesTogether("there too", tt.condition, tt.holds)
			h.triesTogether("nothing too", tt.condition, tt.onNothing)
		}})
	}
	return append(cases, severalConditions(), badConditions())
}

// tries puts an item under a condition that holds or does not.
func (h *harness) tries(sort string, c table.Condition, holds bool) {
	h.Helper()
	if write := table.Put(h.item(sort, table.Attributes{"made": true}), c); holds {
		h.write(write)
		h.wantItem(h.item(sort, table.Attributes{"made": true}))
		return
	}
	for _, write := range []table.Write{
		table.Put(h.item(sort, nil), c), table.Delete(h.key(sort), c),
		table.Update(h.key(sort), table.Change{Add: map[string]int64{"n": 1}}, c),
	} {
		h.diff(h.conflict(write), []int{0})
	}
}

// triesTogether does so in a transaction.
func (h *harness) triesTogether(sort string, c table.Condition, holds bool) {
	h.Helper()
	other := table.Put(h.item("other of "+sort, nil))
	if holds {
		h.write(other, table.Update(h.key(sort), table.Change{Set: table.Attributes{"made": true}}, c))
		return
	}
	failed := h.conflict(other, table.Check(h.key(sort), c))
	h.diff(failed, []int{1})
	h.wantNone("other of " + sort)
}

func severalConditions() testCase {
	return testCase{"all conditions must hold", func(h *harness) {
		h.put(h.item("a", table.Attributes{"n": int64(5), "s": "x"}))
		put := func(conditions ...table.Condition) table.Write {
			return table.Put(h.item("a", table.Attributes{"n": int64(5), "s": "x"}), conditions...)
		}
		h.write(put(table.Present(), table.Equal("n", int64(5)), table.Less("n", int64(9)), table.HasNo("y")))
		h.refused(fault.Conflict, put(table.Present(), table.Equal("n", int64(6))))
		h.refused(fault.Conflict, put(table.HasNo("y"), table.AnyOf(table.Absent(), table.Equal("s", "y"))))
	}}
}

func badConditions() testCase {
	return testCase{"a condition that makes no sense is invalid", func(h *harness) {
		for _, c := range []table.Condition{
			{}, table.AnyOf(), table.AnyOf(table.Condition{}), table.Equal("", "x"), table.Equal("pk", "x"), table.Has("ttl"),
			table.Equal("n", nil), table.Equal("n", []string{"x"}), table.Less("n", true), table.AtLeast("n", []byte("x")),
			table.Equal("n", 5), table.Equal("s", "\xff"),
		} {
			h.refused(fault.Invalid, table.Put(h.item("a", nil), c))
		}
		h.wantNone("a")
	}}
}
