package table

// Op is what a Write does.
type Op uint8

// The operations.
const (
	OpPut    Op = iota + 1 // replace the item, or make it
	OpDelete               // remove the item; removing what is not there is no error
	OpUpdate               // change some attributes, making the item if need be
	OpCheck                // change nothing, but fail the transaction unless the conditions hold
)

// Write is one change to one item. Make it with [Put], [Delete], [Update] or
// [Check].
type Write struct {
	Op   Op
	Item Item // the key; for a put the whole item; for an update the expiry to set, zero to leave it
	// Set, Add and Remove are an update's changes, by attribute name.
	Set    Attributes
	Add    map[string]int64 // added to the number there, or to 0
	Remove []string
	// If are conditions that must all hold, else the write fails with a
	// Conflict and changes nothing.
	If []Condition
}

// Put replaces or makes an item.
func Put(item Item, conditions ...Condition) Write {
	return Write{Op: OpPut, Item: item, If: conditions}
}

// Delete removes an item.
func Delete(key Key, conditions ...Condition) Write {
	return Write{Op: OpDelete, Item: Item{Key: key}, If: conditions}
}

// Check holds a transaction to conditions on an item it does not write.
func Check(key Key, conditions ...Condition) Write {
	return Write{Op: OpCheck, Item: Item{Key: key}, If: conditions}
}

// Update changes attributes of an item. Fill in Set, Add and Remove of the
// change; it makes the item if it is not there, unless a condition says otherwise.
func Update(key Key, change Change, conditions ...Condition) Write {
	return Write{
		Op: OpUpdate, Item: Item{Key: key, Expires: change.Expires},
		Set: change.Set, Add: change.Add, Remove: change.Remove, If: conditions,
	}
}
