package alexa_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/intents"
	"shoebox/shared/telemetry"
	"shoebox/skills/alexa"
)

// logged serves a request and gives what was logged of it, without the stack.
func logged(t *testing.T, h intents.Handler, now func() time.Time, raw string) []map[string]any {
	t.Helper()
	var log bytes.Buffer
	s := alexa.New(alexa.Config{
		Skills: []string{skillID}, Links: testLinks(), Now: now, Log: telemetry.NewMetricLogger(&log, slog.LevelInfo, telemetry.Full, ""),
	}, h)
	_, _ = s.Serve(t.Context(), json.RawMessage(raw)) // the answer is looked at elsewhere
	var lines []map[string]any
	for one := range strings.Lines(log.String()) {
		var line map[string]any
		if err := json.Unmarshal([]byte(one), &line); err != nil {
			t.Fatalf("no line of JSON: %s", one)
		}
		if strings.Contains(one, "Anna") {
			t.Errorf("the log tells what was said: %s", one)
		}
		for _, name := range []string{"time", "stack", "_aws"} {
			delete(line, name)
		}
		lines = append(lines, line)
	}
	return lines
}

func TestWhatGoesWrongIsLoggedWithoutWhatPeopleSaid(t *testing.T) {
	panicking := intents.HandlerFunc(func(context.Context, *intents.Request) (*intents.Reply, error) { panic("photos of Anna") })
	broken := func() time.Time { panic(errors.New("photos of Anna")) }
	tests := []struct {
		name    string
		handler intents.Handler
		now     func() time.Time
		raw     string
		want    []map[string]any
	}{
		{"a handler that panics", panicking, clock, envelope(launch, "", ""), []map[string]any{
			{"level": "ERROR", "msg": "panic", "type": "string", "channel": "alexa", "id": "r1"},
			{"level": "ERROR", "msg": "request not answered", "fault": "internal", "cause": "alexa.Serve: internal: handler panicked with a string", "channel": "alexa", "id": "r1"},
		}},
		{"a panic of our own", &listener{}, broken, envelope(launch, "", ""), []map[string]any{
			{"level": "ERROR", "msg": "panic", "type": "*errors.errorString", "channel": "alexa", "id": "r1"},
			{"level": "ERROR", "msg": "request not answered", "fault": "internal", "cause": "alexa.Serve: internal: panicked with a *errors.errorString", "channel": "alexa", "id": "r1"},
		}},
		{"what is no envelope", &listener{}, clock, `{"photos of Anna`, []map[string]any{
			{"level": "ERROR", "msg": "request not answered", "fault": "invalid", "channel": "alexa"},
		}},
		{"a request for another skill", &listener{}, clock, strings.ReplaceAll(envelope(launch, "", ""), skillID, "amzn1.ask.skill.another"), []map[string]any{
			{"level": "WARN", "msg": "request for another skill", "Refusals": 1.0, "channel": "alexa", "id": "r1"},
			{"level": "ERROR", "msg": "request not answered", "fault": "denied", "channel": "alexa", "id": "r1"},
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := logged(t, tt.handler, tt.now, tt.raw)
			for i, line := range tt.want {
				if line["cause"] == nil && i < len(got) {
					delete(got[i], "cause")
				}
			}
			if diff := cmp.Diff(got, tt.want); diff != "" {
				t.Errorf("got - want +:\n%s", diff)
			}
		})
	}
}

func TestARequestWhoseHandlerIsLeftBehindIsAnApologyInTheLog(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		stuck := intents.HandlerFunc(func(context.Context, *intents.Request) (*intents.Reply, error) {
			time.Sleep(time.Minute)
			return &intents.Reply{}, nil
		})
		got := logged(t, stuck, clock, envelope(intent("FindIntent", ""), "", ""))
		if len(got) != 1 || got[0]["outcome"] != "apologized" || got[0]["intent"] != "find" || got[0][telemetry.MetricApologies] != 1.0 || got[0][telemetry.MetricTimeToAnswer] != 7000.0 {
			t.Errorf("got %v, want one line of an apology after 7 s", got)
		}
		time.Sleep(time.Minute) // the late one ends before the test does
	})
}
