package stage

import "sync"

// listeners are those who want to hear of the bucket.
type listeners struct {
	mu   sync.Mutex
	all  map[int]func(message []byte)
	next int
}

// Notify has somebody told of each object that is put into the bucket or removed from
// it, by the message that S3 would send to a queue, until stop is called. It is called
// by several at once, and no message is kept for who comes later.
func (s *Stage) Notify(to func(message []byte)) (stop func()) {
	l := &s.listeners
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.all == nil {
		l.all = map[int]func([]byte){}
	}
	id := l.next
	l.next++
	l.all[id] = to
	return func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		delete(l.all, id)
	}
}

// tell tells them. Who is told must not take long, and call nothing of the Stage.
func (l *listeners) tell(message []byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, to := range l.all {
		to(message)
	}
}
