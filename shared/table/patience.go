package table

import "context"

const (
	// mostWaits is how often a request that has its turn is put off, at most: for six
	// minutes or so.
	mostWaits = 200
	// mostDoubled is how often the first pause is doubled, at most: to two and a half
	// seconds.
	mostDoubled = 8
)

type patientKey struct{}

// Patient gives a context whose requests wait for minutes where the engine is asked too
// much (Throttled), instead of a second: for work that may take as long as the engine
// needs for it, and that nobody waits for a word of. They wait in a line, so that each
// gets its turn. What the engine's client gave up is asked for again, too. The patience
// ends with ctx, also where it is gone on without its end ([context.WithoutCancel]).
func Patient(ctx context.Context) context.Context {
	return context.WithValue(ctx, patientKey{}, patience{over: ctx.Done(), turn: make(chan struct{}, 1)})
}

// isPatient reports whether a context came of [Patient].
func isPatient(ctx context.Context) bool { return ctx.Value(patientKey{}) != nil }

// patience is what the requests of a patient context share.
type patience struct {
	over <-chan struct{} // nil is never
	turn chan struct{}   // holds one while a request has its turn to ask again
}

// wait is one request's for a busy engine.
type wait struct {
	patience
	times int
}

// longer waits once more, and says no where there is no patience for it.
func (w *wait) longer(ctx context.Context) bool {
	if w.times == 0 && !w.enqueue(ctx) {
		return false
	}
	w.times++
	return w.times <= mostWaits && pause(ctx, firstPause<<min(w.times, mostDoubled), w.over)
}

// enqueue waits for the request's turn.
func (w *wait) enqueue(ctx context.Context) bool {
	var patient bool
	if w.patience, patient = ctx.Value(patientKey{}).(patience); !patient {
		return false
	}
	select {
	case <-w.over:
		return false
	default:
	}
	select {
	case w.turn <- struct{}{}:
		return true
	case <-w.over:
	case <-ctx.Done():
	}
	return false
}

// end lets the next one have its turn.
func (w *wait) end() {
	if w.times > 0 {
		<-w.turn
	}
}
