package deployment_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"shoebox/bots/slackbot/slacktest"
	"shoebox/deploy/events"
	"shoebox/deploy/runtimeapi/deployment"
	"shoebox/deploy/sample"
	"shoebox/deploy/stage"
	"shoebox/deploy/stage/stagetest"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
	"shoebox/shared/table/dynamotable"
)

// going are the variables of functions whose clock goes, and which workspaces can
// install.
func going() map[string]string {
	return map[string]string{"SHOEBOX_CLOCK": "", "SHOEBOX_SLACK_CLIENT_ID": clientID, "SHOEBOX_SLACK_CLIENT_SECRET": clientSecret}
}

// TestSlackIsAnsweredByTheDeployedFunctions goes through the front, the queue and the
// worker, each as its own process, with a strict Slack at both ends.
func TestSlackIsAnsweredByTheDeployedFunctions(t *testing.T) {
	s, built := stagetest.Open(t), bootstraps(t, append(deployment.Channels(), "ingest")...)
	t.Run("a workspace installs the app and talks to it", func(t *testing.T) {
		tn := settle(t, deployment.Options{Bootstraps: built, Environment: s.Environment, Set: going(), Notify: s.Notify}, time.Now)
		tn.install(t)
		tn.commands(t)
		tn.mentions(t)
		tn.saves(t, s)
		if refused := tn.slack.Refused(); len(refused) > 0 {
			t.Errorf("Slack refuses %q", refused)
		}
	})
	t.Run("what goes wrong", func(t *testing.T) { // most of it is waiting
		t.Run("a worker that is killed midway posts once in the end", func(t *testing.T) { t.Parallel(); killedMidway(t, s, built) })
		t.Run("a record that always fails keeps no other from being done", func(t *testing.T) { t.Parallel(); poisoned(t, s, built) })
	})
}

// install goes the way of somebody's browser.
func (tn *town) install(t *testing.T) {
	t.Helper()
	app := tn.Slack()
	begun := httptest.NewRecorder()
	app.ServeHTTP(begun, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "https://shoebox.example/slack/install", http.NoBody))
	to, err := url.Parse(begun.Header().Get("Location"))
	if err != nil || begun.Code != http.StatusFound || to.Host != "slack.com" {
		t.Fatalf("got status %d and %v, want to be sent to Slack", begun.Code, to)
	}
	code := tn.slack.Agree(slacktest.Installed{Team: tn.me.Team, Scopes: strings.Split(to.Query().Get("scope"), ",")})
	back := "https://shoebox.example/slack/oauth?" + url.Values{"code": {code}, "state": {to.Query().Get("state")}}.Encode()
	req := httptest.NewRequestWithContext(t.Context(), http.MethodGet, back, http.NoBody)
	for _, c := range begun.Result().Cookies() {
		req.AddCookie(c)
	}
	done := httptest.NewRecorder()
	app.ServeHTTP(done, req)
	if done.Code != http.StatusOK {
		t.Fatalf("got status %d and %s, want the app to be installed", done.Code, done.Body)
	}
}

func (tn *town) commands(t *testing.T) {
	t.Helper()
	turn, err := tn.slack.Command(t.Context(), tn.me, "beach")
	if err != nil {
		t.Fatal(err)
	}
	if len(turn.Refused) > 0 || len(turn.Messages) != 1 || !strings.Contains(turn.Messages[0].Text, "2 beach photos") {
		t.Fatalf("got %q and %+v, want the photos of the beach", turn.Refused, turn.Messages)
	}
	turn, err = tn.slack.Press(t.Context(), tn.me, turn.Messages[0], "shoebox.next")
	if err != nil {
		t.Fatal(err)
	}
	if len(turn.Refused) > 0 || len(turn.Messages) == 0 {
		t.Errorf("got %q and %d messages, want the next photo", turn.Refused, len(turn.Messages))
	}
}

// mentions has the worker answer by the Web API.
func (tn *town) mentions(t *testing.T) {
	t.Helper()
	_, event := tn.slack.Say(tn.me, "<@"+slacktest.BotUser+"> beach", "")
	if _, err := tn.slack.Deliver(t.Context(), event); err != nil {
		t.Fatal(err)
	}
	r := <-tn.worked
	posts := tn.slack.Calls("chat.postEphemeral")
	if r.FunctionError != "" || len(posts) != 1 || posts[0].Error != "" || !strings.Contains(string(posts[0].Body), "beach") {
		t.Errorf("got %d posts after %s\n%s", len(posts), r.Body, r.Logs)
	}
}

// saves has a picture of a message saved: the worker fetches it from Slack and puts it
// into the bucket, and the function that is told of it makes the photo.
func (tn *town) saves(t *testing.T, s *stage.Stage) {
	t.Helper()
	content := picture(t, "saved from Slack")
	f := tn.slack.Share(tn.me, slacktest.File{Name: "cat.jpg", Title: "cat.jpg", Content: content})
	m := slacktest.Message{TS: fmt.Sprintf("%d.000100", time.Now().Unix()), User: tn.me.User, Channel: tn.me.Channel, Files: []string{f.ID}}
	turn, err := tn.slack.MessageShortcut(t.Context(), tn.me, "shoebox.save", m)
	if err != nil || len(turn.Refused) > 0 {
		t.Fatalf("got %q, %v, want the form", turn.Refused, err)
	}
	turn, err = tn.slack.Submit(t.Context(), tn.me, slacktest.Values{"tags": {"tags": {"type": "plain_text_input", "value": "whiskers"}}})
	if err != nil || len(turn.Refused) > 0 {
		t.Fatalf("got %q, %v, want it taken", turn.Refused, err)
	}
	select {
	case r := <-tn.worked:
		if r.FunctionError != "" {
			t.Fatalf("the worker failed: %s\n%s", r.Body, r.Logs)
		}
	case <-time.After(time.Minute):
		t.Fatalf("nothing is saved; the form says %s", tn.slack.Stack(tn.me)[0].Blocks)
	}
	if stack := tn.slack.Stack(tn.me); len(stack) != 1 || !strings.Contains(string(stack[0].Blocks), "cat.jpg is in your gallery now") {
		t.Errorf("got %+v, want to be told that it is saved", stack)
	}
	tb := table.New(dynamotable.New(dynamodb.NewFromConfig(s.TableSDK()), s.TableName), time.Now)
	g := gallery.New(tb, gallery.Keys{make([]byte, 32)}, time.Now).As(sample.Asker().Membership)
	id, err := g.WithFile(t.Context(), sumOf(content))
	if err != nil {
		t.Fatal(err)
	}
	if p, err := g.Photo(t.Context(), id); err != nil || !slices.Contains(p.Tags, "whiskers") {
		t.Errorf("got %v, %v, want the photo with its tag", p.Tags, err)
	}
}

// job makes a message of the queue as the front does: a command that is answered at a
// response_url of the sample events.
func job(t *testing.T, id string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(root, "deploy", "events", "slackworker-command.json"))
	if err != nil {
		t.Fatal(err)
	}
	sender, err := events.Sample()
	if err != nil {
		t.Fatal(err)
	}
	sender.At = time.Now()
	if raw, err = sender.Again(raw, id); err != nil {
		t.Fatal(err)
	}
	var batch struct {
		Records []struct {
			Body string `json:"body"`
		} `json:"Records"`
	}
	if err := json.Unmarshal(raw, &batch); err != nil {
		t.Fatal(err)
	}
	return batch.Records[0].Body
}

// quick has what is not done come again soon, in batches.
func quick(s *stage.Stage, built string) deployment.Options {
	return deployment.Options{
		Bootstraps: built, Environment: s.Environment, Set: map[string]string{"SHOEBOX_CLOCK": ""},
		Timeout: 8 * time.Second, Visibility: 9 * time.Second, BatchSize: 10,
	}
}

func killedMidway(t *testing.T, s *stage.Stage, built string) {
	t.Helper()
	tn := settle(t, quick(s, built), time.Now)
	tn.sampled = tn.responseURL(t)
	tn.slack.Fail("response_url", slacktest.Slow(time.Hour))
	if _, err := tn.Queue.Send(job(t, "killed"), 0, nil); err != nil {
		t.Fatal(err)
	}
	<-tn.posting
	if got := tn.Functions["slackworker"].Crash(); got != 1 {
		t.Fatalf("got %d workers that were killed, want 1", got)
	}
	if r := <-tn.worked; r.ErrorType != "Runtime.ExitError" {
		t.Fatalf("got %q %s, want a worker that was killed", r.ErrorType, r.Body)
	}
	if r := <-tn.worked; r.FunctionError != "" || string(r.Body) != `{"batchItemFailures":[]}` {
		t.Errorf("got %s, want the message done the second time\n%s", r.Body, r.Logs)
	}
	if got := tn.shown(); len(got) != 1 {
		t.Errorf("got %d messages, want one", len(got))
	}
	tn.wantQueues(t, 0)
}

func poisoned(t *testing.T, s *stage.Stage, built string) {
	t.Helper()
	tn := settle(t, quick(s, built), time.Now)
	tn.sampled = tn.responseURL(t)
	bodies := []string{job(t, "good"), strings.ReplaceAll(job(t, "poison"), "/T0SAMPLE/", "/T0BROKEN/"), job(t, "fine"), "no job at all"}
	for _, body := range bodies {
		if _, err := tn.Queue.Send(body, time.Second, nil); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	dead := tn.DeadLetters.Receive(ctx, 1)
	if len(dead) != 1 || !strings.Contains(dead[0].Body, "T0BROKEN") {
		t.Fatalf("got dead letters %v, want the record that always fails", dead)
	}
	tn.DeadLetters.Delete(dead[0].Receipt)
	if got := tn.shown(); len(got) != 2 {
		t.Errorf("got %d messages, want one for each good record", len(got))
	}
	tn.wantQueues(t, 0)
}

// shown are the messages that the app posted.
func (tn *town) shown() []slacktest.Message {
	var own []slacktest.Message
	for _, m := range tn.slack.Messages() {
		if m.User == slacktest.BotUser {
			own = append(own, m)
		}
	}
	return own
}

// wantQueues waits until so many messages are left in the queue and among dead
// letters.
func (tn *town) wantQueues(t *testing.T, want int) {
	t.Helper()
	for end := time.Now().Add(time.Minute); ; time.Sleep(10 * time.Millisecond) {
		left := 0
		visible, hidden := tn.Queue.Count()
		left += visible + hidden
		visible, hidden = tn.DeadLetters.Count()
		if left += visible + hidden; left == want {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("got %d messages left, want %d", left, want)
		}
	}
}
