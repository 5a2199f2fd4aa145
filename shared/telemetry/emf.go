package telemetry

import (
	"encoding/json"
	"log/slog"
	"slices"
	"strings"
	"time"
)

// directives tell CloudWatch which members of a line are metrics: what stands under
// CloudWatchMetrics, written once for each sort of line. A sort without metrics has
// an empty value.
//
// Source: Amazon CloudWatch User Guide, "Specification: Embedded metric format".
type directives struct {
	of      [lines]slog.Value
	metrics [lines][]Metric
}

func newDirectives(size Size, namespace string) *directives {
	if namespace == "" {
		namespace = Namespace
	}
	d := new(directives)
	for line := range lines {
		d.metrics[line] = Metrics(line, size)
		if len(d.metrics[line]) > 0 {
			d.of[line] = slog.AnyValue(json.RawMessage(directivesOf(d.metrics[line], namespace)))
		}
	}
	return d
}

// directivesOf writes one directive for each list of dimension sets that metrics
// have. Names and sets are ours and need no escape; a namespace that config has read
// needs none either.
func directivesOf(metrics []Metric, namespace string) string {
	var keys []string
	under := make(map[string][]string) // definitions by sets
	for _, m := range metrics {
		key := setsJSON(m.Dimensions)
		if !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
		under[key] = append(under[key], `{"Name":"`+m.Name+`","Unit":"`+string(m.Unit)+`"}`)
	}
	all := make([]string, 0, len(keys))
	for _, key := range keys {
		all = append(all, `{"Namespace":"`+namespace+`","Dimensions":`+key+`,"Metrics":[`+strings.Join(under[key], ",")+`]}`)
	}
	return "[" + strings.Join(all, ",") + "]"
}

func setsJSON(sets [][]string) string {
	written := make([]string, 0, len(sets))
	for _, set := range sets {
		one := "[]"
		if len(set) > 0 {
			one = `["` + strings.Join(set, `","`) + `"]`
		}
		written = append(written, one)
	}
	return "[" + strings.Join(written, ",") + "]"
}

// aws is the member that makes a line a document of metrics.
func (d *directives) aws(line Line, at time.Time) slog.Attr {
	return slog.Group("_aws", slog.Int64("Timestamp", at.UnixMilli()), slog.Attr{Key: "CloudWatchMetrics", Value: d.of[line]})
}

// has reports whether a line's figure is a metric.
func (d *directives) has(line Line, name string) bool {
	return slices.ContainsFunc(d.metrics[line], func(m Metric) bool { return m.Name == name })
}
