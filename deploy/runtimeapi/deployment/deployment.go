package deployment

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"shoebox/deploy/env"
	"shoebox/deploy/runtimeapi"
	"shoebox/shared/config"
	"shoebox/shared/fault"
)

// Options say what is deployed.
type Options struct {
	Root       string // of the repository
	Bootstraps string // where Build put them
	// Environment gives the variables of a function, by the folder of its main, as
	// stage.Stage does.
	Environment func(name string) []string
	// Set are variables that all functions have beside those, or in their stead; one
	// that is "" is not there.
	Set    map[string]string
	Slack  http.Handler // plays Slack
	Copies int          // of each function, at most; 0 is 4
	// Leisure is what every function has beyond its time, as far as Lambda gives it, so
	// that one that keeps its time is not killed where others keep the machine busy.
	Leisure time.Duration
	// Timeout and Visibility are the worker's and its queue's, where they are not to
	// be the template's.
	Timeout, Visibility time.Duration
	BatchSize           int // of the worker, likewise
	// Worked hears of every invocation of the worker; nil is nobody.
	Worked func(runtimeapi.Result)
	// Notify tells of the bucket's objects by S3's messages, as stage.Stage does; nil
	// does not, and then nothing that is uploaded becomes a photo.
	Notify func(to func(message []byte)) (stop func())
	Ingest Ingest
}

// Ingest says how the function that makes photos is fed, where it is not to be as the
// template has it.
type Ingest struct {
	Timeout, Visibility time.Duration
	Hurry               int // of the queue: see runtimeapi.QueueConfig
	// Handled hears of every invocation; nil is nobody.
	Handled func(runtimeapi.Result)
}

// Deployment is Shoebox, deployed. It is safe for concurrent use.
type Deployment struct {
	Functions   map[string]*runtimeapi.Fleet // by Names
	Queue       *runtimeapi.Queue            // of the worker
	DeadLetters *runtimeapi.Queue
	// IngestQueue has what S3 tells, and IngestDeadLetters what no photo came of.
	IngestQueue, IngestDeadLetters *runtimeapi.Queue
	// QueuesURL is where all of them are, as SQS.
	QueuesURL string

	template template
	dir      string
	outside  *outside
	sqs      *http.Server
	serving  sync.WaitGroup
	sources  []*runtimeapi.Source
	deaf     func() // has the bucket tell no more
}

// Open deploys. Nothing runs before it is needed.
func Open(ctx context.Context, o Options) (*Deployment, error) {
	const op = "deployment.Open"
	t, err := readTemplate(o.Root)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	dir, err := os.MkdirTemp("", "deployment-")
	if err != nil {
		return nil, fault.As(op, fault.Unavailable, err)
	}
	d := &Deployment{Functions: map[string]*runtimeapi.Fleet{}, template: t, dir: dir}
	if err := d.open(ctx, o, t); err != nil {
		return nil, fault.Wrap(op, errors.Join(err, d.Close()))
	}
	return d, nil
}

func (d *Deployment) open(ctx context.Context, o Options, t template) (err error) {
	if d.outside, err = newOutside(ctx, d.dir, o.Slack); err != nil {
		return err
	}
	d.makeQueues(o)
	if err := d.serveQueues(ctx); err != nil {
		return err
	}
	for _, name := range Names() {
		p := t.of(env.Function(name))
		f := runtimeapi.Function{
			Name: "shoebox-" + env.Function(name), Bootstrap: filepath.Join(o.Bootstraps, name, "bootstrap"),
			Timeout: min(seconds(p.Timeout)+o.Leisure, runtimeapi.MaxTimeout), MemoryMB: p.MemorySize, Env: d.environment(o, name),
		}
		switch name {
		case worker:
			f.Timeout = cmp.Or(o.Timeout, f.Timeout)
		case ingest:
			f.Timeout = cmp.Or(o.Ingest.Timeout, f.Timeout)
		}
		if d.Functions[name], err = runtimeapi.NewFleet(f, cmp.Or(o.Copies, 4)); err != nil {
			return err
		}
	}
	if err := d.feed(worker, d.Queue, o.BatchSize, o.Worked); err != nil {
		return err
	}
	if err := d.feed(ingest, d.IngestQueue, 0, o.Ingest.Handled); err != nil {
		return err
	}
	return d.listen(o.Notify)
}

// What is fed from a queue.
const (
	worker = "slackworker"
	ingest = "ingest"
)

// environment is a function's own, with the addresses of what is here. A clock that
// stands still is only taken where SAM's sign says that this is not AWS.
func (d *Deployment) environment(o Options, name string) []string {
	set := map[string]string{"AWS_SAM_LOCAL": "true"}
	for _, pair := range slices.Concat(o.Environment(name), d.outside.environment()) {
		variable, value, _ := strings.Cut(pair, "=")
		set[variable] = value
	}
	if set[string(config.Queue)] != "" {
		queue := d.Queue
		if name == ingest {
			queue = d.IngestQueue
		}
		set[string(config.Queue)], set["AWS_ENDPOINT_URL_SQS"] = runtimeapi.QueueURL(d.QueuesURL, queue), d.QueuesURL
	}
	maps.Copy(set, o.Set)
	var pairs []string
	for _, variable := range slices.Sorted(maps.Keys(set)) {
		if set[variable] != "" {
			pairs = append(pairs, variable+"="+set[variable])
		}
	}
	return pairs
}

// Slack is the address of the Slack app.
func (d *Deployment) Slack() http.Handler { return Gateway(d.Functions["slack"].Invoke) }

// Images is the address of pictures.
func (d *Deployment) Images() http.Handler { return Gateway(d.Functions["image"].Invoke) }

// Close ends everything, after the invocations under way.
func (d *Deployment) Close() error {
	var errs []error
	if d.deaf != nil {
		d.deaf()
	}
	for _, s := range d.sources {
		errs = append(errs, s.Close())
	}
	for _, fleet := range d.Functions {
		if fleet != nil {
			errs = append(errs, fleet.Close())
		}
	}
	if d.sqs != nil {
		errs = append(errs, d.sqs.Close())
		d.serving.Wait()
	}
	if d.outside != nil {
		errs = append(errs, d.outside.Close())
	}
	return fault.Wrap("deployment.Close", errors.Join(append(errs, os.RemoveAll(d.dir))...))
}
