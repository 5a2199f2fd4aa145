package telemetry_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/lambdacontext"
	"github.com/google/go-cmp/cmp"

	"shoebox/shared/table"
	"shoebox/shared/table/tabletest"
	"shoebox/shared/telemetry"
	"shoebox/shared/telemetry/telemetrytest"
)

var noon = time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)

// invoked is the context of a Lambda invocation of a request.
func invoked(ctx context.Context) context.Context {
	ctx = lambdacontext.NewContext(ctx, &lambdacontext.LambdaContext{AwsRequestID: "c0ffee"})
	//nolint:staticcheck,revive // the key that aws-lambda-go has for it
	ctx = context.WithValue(ctx, "x-amzn-trace-id", "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1")
	return telemetry.WithIDs(ctx, telemetry.IDs{Channel: "slack", Surface: "slackhome", Request: "command.1"})
}

// made gives the line a logger writes, and the metrics CloudWatch makes of it.
func made(tb testing.TB, size telemetry.Size, log func(*slog.Logger)) (line map[string]any, data map[string]float64) {
	tb.Helper()
	var out bytes.Buffer
	log(telemetry.NewMetricLogger(&out, slog.LevelError, size, "Shoebox/test"))
	if out.Len() == 0 {
		return nil, nil
	}
	if err := json.Unmarshal(out.Bytes(), &line); err != nil {
		tb.Fatalf("not one line of JSON: %v in %s", err, out.Bytes())
	}
	extracted, err := telemetrytest.Extract(out.Bytes(), noon)
	if err != nil {
		tb.Fatalf("CloudWatch refuses the line: %v in %s", err, out.Bytes())
	}
	data = map[string]float64{}
	for _, d := range extracted {
		name := d.Name
		for _, dimension := range []string{"channel", "intent"} {
			if value, ok := d.Dimensions[dimension]; ok {
				name += " " + dimension + "=" + value
			}
		}
		data[name+" "+d.Unit] = d.Values[0]
	}
	return line, data
}

func TestARequestsLineIsTheMetricsOfAHousehold(t *testing.T) {
	store := tabletest.OpenStore(t, time.Now)
	line, got := made(t, telemetry.Household, func(log *slog.Logger) {
		ctx, cost := telemetry.Track(invoked(t.Context()))
		_, _ = store.Get(ctx, table.Key{Partition: "p", Sort: "s"}) // not there, which costs as well
		telemetry.Request{At: noon, Intent: "find", Outcome: telemetry.NothingFound, Took: 12345678 * time.Nanosecond, Cost: cost}.
			Log(ctx, log, slog.String("gallery", "01J"))
	})
	want := map[string]float64{
		"Requests channel=slack Count": 1, "NotUnderstood Count": 0, "NothingFound Count": 1, "Apologies Count": 0,
		"TimeToAnswer Milliseconds": 12.346, "ReadUnits Count": 0.5, "TableThrottles Count": 0,
	}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("metrics, got - want +:\n%s", diff)
	}
	delete(line, "_aws")
	wantLine := map[string]any{
		"time": "2026-07-01T12:00:00Z", "level": "INFO", "msg": "request", "channel": "slack", "surface": "slackhome", "id": "command.1",
		"gallery": "01J", "intent": "find", "outcome": "nothing_found", "aws_request_id": "c0ffee", "trace_id": "1-5759e988-bd862e3fe1be46a994272793",
		"Requests": 1.0, "NotUnderstood": 0.0, "NothingFound": 1.0, "Apologies": 0.0, "TimeToAnswer": 12.346,
		"TableRequests": 1.0, "ReadUnits": 0.5, "WriteUnits": 0.0, "TableThrottles": 0.0,
	}
	if diff := cmp.Diff(line, wantLine); diff != "" {
		t.Errorf("line, got - want +:\n%s", diff)
	}
}

func TestEveryLineIsGoodInEverySize(t *testing.T) {
	lines := []struct {
		name string
		log  func(context.Context, *slog.Logger)
		full map[string]float64 // some of the metrics of the full size
	}{
		{"a request", func(ctx context.Context, log *slog.Logger) {
			telemetry.Request{At: noon, Outcome: telemetry.Apologized, Took: time.Second}.Log(ctx, log)
		}, map[string]float64{"Requests channel=slack intent=none Count": 1, "Apologies channel=slack Count": 1, "Questions Count": 0}},
		{"a duplicate", func(ctx context.Context, log *slog.Logger) {
			telemetry.Request{At: noon, Outcome: telemetry.Duplicate}.Log(ctx, log)
		}, map[string]float64{"Requests channel=slack Count": 1, "Duplicates Count": 1, "NotUnderstood Count": 0}},
		{"a job", func(ctx context.Context, log *slog.Logger) {
			telemetry.Job{At: noon, Sort: "event", Outcome: telemetry.Done, Age: 1500 * time.Millisecond, Retries: 2}.Log(ctx, log)
		}, map[string]float64{"QueueAge Milliseconds": 1500, "QueueRetries Count": 2}},
		{"a job from the future", func(ctx context.Context, log *slog.Logger) {
			telemetry.Job{At: noon, Outcome: telemetry.Done, Age: -time.Second, Retries: -1}.Log(ctx, log)
		}, map[string]float64{"QueueAge Milliseconds": 0, "QueueRetries Count": 0}},
		{"a picture", func(ctx context.Context, log *slog.Logger) {
			telemetry.Picture{At: noon, Outcome: telemetry.Served}.Log(ctx, log)
		}, map[string]float64{"PicturesServed Count": 1, "PicturesMissing Count": 0}},
		{"a picture that can't be had", func(ctx context.Context, log *slog.Logger) {
			telemetry.Picture{At: noon, Outcome: telemetry.Failed}.Log(ctx, log)
		}, map[string]float64{"PicturesServed Count": 0, "PicturesMissing Count": 1}},
		{"a refusal", func(ctx context.Context, log *slog.Logger) {
			telemetry.Refusal{At: noon}.Log(ctx, log, "refused")
		}, map[string]float64{"Refusals Count": 1}},
		{"a sweep", func(ctx context.Context, log *slog.Logger) {
			telemetry.Sweep{At: noon, Galleries: 2, Photos: 30, Leftovers: 4, Outcome: telemetry.Done}.Log(ctx, log)
		}, map[string]float64{"PhotosSwept Count": 30, "LeftoversSwept Count": 4, "SweepsFailed Count": 0}},
		{"a sweep that failed", func(ctx context.Context, log *slog.Logger) {
			telemetry.Sweep{At: noon, Outcome: telemetry.Failed}.Log(ctx, log)
		}, map[string]float64{"PhotosSwept Count": 0, "SweepsFailed Count": 1}},
	}
	for _, tt := range lines {
		t.Run(tt.name, func(t *testing.T) {
			ctx := invoked(t.Context())
			_, full := made(t, telemetry.Full, func(log *slog.Logger) { tt.log(ctx, log) })
			for name, want := range tt.full {
				if got, ok := full[name]; !ok || got != want {
					t.Errorf("%s: got %v, want %v of %v", name, got, want, full)
				}
			}
			_, household := made(t, telemetry.Household, func(log *slog.Logger) { tt.log(ctx, log) })
			for name := range household {
				if _, ok := full[name]; !ok {
					t.Errorf("the full size lacks %s", name)
				}
			}
			line, none := made(t, telemetry.Off, func(log *slog.Logger) { tt.log(ctx, log) })
			if len(none) > 0 || line != nil && line["level"] != "ERROR" {
				t.Errorf("without metrics: got %v, %v, want no metric, and no line below the level", line, none)
			}
		})
	}
}

func TestWhatIsNoMetricIsAPlainLine(t *testing.T) {
	tests := []struct {
		name string
		log  func(*slog.Logger)
	}{
		{"a request that somebody else answers", func(log *slog.Logger) {
			telemetry.Request{At: noon, Outcome: telemetry.Deferred}.Log(t.Context(), log)
		}},
		{"a picture whose link is expired", func(log *slog.Logger) {
			telemetry.Picture{At: noon, Outcome: telemetry.Expired}.Log(t.Context(), log)
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var out bytes.Buffer
			tt.log(telemetry.NewMetricLogger(&out, slog.LevelInfo, telemetry.Full, ""))
			if strings.Contains(out.String(), "_aws") || !strings.Contains(out.String(), `"outcome"`) {
				t.Errorf("got %s, want a line and no metrics", out.String())
			}
		})
	}
}

func TestOnALaptopALineIsReadable(t *testing.T) {
	var out bytes.Buffer
	ctx := telemetry.WithIDs(t.Context(), telemetry.IDs{Channel: "slack", Request: "1"})
	telemetry.Request{At: noon, Intent: "find", Outcome: telemetry.Answered, Took: time.Millisecond}.Log(ctx, telemetry.NewLogger(&out, slog.LevelInfo))
	want := `{"time":"2026-07-01T12:00:00Z","level":"INFO","msg":"request","intent":"find","outcome":"answered","TimeToAnswer":1,` +
		`"TableRequests":0,"ReadUnits":0,"WriteUnits":0,"channel":"slack","id":"1"}` + "\n"
	if diff := cmp.Diff(out.String(), want); diff != "" {
		t.Errorf("got - want +:\n%s", diff)
	}
}

func TestAHouseholdsMetricsAreFree(t *testing.T) {
	const free = 10 // custom metrics of an account, each month
	channels, asked := []string{"alexa", "slack"}, []string{"find", "next", "help", "none"}
	household := telemetry.Series(telemetry.Household, channels, asked)
	if len(household) > free {
		t.Errorf("got %d metrics, want at most %d: %q", len(household), free, household)
	}
	full := telemetry.Series(telemetry.Full, channels, asked)
	for _, name := range household {
		if !slices.Contains(full, name) {
			t.Errorf("the full size lacks %s", name)
		}
	}
	if got := telemetry.Series(telemetry.Off, channels, asked); len(got) > 0 {
		t.Errorf("got %q, want none", got)
	}
	for _, name := range full {
		if strings.Contains(name, "gallery") {
			t.Errorf("%s has a gallery: as many metrics as there are galleries", name)
		}
	}
}

func TestWhatALineWithinCostIsCountedOnce(t *testing.T) {
	store := tabletest.OpenStore(t, time.Now)
	get := func(ctx context.Context) { _, _ = store.Get(ctx, table.Key{Partition: "p", Sort: "s"}) }
	job, whole := telemetry.Track(t.Context())
	get(job)
	requests := func(log func(*slog.Logger)) float64 {
		_, data := made(t, telemetry.Full, log)
		return data["TableRequests Count"]
	}
	request, part := telemetry.Track(job)
	get(request)
	get(request)
	got := requests(func(log *slog.Logger) {
		telemetry.Request{At: noon, Cost: part}.Log(invoked(request), log)
	})
	if got != 2 {
		t.Errorf("the line within: got %v requests, want its 2", got)
	}
	var out bytes.Buffer
	telemetry.Job{At: noon, Cost: whole}.Log(job, telemetry.NewLogger(&out, slog.LevelInfo))
	if !strings.Contains(out.String(), `"TableRequests":1,`) {
		t.Errorf("the line around: got %s, want its 1", out.String())
	}
}

func TestLinesWrittenAtOnceStayWhole(t *testing.T) {
	var out bytes.Buffer
	log := telemetry.NewMetricLogger(&out, slog.LevelInfo, telemetry.Full, "")
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			ctx := telemetry.WithIDs(t.Context(), telemetry.IDs{Channel: "slack", Request: fmt.Sprint(i)})
			for range 50 {
				telemetry.Request{At: noon, Intent: "find", Outcome: telemetry.Answered}.Log(ctx, log)
			}
		})
	}
	group.Wait()
	for line := range strings.Lines(out.String()) {
		if _, err := telemetrytest.Extract([]byte(line), noon); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
	}
}

func TestALineWithoutATraceHasNone(t *testing.T) {
	for _, header := range []any{nil, "", "Parent=1", 7, ";;Root", "Self=1-2;Root=1-abc"} {
		var out bytes.Buffer
		ctx := lambdacontext.NewContext(t.Context(), &lambdacontext.LambdaContext{AwsRequestID: "1"})
		ctx = context.WithValue(ctx, "x-amzn-trace-id", header) //nolint:staticcheck,revive // as aws-lambda-go does
		telemetry.NewLogger(&out, slog.LevelInfo).InfoContext(ctx, "line")
		if got, want := strings.Contains(out.String(), "trace_id"), header == "Self=1-2;Root=1-abc"; got != want {
			t.Errorf("%v: got %s", header, out.String())
		}
	}
}

// BenchmarkRequest is what the log adds to each request: in Lambda, and without
// metrics.
func BenchmarkRequest(b *testing.B) {
	for name, log := range map[string]*slog.Logger{
		"household": telemetry.NewMetricLogger(io.Discard, slog.LevelInfo, telemetry.Household, ""),
		"full":      telemetry.NewMetricLogger(io.Discard, slog.LevelInfo, telemetry.Full, ""),
		"plain":     telemetry.NewLogger(io.Discard, slog.LevelInfo),
		"silent":    telemetry.NewLogger(io.Discard, slog.LevelError),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			ctx := invoked(b.Context())
			for b.Loop() {
				ctx, cost := telemetry.Track(ctx)
				telemetry.Request{At: noon, Intent: "find", Outcome: telemetry.Answered, Took: time.Millisecond, Cost: cost}.
					Log(ctx, log, slog.String("gallery", "01J"), slog.String("kind", "found"), slog.Int("photos", 10))
			}
		})
	}
}

// BenchmarkNewMetricLogger is what it adds to a start.
func BenchmarkNewMetricLogger(b *testing.B) {
	for b.Loop() {
		telemetry.NewMetricLogger(io.Discard, slog.LevelInfo, telemetry.Household, "")
	}
}
