package fault

import (
	"context"
	"errors"
	"strings"
)

// Kind says what sort of thing went wrong, in the few ways a caller can act on.
type Kind uint8

// The kinds. Internal is the zero value: what nobody classified is a bug of ours.
const (
	Internal        Kind = iota // a bug, or a foreign error nobody classified
	Invalid                     // the caller asked for something that makes no sense; asking again won't help
	NotFound                    // no such thing, or none that this caller may see
	Conflict                    // a condition did not hold: it exists already, or somebody else was first
	Unauthenticated             // nobody known is asking, or the proof of who they are is bad
	Denied                      // somebody known, who may not do this
	Stale                       // it was good once: an expired cursor, state or link
	TooLarge                    // over a limit on size or number
	Throttled                   // asked too often; try again later
	Unavailable                 // the store or a service is down; try again soon
	Timeout                     // out of time
	Canceled                    // the caller gave up
)

var kindNames = [...]string{
	"internal", "invalid", "not found", "conflict", "unauthenticated", "denied",
	"stale", "too large", "throttled", "unavailable", "timeout", "canceled",
}

// String names the kind for logs.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "unknown"
}

// Temporary reports whether the same call may succeed later.
func (k Kind) Temporary() bool {
	return k == Throttled || k == Unavailable || k == Timeout
}

// Error is an error with a kind and the operation it came from.
type Error struct {
	Op   string // package.Function, as "gallery.Find"
	Kind Kind
	Err  error // what lies beneath; nil for an error made here
	What string
}

// New makes an error. What says in a few words what is wrong, for logs: it must
// hold nothing personal.
func New(op string, kind Kind, what string) error {
	return &Error{Op: op, Kind: kind, What: what}
}

// Wrap adds the operation to err and keeps its kind; nil stays nil. Wrap once
// where an error crosses a package's border, not at every line.
func Wrap(op string, err error) error {
	if err == nil {
		return nil
	}
	return &Error{Op: op, Kind: Of(err), Err: err}
}

// As classifies err, whatever its kind was; nil stays nil. Drivers use it to say
// what a foreign error means.
func As(op string, kind Kind, err error) error {
	if err == nil {
		return nil
	}
	return &Error{Op: op, Kind: kind, Err: err}
}

// Of tells the kind of err: the outermost Error's, else what a context error
// means, else Internal. Of(nil) is Internal too; ask only about errors.
func Of(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return Timeout
	case errors.Is(err, context.Canceled):
		return Canceled
	}
	return Internal
}

// Is reports whether err is an error of the kind.
func Is(err error, kind Kind) bool { return err != nil && Of(err) == kind }

// Why gives what the innermost fault of err says went wrong, such as the rule that
// refused a photo: words that may stand behind "because". "" where none says anything.
func Why(err error) string {
	why := ""
	for e, ok := errors.AsType[*Error](err); ok; e, ok = errors.AsType[*Error](e.Err) {
		if e.What != "" {
			why = e.What
		}
	}
	return why
}

// Error gives the chain of operations, the kind once, and what went wrong:
// "intents.find: gallery.Find: not found: no such photo".
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Op)
	inner, nested := errors.AsType[*Error](e.Err)
	switch {
	case nested && inner.Kind == e.Kind:
		b.WriteString(": ")
		b.WriteString(e.Err.Error())
		return b.String()
	default:
		b.WriteString(": ")
		b.WriteString(e.Kind.String())
	}
	if e.What != "" {
		b.WriteString(": ")
		b.WriteString(e.What)
	}
	if e.Err != nil {
		b.WriteString(": ")
		b.WriteString(e.Err.Error())
	}
	return b.String()
}

// Unwrap gives the error beneath.
func (e *Error) Unwrap() error { return e.Err }
