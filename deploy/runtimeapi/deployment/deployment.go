package deployment

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"net"
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
	// Timeout and Visibility are the worker's and its queue's, where they are not to
	// be the template's.
	Timeout, Visibility time.Duration
	BatchSize           int // of the worker, likewise
	// Worked hears of every invocation of the worker; nil is nobody.
	Worked func(runtimeapi.Result)
}

// Deployment is Shoebox, deployed. It is safe for concurrent use.
type Deployment struct {
	Functions   map[string]*runtimeapi.Fleet // by Names
	Queue       *runtimeapi.Queue            // of the worker
	DeadLetters *runtimeapi.Queue

	template template
	dir      string
	outside  *outside
	sqs      *http.Server
	serving  sync.WaitGroup
	source   *runtimeapi.Source
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
	queue := t.of("SlackQueue")
	d.DeadLetters = runtimeapi.NewQueue(runtimeapi.QueueConfig{Name: "shoebox-dead", Retention: seconds(t.of("SlackDeadLetters").Retention)})
	d.Queue = runtimeapi.NewQueue(runtimeapi.QueueConfig{
		Name: "shoebox", Visibility: cmp.Or(o.Visibility, seconds(queue.Visibility)), Retention: seconds(queue.Retention),
		MaxReceives: queue.Redrive.MaxReceives, DeadLetters: d.DeadLetters,
	})
	address, err := d.serveQueue(ctx)
	if err != nil {
		return err
	}
	for _, name := range Names() {
		p := t.of(env.Function(name))
		f := runtimeapi.Function{
			Name: "shoebox-" + env.Function(name), Bootstrap: filepath.Join(o.Bootstraps, name, "bootstrap"),
			Timeout: seconds(p.Timeout), MemoryMB: p.MemorySize, Env: d.environment(o, name, address),
		}
		if name == worker {
			f.Timeout = cmp.Or(o.Timeout, f.Timeout)
		}
		if d.Functions[name], err = runtimeapi.NewFleet(f, cmp.Or(o.Copies, 4)); err != nil {
			return err
		}
	}
	mapping := t.of(env.Function(worker)).Events["Queue"].Properties
	d.source, err = runtimeapi.NewSource(runtimeapi.SourceConfig{
		Queue: d.Queue, Fleet: d.Functions[worker], BatchSize: cmp.Or(o.BatchSize, mapping.BatchSize), Handled: o.Worked,
		ReportBatchItemFailures: slices.Contains(mapping.ResponseTypes, "ReportBatchItemFailures"),
	})
	return err
}

const worker = "slackworker"

// serveQueue serves the queue as SQS, and gives its address.
func (d *Deployment) serveQueue(ctx context.Context) (string, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", fault.As("deployment.serveQueue", fault.Unavailable, err)
	}
	d.sqs = &http.Server{Handler: runtimeapi.NewSQS(d.Queue), ReadHeaderTimeout: time.Minute}
	d.serving.Go(func() { _ = d.sqs.Serve(listener) }) // ends when it is closed
	return "http://" + listener.Addr().String(), nil
}

// environment is a function's own, with the addresses of what is here. A clock that
// stands still is only taken where SAM's sign says that this is not AWS.
func (d *Deployment) environment(o Options, name, queue string) []string {
	set := map[string]string{"AWS_SAM_LOCAL": "true"}
	for _, pair := range slices.Concat(o.Environment(name), d.outside.environment()) {
		variable, value, _ := strings.Cut(pair, "=")
		set[variable] = value
	}
	if set[string(config.Queue)] != "" {
		set[string(config.Queue)], set["AWS_ENDPOINT_URL_SQS"] = runtimeapi.QueueURL(queue, d.Queue), queue
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
	if d.source != nil {
		errs = append(errs, d.source.Close())
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
