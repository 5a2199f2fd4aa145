package bolttable

import (
	"sync"
	"time"
)

// tokens remembers the transactions of the last ten minutes, so that one that is
// repeated is not made again. In memory: who repeats lives in this process.
type tokens struct {
	mu   sync.Mutex
	made map[string]time.Time
	old  []string // in the order in which they were made
}

const tokenLife = 10 * time.Minute

func (t *tokens) has(token string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	_, ok := t.made[token]
	return ok
}

func (t *tokens) add(token string, now time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for len(t.old) > 0 && now.Sub(t.made[t.old[0]]) > tokenLife {
		delete(t.made, t.old[0])
		t.old = t.old[1:]
	}
	if t.made == nil {
		t.made = make(map[string]time.Time)
	}
	t.made[token] = now
	t.old = append(t.old, token)
}
