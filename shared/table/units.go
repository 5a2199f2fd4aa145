package table

const (
	readUnit  = 4 << 10 // bytes a read unit reads consistently
	writeUnit = 1 << 10 // bytes a write unit writes
)

// getUnits rounds each item by itself; looking for what is not there costs the
// least a read can.
func getUnits(sizes []int, missing int, consistent bool) float64 {
	units := float64(missing) * readUnits(0, consistent)
	for _, size := range sizes {
		units += readUnits(size, consistent)
	}
	return units
}

// readUnits is the cost of reading size bytes at once.
func readUnits(size int, consistent bool) float64 {
	units := float64(roundUp(size, readUnit))
	if !consistent {
		units /= 2
	}
	return units
}

// writeUnits rounds each write by itself; the larger of before and after counts.
func writeUnits(sizes []Sizes) Units {
	var units Units
	for _, s := range sizes {
		units.Write += float64(roundUp(max(s.Before, s.After), writeUnit))
	}
	return units
}

// roundUp is how many units hold size bytes, at least one.
func roundUp(size, unit int) int { return max(1, (size+unit-1)/unit) }

// operationOf names the request that makes the writes.
func operationOf(writes []Write) string {
	if len(writes) > 1 {
		return "TransactWriteItems"
	}
	switch writes[0].Op {
	case OpPut:
		return "PutItem"
	case OpDelete:
		return "DeleteItem"
	case OpUpdate:
		return "UpdateItem"
	case OpCheck:
	}
	return "TransactWriteItems"
}
