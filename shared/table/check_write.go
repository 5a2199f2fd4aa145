package table

import (
	"time"

	"shoebox/shared/fault"
)

// checkWrites checks writes and gives them as a driver gets them.
func checkWrites(op string, writes []Write) ([]Write, error) {
	seen := make(map[Key]struct{}, len(writes))
	out := make([]Write, len(writes))
	for i, w := range writes {
		w, err := checkWrite(op, w)
		if err != nil {
			return nil, err
		}
		if _, twice := seen[w.Item.Key]; twice {
			return nil, fault.New(op, fault.Invalid, "two writes are on one item")
		}
		seen[w.Item.Key] = struct{}{}
		out[i] = w
	}
	return out, nil
}

// checkTransaction checks what holds for the writes of one Table.Write together.
func checkTransaction(op string, writes []Write) error {
	if len(writes) == 0 {
		return fault.New(op, fault.Invalid, "there is nothing to write")
	}
	if len(writes) > MaxWrites {
		return fault.New(op, fault.TooLarge, "more than 100 writes at once")
	}
	total := 0
	for _, w := range writes {
		total += writeSize(w)
	}
	if total > MaxTransaction {
		return fault.New(op, fault.TooLarge, "more than 4 MB at once")
	}
	return nil
}

// writeSize is what a write itself carries.
func writeSize(w Write) int {
	item := w.Item
	if w.Op == OpUpdate {
		item.Attributes = w.Set
	}
	return Size(item)
}

func checkWrite(op string, w Write) (Write, error) {
	if err := checkKey(op, w.Item.Key); err != nil {
		return Write{}, err
	}
	if w.Op < OpPut || w.Op > OpCheck {
		return Write{}, fault.New(op, fault.Invalid, "a write without an operation")
	}
	if w.Op == OpCheck && len(w.If) == 0 {
		return Write{}, fault.New(op, fault.Invalid, "a check without conditions")
	}
	if w.Op != OpPut && w.Item.Attributes != nil || w.Op != OpUpdate && (w.Set != nil || w.Add != nil || w.Remove != nil) {
		return Write{}, fault.New(op, fault.Invalid, "a write with parts of another operation")
	}
	var err error
	if w.Item.Attributes, err = canonicalAttributes(op, w.Item.Attributes); err != nil {
		return Write{}, err
	}
	if w, err = checkChange(op, w); err != nil {
		return Write{}, err
	}
	if w.If, err = checkConditions(op, w.If); err != nil {
		return Write{}, err
	}
	if !w.Item.Expires.IsZero() {
		if w.Item.Expires = w.Item.Expires.Truncate(time.Second).UTC(); w.Item.Expires.Unix() <= 0 {
			return Write{}, fault.New(op, fault.Invalid, "an expiry before 1970")
		}
	}
	if writeSize(w) > MaxItem {
		return Write{}, fault.New(op, fault.TooLarge, "an item of more than 400 KB")
	}
	return w, nil
}

// checkChange checks what an update does; other writes have none of it.
func checkChange(op string, w Write) (Write, error) {
	var err error
	if w.Set, err = canonicalAttributes(op, w.Set); err != nil {
		return Write{}, err
	}
	names := make(map[string]struct{}, len(w.Set)+len(w.Add)+len(w.Remove))
	for name := range w.Set {
		names[name] = struct{}{}
	}
	changed := func(name string) error {
		if _, twice := names[name]; twice {
			return fault.New(op, fault.Invalid, "an update changes an attribute in two ways")
		}
		names[name] = struct{}{}
		return checkName(op, name)
	}
	for name := range w.Add {
		if err := changed(name); err != nil {
			return Write{}, err
		}
	}
	for _, name := range w.Remove {
		if err := changed(name); err != nil {
			return Write{}, err
		}
	}
	return w, nil
}

func checkConditions(op string, conditions []Condition) ([]Condition, error) {
	if len(conditions) == 0 {
		return nil, nil
	}
	out := make([]Condition, len(conditions))
	for i, c := range conditions {
		c, err := checkCondition(op, c)
		if err != nil {
			return nil, err
		}
		out[i] = c
	}
	return out, nil
}

func checkCondition(op string, c Condition) (Condition, error) {
	var err error
	switch c.Test {
	case TestAny:
		if len(c.Any) == 0 {
			return Condition{}, fault.New(op, fault.Invalid, "any of no conditions")
		}
		c.Any, err = checkConditions(op, c.Any)
		return c, err
	case TestPresent, TestAbsent:
		if c.Attribute == "" {
			return c, nil
		}
		return c, checkName(op, c.Attribute)
	case TestEqual, TestNotEqual, TestLess, TestLessEqual, TestGreater, TestGreaterEqual:
		if err := checkName(op, c.Attribute); err != nil {
			return Condition{}, err
		}
		c.Value, err = checkComparand(op, c)
		return c, err
	}
	return Condition{}, fault.New(op, fault.Invalid, "a condition without a test")
}

func checkComparand(op string, c Condition) (any, error) {
	value, err := canonical(op, c.Value, 1)
	if err != nil {
		return nil, err
	}
	switch value.(type) {
	case string, int64, float64:
		return value, nil
	case bool, []byte:
		if c.Test == TestEqual || c.Test == TestNotEqual {
			return value, nil
		}
	}
	return nil, fault.New(op, fault.Invalid, "a condition cannot compare with such a value")
}
