package telemetrytest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Datum is one value of a metric, as CloudWatch reads it off a line.
type Datum struct {
	Namespace  string
	Name       string
	Unit       string // "" is None
	Dimensions map[string]string
	Values     []float64
}

// Limits of a document.
//
// Source: Amazon CloudWatch User Guide, "Specification: Embedded metric format", and
// Amazon CloudWatch API Reference, "Dimension" and "MetricDatum".
const (
	maxDocument   = 1 << 20 // bytes
	maxDimensions = 30      // of a set
	maxMetrics    = 100     // of a directive
	maxValues     = 100     // of a metric
	maxKey        = 250     // characters of a dimension's name
	maxValue      = 1024    // characters of a dimension's value
	maxName       = 255     // characters of a namespace or of a metric's name
	maxPast       = 14 * 24 * time.Hour
	maxFuture     = 2 * time.Hour
)

var units = strings.Fields(`Seconds Microseconds Milliseconds Bytes Kilobytes Megabytes Gigabytes Terabytes
	Bits Kilobits Megabits Gigabits Terabits Percent Count Bytes/Second Kilobytes/Second Megabytes/Second
	Gigabytes/Second Terabytes/Second Bits/Second Kilobits/Second Megabits/Second Gigabits/Second Terabits/Second
	Count/Second None`)

// document is what the format knows of a line.
type document struct {
	AWS *struct {
		Timestamp  *int64      `json:"Timestamp"`
		Directives []directive `json:"CloudWatchMetrics"`
	} `json:"_aws"`
}

type directive struct {
	Namespace  *string     `json:"Namespace"`
	Dimensions *[][]string `json:"Dimensions"`
	Metrics    *[]struct {
		Name       *string `json:"Name"`
		Unit       *string `json:"Unit"`
		Resolution *int    `json:"StorageResolution"`
	} `json:"Metrics"`
}

// Extract gives the metrics of a line that is written at a time. A line without
// metrics makes none; one that breaks a rule is an error that says which.
func Extract(line []byte, now time.Time) ([]Datum, error) {
	members, err := root(line)
	if err != nil || members["_aws"] == nil {
		return nil, err
	}
	var d document
	strict := json.NewDecoder(bytes.NewReader([]byte(`{"_aws":` + string(members["_aws"]) + `}`)))
	strict.DisallowUnknownFields()
	if err := strict.Decode(&d); err != nil {
		return nil, fmt.Errorf("_aws: %w", err)
	}
	switch {
	case len(line) > maxDocument:
		return nil, fmt.Errorf("%d bytes, at most 1 MB", len(line))
	case d.AWS == nil || d.AWS.Timestamp == nil:
		return nil, fmt.Errorf("no Timestamp")
	case len(d.AWS.Directives) == 0:
		return nil, fmt.Errorf("no CloudWatchMetrics")
	}
	at := time.UnixMilli(*d.AWS.Timestamp)
	if at.Before(now.Add(-maxPast)) || at.After(now.Add(maxFuture)) {
		return nil, fmt.Errorf("a Timestamp of %v: is it in milliseconds?", at)
	}
	var all []Datum
	for _, directive := range d.AWS.Directives {
		data, err := directive.extract(members)
		if err != nil {
			return nil, err
		}
		all = append(all, data...)
	}
	return all, once(all)
}

// root gives the members of a line: one JSON object, with nothing around it, and no
// member twice, of which nobody knows which counts.
func root(line []byte) (map[string]json.RawMessage, error) {
	if bytes.Contains(bytes.TrimSuffix(line, []byte("\n")), []byte("\n")) {
		return nil, fmt.Errorf("more than one line")
	}
	d := json.NewDecoder(bytes.NewReader(line))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, fmt.Errorf("no JSON object")
	}
	members := make(map[string]json.RawMessage)
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, fmt.Errorf("broken JSON: %w", err)
		}
		key, _ := name.(string) // a member's name is a string, or Token says it is broken
		if members[key] != nil {
			return nil, fmt.Errorf("member %s twice", key)
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, fmt.Errorf("broken JSON: %w", err)
		}
		members[key] = value
	}
	if _, err := d.Token(); err != nil {
		return nil, fmt.Errorf("broken JSON: %w", err)
	}
	if rest := bytes.TrimSpace(line[d.InputOffset():]); len(rest) > 0 {
		return nil, fmt.Errorf("%q behind the object", rest)
	}
	return members, nil
}

func (d directive) extract(members map[string]json.RawMessage) ([]Datum, error) {
	switch {
	case d.Namespace == nil || !good(*d.Namespace, maxName):
		return nil, fmt.Errorf("no Namespace, or one that is none")
	case strings.HasPrefix(*d.Namespace, "AWS/"):
		return nil, fmt.Errorf("namespace %s is AWS's own", *d.Namespace)
	case d.Dimensions == nil || len(*d.Dimensions) == 0:
		return nil, fmt.Errorf("no Dimensions: without any there is an empty set")
	case d.Metrics == nil || len(*d.Metrics) == 0:
		return nil, fmt.Errorf("no Metrics")
	case len(*d.Metrics) > maxMetrics:
		return nil, fmt.Errorf("%d metrics, at most %d", len(*d.Metrics), maxMetrics)
	}
	var all []Datum
	for _, set := range *d.Dimensions {
		dimensions, err := target(set, members)
		if err != nil {
			return nil, err
		}
		for _, m := range *d.Metrics {
			switch {
			case m.Name == nil || !good(*m.Name, maxName):
				return nil, fmt.Errorf("a metric without a good Name")
			case m.Unit != nil && !slices.Contains(units, *m.Unit):
				return nil, fmt.Errorf("%s has the unit %s, which CloudWatch does not know", *m.Name, *m.Unit)
			case m.Resolution != nil && *m.Resolution != 1 && *m.Resolution != 60:
				return nil, fmt.Errorf("%s has a resolution of %d s, neither 1 nor 60", *m.Name, *m.Resolution)
			}
			values, err := numbers(members[*m.Name])
			if err != nil {
				return nil, fmt.Errorf("%s: %w", *m.Name, err)
			}
			datum := Datum{Namespace: *d.Namespace, Name: *m.Name, Dimensions: dimensions, Values: values}
			if m.Unit != nil {
				datum.Unit = *m.Unit
			}
			all = append(all, datum)
		}
	}
	return all, nil
}

// target gives the values of the dimensions of a set: members of the line that are
// strings.
func target(set []string, members map[string]json.RawMessage) (map[string]string, error) {
	if len(set) > maxDimensions {
		return nil, fmt.Errorf("%d dimensions, at most %d", len(set), maxDimensions)
	}
	values := make(map[string]string, len(set))
	for _, key := range set {
		var value string
		switch {
		case !good(key, maxKey) || strings.HasPrefix(key, ":"):
			return nil, fmt.Errorf("dimension %q has no good name", key)
		case members[key] == nil:
			return nil, fmt.Errorf("dimension %s is no member of the line", key)
		case json.Unmarshal(members[key], &value) != nil:
			return nil, fmt.Errorf("dimension %s is no string", key)
		case !good(value, maxValue):
			return nil, fmt.Errorf("dimension %s has no good value: %q", key, value)
		}
		values[key] = value
	}
	return values, nil
}

// good reports whether a name or a value is printable ASCII that is not only blank,
// of at most that many characters.
func good(s string, most int) bool {
	if strings.TrimSpace(s) == "" || len(s) > most {
		return false
	}
	return strings.IndexFunc(s, func(r rune) bool { return r < ' ' || r > '~' }) < 0
}

// numbers gives what a metric is of: a number, or up to 100.
func numbers(raw json.RawMessage) ([]float64, error) {
	if raw == nil {
		return nil, fmt.Errorf("is no member of the line")
	}
	var one *float64
	if json.Unmarshal(raw, &one) == nil && one != nil {
		return []float64{*one}, nil
	}
	var several []*float64
	if json.Unmarshal(raw, &several) != nil || len(several) == 0 || slices.Contains(several, nil) {
		return nil, fmt.Errorf("is %s, neither a number nor numbers", raw)
	}
	if len(several) > maxValues {
		return nil, fmt.Errorf("%d values, at most %d", len(several), maxValues)
	}
	values := make([]float64, len(several))
	for i, v := range several {
		values[i] = *v
	}
	return values, nil
}

// once looks for a value that would count twice: the same metric by the same
// dimensions.
func once(all []Datum) error {
	seen := make(map[string]bool)
	for _, d := range all {
		name := fmt.Sprint(d.Namespace, d.Name, d.Dimensions)
		if seen[name] {
			return fmt.Errorf("%s of %v twice", d.Name, d.Dimensions)
		}
		seen[name] = true
	}
	return nil
}
