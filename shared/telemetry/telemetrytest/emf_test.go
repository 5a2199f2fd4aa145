package telemetrytest_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/telemetry/telemetrytest"
)

var noon = time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)

// example is the one of the specification, at another time.
const example = `{"_aws":{"Timestamp":1782907200000,"CloudWatchMetrics":[{"Namespace":"lambda-function-metrics","Dimensions":[["functionVersion"]],"Metrics":[{"Name":"time","Unit":"Milliseconds","StorageResolution":60}]}]},"functionVersion":"$LATEST","time":100,"requestId":"989ffbf8-9ace-4817-a57c-e4dd734019ee"}`

func TestExtractReadsTheExampleOfTheSpecification(t *testing.T) {
	got, err := telemetrytest.Extract([]byte(example+"\n"), noon)
	if err != nil {
		t.Fatal(err)
	}
	want := []telemetrytest.Datum{{
		Namespace: "lambda-function-metrics", Name: "time", Unit: "Milliseconds",
		Dimensions: map[string]string{"functionVersion": "$LATEST"}, Values: []float64{100},
	}}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("got - want +:\n%s", diff)
	}
}

func TestExtractTakes(t *testing.T) {
	tests := []struct{ name, old, new string }{
		{"an empty set of dimensions", `["functionVersion"]`, `[]`},
		{"several values", `"time":100`, `"time":[100,200.5]`},
		{"a metric without a unit", `,"Unit":"Milliseconds","StorageResolution":60`, ``},
		{"more members", `"time":100`, `"time":100,"more":{"deep":[null]}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := telemetrytest.Extract([]byte(strings.Replace(example, tt.old, tt.new, 1)), noon); err != nil {
				t.Error(err)
			}
		})
	}
	if got, err := telemetrytest.Extract([]byte(`{"msg":"no metrics here"}`), noon); err != nil || got != nil {
		t.Errorf("a plain line: got %v, %v", got, err)
	}
}

func TestExtractRefuses(t *testing.T) {
	many := func(n int, one func(i int) string) string {
		parts := make([]string, n)
		for i := range parts {
			parts[i] = one(i)
		}
		return strings.Join(parts, ",")
	}
	numbered := func(i int) string { return fmt.Sprintf(`"d%d"`, i) }
	tests := []struct{ name, old, new, want string }{
		{"text around the object", `{"_aws"`, `INFO {"_aws"`, "no JSON object"},
		{"text behind the object", `ee"}`, `ee"} x`, "behind the object"},
		{"two lines", `"time":100`, "\"time\":\n100", "more than one line"},
		{"a member twice", `"time":100`, `"time":100,"time":100`, "twice"},
		{"no timestamp", `"Timestamp":1782907200000,`, ``, "Timestamp"},
		{"a timestamp in seconds", `1782907200000`, `1782907200`, "milliseconds"},
		{"a timestamp that is text", `1782907200000`, `"now"`, "_aws"},
		{"an unknown member of ours", `"Timestamp"`, `"LogGroup":"x","Timestamp"`, "_aws"},
		{"no namespace", `"Namespace":"lambda-function-metrics",`, ``, "Namespace"},
		{"a namespace of AWS", `"lambda-function-metrics"`, `"AWS/Lambda"`, "own"},
		{"no list of sets", `"Dimensions":[["functionVersion"]],`, ``, "Dimensions"},
		{"sets that are none", `[["functionVersion"]]`, `["functionVersion"]`, "_aws"},
		{"31 dimensions", `["functionVersion"]`, `[` + many(31, numbered) + `]`, "at most 30"},
		{"a dimension that is no member", `"functionVersion":"$LATEST",`, ``, "no member"},
		{"a dimension that is a number", `"$LATEST"`, `7`, "no string"},
		{"a dimension without a value", `"$LATEST"`, `" "`, "no good value"},
		{"a dimension beyond ASCII", `"$LATEST"`, `"Zoë"`, "no good value"},
		{"a dimension of 1,025 characters", `"$LATEST"`, `"` + strings.Repeat("x", 1025) + `"`, "no good value"},
		{"101 metrics", `"Metrics":[`, `"Metrics":[` + many(100, func(int) string { return `{"Name":"time"}` }) + `,`, "at most 100"},
		{"an unknown unit", `Milliseconds`, `ms`, "does not know"},
		{"an unknown resolution", `60}`, `30}`, "resolution"},
		{"a metric without a name", `"Name":"time",`, ``, "Name"},
		{"a metric that is no member", `"time":100,`, ``, "no member"},
		{"a metric that is text", `"time":100`, `"time":"100"`, "neither"},
		{"a metric that is nothing", `"time":100`, `"time":null`, "neither"},
		{"a metric that lies deeper", `"time":100`, `"time":{"ms":100}`, "neither"},
		{"101 values", `"time":100`, `"time":[` + many(101, func(int) string { return "1" }) + `]`, "at most 100"},
		{"no values", `"time":100`, `"time":[]`, "neither"},
		{"the same metric twice", `[["functionVersion"]]`, `[["functionVersion"],["functionVersion"]]`, "twice"},
		{"more than 1 MB", `"requestId":"`, `"requestId":"` + strings.Repeat("x", 1<<20), "1 MB"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if !strings.Contains(example, tt.old) {
				t.Fatalf("the example has no %s", tt.old)
			}
			_, err := telemetrytest.Extract([]byte(strings.Replace(example, tt.old, tt.new, 1)), noon)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want an error saying %q", err, tt.want)
			}
		})
	}
}

func FuzzExtract(f *testing.F) {
	f.Add([]byte(example))
	f.Add([]byte(`{"_aws":{}}`))
	f.Add([]byte(`{"_aws":null,"_aws":7}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		data, err := telemetrytest.Extract(line, noon)
		if err == nil && !json.Valid(line) {
			t.Error("took what is no JSON")
		}
		if slices.ContainsFunc(data, func(d telemetrytest.Datum) bool { return d.Name == "" || len(d.Values) == 0 }) {
			t.Errorf("got %v, a metric of nothing", data)
		}
	})
}
