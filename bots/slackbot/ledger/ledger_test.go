package ledger_test

import (
	"sync"
	"testing"
	"time"

	"shoebox/bots/slackbot/ledger"
	"shoebox/shared/fault"
	"shoebox/shared/table/tabletest"
)

// clock is a time that a test moves.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

func open(t *testing.T) (*ledger.Ledger, *clock, tabletest.Store) {
	t.Helper()
	c := &clock{now: time.Unix(1_753_000_000, 0)}
	store := tabletest.OpenStore(t, c.Now)
	return ledger.New(store.Table, c.Now), c, store
}

const lease = 30 * time.Second

func TestWorkIsBegunAgain(t *testing.T) {
	tests := []struct {
		name  string
		do    func(*testing.T, *ledger.Entry, *clock)
		kind  fault.Kind // of the second Begin, when it fails
		good  bool
		again bool
	}{
		{"not while somebody is at it", func(*testing.T, *ledger.Entry, *clock) {}, fault.Throttled, false, false},
		{"not a moment before its lease ends", func(_ *testing.T, _ *ledger.Entry, c *clock) { c.pass(lease - time.Millisecond) }, fault.Throttled, false, false},
		{"when its lease ends, unsure what was done", func(_ *testing.T, _ *ledger.Entry, c *clock) { c.pass(lease) }, 0, true, true},
		{"not when it is done", func(t *testing.T, e *ledger.Entry, c *clock) {
			t.Helper()
			if err := e.Done(t.Context()); err != nil {
				t.Fatal(err)
			}
			c.pass(time.Hour)
		}, fault.Conflict, false, false},
		{"afresh when nothing was done", func(t *testing.T, e *ledger.Entry, _ *clock) {
			t.Helper()
			if err := e.Undo(t.Context()); err != nil {
				t.Fatal(err)
			}
		}, 0, true, false},
		{"at once when it was left, unsure what was done", func(t *testing.T, e *ledger.Entry, _ *clock) {
			t.Helper()
			if err := e.Leave(t.Context()); err != nil {
				t.Fatal(err)
			}
		}, 0, true, true},
		{"afresh after a day", func(t *testing.T, e *ledger.Entry, c *clock) {
			t.Helper()
			if err := e.Done(t.Context()); err != nil {
				t.Fatal(err)
			}
			c.pass(25 * time.Hour)
		}, 0, true, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l, c, _ := open(t)
			first, err := l.Begin(t.Context(), "job", lease)
			if err != nil || first.Again {
				t.Fatalf("got %+v, %v for the first, want a fresh entry", first, err)
			}
			tt.do(t, first, c)
			second, err := l.Begin(t.Context(), "job", lease)
			switch {
			case !tt.good && !fault.Is(err, tt.kind):
				t.Errorf("got %v, want %v", err, tt.kind)
			case tt.good && (err != nil || second.Again != tt.again):
				t.Errorf("got %+v, %v, want again %v", second, err, tt.again)
			}
			if _, err := l.Begin(t.Context(), "another job", lease); err != nil {
				t.Errorf("another job: got %v, want it begun", err)
			}
		})
	}
}

func TestWhoWasTakenOverClosesNothing(t *testing.T) {
	l, c, _ := open(t)
	first, err := l.Begin(t.Context(), "job", lease)
	if err != nil {
		t.Fatal(err)
	}
	c.pass(lease)
	if _, err := l.Begin(t.Context(), "job", lease); err != nil {
		t.Fatal(err)
	}
	if err := first.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := first.Done(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Begin(t.Context(), "job", lease); !fault.Is(err, fault.Throttled) {
		t.Errorf("got %v, want it held by who took over", err)
	}
}

func TestOneOfManyBegins(t *testing.T) {
	l, c, _ := open(t)
	for round := range 2 { // fresh, then taken over
		var wg sync.WaitGroup
		var mu sync.Mutex
		begun := 0
		for range 11 {
			wg.Go(func() {
				if _, err := l.Begin(t.Context(), "job", lease); err == nil {
					mu.Lock()
					begun++
					mu.Unlock()
				}
			})
		}
		wg.Wait()
		if begun != 1 {
			t.Errorf("round %d: got %d who began, want 1", round, begun)
		}
		c.pass(lease)
	}
}

func TestStoreThatFailsIsTold(t *testing.T) {
	l, _, store := open(t)
	store.Faulty.FailWrites(tabletest.Fault{Kind: fault.Denied})
	if _, err := l.Begin(t.Context(), "job", lease); !fault.Is(err, fault.Denied) {
		t.Errorf("got %v, want denied", err)
	}
}
