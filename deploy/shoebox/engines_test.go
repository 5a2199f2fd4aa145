package main_test

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net"
	"os"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"shoebox/deploy/engines"
	"shoebox/deploy/engines/enginestest"
	main "shoebox/deploy/shoebox"
)

func nothingSet(string) (string, bool) { return "", false }

// TestEnginesAreServedForSAM needs the ports that are fixed for `sam local`, so that it
// starts them once for all.
func TestEnginesAreServedForSAM(t *testing.T) {
	enginestest.Require(t)
	for _, at := range []string{"127.0.0.1:8102", "127.0.0.1:7070"} {
		if c, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", at); err == nil {
			c.Close() //nolint:errcheck // it was only tried
			if os.Getenv("CI") != "" {
				t.Fatalf("something listens at %s already", at)
			}
			t.Skipf("something listens at %s already, which may be engines that somebody uses", at)
		}
	}
	ctx, interrupt := context.WithCancel(t.Context())
	defer interrupt()
	read, stdout := io.Pipe()
	var stderr bytes.Buffer
	done := make(chan int, 1)
	go func() {
		done <- main.Run(ctx, []string{"engines"}, strings.NewReader(""), stdout, &stderr, nothingSet, nil)
		stdout.Close() //nolint:errcheck // the end of a pipe in memory
	}()
	var said strings.Builder
	for lines := bufio.NewScanner(read); lines.Scan(); {
		said.WriteString(lines.Text() + "\n")
		if strings.HasPrefix(lines.Text(), "Ctrl-C") {
			break
		}
	}
	for _, want := range []string{"http://127.0.0.1:8102  table shoebox-local\n", "http://127.0.0.1:7070  bucket shoebox-local", "  sam local invoke AlexaFunction -e deploy/events/alexa-find.json\n"} {
		if !strings.Contains(said.String(), want) {
			t.Fatalf("got %q, want it to say %q; it said: %s", said.String(), want, stderr.String())
		}
	}
	url := "http://127.0.0.1:8102"
	tables := dynamodb.NewFromConfig((&engines.Engine{URL: url}).SDK())
	if found, err := tables.ListTables(t.Context(), nil); err != nil || len(found.TableNames) != 1 {
		t.Errorf("got %v, %v, want the table", found, err)
	}

	var again bytes.Buffer
	code := main.Run(t.Context(), []string{"engines"}, strings.NewReader(""), io.Discard, &again, nothingSet, nil)
	if said := again.String(); code != 1 || !strings.Contains(said, " is in use: stop what listens there") || strings.Count(said, "\n") != 1 {
		t.Errorf("got %d, %q of the second, want one sentence about the port", code, said)
	}

	interrupt()
	if code := <-done; code != 0 || stderr.Len() > 0 {
		t.Errorf("got %d, %q at the end, want 0 and nothing to say", code, stderr.String())
	}
	if _, err := tables.ListTables(t.Context(), nil); err == nil {
		t.Error("got an answer after the end")
	}
}

func TestEnginesSaysInASentenceWhatIsMissing(t *testing.T) {
	empty := t.TempDir()
	t.Setenv("PATH", empty)
	t.Setenv("HOME", empty)
	t.Setenv("XDG_CACHE_HOME", empty)
	var stderr bytes.Buffer
	code := main.Run(t.Context(), []string{"engines"}, strings.NewReader(""), io.Discard, &stderr, nothingSet, nil)
	said := stderr.String()
	// Both engines are looked for at once: either may be the first that is missing.
	if code != 1 || strings.Count(said, "\n") != 1 || !strings.HasPrefix(said, "shoebox: ") ||
		!strings.Contains(said, "java is missing") && !strings.Contains(said, "go is missing") {
		t.Errorf("got %d, %q, want 1 and a sentence that says what is missing", code, said)
	}
}

func TestEnginesSaysWhereItCantListen(t *testing.T) {
	enginestest.Require(t)
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	var stderr bytes.Buffer
	code := main.Run(t.Context(), []string{"engines", "--host", "192.0.2.1"}, strings.NewReader(""), io.Discard, &stderr, nothingSet, nil)
	said := stderr.String()
	if strings.Contains(said, "is missing") || strings.Contains(said, "could not be installed") {
		if os.Getenv("CI") == "" {
			t.Skip(said)
		}
	}
	if code != 1 || strings.Count(said, "\n") != 1 || !strings.Contains(said, "192.0.2.1 is no address of this machine that can be listened at: name another.") && !strings.Contains(said, "is in use") {
		t.Errorf("got %d, %q, want 1 and a sentence about the host", code, said)
	}
	if left, err := os.ReadDir(temporary); err != nil || len(left) > 0 {
		t.Errorf("got %v, %v, want nothing left behind", left, err)
	}
}
