package main_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	main "shoebox/deploy/shoebox"
)

// result is what a command line came to.
type result struct {
	Code   int
	Stdout string
	Stderr string
}

// nothing is an environment without a variable.
func nothing(string) (string, bool) { return "", false }

func run(t *testing.T, stdin string, args ...string) result {
	t.Helper()
	return runIn(t.Context(), strings.NewReader(stdin), nothing, args...)
}

func runIn(ctx context.Context, stdin io.Reader, lookup func(string) (string, bool), args ...string) result {
	var out, errs bytes.Buffer
	code := main.Run(ctx, args, stdin, &out, &errs, lookup, nil)
	return result{code, out.String(), errs.String()}
}

// ok runs a command that must succeed, and gives its standard output.
func ok(t *testing.T, stdin string, args ...string) string {
	t.Helper()
	r := run(t, stdin, args...)
	if r.Code != 0 {
		t.Fatalf("shoebox %s: exit %d: %s", strings.Join(args, " "), r.Code, r.Stderr)
	}
	return r.Stdout
}

// object reads a line of JSON.
func object(t *testing.T, line string) map[string]any {
	t.Helper()
	var v map[string]any
	if err := json.Unmarshal([]byte(line), &v); err != nil {
		t.Fatalf("not a JSON object: %v in %q", err, line)
	}
	return v
}

// records are an album whose people and places are made up.
const records = `{"id":"01J2SH0EB0X0000000000000AA","taken":"2023-07-01T12:00:00+02:00","title":"Beach day","labels":[{"name":"Beach","confidence":99}],"people":["Anna"]}
{"id":"01J2SH0EB0X0000000000000BB","taken":"2023-08-02T09:30:00+02:00","title":"Low tide","labels":[{"name":"Beach","confidence":90}],"place":{"city":"Lisbon","country":"Portugal"}}
{"id":"01J2SH0EB0X0000000000000CC","taken":"2024-01-05T15:00:00+01:00","title":"First snow","labels":[{"name":"Snow","confidence":97}],"people":["Anna","Ben"]}
`

// withAlbum gives a data folder that holds the records.
func withAlbum(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "data")
	ok(t, records, "import", "--data", dir, "--records", "-")
	return dir
}

func TestAMistakeInTheCommandLineIsOneSentenceAndExit2(t *testing.T) {
	tests := []struct {
		name string
		args []string
		want string
	}{
		{"no command", nil, "name a command: serve, ask, parse, invoke, import, nickname, doctor, engines, redrive or generate"},
		{"a data folder without a name, as of a variable that is not set", []string{"ask", "--data", "", "x"}, "an empty name is no folder"},
		{"an endpoint of a skill that is none", []string{"generate", "--dir", "nowhere", "--alexa", "my skill"}, "give the ARN of the function"},
		{"an address that Slack does not take", []string{"generate", "--dir", "nowhere", "--slack", "http://photos.example.com"}, "starts with https://"},
		{"an unknown command", []string{"frobnicate"}, "unexpected argument frobnicate"},
		{"an unknown flag", []string{"ask", "--bogus", "x"}, "unknown flag --bogus (shoebox ask --help"},
		{"nothing to ask", []string{"ask"}, "<words>"},
		{"an unknown channel", []string{"ask", "--channel", "irc", "x"}, "--channel must be one of"},
		{"a time that is none", []string{"ask", "--now", "soon", "x"}, `"soon" is no time: give it as`},
		{"a zone that is none", []string{"parse", "--zone", "Mars/Olympus"}, `"Mars/Olympus" is no time zone`},
		{"an unknown function", []string{"invoke", "frob", "-e", "x.json"}, `must be one of "alexa","slack","slackworker","image"`},
		{"no event", []string{"invoke", "alexa"}, "--event"},
		{"nothing to import", []string{"import"}, "nothing to import"},
		{"a flag without what it takes", []string{"doctor", "--gallery"}, "shoebox: --gallery takes a value (shoebox doctor --help shows how)"},
		{"a flag without the time it takes", []string{"ask", "beach", "--now"}, "shoebox: --now takes a value (shoebox ask --help shows how)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := run(t, "", tt.args...)
			if got.Code != 2 || !strings.Contains(got.Stderr, tt.want) || strings.Count(got.Stderr, "\n") != 1 || got.Stdout != "" {
				t.Errorf("got %+v, want exit 2 and one line with %q on standard error", got, tt.want)
			}
		})
	}
}

func TestEveryCommandShowsHowItIsUsed(t *testing.T) {
	for _, command := range []string{"serve", "ask", "parse", "invoke", "import", "generate"} {
		help := ok(t, "", command, "--help")
		if !strings.Contains(help, "Examples:") || !strings.Contains(help, "shoebox "+command) {
			t.Errorf("%s --help has no examples:\n%s", command, help)
		}
	}
	if asked, flagged := ok(t, "", "help", "ask"), ok(t, "", "ask", "--help"); asked != flagged {
		t.Errorf("got %q for help ask, want what ask --help prints", asked)
	}
	if version := ok(t, "", "--version"); !strings.HasPrefix(version, "shoebox ") {
		t.Errorf("got %q, want the version", version)
	}
	if help := ok(t, "", "--help"); !strings.Contains(help, "serve") || !strings.Contains(help, "generate") {
		t.Errorf("got help without the commands:\n%s", help)
	}
}

func TestAFolderThatCannotBeUsedIsOneSentenceAndExit1(t *testing.T) {
	damaged := t.TempDir()
	if err := os.WriteFile(filepath.Join(damaged, "shoebox.db"), bytes.Repeat([]byte("no database "), 1000), 0o600); err != nil {
		t.Fatal(err)
	}
	readable := withAlbum(t)
	if err := os.Chmod(filepath.Join(readable, "secrets.json"), 0o644); err != nil {
		t.Fatal(err)
	}
	garbled := withAlbum(t)
	if err := os.WriteFile(filepath.Join(garbled, "secrets.json"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, dir, want string }{
		{"one with a damaged table", damaged, damaged + " holds a shoebox.db that is none or is damaged"},
		{"one whose secrets others can read", readable, filepath.Join(readable, "secrets.json") + " may be read by others: make it yours alone with chmod 600"},
		{"one whose secrets are damaged", garbled, filepath.Join(garbled, "secrets.json") + " is damaged: move it away"},
		{"one that is a file", file, file + " can't be used: name another folder with --data DIR"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := run(t, "", "ask", "--data", tt.dir, "beach")
			if got.Code != 1 || !strings.HasPrefix(got.Stderr, "shoebox: "+tt.want) || strings.Count(got.Stderr, "\n") != 1 {
				t.Errorf("got %+v, want exit 1 and one line with %q", got, tt.want)
			}
		})
	}
	t.Run("none at all", func(t *testing.T) {
		if got := run(t, "", "ask", "beach"); got.Code != 1 || !strings.Contains(got.Stderr, "HOME is not set") {
			t.Errorf("got %+v, want exit 1 and a word about HOME", got)
		}
	})
}

func TestTheFolderOfThePersonIsUsedWhereNoneIsNamed(t *testing.T) {
	base := t.TempDir()
	got := runIn(t.Context(), strings.NewReader(records), func(name string) (string, bool) {
		return base, name == "XDG_DATA_HOME"
	}, "import", "--records", "-")
	if got.Code != 0 {
		t.Fatalf("got %+v", got)
	}
	if _, err := os.Stat(filepath.Join(base, "shoebox", "shoebox.db")); err != nil {
		t.Error(err)
	}
}
