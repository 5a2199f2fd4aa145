package dynamotest

import (
	"encoding/json"
	"sync"
	"time"

	"shoebox/deploy/engines/unreliable"
)

// Contention has writes meet as they do in AWS, where a transaction takes its items
// for itself until it is done: who comes to one of them meanwhile is refused with a
// transaction conflict. Engines on one's own machine make one after the other, and
// nobody is ever refused.
// Source: the Amazon DynamoDB Developer Guide, "Transaction conflict handling in
// DynamoDB".
type Contention struct {
	// Takes is how much longer than here a transaction takes.
	Takes time.Duration

	mu      sync.Mutex
	taken   map[string]bool
	refused int
}

// Refused is how many writes were refused so far.
func (c *Contention) Refused() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.refused
}

// Way is what happens to every request.
func (c *Contention) Way(x unreliable.Exchange) {
	keys, transaction := written(x.Request)
	if met, place := c.take(keys, transaction); met {
		x.Reply(conflict(x.Request, place))
		return
	}
	if transaction {
		defer c.release(keys)
		time.Sleep(c.Takes)
	}
	unreliable.Passed(x)
}

// take takes a transaction's items, all or none. A single write takes none: those
// that come to one item wait for one another.
func (c *Contention) take(keys []string, transaction bool) (met bool, place int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i, key := range keys {
		if c.taken[key] {
			c.refused++
			return true, i
		}
	}
	if c.taken == nil {
		c.taken = map[string]bool{}
	}
	if transaction {
		for _, key := range keys {
			c.taken[key] = true
		}
	}
	return false, 0
}

func (c *Contention) release(keys []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, key := range keys {
		delete(c.taken, key)
	}
}

// written gives the keys of what a transaction writes or checks, or of what a single
// write does. Batches, which are refused item by item and then left over, are
// passed.
func written(r unreliable.Request) (keys []string, transaction bool) {
	switch Operation(r) {
	case "PutItem":
		return []string{key(decode(r.Body)["Item"])}, false
	case "UpdateItem", "DeleteItem":
		return []string{key(decode(r.Body)["Key"])}, false
	case "TransactWriteItems":
	default:
		return nil, false
	}
	for _, item := range items(r) {
		for _, write := range object(item) {
			if put, ok := object(write)["Item"]; ok {
				keys = append(keys, key(put))
				continue
			}
			keys = append(keys, key(object(write)["Key"]))
		}
	}
	return keys, true
}

// key names an item.
func key(item any) string {
	encoded, err := json.Marshal([]any{object(item)["pk"], object(item)["sk"]})
	if err != nil {
		panic(err) // not of what was decoded
	}
	return string(encoded)
}
