package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
	"text/tabwriter"
	"time"

	"shoebox/deploy/runtimeapi"
	"shoebox/deploy/runtimeapi/deployment"
)

// patience is how long each answer is waited for: by Alexa, by Slack, by the queue
// (the worker's time-out in the template) and by who looks at a picture (likewise).
var patience = map[string]time.Duration{"alexa": 8 * time.Second, "slack": 3 * time.Second, "slackworker": 30 * time.Second, "image": 10 * time.Second}

// series is what was measured of one function.
type series struct {
	took    time.Duration
	hurries bool // and hands over what it has no time for

	mu     sync.Mutex
	warm   []time.Duration
	cold   []time.Duration // start and first answer
	memory int64           // the most of any copy, in bytes
	paid   time.Duration
	errors map[string]int
}

// add takes the result of an invocation. What the front of Slack logs of its hurry is
// not looked at: people see what comes of it.
func (s *series) add(r runtimeapi.Result, well bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r.Init > 0 {
		s.cold = append(s.cold, r.Init+r.Duration)
	} else {
		s.warm = append(s.warm, r.Duration)
	}
	s.memory, s.paid = max(s.memory, r.MaxMemory), s.paid+r.Billed
	switch {
	case !well:
		s.count("failed: " + string(r.Body))
	case bytes.Contains(r.Logs, []byte(`"level":"ERROR"`)):
		s.count("logs an error: " + string(r.Logs))
	case s.hurries:
	case bytes.Contains(r.Logs, []byte(`"Apologies":1`)):
		s.count("apologizes: " + string(r.Logs))
	case bytes.Contains(r.Logs, []byte("not posted")):
		s.count("could not post: " + string(r.Logs))
	}
}

func (s *series) fail(why string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.count(why)
}

// count counts an error. The caller holds the lock.
func (s *series) count(why string) {
	if s.errors == nil {
		s.errors = map[string]int{}
	}
	const most = 600
	s.errors[why[:min(len(why), most)]]++
}

// handled is how many invocations there were, with what failed before there was one.
func (s *series) handled() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := len(s.warm) + len(s.cold)
	for _, times := range s.errors {
		n += times // so that an error can't keep it going for ever
	}
	return n
}

// late is how many took longer than who asked waits.
func (s *series) late(limit time.Duration) int {
	n := 0
	for _, d := range slices.Concat(s.warm, s.cold) {
		if d > limit {
			n++
		}
	}
	return n
}

// print writes a line for each function.
func (l *load) print(out io.Writer) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	line := func(format string, args ...any) { _, _ = fmt.Fprintf(w, format, args...) } // Flush tells
	line("function\trequests\terrors\tlate\tcopies\tper second\twarm p50\tp99\tmax\tcold p50\tp99\tmemory\tbilled\t\n")
	total, wrong := 0, 0
	for _, name := range deployment.Channels() {
		s := l.measured[name]
		n, failed := len(s.warm)+len(s.cold), 0
		for _, times := range s.errors {
			failed += times
		}
		total, wrong = total+n, wrong+failed
		line("%s\t%d\t%d\t%d\t%d\t%.0f\t%s\t%s\t%s\t%s\t%s\t%d MiB\t%s\t\n", name, n, failed, s.late(patience[name]), l.deployment.Functions[name].Starts(),
			float64(n)/max(s.took.Seconds(), 0.001), at(s.warm, 50), at(s.warm, 99), at(s.warm, 100), at(s.cold, 50), at(s.cold, 99), s.memory>>20, s.paid.Round(time.Millisecond))
	}
	line("all\t%d\t%d\t\n", total, wrong)
	if err := w.Flush(); err != nil {
		return err
	}
	for _, name := range deployment.Channels() {
		for why, times := range l.measured[name].errors {
			_, _ = fmt.Fprintf(out, "%s, %d times: %s\n", name, times, why)
		}
	}
	return nil
}

// at gives the time that so many percent are not above; "-" of none.
func at(times []time.Duration, percent int) string {
	if len(times) == 0 {
		return "-"
	}
	sorted := slices.Sorted(slices.Values(times))
	return fmt.Sprintf("%.1f ms", float64(sorted[(len(sorted)*percent+99)/100-1].Microseconds())/1000)
}

// verdict says whether all went well.
func (l *load) verdict() error {
	var errs []error
	for _, name := range deployment.Channels() {
		s := l.measured[name]
		if late := s.late(patience[name]); late > 0 || len(s.errors) > 0 {
			errs = append(errs, fmt.Errorf("%s: %d late, %d kinds of errors", name, late, len(s.errors)))
		}
	}
	return errors.Join(errs...)
}
