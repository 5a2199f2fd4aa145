package tabletest

import "sync"

// line counts requests and knows what befalls which.
type line struct {
	mu     sync.Mutex
	faults []Fault
	n      int
}

func (l *line) plan(faults []Fault) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.faults, l.n = faults, 0
}

func (l *line) count() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.n
}

func (l *line) next() (Fault, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.n++
	for _, f := range l.faults {
		first := max(f.Nth, 1)
		if l.n >= first && (f.Times < 0 || l.n < first+max(f.Times, 1)) {
			return f, true
		}
	}
	return Fault{}, false
}
