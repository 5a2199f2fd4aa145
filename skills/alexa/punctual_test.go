package alexa_test

import (
	"context"
	"encoding/json"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"shoebox/intents"
	"shoebox/shared/fault"
)

func TestP9ASlowHandlerIsAnsweredForInTime(t *testing.T) {
	tests := []struct {
		name    string
		handler intents.HandlerFunc
		within  time.Duration
	}{
		{"one that listens to its deadline", func(ctx context.Context, _ *intents.Request) (*intents.Reply, error) {
			<-ctx.Done()
			return nil, ctx.Err()
		}, 6500 * time.Millisecond},
		{"one that does not", func(_ context.Context, r *intents.Request) (*intents.Reply, error) {
			time.Sleep(time.Minute)
			r.Slots["late"] = intents.Value{} // must not be the caller's
			return &intents.Reply{}, nil
		}, 7 * time.Second},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				started := time.Now()
				b, err := skillWith(tt.handler).Serve(t.Context(), json.RawMessage(envelope(intent("FindIntent", ""), "", `{"state":"before"}`)))
				if err != nil {
					t.Fatal(err)
				}
				if took := time.Since(started); took != tt.within {
					t.Errorf("took %v, want %v", took, tt.within)
				}
				h := hears(t, b, "")
				if h.Speech != "Sorry, that took me too long. Would you ask me once more?" || !h.Listening {
					t.Errorf("said %q, listening %v", h.Speech, h.Listening)
				}
				if got := decoded(t, b)["sessionAttributes"].(map[string]any)["state"]; got != "before" {
					t.Errorf("state %v, want that of before", got)
				}
				time.Sleep(time.Minute) // the late one ends before the test does
			})
		})
	}
}

func TestAFailingHandlerIsAnErrorAndAPanickingOneToo(t *testing.T) {
	failing := &listener{err: errors.New("broken")}
	if _, err := skillWith(failing).Serve(t.Context(), json.RawMessage(envelope(launch, "", ""))); err == nil {
		t.Error("a failure was answered")
	}
	panicking := intents.HandlerFunc(func(context.Context, *intents.Request) (*intents.Reply, error) { panic("secret") })
	if _, err := skillWith(panicking).Serve(t.Context(), json.RawMessage(envelope(launch, "", ""))); !fault.Is(err, fault.Internal) {
		t.Errorf("error %v, want an Internal", err)
	}
}
