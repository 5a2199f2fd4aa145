package sam_test

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"shoebox/deploy/sam"
	"shoebox/deploy/stage"
)

// play is the functions under sam local on a stage, and beside them shoebox invoke on
// a folder with the same album.
type play struct {
	*desk
	gateway string // this machine's address for containers
	shoebox string // the program
	data    string // its folder
}

func newPlay(t *testing.T, d *desk, docker *sam.Docker) *play {
	t.Helper()
	gateway := "127.0.0.1" // elsewhere containers run in a machine of their own, which passes on to here
	if runtime.GOOS == "linux" {
		var err error
		if gateway, err = docker.Gateway(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	p := &play{desk: d, gateway: gateway, data: filepath.Join(t.TempDir(), "data")}
	p.shoebox = filepath.Join(t.TempDir(), "shoebox")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", p.shoebox, "../shoebox").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	s, err := stage.Open(t.Context(), stage.Options{Host: gateway, Fixed: true})
	check(t, err)
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return p
}

// invoke gives what shoebox invoke answers to an event, and what it says it would
// post.
func (p *play) invoke(t *testing.T, function string, event []byte) (answer any, posted []any) {
	t.Helper()
	var line, said bytes.Buffer
	if err := json.Compact(&line, event); err != nil {
		t.Fatal(err)
	}
	c := exec.CommandContext(t.Context(), p.shoebox, "invoke", "--data", p.data, function, "-e", "-")
	c.Env = environment()
	c.Stdin = &line
	c.Stderr = &said
	out, err := c.Output()
	if err != nil {
		t.Fatalf("shoebox invoke: %v: %s", err, said.String())
	}
	for line := range strings.Lines(said.String()) {
		one, _ := decoded(t, []byte(line)).(map[string]any)
		if message, ok := one["posted"]; ok {
			posted = append(posted, message)
		}
	}
	return decoded(t, out), posted
}

// decoded reads JSON that must be some.
func decoded(t *testing.T, raw []byte) any {
	t.Helper()
	v, err := parsed(raw)
	if err != nil {
		t.Fatalf("no JSON: %v\n%.1000s", err, raw)
	}
	return v
}

// parsed reads JSON.
func parsed(raw []byte) (v any, err error) {
	err = json.Unmarshal(raw, &v)
	return v, err
}
