package main_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const events = "../events"

// eventFiles gives the sample events of a function.
func eventFiles(t *testing.T, function string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(events, function+"-*.json"))
	if err != nil || len(files) < 2 {
		t.Fatalf("got %d events for %s, want two or more", len(files), function)
	}
	return files
}

// espresso is the photo of the sample album that the links in the sample events show.
const espresso = `{"id":"01M7CN7WR06WMGTX5C9MC6WEME","taken":"2026-11-14T09:12:00Z","title":"Saturday espresso"}
`

func TestInvokeAnswersTheSampleEvents(t *testing.T) {
	dir := withAlbum(t)
	ok(t, espresso, "import", "--data", dir, "--records", "-")
	wants := map[string]func(map[string]any) bool{
		"alexa": func(v map[string]any) bool { return v["version"] == "1.0" },
		"slack": func(v map[string]any) bool { return v["statusCode"] == 200.0 },
		"slackworker": func(v map[string]any) bool {
			failures, isList := v["batchItemFailures"].([]any)
			return isList && len(failures) == 0
		},
		"image": func(v map[string]any) bool { return v["statusCode"] == 200.0 },
		"ingest": func(v map[string]any) bool {
			failures, there := v["batchItemFailures"]
			return there && failures == nil
		},
		"retention": func(v map[string]any) bool { return v["Photos"] == 0.0 },
	}
	for function, good := range wants {
		for _, file := range eventFiles(t, function) {
			if strings.HasSuffix(file, "image-forged.json") {
				continue
			}
			t.Run(filepath.Base(file), func(t *testing.T) {
				if got := object(t, ok(t, "", "invoke", "--data", dir, function, "-e", file)); !good(got) {
					t.Errorf("got %v", got)
				}
			})
		}
	}
}

func TestInvokeMakesAPhotoOfWhatIsDropped(t *testing.T) {
	dir := withAlbum(t)
	const name = "Sommer 2024/am See (über Nacht).jpg" // as the sample event has it, decoded
	folder := filepath.Join(dir, "blobs", "inbox", "01J2SH0EB0X000000000000000")
	if err := os.MkdirAll(filepath.Dir(filepath.Join(folder, name)), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, name), sampleOriginal(t), 0o600); err != nil {
		t.Fatal(err)
	}
	event := filepath.Join(events, "ingest-dropped.json")
	for _, want := range []string{`{"batchItemFailures":null}`, `{"batchItemFailures":null}`} {
		if got := strings.TrimSpace(ok(t, "", "invoke", "--data", dir, "ingest", "-e", event)); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	if _, err := os.Stat(filepath.Join(folder, name)); !os.IsNotExist(err) {
		t.Errorf("the file still lies in the inbox: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "blobs", "refused")); !os.IsNotExist(err) {
		t.Errorf("the file was put aside: %v", err)
	}
	sum := sha256.Sum256(sampleOriginal(t))
	var made int
	err := filepath.WalkDir(filepath.Join(dir, "blobs"), func(path string, d os.DirEntry, err error) error {
		if err != nil || !strings.HasPrefix(d.Name(), "original.") {
			return err
		}
		raw, err := os.ReadFile(path)
		if sha256.Sum256(raw) == sum {
			made++
		}
		return err
	})
	if err != nil || made != 1 {
		t.Errorf("got %d originals (%v), want one", made, err)
	}
}

func TestInvokeLooksForDigests(t *testing.T) {
	dir := withAlbum(t)
	for _, file := range eventFiles(t, "digest") {
		if got := strings.TrimSpace(ok(t, "", "invoke", "--data", dir, "digest", "-e", file)); got != "null" {
			t.Errorf("%s: got %s, want nothing", filepath.Base(file), got)
		}
	}
}

func TestInvokeShowsPhotosForTheSampleEvents(t *testing.T) {
	dir := withAlbum(t)
	find := ok(t, "", "invoke", "--data", dir, "alexa", "-e", filepath.Join(events, "alexa-find.json"))
	if !strings.Contains(find, "01J2SH0EB0X0000000000000BB") {
		t.Errorf("got %s, want a photo of the beach", find)
	}
	worker := run(t, "", "invoke", "--data", dir, "slackworker", "-e", filepath.Join(events, "slackworker-command.json"))
	if !strings.Contains(worker.Stderr, `{"posted":{`) || !strings.Contains(worker.Stderr, "Low tide") {
		t.Errorf("got %+v, want what was posted on standard error", worker)
	}
}

// oneLine reads a sample event as a line of JSON, with some of its text replaced.
func oneLine(t *testing.T, name string, replace ...string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(events, name))
	if err != nil {
		t.Fatal(err)
	}
	var line bytes.Buffer
	if err := json.Compact(&line, []byte(strings.NewReplacer(replace...).Replace(string(raw)))); err != nil {
		t.Fatal(err)
	}
	return line.String()
}

func TestInvokeChecksAsTheFunctionDoes(t *testing.T) {
	dir := withAlbum(t)
	forge := regexp.MustCompile(`v0=[0-9a-f]{64}`).ReplaceAllString(oneLine(t, "slack-command.json"), "v0="+strings.Repeat("0", 64))
	tests := []struct {
		name, event string
		args        []string
		want        float64
	}{
		{"a good signature", oneLine(t, "slack-command.json"), nil, 200},
		{"a forged signature", forge, nil, 401},
		{"another body than was signed", oneLine(t, "slack-command.json", "text=beach", "text=snow"), nil, 401},
		{"a time that was not signed", oneLine(t, "slack-command.json", `"1798200000"`, `"1798200001"`), nil, 401},
		{"no signature", oneLine(t, "slack-command.json", `"x-slack-signature"`, `"x-other"`), nil, 401},
		{"an old request", oneLine(t, "slack-command.json"), []string{"--now", "2026-12-25T12:05:01Z"}, 401},
		{"one that is just not too old", oneLine(t, "slack-command.json"), []string{"--now", "2026-12-25T12:05:00Z"}, 200},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			args := append([]string{"invoke", "--data", dir, "slack", "-e", "-"}, tt.args...)
			if got := object(t, ok(t, tt.event, args...))["statusCode"]; got != tt.want {
				t.Errorf("got status %v, want %v", got, tt.want)
			}
		})
	}
	set := func(name string) (string, bool) { return "A0ANOTHER", name == "SHOEBOX_SLACK_APP_ID" }
	another := runIn(t.Context(), strings.NewReader(oneLine(t, "slack-command.json")), set, "invoke", "--data", dir, "slack", "-e", "-")
	if got := object(t, another.Stdout)["statusCode"]; got != 403.0 {
		t.Errorf("got status %v for another app than the variable says, want 403", got)
	}
	forged := object(t, ok(t, "", "invoke", "--data", dir, "image", "-e", filepath.Join(events, "image-forged.json")))
	if forged["statusCode"] != 403.0 {
		t.Errorf("got status %v for a forged link, want 403", forged["statusCode"])
	}
}

func TestInvokeSendsFreshEventsAsRequestsOfTheirOwn(t *testing.T) {
	dir := withAlbum(t)
	worker := filepath.Join(events, "slackworker-command.json")
	posts := func(args ...string) int {
		t.Helper()
		got := run(t, "", append([]string{"invoke", "--data", dir, "slackworker", "-e", worker}, args...)...)
		if got.Code != 0 {
			t.Fatalf("exit %d: %s", got.Code, got.Stderr)
		}
		return strings.Count(got.Stderr, `{"posted":`)
	}
	if got := posts(); got != 1 {
		t.Errorf("got %d posts for a new request, want one", got)
	}
	if got := posts(); got != 0 {
		t.Errorf("got %d posts for the same request again, want none", got)
	}
	for range 2 {
		if got := posts("--fresh"); got != 1 {
			t.Errorf("got %d posts for a fresh request, want one", got)
		}
	}
	now := object(t, ok(t, "", "invoke", "--data", dir, "--fresh", "slack", "-e", filepath.Join(events, "slack-command.json")))
	if now["statusCode"] != 200.0 {
		t.Errorf("got status %v for a command that is sent now, want 200", now["statusCode"])
	}
	gone := object(t, ok(t, "", "invoke", "--data", dir, "--fresh", "image", "-e", filepath.Join(events, "image-newest.json")))
	if gone["statusCode"] != 404.0 {
		t.Errorf("got status %v for a fresh link to a photo that is not there, want 404", gone["statusCode"])
	}
}

func TestInvokeAnswersEveryEventOfAStream(t *testing.T) {
	line := oneLine(t, "alexa-launch.json")
	other := strings.ReplaceAll(line, "amzn1.ask.skill.0", "amzn1.ask.skill.9")
	got := run(t, strings.Join([]string{line, "no JSON", other, "", "[]", line, "  "}, "\n"), "invoke", "--data", withAlbum(t), "alexa", "-e", "-")
	lines := strings.Split(strings.TrimSpace(got.Stdout), "\n")
	if len(lines) != 5 || got.Code != 1 || !strings.Contains(got.Stderr, "failed on 3 of 5 events") {
		t.Fatalf("got %d lines, exit %d, %s; want 5 lines, exit 1 and a count", len(lines), got.Code, got.Stderr)
	}
	for i, failed := range []bool{false, true, true, true, false} {
		if _, isError := object(t, lines[i])["errorMessage"]; isError != failed {
			t.Errorf("line %d: got %.200s, want failed %v", i+1, lines[i], failed)
		}
	}
}

func TestInvokeRefusesWhatIsNoEvent(t *testing.T) {
	dir := withAlbum(t)
	broken := filepath.Join(t.TempDir(), "broken.json")
	if err := os.WriteFile(broken, []byte(`{"version":`), 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, file, want string }{
		{"a file that is not there", filepath.Join(t.TempDir(), "none.json"), "can't be read: give the file of an event"},
		{"a file that is not JSON", broken, "is not JSON"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := run(t, "", "invoke", "--data", dir, "alexa", "-e", tt.file)
			if got.Code != 1 || !strings.Contains(got.Stderr, tt.want) || got.Stdout != "" {
				t.Errorf("got %+v, want exit 1 and %q", got, tt.want)
			}
		})
	}
}
