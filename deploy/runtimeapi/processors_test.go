package runtimeapi_test

import (
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// allowed gives on which processors a process may run, as the kernel lists them.
func allowed(t *testing.T, pid int) string {
	t.Helper()
	raw, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/status")
	if err != nil {
		t.Fatal(err)
	}
	return regexp.MustCompile(`Cpus_allowed_list:\s*(\S+)`).FindStringSubmatch(string(raw))[1]
}

func TestFunctionRunsOnTheProcessorsItIsGiven(t *testing.T) {
	before := allowed(t, os.Getpid())
	f := function()
	f.Processors = 1
	if got := allowed(t, start(t, f).PID()); strings.ContainsAny(got, ",-") {
		t.Errorf("it may run on %s, want one processor", got)
	}
	if got := allowed(t, start(t, function()).PID()); got != before {
		t.Errorf("another may run on %s, want all: %s", got, before)
	}
	if after := allowed(t, os.Getpid()); after != before {
		t.Errorf("we may run on %s now, and before on %s", after, before)
	}
}
