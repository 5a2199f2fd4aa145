package runtimeapi_test

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shoebox/deploy/runtimeapi"
	"shoebox/shared/fault"
)

func TestEventIsTriedThreeTimes(t *testing.T) {
	tests := []struct {
		name      string
		fails     int // that often
		condition string
		attempts  int
	}{
		{"and succeeds at once", 0, "Success", 1},
		{"and succeeds at last", 2, "Success", 3},
		{"and is given up", 3, "RetriesExhausted", 3},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fl := fleet(t, function(), 1)
			done, failed, dead := runtimeapi.NewQueue(runtimeapi.QueueConfig{}), runtimeapi.NewQueue(runtimeapi.QueueConfig{}), runtimeapi.NewQueue(runtimeapi.QueueConfig{})
			async := runtimeapi.NewAsync(runtimeapi.AsyncConfig{
				Fleet: fl, Pauses: []time.Duration{time.Millisecond, time.Millisecond}, OnSuccess: done, OnFailure: failed, DeadLetters: dead,
			})
			event, err := json.Marshal(map[string]any{"do": "flaky", "for": tt.fails, "path": filepath.Join(t.TempDir(), "attempts")})
			if err != nil {
				t.Fatal(err)
			}
			id, err := async.Invoke(event)
			if err != nil {
				t.Fatal(err)
			}
			if err := async.Wait(); err != nil {
				t.Fatal(err)
			}
			to := done
			if tt.condition != "Success" {
				to = failed
				if got := receive(t, dead); got.Body != string(event) || got.Attributes["RequestID"] != id || got.Attributes["ErrorMessage"] != "not yet" {
					t.Errorf("got dead letter %+v, want the event", got)
				}
			}
			var got runtimeapi.Record
			if err := json.Unmarshal([]byte(receive(t, to).Body), &got); err != nil {
				t.Fatal(err)
			}
			if got.Request.ID != id || got.Request.Condition != tt.condition || got.Request.Attempts != tt.attempts || (got.Response.FunctionError == "") != (tt.condition == "Success") {
				t.Errorf("got %+v, want %s after %d", got, tt.condition, tt.attempts)
			}
		})
	}
}

func TestAsynchronousEventIsHeldToOneMegabyte(t *testing.T) {
	async := runtimeapi.NewAsync(runtimeapi.AsyncConfig{Fleet: fleet(t, function(), 1)})
	if _, err := async.Invoke([]byte(`"` + strings.Repeat("x", runtimeapi.MaxAsync) + `"`)); !fault.Is(err, fault.TooLarge) {
		t.Errorf("got %v, want TooLarge", err)
	}
	if err := async.Close(); err != nil {
		t.Error(err)
	}
}

func TestEventGrowsTooOldForAFunctionWithoutRoom(t *testing.T) {
	failed := runtimeapi.NewQueue(runtimeapi.QueueConfig{})
	async := runtimeapi.NewAsync(runtimeapi.AsyncConfig{Fleet: fleet(t, function(), 0), MaxAge: time.Second, OnFailure: failed})
	if _, err := async.Invoke([]byte(`{}`)); err != nil {
		t.Fatal(err)
	}
	if err := async.Wait(); err != nil {
		t.Fatal(err)
	}
	var got runtimeapi.Record
	if err := json.Unmarshal([]byte(receive(t, failed).Body), &got); err != nil {
		t.Fatal(err)
	}
	if got.Request.Condition != "EventAgeExceeded" || got.Request.Attempts != 0 {
		t.Errorf("got %+v, want an event that grew too old", got)
	}
}
