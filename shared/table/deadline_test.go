package table_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// mute is an engine that never answers: it takes what time it is given.
type mute struct {
	table.Driver
	given  []time.Duration // for each request
	answer int             // the request that is answered, counted from 1; 0 is none
}

func (m *mute) hear(ctx context.Context) error {
	deadline, _ := ctx.Deadline()
	m.given = append(m.given, time.Until(deadline))
	if len(m.given) == m.answer {
		return nil
	}
	<-ctx.Done()
	return fault.Wrap("mute", ctx.Err())
}

func (m *mute) Get(ctx context.Context, keys []table.Key, _ bool) (table.Got, error) {
	return table.Got{Items: []table.Item{{Key: keys[0]}}}, m.hear(ctx)
}

func (m *mute) Write(ctx context.Context, _ []table.Write, _ table.WriteOptions) (table.Wrote, error) {
	return table.Wrote{}, m.hear(ctx)
}

func TestAttemptsShareTheDeadline(t *testing.T) {
	const patience = 400 * time.Millisecond
	tests := []struct {
		name   string
		answer int
		call   func(context.Context, *table.Table) error
		want   fault.Kind // Internal is none
		least  int        // attempts
	}{
		{"a lost answer leaves time to ask again", 2, func(ctx context.Context, tab *table.Table) error {
			_, err := tab.Get(ctx, key(1))
			return err
		}, 0, 2},
		{"a read that is never answered is tried as long as there is time", 0, func(ctx context.Context, tab *table.Table) error {
			_, err := tab.Get(ctx, key(1))
			return err
		}, fault.Unavailable, 2},
		{"a transaction that is never answered is tried as long as there is time", 0, func(ctx context.Context, tab *table.Table) error {
			return tab.Write(ctx, increment(), put(2))
		}, fault.Unavailable, 2},
		{"an addition that is never answered has all the time, and is not tried again", 0, func(ctx context.Context, tab *table.Table) error {
			return tab.Write(ctx, increment())
		}, fault.Unavailable, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { // in which no time passes but what the engine takes, and pauses
				ctx, cancel := context.WithTimeout(t.Context(), patience)
				defer cancel()
				engine := &mute{answer: tt.answer}
				err := tt.call(ctx, table.New(engine, now))
				kind := fault.Of(err)
				if err == nil {
					kind = 0
				}
				// At the very end it is chance whether the attempt or the context ends first.
				if kind != tt.want && (tt.want != fault.Unavailable || kind != fault.Timeout) {
					t.Errorf("got %v, want %v", err, tt.want)
				}
				if n := len(engine.given); n < tt.least || tt.least == 1 && n != 1 {
					t.Errorf("got %d attempts, want %d or more", n, tt.least)
				}
				share := patience / 2
				if tt.least == 1 {
					share = patience
				}
				if first := engine.given[0]; first != share {
					t.Errorf("the first attempt had %v of %v, want %v", first, patience, share)
				}
				for i, given := range engine.given {
					if given > patience {
						t.Errorf("attempt %d had %v, over the deadline", i+1, given)
					}
				}
			})
		})
	}
	t.Run("without a deadline an attempt ends all the same", func(t *testing.T) {
		engine := &mute{answer: 1}
		if _, err := table.New(engine, now).Get(context.Background(), key(1)); err != nil {
			t.Fatal(err)
		}
		if err := table.New(&mute{answer: 1}, now).Write(context.Background(), increment()); err != nil {
			t.Fatal(err)
		}
		if got := engine.given[0]; got <= 0 || got > 5*time.Second {
			t.Errorf("the attempt had %v, want 5 seconds at most", got)
		}
	})
}

// early is an engine whose client gives up by itself, twice, long before its context.
type early struct {
	table.Driver
	asked int
}

func (h *early) Get(_ context.Context, keys []table.Key, _ bool) (table.Got, error) {
	if h.asked++; h.asked < 3 {
		return table.Got{}, fault.Wrap("early.Get", context.DeadlineExceeded)
	}
	return table.Got{Items: []table.Item{{Key: keys[0]}}}, nil
}

func TestWhatTheEnginesClientGaveUpIsAskedForAgainByThePatient(t *testing.T) {
	engine := &early{}
	if _, err := table.New(engine, now).Get(table.Patient(t.Context()), key(1)); err != nil || engine.asked != 3 {
		t.Errorf("asked %d times, %v, want an answer at the third", engine.asked, err)
	}
	engine = &early{}
	if _, err := table.New(engine, now).Get(t.Context(), key(1)); !fault.Is(err, fault.Timeout) || engine.asked != 1 {
		t.Errorf("asked %d times, %v, want who waits for an answer to be told", engine.asked, err)
	}
}
