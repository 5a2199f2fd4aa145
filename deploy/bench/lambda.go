package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"shoebox/deploy/engines"
	"shoebox/deploy/env"
	"shoebox/deploy/events"
	"shoebox/deploy/runtimeapi"
	"shoebox/deploy/stage"
)

// lambdas says how often the Lambda functions are measured, and where their
// bootstraps and zips lie, as make build leaves them.
type lambdas struct {
	build       string
	starts      int // of each function, and of the bare one beside it
	invocations int
}

// contest is one function, measured in turn with a bare handler that gives the same
// answer to the same event: the ratio is what Shoebox adds, and not what the event
// and the answer cost by themselves.
type contest struct {
	name  string
	quiet string                       // the file of an event whose answer needs no table
	busy  string                       // of one that reads the gallery; "" is none
	trim  func([]byte) ([]byte, error) // makes the event of the file; nil takes it as it is
}

func contests() []contest {
	return []contest{
		{name: "alexa", quiet: "alexa-session-ended", busy: "alexa-find"},
		{name: "slack", quiet: "slack-url-verification", busy: "slack-command"},
		{name: "slackworker", quiet: "slackworker-batch", trim: noJob}, // its jobs end at Slack
		{name: "image", quiet: "image-forged", busy: "image-newest"},
	}
}

// noJob leaves of the batch the message that is no job: the worker drops it.
func noJob(raw []byte) ([]byte, error) {
	var batch struct{ Records []json.RawMessage }
	if err := json.Unmarshal(raw, &batch); err != nil {
		return nil, err
	}
	batch.Records = batch.Records[1:2]
	return json.Marshal(batch)
}

// run measures all functions, without the engines' events where an engine is missing.
func (l lambdas) run(ctx context.Context, dir string, out io.Writer) error {
	r := lambdaReport{lambdas: l}
	for _, c := range contests() {
		if err := l.quiet(ctx, &r, dir, c); err != nil {
			return err
		}
	}
	s, err := stage.Open(ctx, stage.Options{})
	if errors.Is(err, engines.ErrMissing) {
		r.missing = err
		return r.print(out)
	}
	if err != nil {
		return err
	}
	defer s.Close() //nolint:errcheck // the engines die with us
	for _, c := range contests() {
		if c.busy == "" {
			continue
		}
		if err := l.busy(ctx, &r, s, c); err != nil {
			return err
		}
	}
	return r.print(out)
}

// quiet measures a function on an event that needs no table, beside the bare one.
func (l lambdas) quiet(ctx context.Context, r *lambdaReport, dir string, c contest) error {
	event, err := os.ReadFile(sampleEvent(c.quiet))
	if err != nil {
		return err
	}
	if c.trim != nil {
		if event, err = c.trim(event); err != nil {
			return err
		}
	}
	f := l.function(c.name, environment(env.Local()[env.Function(c.name)]))
	answer, err := first(ctx, f, event)
	if err != nil {
		return err
	}
	kept := filepath.Join(dir, c.name+".json")
	if err := os.WriteFile(kept, answer.Body, 0o600); err != nil {
		return err
	}
	same := func() ([]byte, error) { return event, nil }
	pair := []*racer{
		{function: f, event: same},
		{function: l.function("bare", []string{"ANSWER=" + kept}), event: same},
	}
	if err := race(ctx, pair, l.starts, l.invocations); err != nil {
		return err
	}
	size, err := l.zip(c.name)
	if err != nil {
		return err
	}
	r.quiet = append(r.quiet, quietResult{c.name, size, pair[0].figures, pair[1].figures})
	return nil
}

// busy measures a function on an event that reads the gallery, each time anew.
func (l lambdas) busy(ctx context.Context, r *lambdaReport, s *stage.Stage, c contest) error {
	event, err := os.ReadFile(sampleEvent(c.busy))
	if err != nil {
		return err
	}
	sender, err := events.Sample()
	if err != nil {
		return err
	}
	n := 0
	again := func() ([]byte, error) {
		n++
		return sender.Again(event, fmt.Sprintf("bench-%d-%d", time.Now().UnixNano(), n))
	}
	one := racer{function: l.function(c.name, append(s.Environment(c.name), samLocal, logLevel)), event: again}
	if err := race(ctx, []*racer{&one}, max(l.starts/4, 1), max(l.invocations/4, 1)); err != nil {
		return err
	}
	r.busy = append(r.busy, busyResult{c.name, one.figures})
	return nil
}

const (
	samLocal = "AWS_SAM_LOCAL=true"     // has a function take the clock of the samples
	logLevel = "SHOEBOX_LOG_LEVEL=info" // as deploy/template.yaml sets it
)

// function is the one of that name as deploy/template.yaml sets it up.
func (l lambdas) function(name string, environment []string) runtimeapi.Function {
	return runtimeapi.Function{
		Name: name, Bootstrap: filepath.Join(l.build, name, "bootstrap"), Env: environment, Timeout: 8 * time.Second, MemoryMB: 512,
	}
}

func (l lambdas) zip(name string) (int64, error) {
	file, err := os.Stat(filepath.Join(l.build, name, name+".zip"))
	if err != nil {
		return 0, err
	}
	return file.Size(), nil
}

// environment is one of local.json, for a function that reaches no engine.
func environment(variables map[string]string) []string {
	var all []string
	for name, value := range variables {
		all = append(all, name+"="+value)
	}
	slices.Sort(all)
	return append(all, samLocal, logLevel)
}

func sampleEvent(name string) string { return filepath.Join("deploy", "events", name+".json") }
