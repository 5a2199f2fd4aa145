package runtimeapi

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"shoebox/shared/fault"
)

// Call is an invocation as its sender makes it.
type Call struct {
	Event []byte // JSON; needed
	// RequestID and TraceID are made up where they are "".
	RequestID string
	TraceID   string // as of X-Ray: Root=1-…;Parent=…;Sampled=1
	// ClientContext and Identity are JSON of the mobile SDKs, handed through.
	ClientContext, Identity json.RawMessage

	begun time.Time // when its time began; zero is when it is handed over
}

// invocation is a call under way.
type invocation struct {
	Call
	deadline time.Time
}

// Result is what became of an invocation.
type Result struct {
	RequestID string
	// Body is the function's answer; where FunctionError is set, an object with
	// errorType and errorMessage.
	Body []byte
	// FunctionError is the header X-Amz-Function-Error: "" or "Unhandled", which is
	// what Lambda says of every error of a custom runtime.
	FunctionError string
	// ErrorType is the type of the error as the log's REPORT line has it.
	ErrorType string
	// Init is how long the environment took to start, in its first invocation.
	Init time.Duration
	// Duration is from handing over the event until the function was ready for the
	// next; Billed adds Init and is whole milliseconds.
	Duration, Billed time.Duration
	MemoryMB         int
	MaxMemory        int64  // the most the process and what it started ever held, in bytes
	Logs             []byte // what was printed in this invocation, and by a first one's start; the last 1 MiB
}

// Report is the line that Lambda logs after an invocation.
func (r Result) Report() string {
	var b strings.Builder
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	fmt.Fprintf(&b, "REPORT RequestId: %s\tDuration: %.2f ms\tBilled Duration: %d ms\tMemory Size: %d MB\tMax Memory Used: %d MB",
		r.RequestID, ms(r.Duration), r.Billed.Milliseconds(), r.MemoryMB, (r.MaxMemory+1<<20-1)>>20)
	if r.Init > 0 {
		fmt.Fprintf(&b, "\tInit Duration: %.2f ms", ms(r.Init))
	}
	switch r.ErrorType {
	case "":
	case "Sandbox.Timedout":
		b.WriteString("\tStatus: timeout")
	default:
		b.WriteString("\tStatus: error\tError Type: " + r.ErrorType)
	}
	return b.String()
}

// Invoke hands over an event and waits for what comes of it; see [Instance.Do].
func (i *Instance) Invoke(ctx context.Context, event []byte) (Result, error) {
	return i.Do(ctx, Call{Event: event})
}

// Do makes an invocation and waits until the function is ready for the next. What goes
// wrong in the function is in the Result. An error is one of the call: Invalid or
// TooLarge for an event that Lambda does not take, Conflict while another invocation
// is handled, Unavailable where the process has ended, Denied for a function that
// wrote into its task root, and Canceled or Timeout with ctx, after which the process
// has ended.
func (i *Instance) Do(ctx context.Context, c Call) (Result, error) {
	const op = "runtimeapi.Do"
	c, err := c.complete(MaxRequest)
	if err != nil {
		return Result{}, fault.Wrap(op, err)
	}
	if !i.busy.TryLock() {
		return Result{}, fault.New(op, fault.Conflict, "the environment handles another invocation")
	}
	defer i.busy.Unlock()
	if i.Gone() {
		return Result{}, fault.New(op, fault.Unavailable, "the process has ended")
	}
	r, err := i.handle(ctx, c)
	return r, fault.Wrap(op, err)
}

// complete fills in what is left out, and refuses what Lambda refuses.
func (c Call) complete(most int) (Call, error) {
	const op = "runtimeapi.Call"
	switch {
	case len(c.Event) > most:
		return c, fault.New(op, fault.TooLarge, fmt.Sprintf("an event of %d bytes, and Lambda takes %d", len(c.Event), most))
	case !json.Valid(c.Event):
		return c, fault.New(op, fault.Invalid, "the event is not JSON")
	}
	if c.RequestID == "" {
		c.RequestID = uuid()
	}
	if c.TraceID == "" {
		c.TraceID = traceID()
	}
	return c, nil
}

func (i *Instance) handle(ctx context.Context, c Call) (Result, error) {
	if c.begun.IsZero() {
		c.begun = time.Now()
	}
	work := &invocation{c, c.begun.Add(i.f.Timeout)}
	bounded, cancel := context.WithDeadlineCause(ctx, work.deadline, errDeadline)
	defer cancel()

	i.p.thaw()
	what, a := i.handOver(bounded, work)
	done := what == answered
	if done {
		what, _ = i.await(bounded) // until it is ready for the next
	}
	r := Result{RequestID: c.RequestID, Duration: time.Since(c.begun), MemoryMB: i.f.MemoryMB, MaxMemory: i.measure()}
	if i.peak > i.memory() { // it was over in an instant
		what, done = outOfMemory, false
	}
	if what == readyForWork {
		i.p.freeze()
	} else {
		i.p.kill()
	}
	i.mu.Lock()
	r.Init, i.init, i.current = i.init, 0, ""
	i.mu.Unlock()
	r.Billed = billed(r.Init + r.Duration)
	r.Logs = i.p.output.take()
	if what == outOfTime && canceled(bounded) {
		return Result{}, ctx.Err()
	}
	if i.p.wroteTaskRoot() {
		i.p.kill()
		return Result{}, fault.New("runtimeapi.handle", fault.Denied, "the function wrote into its task root, which is read-only in Lambda")
	}
	if !done { // an answer stands, whatever came after it
		kind, message := i.verdict(what, i.f.Timeout)
		a = failed(kind, "RequestId: "+r.RequestID+" "+message)
	}
	r.take(a)
	if what == outOfMemory {
		r.ErrorType = "Runtime.OutOfMemory"
	}
	return r, nil
}

// billed is what is paid for a time.
func billed(d time.Duration) time.Duration {
	return (d + time.Millisecond - 1).Truncate(time.Millisecond)
}

// take takes an answer over.
func (r *Result) take(a answer) {
	r.Body, r.ErrorType = a.body, a.kind
	if a.kind != "" {
		r.FunctionError = "Unhandled"
	}
}

// handOver gives the runtime its work and waits for the answer.
func (i *Instance) handOver(ctx context.Context, work *invocation) (outcome, answer) {
	i.mu.Lock()
	i.current = work.RequestID
	i.mu.Unlock()
	select {
	case i.work <- work:
		return i.await(ctx)
	case <-i.p.gone:
		return exited, answer{}
	case <-ctx.Done():
		return outOfTime, answer{}
	}
}
