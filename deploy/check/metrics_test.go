package check_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"shoebox/intents"
	"shoebox/shared/config"
	"shoebox/shared/telemetry"
)

// ourMetrics gives all metrics of a size, as telemetry.Series names them: by the
// channels that Lambda serves, and every intent.
func ourMetrics(size telemetry.Size) []string {
	names := []string{"none"}
	for _, in := range intents.Catalogue() {
		names = append(names, string(in.Name))
	}
	return telemetry.Series(size, []string{"alexa", "slack"}, names)
}

// look is a metric that an alarm or the dashboard looks at.
type look struct{ by, namespace, series string }

// looks gives what the alarms and the dashboard of the template look at, ours and
// AWS's own.
func (tpl template) looks(t *testing.T) []look {
	t.Helper()
	var all []look
	for id, r := range tpl.ofType("AWS::CloudWatch::Alarm") {
		name := fmt.Sprint(r.Properties["MetricName"])
		for _, dimension := range everyAt(r.Properties, "Dimensions") {
			name += fmt.Sprintf(" %v=%v", at(dimension, "Name"), at(dimension, "Value"))
		}
		all = append(all, look{id, fmt.Sprint(r.Properties["Namespace"]), name})
	}
	for id, r := range tpl.ofType("AWS::CloudWatch::Dashboard") {
		for _, w := range dashboard(t, r.Properties["DashboardBody"]) {
			for _, line := range w.Properties.Metrics {
				if _, options := line[len(line)-1].(map[string]any); options {
					line = line[:len(line)-1]
				}
				if len(line) < 2 { // an expression
					continue
				}
				name := fmt.Sprint(line[1])
				for i := 2; i+1 < len(line); i += 2 {
					name += fmt.Sprintf(" %v=%v", line[i], line[i+1])
				}
				all = append(all, look{id, fmt.Sprint(line[0]), name})
			}
		}
	}
	return all
}

// dashboard reads the body of a dashboard: a text with holes, some of which have
// values beside it.
func dashboard(t *testing.T, body any) []widget {
	t.Helper()
	text, own := body, map[string]any{}
	if list, ok := body.([]any); ok && len(list) == 2 {
		text = list[0]
		own, _ = list[1].(map[string]any)
	}
	filled := hole.ReplaceAllStringFunc(fmt.Sprint(text), func(in string) string {
		if value, ok := own[in[2:len(in)-1]].(string); ok {
			return value
		}
		return in
	})
	var d struct{ Widgets []widget }
	if err := json.Unmarshal([]byte(filled), &d); err != nil {
		t.Fatalf("the dashboard is no JSON: %v", err)
	}
	return d.Widgets
}

func TestAlarmsAndTheDashboardLookAtMetricsThatAHouseholdMakes(t *testing.T) {
	tpl := readTemplate(t)
	setting := fmt.Sprint(at(tpl.Globals, "Function", "Environment", "Variables", string(config.Metrics)))
	size, namespace, some := strings.Cut(setting, "}:")
	if size != "${Metrics" || !some {
		t.Fatalf("%s is %s, want ${Metrics}:NAMESPACE", config.Metrics, setting)
	}
	household, seen := ourMetrics(telemetry.Household), map[string]bool{}
	for _, l := range tpl.looks(t) {
		switch {
		case strings.HasPrefix(l.namespace, "AWS/"):
		case l.namespace != namespace:
			t.Errorf("%s looks at %s in %s, but the functions write into %s", l.by, l.series, l.namespace, namespace)
		case !slices.Contains(household, l.series):
			t.Errorf("%s looks at %s, which a household does not make; it makes %q", l.by, l.series, household)
		default:
			seen[l.series] = true
		}
	}
	for _, name := range household {
		if !seen[name] {
			t.Errorf("nothing looks at %s, which a household makes and pays for", name)
		}
	}
}

func TestTheSizesOfMetricsAreThoseThatTheTemplateOffers(t *testing.T) {
	tpl := readTemplate(t)
	got := texts(at(tpl.Parameters, "Metrics", "AllowedValues"))
	slices.Sort(got)
	if want := []string{string(telemetry.Full), string(telemetry.Household), string(telemetry.Off)}; !slices.Equal(got, want) {
		t.Errorf("got sizes %q, want %q", got, want)
	}
	if got := at(tpl.Parameters, "Metrics", "Default"); got != string(telemetry.Household) {
		t.Errorf("got %v as the default, want what is free", got)
	}
	for _, size := range got {
		value := size + ":Shoebox/a-stack"
		if _, err := config.Read(func(name string) (string, bool) { return value, name == string(config.Metrics) }); err != nil {
			t.Errorf("what the template sets is refused: %v", err)
		}
	}
}

// What the parameter's description promises of the costs.
func TestTheMetricsAreAsManyAsTheTemplateSays(t *testing.T) {
	const free = 10
	household, full := len(ourMetrics(telemetry.Household)), len(ourMetrics(telemetry.Full))
	said := regexp.MustCompile(`household is (\d+).* full is up to (\d+) more`).FindStringSubmatch(fmt.Sprint(at(readTemplate(t).Parameters, "Metrics", "Description")))
	if said == nil {
		t.Fatal("the description of Metrics does not say how many there are")
	}
	if household > free || said[1] != fmt.Sprint(household) {
		t.Errorf("a household makes %d metrics, of which %d are free; the template says %s", household, free, said[1])
	}
	var bound int
	if _, err := fmt.Sscan(said[2], &bound); err != nil || full-household > bound || full-household < bound-20 {
		t.Errorf("the full size makes up to %d more, the template says %s", full-household, said[2])
	}
}

// The queries of the dashboard filter by words that the log writes.
func TestTheDashboardsQueriesAskForWhatTheLogWrites(t *testing.T) {
	written := map[string][]string{
		"msg":     {"request", "job", "image", "panic"},
		"level":   {"DEBUG", "INFO", "WARN", "ERROR"},
		"outcome": nil,
	}
	for _, o := range []telemetry.Outcome{
		telemetry.Answered, telemetry.Asked, telemetry.NotUnderstood, telemetry.NothingFound, telemetry.Apologized, telemetry.Refused, telemetry.Duplicate, telemetry.Deferred,
		telemetry.Done, telemetry.Again, telemetry.Unusable, telemetry.Served, telemetry.Missing, telemetry.Failed, telemetry.Expired,
	} {
		written["outcome"] = append(written["outcome"], string(o))
	}
	asked := map[string]bool{}
	for _, r := range readTemplate(t).ofType("AWS::CloudWatch::Dashboard") {
		for _, w := range dashboard(t, r.Properties["DashboardBody"]) {
			for _, m := range regexp.MustCompile(`(\w+) (?:=|!=) "([^"]*)"`).FindAllStringSubmatch(w.Properties.Query, -1) {
				asked[m[1]] = true
				if !slices.Contains(written[m[1]], m[2]) {
					t.Errorf("%q asks for %s %q, which the log never writes", w.Properties.Title, m[1], m[2])
				}
			}
		}
	}
	if len(asked) == 0 {
		t.Errorf("no query asks for any of %q: is the dashboard read right?", slices.Sorted(maps.Keys(written)))
	}
}
