package runtimeapi_test

import (
	"strings"
	"testing"
	"time"

	"shoebox/deploy/runtimeapi"
	"shoebox/shared/fault"
)

// source feeds misbehave, and gives the queue, its dead letters and what was handled.
func source(t *testing.T, report bool) (q, dead *runtimeapi.Queue, handled chan runtimeapi.Result) {
	t.Helper()
	f := function()
	f.Timeout = 2 * time.Second
	fl := fleet(t, f, 1)
	dead = runtimeapi.NewQueue(runtimeapi.QueueConfig{Name: "dead"})
	q = runtimeapi.NewQueue(runtimeapi.QueueConfig{Visibility: f.Timeout, MaxReceives: 2, DeadLetters: dead})
	for _, body := range []string{"good", "bad", "fine"} {
		if t.Name() == "TestBatchTellsWhatFailed" {
			send(t, q, body)
		}
	}
	handled = make(chan runtimeapi.Result, 100)
	s, err := runtimeapi.NewSource(runtimeapi.SourceConfig{
		Queue: q, Fleet: fl, ReportBatchItemFailures: report, Concurrency: 1, Handled: func(r runtimeapi.Result) { handled <- r },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return q, dead, handled
}

func TestBatchTellsWhatFailed(t *testing.T) {
	q, dead, handled := source(t, true)
	first := <-handled
	if got := strings.Count(string(first.Logs), "got "); got != 3 || first.FunctionError != "" {
		t.Errorf("got %d messages in the first batch and %q, want 3", got, first.FunctionError)
	}
	second := <-handled
	if got := string(second.Logs); !strings.Contains(got, "got bad\n") || strings.Contains(got, "good") || strings.Contains(got, "fine") {
		t.Errorf("got %q again, want the bad one alone", got)
	}
	if got := receive(t, dead).Body; got != "bad" {
		t.Errorf("got dead letter %q, want the bad one", got)
	}
	if visible, hidden := q.Count(); visible+hidden > 0 {
		t.Errorf("got %d messages left, want none", visible+hidden)
	}
}

func TestWholeBatchComesAgain(t *testing.T) {
	tests := []struct{ name, body string }{
		{"where the function fails", "all bad"},
		{"where it names what was not in it", "nonsense"},
		{"where it dies", "die"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			q, dead, _ := source(t, true)
			send(t, q, tt.body)
			if got := receive(t, dead).Body; got != tt.body {
				t.Errorf("got dead letter %q, want %q", got, tt.body)
			}
		})
	}
}

func TestMessageOutlivesTheFunction(t *testing.T) {
	q, dead, handled := source(t, true)
	send(t, q, "die first")
	if r := <-handled; r.ErrorType != "Runtime.ExitError" {
		t.Errorf("got %q, want a function that died", r.ErrorType)
	}
	if r := <-handled; r.FunctionError != "" {
		t.Errorf("got %q %s, want it handled the second time", r.FunctionError, r.Body)
	}
	for range 2 {
		if visible, hidden := q.Count(); visible+hidden > 0 {
			t.Errorf("got %d messages left, want none", visible+hidden)
		}
		q = dead
	}
}

func TestFailuresAreNotReadUnlessAskedFor(t *testing.T) {
	q, _, handled := source(t, false)
	send(t, q, "bad")
	<-handled
	eventually(t, "the message deleted as handled", func() bool {
		visible, hidden := q.Count()
		return visible+hidden == 0
	})
}

func TestSourceIsHeldToItsBounds(t *testing.T) {
	fl := fleet(t, function(), 1)
	tests := []struct {
		name string
		c    runtimeapi.SourceConfig
	}{
		{"a visibility under the function's time", runtimeapi.SourceConfig{Queue: runtimeapi.NewQueue(runtimeapi.QueueConfig{Visibility: time.Second}), Fleet: fl}},
		{"a batch too large", runtimeapi.SourceConfig{Queue: runtimeapi.NewQueue(runtimeapi.QueueConfig{}), Fleet: fl, BatchSize: 11}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := runtimeapi.NewSource(tt.c); !fault.Is(err, fault.Invalid) {
				t.Errorf("got %v, want an Invalid", err)
			}
		})
	}
}
