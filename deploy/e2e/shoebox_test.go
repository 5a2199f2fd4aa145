package e2e_test

import (
	"bufio"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// binary builds the command once for all tests.
var binary = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "shoebox-e2e")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "shoebox")
	out, err := exec.Command("go", "build", "-o", path, "../shoebox").CombinedOutput()
	if err != nil {
		return "", errors.New(string(out))
	}
	return path, nil
})

func TestMain(m *testing.M) {
	code := m.Run()
	if chromium() != "" {
		browser().end()
	}
	if path, err := binary(); err == nil {
		_ = os.RemoveAll(filepath.Dir(path)) // the machine clears its folder for temporary files too
	}
	os.Exit(code)
}

// serve starts the command on a fresh data folder and gives the page's address. What
// follows in the test runs beside other tests.
func serve(t *testing.T) string {
	t.Helper()
	t.Parallel()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	// However long a test takes, the command is there until its end: that it hangs is seen
	// by what is waited for in a tab.
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	cmd := exec.CommandContext(ctx, path, "serve", "--addr", "127.0.0.1:0", "--data", filepath.Join(t.TempDir(), "data"))
	cmd.Env = append(os.Environ(), "SHOEBOX_SLACK_SIGNING_SECRET="+slackSecret)
	cmd.Stderr = testLog{t}
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = 10 * time.Second
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(stdout)
	for lines.Scan() {
		if address, ok := strings.CutPrefix(lines.Text(), "listening on "); ok {
			t.Cleanup(func() { stop(t, cmd, cancel) })
			return address
		}
	}
	t.Fatalf("the command ended before it listened: %v", cmd.Wait())
	return ""
}

// stop ends the command as Ctrl-C does, and wants a clean end. One that doesn't come to it
// is ended by force.
func stop(t *testing.T, cmd *exec.Cmd, force func()) {
	t.Helper()
	defer time.AfterFunc(patience, force).Stop()
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Error(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("the command did not end cleanly: %v", err)
	}
}

// testLog shows what the command says in the test's log.
type testLog struct{ t *testing.T }

func (l testLog) Write(b []byte) (int, error) {
	l.t.Log(strings.TrimSpace(string(b)))
	return len(b), nil
}
