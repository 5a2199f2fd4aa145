//go:build !race

// The race detector sees one process only, and has each of these take ten times as long.

package heif_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"shoebox/shared/ingest/heif"
)

// startedBy gives the processes that one has started and that still run.
func startedBy(tb testing.TB, parent int) (running []int) {
	tb.Helper()
	stats, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		tb.Fatal(err)
	}
	for _, path := range stats {
		pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(path))) // a number, by the pattern
		if state, of := status(pid); of == parent && state != "Z" {
			running = append(running, pid)
		}
	}
	return running
}

// status gives a process's state, Z for one that has ended, and who started it.
func status(pid int) (state string, parent int) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	_, rest, found := strings.Cut(string(stat), ") ") // behind its name
	fields := strings.Fields(rest)
	if err != nil || !found || len(fields) < 2 {
		return "Z", 0
	}
	parent, _ = strconv.Atoi(fields[1]) // a number, by the kernel
	return fields[0], parent
}

// gone waits until none of some processes runs.
func gone(tb testing.TB, pids ...int) {
	tb.Helper()
	for _, pid := range pids {
		for tries := 0; ; tries++ {
			if state, _ := status(pid); state == "Z" {
				break
			}
			if tries == 3000 {
				tb.Fatalf("the process %d still runs", pid)
			}
			time.Sleep(10 * time.Millisecond)
		}
	}
}

// own gives decoders that no other test uses, and the one process that they have started.
func own(tb testing.TB) (*heif.Decoders, int) {
	tb.Helper()
	before := startedBy(tb, os.Getpid())
	d := heif.Open()
	if _, _, err := d.Size(tb.Context(), read(tb, "grey.heic")); err != nil {
		tb.Fatal(err)
	}
	pids := started(tb, before)
	if len(pids) != 1 {
		tb.Fatalf("got the processes %d, want one", pids)
	}
	tb.Cleanup(func() { _ = syscall.Kill(pids[0], syscall.SIGKILL) })
	return d, pids[0]
}

// started gives the processes that this one has started since.
func started(tb testing.TB, before []int) (since []int) {
	tb.Helper()
	was := map[int]bool{}
	for _, pid := range before {
		was[pid] = true
	}
	for _, pid := range startedBy(tb, os.Getpid()) {
		if !was[pid] {
			since = append(since, pid)
		}
	}
	return since
}

func TestWhatDecodesKnowsNothingOfTheEnvironment(t *testing.T) {
	_, pid := own(t)
	environment, err := os.ReadFile(fmt.Sprintf("/proc/%d/environ", pid))
	if err != nil || len(environment) > 0 {
		t.Errorf("got %q, %v, want it empty", environment, err)
	}
}

func TestAPictureThatIsGivenUpIsNotDecodedAnyMore(t *testing.T) {
	d, pid := own(t)
	ctx, cancel := context.WithCancel(t.Context())
	done := begin(ctx, t, d, long(t))
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want it canceled", err)
	}
	gone(t, pid)
}

func TestAProcessThatEndsByItselfIsReplaced(t *testing.T) {
	d, pid := own(t)
	before := startedBy(t, os.Getpid())
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	gone(t, pid)
	m, err := d.Decode(t.Context(), read(t, "grey.heic"), enough)
	if err != nil {
		t.Fatalf("got %v, want another to decode it", err)
	}
	m.Close()
	done := begin(t.Context(), t, d, long(t))
	for range 2 { // the one at work, and the one that is asked instead
		for _, pid := range atWork(t, before) {
			if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
				t.Error(err)
			}
			gone(t, pid)
		}
	}
	if err := <-done; !errors.Is(err, heif.ErrProcess) {
		t.Errorf("got %v of processes that ended at work, want that told", err)
	}
}

// atWork waits until this process has started others since, and gives them.
func atWork(tb testing.TB, before []int) (pids []int) {
	tb.Helper()
	for range 3000 {
		if pids = started(tb, before); len(pids) > 0 {
			return pids
		}
		time.Sleep(10 * time.Millisecond)
	}
	tb.Fatal("nothing was started")
	return nil
}

func TestThereAreAFewProcesses(t *testing.T) {
	before := startedBy(t, os.Getpid())
	d := heif.Open()
	var all sync.WaitGroup
	for range 12 {
		all.Go(func() {
			if _, _, err := d.Size(t.Context(), read(t, "grey.heic")); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	pids := started(t, before)
	if most := min(4, runtime.GOMAXPROCS(0)); len(pids) < 1 || len(pids) > most {
		t.Errorf("got %d processes, want one to %d", len(pids), most)
	}
}

func TestAProcessEndsThatHasNothingToDo(t *testing.T) {
	before := startedBy(t, os.Getpid())
	d := heif.Open()
	heif.Rest(d, time.Millisecond)
	if _, _, err := d.Size(t.Context(), read(t, "grey.heic")); err != nil {
		t.Fatal(err)
	}
	gone(t, started(t, before)...)
}

// decodeUntilKilled is what has this binary decode a picture instead of its tests.
const decodeUntilKilled = "SHOEBOX_TESTS_DECODE"

func TestWhatDecodesEndsWithWhoStartedItHoweverThatEnds(t *testing.T) {
	if os.Getenv(decodeUntilKilled) != "" {
		done := begin(t.Context(), t, heif.Open(), long(t))
		fmt.Println("decoding")
		t.Fatal(<-done)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	parent := exec.CommandContext(t.Context(), self, "-test.run=^"+t.Name()+"$")
	parent.Env = append(os.Environ(), decodeUntilKilled+"=1")
	out, err := parent.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadBytes('\n'); !bytes.Equal(line, []byte("decoding\n")) {
		t.Fatalf("got %q, %v", line, err)
	}
	pids := startedBy(t, parent.Process.Pid)
	if len(pids) != 1 {
		t.Errorf("got the processes %d, want one", pids)
	}
	if err := parent.Process.Kill(); err != nil {
		t.Error(err)
	}
	_ = parent.Wait() // it was killed
	gone(t, pids...)
}
