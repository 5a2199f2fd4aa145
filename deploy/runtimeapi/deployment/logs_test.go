package deployment_test

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"time"

	"shoebox/deploy/env"
	"shoebox/deploy/runtimeapi"
	"shoebox/shared/telemetry/telemetrytest"
)

// trace is how X-Ray writes the id of a trace.
var trace = regexp.MustCompile(`^1-[0-9a-f]{8}-[0-9a-f]{24}$`)

// checkLogs reads what a function printed in an invocation: lines of JSON, each with
// the ids of the invocation and without a secret or a link, of which CloudWatch makes
// metrics. It gives their names.
func checkLogs(t *testing.T, r runtimeapi.Result) map[string]bool {
	t.Helper()
	metrics := map[string]bool{}
	for text := range strings.Lines(string(r.Logs)) {
		var line struct {
			Time    time.Time
			Request string `json:"aws_request_id"`
			Trace   string `json:"trace_id"`
		}
		if err := json.Unmarshal([]byte(text), &line); err != nil {
			t.Errorf("the function prints what is no line of JSON: %s", text)
			continue
		}
		if line.Request != r.RequestID || !trace.MatchString(line.Trace) {
			t.Errorf("a line has not the ids of request %s and its trace: %s", r.RequestID, text)
		}
		data, err := telemetrytest.Extract([]byte(text), line.Time)
		if err != nil {
			t.Errorf("CloudWatch refuses a line: %v in %s", err, text)
		}
		for _, d := range data {
			metrics[d.Name] = true
		}
		for _, secret := range secrets() {
			if strings.Contains(text, secret) {
				t.Errorf("the log holds %q: %s", secret, text)
			}
		}
	}
	return metrics
}

// secrets are what no log may hold: what proves us to others, and whatever is or
// leads to an address.
func secrets() []string {
	variables := env.Local()["SlackFunction"]
	return []string{variables["SHOEBOX_SLACK_SIGNING_SECRET"], clientSecret + `"`, "hooks.slack.com", "https://", "/i/", "X-Amz-", "xoxb"}
}
