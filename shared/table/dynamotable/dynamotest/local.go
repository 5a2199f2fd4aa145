package dynamotest

import "shoebox/shared/table"

// The ways in which what DynamoDB Local 3.3.0 reports is not what AWS charges. In
// all else the two are equal, request by request.
//
// AWS rounds each item of a transaction by itself, doubles it, and adds up; reads of
// what is not there cost the least a read can.
// Source: the Amazon DynamoDB Developer Guide, "DynamoDB read and write operations"
// ("If you perform a read operation on an item that doesn't exist, DynamoDB will
// still consume read throughput") and "Capacity management for transactions".
const (
	missingKeys = "keys of a batch that have no item cost nothing"
	onceOnly    = "items of a transaction that cost the same are counted once"
	emptyQuery  = "a query that finds nothing costs nothing"
	noneInBatch = "a delete of nothing within a batch costs 2, not 1"
	nothingToDo = "a delete of nothing within a transaction costs 1, not 2"
	checkIsRead = "a check costs what a read in a transaction does, by 4 KB"
)

// Differences names them.
func Differences() []string {
	return []string{missingKeys, emptyQuery, noneInBatch, onceOnly, nothingToDo, checkIsRead}
}

// localGet is what is reported of a read, given what it costs and how many keys had
// no item.
func localGet(rules table.Units, missing, keys int, consistent bool) (table.Units, []string) {
	if keys == 1 || missing == 0 {
		return rules, nil
	}
	least := 0.5
	if consistent {
		least = 1
	}
	rules.Read -= least * float64(missing)
	return rules, []string{missingKeys}
}

// localBatch is what is reported of a batch of writes, given what it costs.
func localBatch(rules table.Units, writes []table.Write, sizes []table.Sizes) (reported table.Units, names []string) {
	for i, w := range writes {
		if w.Op == table.OpDelete && sizes[i].Before == 0 {
			rules.Write++
			names = append(names, noneInBatch)
		}
	}
	return rules, names
}

// localTransaction is what is reported of a transaction.
func localTransaction(writes []table.Write, sizes []table.Sizes) (reported table.Units, names []string) {
	counted := map[float64]bool{}
	for i, w := range writes {
		size := max(sizes[i].Before, sizes[i].After)
		cost := 2 * units(size, 1<<10)
		switch {
		case w.Op == table.OpDelete && sizes[i].Before == 0:
			cost, names = 1, append(names, nothingToDo)
		case w.Op == table.OpCheck && size > 1<<10:
			cost, names = 2*units(size, 4<<10), append(names, checkIsRead)
		}
		if counted[cost] {
			names = append(names, onceOnly)
			continue
		}
		counted[cost] = true
		reported.Write += cost
	}
	return reported, names
}

// units is how many units hold size bytes, at least one.
func units(size, unit int) float64 { return float64(max(1, (size+unit-1)/unit)) }
