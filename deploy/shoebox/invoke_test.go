package main_test

import (
	"encoding/json"
	"os"
	"path/filepath"
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

func TestInvokeAnswersTheSampleEvents(t *testing.T) {
	dir := withAlbum(t)
	wants := map[string]func(map[string]any) bool{
		"alexa": func(v map[string]any) bool { return v["version"] == "1.0" },
		"slack": func(v map[string]any) bool { return v["statusCode"] == 200.0 },
		"slackworker": func(v map[string]any) bool {
			failures, isList := v["batchItemFailures"].([]any)
			return isList && len(failures) == 0
		},
		"image": func(v map[string]any) bool { return v["statusCode"] == 200.0 },
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

func TestInvokeChecksAsTheFunctionDoes(t *testing.T) {
	dir := withAlbum(t)
	command, err := os.ReadFile(filepath.Join(events, "slack-command.json"))
	if err != nil {
		t.Fatal(err)
	}
	signed := func(replace ...string) string {
		event := strings.NewReplacer(replace...).Replace(string(command))
		var v any
		if err := json.Unmarshal([]byte(event), &v); err != nil {
			t.Fatal(err)
		}
		line, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return string(line)
	}
	tests := []struct {
		name, event string
		want        float64
	}{
		{"a good signature", signed(), 200},
		{"a forged signature", signed("${slack-signature}", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"), 401},
		{"an old request", signed("${now-unix}", "1531420618"), 401},
		{"no signature", signed(`"x-slack-signature"`, `"x-other"`), 401},
		{"any app, where nobody said which is ours", signed("api_app_id=A0SHOEBOX", "api_app_id=A0ANOTHER"), 200},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := object(t, ok(t, tt.event, "invoke", "--data", dir, "slack", "-e", "-"))["statusCode"]; got != tt.want {
				t.Errorf("got status %v, want %v", got, tt.want)
			}
		})
	}
	ours := func(name string) (string, bool) { return "A0SHOEBOX", name == "SHOEBOX_SLACK_APP_ID" }
	another := runIn(t.Context(), strings.NewReader(signed("api_app_id=A0SHOEBOX", "api_app_id=A0ANOTHER")), ours, "invoke", "--data", dir, "slack", "-e", "-")
	if got := object(t, another.Stdout)["statusCode"]; got != 403.0 {
		t.Errorf("got status %v for another app, want 403", got)
	}
	forged := object(t, ok(t, "", "invoke", "--data", dir, "image", "-e", filepath.Join(events, "image-forged.json")))
	if forged["statusCode"] != 403.0 {
		t.Errorf("got status %v for a forged link, want 403", forged["statusCode"])
	}
}

func TestInvokeAnswersEveryEventOfAStream(t *testing.T) {
	launch, err := os.ReadFile(filepath.Join(events, "alexa-launch.json"))
	if err != nil {
		t.Fatal(err)
	}
	var v any
	if err := json.Unmarshal(launch, &v); err != nil {
		t.Fatal(err)
	}
	line, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	other := strings.ReplaceAll(string(line), "amzn1.ask.skill.0", "amzn1.ask.skill.9")
	got := run(t, strings.Join([]string{string(line), "no JSON", other, "", "[]", string(line), "  "}, "\n"), "invoke", "--data", withAlbum(t), "alexa", "-e", "-")
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
