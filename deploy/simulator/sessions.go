package simulator

import "sync"

// maxSessions bounds how many browser tabs are remembered.
const maxSessions = 100

// sessions keeps one simulated device for each browser tab, forgetting the one
// that was asked longest ago when there are too many.
type sessions[T any] struct {
	open func() T

	mu    sync.Mutex
	known map[string]T
	order []string // least recently used first
}

func newSessions[T any](open func() T) *sessions[T] {
	return &sessions[T]{open: open, known: map[string]T{}}
}

// of gives the device of a tab.
func (s *sessions[T]) of(id string) T {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, other := range s.order {
		if other == id {
			s.order = append(append(s.order[:i:i], s.order[i+1:]...), id)
			return s.known[id]
		}
	}
	if len(s.order) == maxSessions {
		delete(s.known, s.order[0])
		s.order = s.order[1:]
	}
	s.order = append(s.order, id)
	s.known[id] = s.open()
	return s.known[id]
}
