package deployment_test

import (
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shoebox/deploy/env"
	"shoebox/deploy/runtimeapi/deployment"
	"shoebox/deploy/stage/stagetest"
	"shoebox/shared/telemetry"
)

// TestFunctionsHandleTheirEvents hands every function its files in deploy/events, as
// they are, and compares what it answers and what it posts to Slack. The files are of
// one moment, at which the functions' clock stands.
func TestFunctionsHandleTheirEvents(t *testing.T) {
	tn := settle(t, deployment.Options{Bootstraps: bootstraps(t, deployment.Names()...), Environment: stagetest.Open(t).Environment}, standing(t))
	tn.sampled = tn.responseURL(t)
	before := len(tn.slack.Calls())
	metrics := map[string]bool{}
	for _, name := range deployment.Names() {
		for _, path := range samples(t, name) {
			t.Run(strings.TrimSuffix(filepath.Base(path), ".json"), func(t *testing.T) {
				event, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				r := tn.answer(t, name, event)
				got := outcome{Answer: readable(t, name, r.Body)}
				for _, c := range tn.slack.Calls()[before:] {
					got.Posts = append(got.Posts, decoded(t, c.Body))
				}
				before = len(tn.slack.Calls())
				compare(t, filepath.Base(path), got)
				maps.Copy(metrics, checkLogs(t, r))
				if strings.Contains(string(r.Logs), `"level":"ERROR"`) && !strings.HasSuffix(path, "batch.json") {
					t.Errorf("the function logs an error:\n%s", r.Logs)
				}
			})
		}
	}
	if refused := tn.slack.Refused(); len(refused) > 0 {
		t.Errorf("Slack refuses %q", refused)
	}
	t.Run("a link leads to its picture", tn.showsPictures)
	for _, name := range []string{telemetry.MetricRequests, telemetry.MetricTimeToAnswer, telemetry.MetricReadUnits, telemetry.MetricQueueAge, telemetry.MetricPicturesMissing} {
		if !metrics[name] {
			t.Errorf("no event made the metric %s", name)
		}
	}
}

// outcome is what comes of an event.
type outcome struct {
	Answer any   `json:"answer"`
	Posts  []any `json:"posts,omitempty"` // to Slack
}

// samples gives the files of a function.
func samples(t *testing.T, function string) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(root, "deploy", "events", function+"-*.json"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("%s has no events: %v", function, err)
	}
	return paths
}

// standing is the clock of deploy/env.
func standing(t *testing.T) func() time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, env.Local()["SlackFunction"]["SHOEBOX_CLOCK"])
	if err != nil {
		t.Fatal(err)
	}
	return func() time.Time { return at }
}

// showsPictures follows a link as a browser does.
func (tn *town) showsPictures(t *testing.T) {
	event, err := os.ReadFile(filepath.Join(root, "deploy", "events", "image-newest.json"))
	if err != nil {
		t.Fatal(err)
	}
	var sent struct {
		Path string `json:"rawPath"`
	}
	if err := json.Unmarshal(event, &sent); err != nil {
		t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://photos.example"+sent.Path, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := (&http.Client{Transport: tn}).Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	picture, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	if got := http.DetectContentType(picture); resp.StatusCode != http.StatusOK || got != "image/jpeg" {
		t.Errorf("got status %d and %s, want a JPEG", resp.StatusCode, got)
	}
}
