package runtimeapi_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"shoebox/deploy/runtimeapi"
)

// misbehave is the bootstrap of testdata/misbehave.
var misbehave string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "runtimeapi-")
	if err != nil {
		panic(err)
	}
	misbehave = filepath.Join(dir, "bootstrap")
	build := exec.CommandContext(context.Background(), "go", "build", "-tags", "lambda.norpc", "-o", misbehave, "./testdata/misbehave")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "%s", out)
		panic(err)
	}
	code := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

// function is misbehave, within bounds that leave a slow machine room.
func function(env ...string) runtimeapi.Function {
	return runtimeapi.Function{Name: "misbehave", Bootstrap: misbehave, Env: env, Timeout: 20 * time.Second, MemoryMB: 256}
}

func start(tb testing.TB, f runtimeapi.Function) *runtimeapi.Instance {
	tb.Helper()
	i, err := runtimeapi.Start(tb.Context(), f)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := i.Close(); err != nil {
			tb.Error(err)
		}
		wantNobody(tb, i.PID())
	})
	return i
}

// wantNobody fails where a process, or what it started, is still there. What it started
// is buried by the system, a moment later.
func wantNobody(tb testing.TB, pid int) {
	tb.Helper()
	for range 1000 {
		if err := syscall.Kill(-pid, 0); err != nil {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	tb.Errorf("process %d is left over", pid)
}

func fleet(tb testing.TB, f runtimeapi.Function, most int) *runtimeapi.Fleet {
	tb.Helper()
	fl, err := runtimeapi.NewFleet(f, most)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := fl.Close(); err != nil {
			tb.Error(err)
		}
	})
	return fl
}

// invoker is an Instance or a Fleet.
type invoker interface {
	Do(ctx context.Context, c runtimeapi.Call) (runtimeapi.Result, error)
}

// do makes an invocation that must reach the function.
func do(tb testing.TB, i invoker, event string) runtimeapi.Result {
	tb.Helper()
	r, err := i.Do(tb.Context(), runtimeapi.Call{Event: []byte(event)})
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

// counted is what misbehave answers.
type counted struct{ Calls, Ticks int }

func count(tb testing.TB, r runtimeapi.Result) counted {
	tb.Helper()
	var c counted
	if err := json.Unmarshal(r.Body, &c); err != nil || r.FunctionError != "" {
		tb.Fatalf("got %q %s, want a count", r.FunctionError, r.Body)
	}
	return c
}

// said is the body of an error.
type said struct {
	Type    string `json:"errorType"`
	Message string `json:"errorMessage"`
}

func saying(tb testing.TB, r runtimeapi.Result) said {
	tb.Helper()
	var s said
	if err := json.Unmarshal(r.Body, &s); err != nil {
		tb.Fatalf("got %s: %v", r.Body, err)
	}
	return s
}

// eventually waits for what others do, and fails where they never do.
func eventually(tb testing.TB, what string, done func() bool) {
	tb.Helper()
	for deadline := time.Now().Add(time.Minute); !done(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			tb.Fatalf("a minute has gone, and never was %s", what)
		}
	}
}

// hearing is what a function prints, as it prints it.
type hearing chan string

func (h hearing) Write(p []byte) (int, error) {
	select {
	case h <- string(p):
	default: // nobody is as far behind as that
	}
	return len(p), nil
}

// until waits until the function has printed something.
func (h hearing) until(tb testing.TB, what string) {
	tb.Helper()
	for {
		select {
		case got := <-h:
			if strings.Contains(got, what) {
				return
			}
		case <-time.After(time.Minute):
			tb.Fatalf("the function never said %q", what)
		}
	}
}
