package check_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// freeSeries is how many series a dashboard may show for nothing.
const freeSeries = 50

// widget is a part of a dashboard.
type widget struct {
	Type                string
	X, Y, Width, Height int
	Properties          struct {
		Title, Region, View, Query string
		Alarms                     []string
		Metrics                    [][]any
	}
}

// series is what one line of a widget shows: a metric, or an expression of others.
type series struct {
	namespace, name string
	dimensions      []any // names alone
	expression, id  string
}

func (w widget) series() []series {
	var all []series
	for _, line := range w.Properties.Metrics {
		var one series
		options, last := line[len(line)-1].(map[string]any)
		if last {
			one.expression, one.id = or(options["expression"]), or(options["id"])
			line = line[:len(line)-1]
		}
		if len(line) >= 2 {
			one.namespace, one.name = or(line[0]), or(line[1])
			for i := 2; i < len(line); i += 2 {
				one.dimensions = append(one.dimensions, line[i])
			}
		}
		all = append(all, one)
	}
	return all
}

// widgets reads a dashboard; an error is that CloudWatch could not.
func (s stack) widgets() ([]widget, error) {
	var body struct{ Widgets []widget }
	decoder := json.NewDecoder(strings.NewReader(or(at(s.Resources["Dashboard"], "Properties", "DashboardBody"))))
	err := decoder.Decode(&body)
	return body.Widgets, err
}

func theDashboardIsFree(s stack) (wrong []string) {
	widgets, err := s.widgets()
	if err != nil {
		return []string{"the dashboard is no JSON: " + err.Error()}
	}
	shown := 0
	for _, w := range widgets {
		ids := map[string]bool{}
		for _, one := range w.series() {
			ids[one.id] = true
		}
		for _, one := range w.series() {
			if one.expression == "" {
				shown++
				wrong = append(wrong, s.unknownMetric("the dashboard", one.namespace, one.name, one.dimensions)...)
				continue
			}
			for _, id := range regexp.MustCompile(`\b[a-z][a-z0-9]*\b`).FindAllString(one.expression, -1) {
				if !ids[id] {
					wrong = append(wrong, fmt.Sprintf("%q reckons with %s, which is not there", w.Properties.Title, id))
				}
			}
		}
		for _, alarm := range w.Properties.Alarms {
			if s.Resources[strings.TrimSuffix(alarm, ".Arn")]["Type"] != "AWS::CloudWatch::Alarm" {
				wrong = append(wrong, fmt.Sprintf("the dashboard shows %s, which is no alarm", alarm))
			}
		}
		if left := hole.FindString(w.Properties.Query); left != "" || w.X+w.Width > 24 {
			wrong = append(wrong, fmt.Sprintf("%q is not drawn: %s", w.Properties.Title, left))
		}
	}
	if shown > freeSeries {
		wrong = append(wrong, fmt.Sprintf("the dashboard shows %d series, of which %d are free", shown, freeSeries))
	}
	return wrong
}

// At one glance one sees whether people get answers, how fast, for how much, and
// what is failing.
func TestTheDashboardAnswersWhatOneWantsToKnow(t *testing.T) {
	s := sizes(t, translated(t))["household"]
	widgets, err := s.widgets()
	if err != nil {
		t.Fatal(err)
	}
	seen, alarms, logs := map[string]bool{}, 0, ""
	covered := map[[2]int]string{}
	for _, w := range widgets {
		alarms += len(w.Properties.Alarms)
		logs += w.Properties.Query
		for _, one := range w.series() {
			seen[strings.TrimPrefix(one.namespace, "Shoebox/STACK")+" "+one.name] = true
		}
		for x := w.X; x < w.X+w.Width; x++ {
			for y := w.Y; y < w.Y+w.Height; y++ {
				if other, taken := covered[[2]int{x, y}]; taken {
					t.Errorf("%q lies over %q", w.Properties.Title, other)
				}
				covered[[2]int{x, y}] = w.Properties.Title
			}
		}
	}
	for _, want := range []string{
		" Requests", " NotUnderstood", " NothingFound", " Apologies", " PicturesMissing", " TimeToAnswer", " QueueAge", " TableThrottles", " ReadUnits",
		"AWS/Lambda Errors", "AWS/Lambda Throttles", "AWS/Lambda Duration", "AWS/Lambda Invocations", "AWS/ApiGateway Count",
		"AWS/SQS ApproximateNumberOfMessagesVisible", "AWS/SQS ApproximateAgeOfOldestMessage", "AWS/SQS NumberOfMessagesSent", "AWS/DynamoDB ConsumedReadCapacityUnits", "AWS/DynamoDB ConsumedWriteCapacityUnits",
	} {
		if !seen[want] {
			t.Errorf("the dashboard does not show%s; it has %v", want, slices.Sorted(maps.Keys(seen)))
		}
	}
	if want := len(s.ofType("AWS::CloudWatch::Alarm")); alarms != want {
		t.Errorf("the dashboard shows %d alarms, want all %d", alarms, want)
	}
	for id := range s.ofType("AWS::Logs::LogGroup") {
		if !strings.Contains(logs, "'"+id+"'") {
			t.Errorf("no list of the dashboard reads %s", id)
		}
	}
}
