package main_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestGenerateWritesWhatCheckAccepts(t *testing.T) {
	dir := t.TempDir()
	if got := run(t, "", "generate", "--dir", dir, "--check"); got.Code != 1 || !strings.Contains(got.Stderr, "run shoebox generate") {
		t.Errorf("got %+v for an empty folder, want exit 1 and what to do", got)
	}
	wrote := ok(t, "", "generate", "--dir", dir)
	for _, name := range []string{"skill-package/skill.json", "skill-package/interactionModels/custom/en-US.json", "slack/manifest.yaml"} {
		if !strings.Contains(wrote, filepath.Join(dir, name)) {
			t.Errorf("got %q, want it to have written %s", wrote, name)
		}
	}
	ok(t, "", "generate", "--dir", dir, "--check")
	if again := ok(t, "", "generate", "--dir", dir); again != "" {
		t.Errorf("got %q the second time, want nothing left to write", again)
	}
	skill := filepath.Join(dir, "skill-package", "skill.json")
	if err := os.WriteFile(skill, []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := run(t, "", "generate", "--dir", dir, "--check"); got.Code != 1 || !strings.Contains(got.Stderr, skill) {
		t.Errorf("got %+v for a changed file, want exit 1 and its name", got)
	}
}

func TestGenerateSignsTheEventsOfTheFolder(t *testing.T) {
	dir := t.TempDir()
	signed, err := os.ReadFile(filepath.Join(events, "slack-command.json"))
	if err != nil {
		t.Fatal(err)
	}
	event := filepath.Join(dir, "events", "slack-command.json")
	if err := os.Mkdir(filepath.Dir(event), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(event, []byte(strings.Replace(string(signed), "v0=", "v0=0", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	ok(t, "", "generate", "--dir", dir)
	if got, err := os.ReadFile(event); string(got) != string(signed) {
		t.Errorf("got %s, want the signature it had (%v)", got, err)
	}
	if err := os.WriteFile(event, []byte("[]"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := run(t, "", "generate", "--dir", dir); got.Code != 1 || !strings.Contains(got.Stderr, "is no event: give a JSON object") {
		t.Errorf("got %+v for what is no event, want a sentence", got)
	}
}

func TestWhatIsGeneratedIsUpToDate(t *testing.T) {
	ok(t, "", "generate", "--dir", "..", "--check")
}

func TestGenerateWritesTheAccountLinkingWhereItIsAskedFor(t *testing.T) {
	dir := t.TempDir()
	if wrote := ok(t, "", "generate", "--dir", dir); strings.Contains(wrote, "accountLinking") {
		t.Errorf("got %q, want no account linking that nobody asked for", wrote)
	}
	address := "https://sign-in.example.com/oauth2/"
	linking := []string{"generate", "--dir", dir, "--authorize", address + "authorize", "--token", address + "token", "--client", "1example23456789", "--scope", "openid,email"}
	ok(t, "", linking...)
	got, err := os.ReadFile(filepath.Join(dir, "accountLinking.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"type": "AUTH_CODE"`, address + "authorize", address + "token", "1example23456789", `"email"`} {
		if !strings.Contains(string(got), want) {
			t.Errorf("got %s, want %s in it", got, want)
		}
	}
	ok(t, "", append(linking, "--check")...)
	for name, flags := range map[string][]string{
		"no address to sign in at":     {"--client", "1example23456789"},
		"an address that is not https": {"--authorize", "http://sign-in.example.com", "--token", address + "token", "--client", "x"},
		"no place that gives tokens":   {"--authorize", address + "authorize", "--client", "x"},
		"no client":                    {"--authorize", address + "authorize", "--token", address + "token"},
	} {
		if got := run(t, "", append([]string{"generate", "--dir", dir}, flags...)...); got.Code != 2 || got.Stderr == "" {
			t.Errorf("%s: got %+v, want a sentence", name, got)
		}
	}
}
