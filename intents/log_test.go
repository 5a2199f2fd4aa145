package intents_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/intents"
	"shoebox/intents/intentstest"
	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/table"
	"shoebox/shared/table/tabletest"
	"shoebox/shared/telemetry"
)

// lastLine is the last line of a log.
func lastLine(tb testing.TB, w *intentstest.World) (line map[string]any) {
	tb.Helper()
	lines := strings.Split(strings.TrimSpace(w.Log.String()), "\n")
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &line); err != nil {
		tb.Fatalf("no line of JSON: %v in %s", err, w.Log)
	}
	return line
}

func TestTheLogSaysWhatCameOfARequest(t *testing.T) {
	tests := []struct {
		name   string
		words  string
		change func(*intents.Request)
		reads  *tabletest.Fault
		want   telemetry.Outcome
		intent string
		level  string
	}{
		{"photos are found", "photos of Anna", nil, nil, telemetry.Answered, "find", "INFO"},
		{"an answer in words", "how many photos of Anna", nil, nil, telemetry.Answered, "count", "INFO"},
		{"nothing like it", "photos of Anna in 1950", nil, nil, telemetry.NothingFound, "find", "INFO"},
		{"not understood", "", func(r *intents.Request) { r.Intent = intents.Fallback }, nil, telemetry.NotUnderstood, "fallback", "INFO"},
		{"an intent nobody knows is not understood, and counted as that", "", func(r *intents.Request) { r.Intent = "anna" }, nil, telemetry.NotUnderstood, "fallback", "INFO"},
		{"a question back", "photos of Karn in Cork", nil, nil, telemetry.Asked, "find", "INFO"},
		{"nobody we know", "photos of Anna", func(r *intents.Request) { r.Identity.User = "UNKNOWN" }, nil, telemetry.Refused, "find", "INFO"},
		{"what is not theirs", "photos of Anna", nil, &tabletest.Fault{Kind: fault.Denied, Times: -1}, telemetry.Refused, "none", "INFO"},
		{"a failure", "photos of Anna", nil, &tabletest.Fault{Kind: fault.Internal, Times: -1}, telemetry.Apologized, "none", "WARN"},
		{"out of time", "photos of Anna", nil, &tabletest.Fault{Delay: time.Hour, Times: -1}, telemetry.Apologized, "none", "WARN"},
		{"out of time, and somebody else has more", "photos of Anna", func(r *intents.Request) { r.Defers = true }, &tabletest.Fault{Delay: time.Hour, Times: -1}, telemetry.Deferred, "none", "INFO"},
		{"a failure that nobody else mends", "photos of Anna", func(r *intents.Request) { r.Defers = true }, &tabletest.Fault{Kind: fault.Internal, Times: -1}, telemetry.Apologized, "none", "WARN"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := intentstest.Open(t)
			if tt.reads != nil {
				w.Store.Faulty.FailReads(*tt.reads)
			}
			r := ask(w, "1", tt.words)
			if tt.change != nil {
				tt.change(r)
			}
			ctx, stop := t.Context(), func() {}
			if tt.reads != nil && tt.reads.Delay > 0 {
				ctx, stop = context.WithTimeout(ctx, 50*time.Millisecond)
			}
			defer stop()
			if _, err := w.Router.ServeIntent(ctx, r); err != nil {
				t.Fatal(err)
			}
			line := lastLine(t, w)
			got := []any{line["outcome"], line["intent"], line["level"]}
			if diff := cmp.Diff(got, []any{string(tt.want), tt.intent, tt.level}); diff != "" {
				t.Errorf("got - want +:\n%s\n%v", diff, line)
			}
		})
	}
}

func TestTheLogKnowsARequestThatCameBefore(t *testing.T) {
	w := intentstest.Open(t)
	serve(t, w.Router, ask(w, "1", "photos of Anna"))
	serve(t, w.Router, ask(w, "1", "photos of Anna"))
	if got := lastLine(t, w); got["outcome"] != string(telemetry.Duplicate) || got["kind"] != "found" {
		t.Errorf("got %v, want a duplicate that was given the answer again", got)
	}
}

func TestTheLogCountsASurfaceOfAChannelForTheChannel(t *testing.T) {
	w := intentstest.Open(t)
	r := ask(w, "1", "photos of Anna")
	r.Channel, r.Identity.Channel = "slackhome", account.Slack
	serve(t, w.Router, r)
	if got := lastLine(t, w); got["channel"] != "slack" || got["surface"] != "slackhome" {
		t.Errorf("got channel %v and surface %v, want slack and slackhome", got["channel"], got["surface"])
	}
}

// The figures are of one request, though others are answered at the same time.
func TestTheLogCountsTheTablesRequestsOfOneRequest(t *testing.T) {
	w := intentstest.Open(t)
	alone := func(id string) float64 {
		serve(t, w.Router, ask(w, id, "photos of Anna"))
		return lastLine(t, w)[telemetry.MetricTableRequests].(float64)
	}
	alone("warm") // the vocabulary is read once
	want := alone("alone")
	ctx, stop := context.WithCancel(t.Context())
	begun, others := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(others)
		for first := true; ctx.Err() == nil; first = false {
			_, _ = w.Store.Get(context.WithoutCancel(ctx), table.Key{Partition: "p", Sort: "s"}) // not there, and counted all the same
			if first {
				close(begun)
			}
		}
	}()
	<-begun
	got := alone("beside others")
	stop()
	<-others
	if got != want {
		t.Errorf("got %v requests, want %v as alone", got, want)
	}
}
