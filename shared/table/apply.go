package table

import (
	"maps"

	"shoebox/shared/fault"
)

// Apply gives the item an OpUpdate makes of the one before it, nil if there was
// none. It is for drivers whose engine has no updates of its own, and leaves
// before as it was. Adding to what is no number is Invalid.
func Apply(w Write, before *Item) (Item, error) {
	const op = "table.Apply"
	after := Item{Key: w.Item.Key, Attributes: make(Attributes, len(w.Set)+len(w.Add))}
	if before != nil {
		maps.Copy(after.Attributes, before.Attributes)
		after.Expires = before.Expires
	}
	maps.Copy(after.Attributes, w.Set)
	for name, delta := range w.Add {
		old, there := after.Attributes[name]
		if !there {
			old = int64(0)
		}
		sum, ok := add(old, delta)
		if !ok {
			return Item{}, fault.New(op, fault.Invalid, "an update adds to an attribute that is no number")
		}
		after.Attributes[name] = sum
	}
	for _, name := range w.Remove {
		delete(after.Attributes, name)
	}
	if !w.Item.Expires.IsZero() {
		after.Expires = w.Item.Expires
	}
	if Size(after) > MaxItem {
		return Item{}, fault.New(op, fault.TooLarge, "an update would make an item of more than 400 KB")
	}
	return after, nil
}

func add(old any, delta int64) (any, bool) {
	switch n := old.(type) {
	case int64:
		sum := n + delta
		if (sum > n) == (delta > 0) {
			return sum, true
		}
		return float64(n) + float64(delta), true
	case float64:
		sum := n + float64(delta)
		if whole(sum) {
			return int64(sum), true
		}
		return sum, true
	}
	return nil, false
}
