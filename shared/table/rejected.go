package table

import (
	"errors"
	"fmt"
)

// RejectedError is why writes were refused. It lies within an error of kind Conflict.
type RejectedError struct {
	// Failed are the writes whose conditions did not hold, by their place
	// among the writes, ascending.
	Failed []int
	// Expired are updates that met an expired item. Only drivers report
	// these; a Table acts on them.
	Expired []int
}

// Error says which writes were refused, and nothing of what they hold.
func (r *RejectedError) Error() string {
	switch {
	case len(r.Failed) > 0:
		return fmt.Sprintf("conditions of writes %v did not hold", r.Failed)
	case len(r.Expired) > 0:
		return fmt.Sprintf("writes %v update expired items", r.Expired)
	}
	return "another transaction was at work on the same items"
}

// Failed tells which writes of a Table.Write had conditions that did not hold, by
// their place among the arguments; nil where err is something else, such as a
// transaction that met another. Of a transaction with several, an engine may not
// name all.
func Failed(err error) []int {
	if r, ok := errors.AsType[*RejectedError](err); ok {
		return r.Failed
	}
	return nil
}

// met reports whether err is a transaction that met another.
func met(err error) bool {
	r, ok := errors.AsType[*RejectedError](err)
	return ok && len(r.Failed) == 0 && len(r.Expired) == 0
}
