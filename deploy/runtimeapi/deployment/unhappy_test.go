package deployment_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"shoebox/deploy/engines/unreliable"
	"shoebox/deploy/runtimeapi/deployment"
	"shoebox/deploy/stage"
	"shoebox/deploy/stage/stagetest"
)

// TestAnswersStayKindWhenTheTableFails compares what is said then. All of it comes
// within the functions' time, and none of it is an error of the function.
func TestAnswersStayKindWhenTheTableFails(t *testing.T) {
	s, built := stagetest.Open(t), bootstraps(t, deployment.Channels()...)
	t.Run("it is not there", func(t *testing.T) {
		tn := settle(t, deployment.Options{Bootstraps: built, Environment: s.Environment, Leisure: leisure, Set: map[string]string{"SHOEBOX_TABLE": "dynamodb://nowhere"}}, standing(t))
		tn.apologizes(t, "missing")
	})
	t.Run("it falls silent midway", func(t *testing.T) {
		proxy, tn := before(t, s, built)
		proxy.Plan(unreliable.Fault{Nth: 2, Times: -1, Way: unreliable.Silent})
		tn.apologizes(t, "silent")
		tn.Functions["slackworker"].Crash() // it would wait as long as it may
	})
	t.Run("it is stopped midway", func(t *testing.T) {
		proxy, tn := before(t, s, built)
		tn.answer(t, "alexa", event(t, "alexa-launch"))
		tn.answer(t, "slack", event(t, "slack-command"))
		if err := proxy.Close(); err != nil {
			t.Fatal(err)
		}
		tn.apologizes(t, "stopped")
	})
}

// before puts a proxy before the stage's table.
func before(t *testing.T, s *stage.Stage, built string) (*unreliable.Proxy, *town) {
	t.Helper()
	proxy, err := unreliable.Start(s.DynamoDBURL)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := proxy.Close(); err != nil {
			t.Error(err)
		}
	})
	o := deployment.Options{Bootstraps: built, Environment: s.Environment, Leisure: leisure, Set: map[string]string{"AWS_ENDPOINT_URL_DYNAMODB": proxy.URL}}
	return proxy, settle(t, o, standing(t))
}

func event(t *testing.T, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(root, "deploy", "events", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// leisure is enough for a machine that is kept busy: the functions come within a second
// of their time, by deadlines of their own.
const leisure = 30 * time.Second

// slackWaits is how long Slack waits for an acknowledgement, and Alexa for an answer.
const slackWaits, alexaWaits = 3 * time.Second, 8 * time.Second

// apologizes asks Alexa and Slack, and compares what they say. How long Slack is left
// to wait is the front's own deadline: an answer after it is the worker's.
func (tn *town) apologizes(t *testing.T, how string) {
	t.Helper()
	spoken := tn.answer(t, "alexa", event(t, "alexa-find"))
	if how == "silent" { // whether a call or the whole was given up is the machine's speed
		if !strings.Contains(string(spoken.Body), "Would you ask") {
			t.Errorf("got %s, want a kind apology", spoken.Body)
		}
	} else {
		compare(t, filepath.Join("apology", how+"-alexa.json"), readable(t, "alexa", spoken.Body))
	}
	written := tn.answer(t, "slack", event(t, "slack-command-help"))
	if spoken.Duration > alexaWaits || written.Duration > slackWaits {
		t.Errorf("got answers after %v and %v, want them before nobody waits", spoken.Duration, written.Duration)
	}
	compare(t, filepath.Join("apology", how+"-slack.json"), readable(t, "slack", written.Body))
	picture := tn.answer(t, "image", event(t, "image-newest"))
	body := readable(t, "image", picture.Body).(map[string]any)
	if status, isStatus := body["statusCode"].(float64); !isStatus || !slices.Contains([]float64{404, 503}, status) {
		t.Errorf("got status %v for a picture, want that it is not to be had", body["statusCode"])
	}
	for _, r := range [][]byte{spoken.Body, written.Body} {
		if text := string(r); strings.Contains(text, "dynamo") || strings.Contains(text, "127.0.0.1:") && strings.Contains(text, "refused") {
			t.Errorf("the answer tells of what is within: %s", text)
		}
	}
}
