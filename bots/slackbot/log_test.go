package slackbot_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"shoebox/bots/slackbot"
	"shoebox/shared/fault"
	"shoebox/shared/table/tabletest"
	"shoebox/shared/telemetry"
	"shoebox/shared/telemetry/telemetrytest"
)

// linesOf gives the lines of a log with a message, and the metrics each makes.
func linesOf(tb testing.TB, log, message string) (lines []map[string]any, data []telemetrytest.Datum) {
	tb.Helper()
	for one := range strings.Lines(log) {
		var line map[string]any
		if err := json.Unmarshal([]byte(one), &line); err != nil {
			tb.Fatalf("no line of JSON: %s", one)
		}
		if line["msg"] != message {
			continue
		}
		at, err := time.Parse(time.RFC3339Nano, line["time"].(string))
		if err != nil {
			tb.Fatal(err)
		}
		made, err := telemetrytest.Extract([]byte(one), at)
		if err != nil {
			tb.Errorf("CloudWatch refuses a line: %v in %s", err, one)
		}
		lines, data = append(lines, line), append(data, made...)
	}
	return lines, data
}

func TestAJobIsOneLineAndTellsHowLongItLay(t *testing.T) {
	var log bytes.Buffer
	s := newSpeaker(t, func(c *slackbot.Config) {
		c.Log = telemetry.NewMetricLogger(&log, slog.LevelError, telemetry.Full, "")
	})
	s.hear(t, told("Ev1", messaged("Anna at the beach", nil), nil))
	batch := s.batch()
	batch.Records[0].Attributes = map[string]string{
		"ApproximateReceiveCount": "2", "SentTimestamp": strconv.FormatInt(s.now().Add(-1500*time.Millisecond).UnixMilli(), 10),
	}
	s.store.Faulty.FailReads(tabletest.Fault{Kind: fault.Throttled})
	s.store.Faulty.FailWrites(tabletest.Fault{Kind: fault.Throttled})
	s.work(t, batch)
	s.work(t, batch) // delivered once more
	lines, data := linesOf(t, log.String(), "job")
	if len(lines) != 2 || lines[0]["outcome"] != "done" || lines[1]["outcome"] != "duplicate" || lines[0]["sort"] != "event" ||
		lines[0]["channel"] != "slack" || lines[0]["id"] == nil || lines[0]["id"] != lines[1]["id"] {
		t.Fatalf("got %v, want a line of a job that is done and one of its duplicate", lines)
	}
	want := map[string]float64{
		telemetry.MetricQueueAge: 1500, telemetry.MetricQueueRetries: 1, telemetry.MetricTableThrottles: 1, telemetry.MetricTableRetries: 1,
	}
	got := map[string]float64{}
	for _, d := range data[:len(data)/2] {
		got[d.Name] = d.Values[0]
	}
	if diff := cmp.Diff(got, want, cmpopts.EquateApprox(0, 1)); diff != "" {
		t.Errorf("the first job's metrics, got - want +:\n%s", diff)
	}
	if strings.Contains(log.String(), "Anna") {
		t.Errorf("the log tells what was said: %s", log.String())
	}
}

func TestAJobThatPanicsIsDeliveredAgainAndItsValueNotLogged(t *testing.T) {
	var log bytes.Buffer
	s := newSpeaker(t, func(c *slackbot.Config) { c.Log = telemetry.NewLogger(&log, slog.LevelInfo) })
	s.hear(t, told("Ev1", messaged("Anna at the beach", nil), nil))
	s.api.before = func() { panic("Anna at the beach") }
	if again := s.work(t, s.batch()); len(again) != 1 {
		t.Errorf("got %q to be done again, want the one", again)
	}
	jobs, _ := linesOf(t, log.String(), "job")
	panics, _ := linesOf(t, log.String(), "panic")
	if len(jobs) != 1 || jobs[0]["outcome"] != "again" || jobs[0]["fault"] != "internal" || len(panics) != 1 || panics[0]["type"] != "string" {
		t.Errorf("got %s, want the panic's type and the job's line", log.String())
	}
	if strings.Contains(log.String(), "Anna") {
		t.Errorf("the log tells what was said: %s", log.String())
	}
}

func TestAJobNobodyCanReadIsOneLine(t *testing.T) {
	var log bytes.Buffer
	s := newSpeaker(t, func(c *slackbot.Config) { c.Log = telemetry.NewLogger(&log, slog.LevelInfo) })
	s.hear(t, told("Ev1", messaged("beach", nil), nil))
	batch := s.batch()
	batch.Records[0].Body = `{"v":0}`
	if again := s.work(t, batch); len(again) > 0 {
		t.Errorf("got %q to be done again, want nothing", again)
	}
	if jobs, _ := linesOf(t, log.String(), "job"); len(jobs) != 1 || jobs[0]["outcome"] != "unusable" || jobs[0]["level"] != "WARN" {
		t.Errorf("got %s, want a warning", log.String())
	}
}
