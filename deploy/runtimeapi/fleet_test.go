package runtimeapi_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/deploy/runtimeapi"
	"shoebox/shared/fault"
)

func asInitError(err error) (*runtimeapi.InitError, bool) {
	return errors.AsType[*runtimeapi.InitError](err)
}

func TestFleetReusesItsEnvironments(t *testing.T) {
	fl := fleet(t, function(), 3)
	for n := range 3 {
		if got := count(t, do(t, fl, `{}`)).Calls; got != n+1 {
			t.Errorf("got call %d of its environment, want %d", got, n+1)
		}
	}
	if fl.Starts() != 1 {
		t.Errorf("got %d environments, want 1", fl.Starts())
	}
}

func TestFleetReplacesWhatDied(t *testing.T) {
	f := function()
	f.Timeout = 2 * time.Second
	fl := fleet(t, f, 1)
	for n, death := range []string{`{"do":"panic"}`, `{"do":"exit","for":1}`, `{"do":"sleep","for":3600000}`} {
		if r := do(t, fl, death); r.FunctionError != "Unhandled" {
			t.Errorf("%s: got %q, want an error", death, r.FunctionError)
		}
		r := do(t, fl, `{}`)
		if got := count(t, r).Calls; got != 1 || fl.Starts() != n+2 || r.Init == 0 {
			t.Errorf("after %s: got call %d of environment %d, want the first of a fresh one", death, got, fl.Starts())
		}
	}
}

func TestFleetHandlesOneRequestPerEnvironmentAtOnce(t *testing.T) {
	const most = 4
	fl, let := fleet(t, function(), most), filepath.Join(t.TempDir(), "let go")
	var wg sync.WaitGroup
	for range most {
		wg.Go(func() {
			if r, err := fl.Invoke(t.Context(), fmt.Appendf(nil, `{"do":"wait","path":%q}`, let)); err != nil || r.FunctionError != "" {
				t.Errorf("got %q, %v", r.FunctionError, err)
			}
		})
	}
	eventually(t, "one environment for each request", func() bool { return fl.Starts() == most })
	if _, err := fl.Invoke(t.Context(), []byte(`{}`)); !fault.Is(err, fault.Throttled) {
		t.Errorf("got %v from one more than there may be, want Throttled", err)
	}
	if err := os.WriteFile(let, nil, 0o600); err != nil {
		t.Error(err)
	}
	wg.Wait()
}

func TestFleetTriesAStartTwice(t *testing.T) {
	fl := fleet(t, function("START=once:"+filepath.Join(t.TempDir(), "started")), 1)
	r := do(t, fl, `{}`)
	if got := count(t, r).Calls; got != 1 {
		t.Errorf("got call %d, want the first", got)
	}
	if got := strings.Count(string(r.Logs), "starting"); got != 2 {
		t.Errorf("got %d starts in the logs, want 2", got)
	}
}

func TestFleetTellsWhyNothingStarts(t *testing.T) {
	tests := []struct {
		name, start string
		want        said
	}{
		{"it ends", "START=exit", said{"Runtime.ExitError", "RequestId: ID Error: Runtime exited with error: exit status 3"}},
		{"it says why", "START=refuse", said{"Config.Missing", "no configuration"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fl := fleet(t, function(tt.start), 1)
			r := do(t, fl, `{}`)
			tt.want.Message = strings.Replace(tt.want.Message, "ID", r.RequestID, 1)
			if diff := cmp.Diff(tt.want, saying(t, r)); diff != "" || r.FunctionError != "Unhandled" {
				t.Errorf("got %q; (-want +got):\n%s", r.FunctionError, diff)
			}
			if got := strings.Count(string(r.Logs), "starting"); got != 2 {
				t.Errorf("got %d starts in the logs, want 2", got)
			}
		})
	}
}

func TestStartHasTenSeconds(t *testing.T) {
	if testing.Short() {
		t.Skip("takes as long as Lambda has patience")
	}
	t.Parallel()
	f := function("START=hang")
	f.Timeout = time.Second
	fl := fleet(t, f, 1)
	r := do(t, fl, `{}`)
	want := said{"Sandbox.Timedout", "RequestId: " + r.RequestID + " Error: Task timed out after 1.00 seconds"}
	if diff := cmp.Diff(want, saying(t, r)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestClosedFleetTakesNothing(t *testing.T) {
	fl := fleet(t, function(), 1)
	do(t, fl, `{}`)
	if err := fl.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := fl.Invoke(t.Context(), []byte(`{}`)); !fault.Is(err, fault.Unavailable) {
		t.Errorf("got %v, want Unavailable", err)
	}
}

func TestCrashEndsWhatIsHandled(t *testing.T) {
	f, heard := function(), make(hearing, 100)
	f.Log = heard
	fl := fleet(t, f, 2)
	ended := make(chan runtimeapi.Result)
	go func() {
		r, err := fl.Invoke(t.Context(), []byte(`{"do":"sleep","for":3600000}`))
		if err != nil {
			t.Error(err)
		}
		ended <- r
	}()
	heard.until(t, "call 1")
	if got := fl.Crash(); got != 1 {
		t.Errorf("got %d that were killed, want 1", got)
	}
	if r := <-ended; !strings.Contains(saying(t, r).Message, "signal: killed") {
		t.Errorf("got %s, want a process that was killed", r.Body)
	}
	if got := count(t, do(t, fl, `{}`)).Calls; got != 1 {
		t.Errorf("got call %d, want the first of a fresh environment", got)
	}
}
