package runtimeapi

import (
	"context"
	"encoding/json"
	"sync"
	"time"

	"shoebox/shared/fault"
)

// AsyncConfig says how a function is invoked without waiting.
type AsyncConfig struct {
	Fleet *Fleet // needed
	// Pauses are how long after a failed attempt the next comes, so many times; nil is
	// Lambda's own, one minute and two.
	Pauses []time.Duration
	MaxAge time.Duration // of an event that is still tried; 0 is 6 hours
	// OnSuccess and OnFailure get a record of what became of an event, DeadLetters the
	// event itself where it failed; nil is nobody.
	OnSuccess, OnFailure, DeadLetters *Queue
}

// Async invokes a function for those who do not wait for it. It is safe for concurrent
// use.
type Async struct {
	c       AsyncConfig
	giving  context.Context
	up      context.CancelFunc
	pending sync.WaitGroup

	mu     sync.Mutex
	failed error
}

// NewAsync makes an Async.
func NewAsync(c AsyncConfig) *Async {
	if c.Pauses == nil {
		c.Pauses = []time.Duration{time.Minute, 2 * time.Minute}
	}
	if c.MaxAge == 0 {
		c.MaxAge = 6 * time.Hour
	}
	a := &Async{c: c}
	a.giving, a.up = context.WithCancel(context.Background())
	return a
}

// Invoke takes an event of MaxAsync bytes at most and gives the id of the request,
// which all attempts have. An error is Invalid or TooLarge.
func (a *Async) Invoke(event []byte) (requestID string, err error) {
	c, err := Call{Event: event}.complete(MaxAsync)
	if err != nil {
		return "", fault.Wrap("runtimeapi.Async.Invoke", err)
	}
	a.pending.Go(func() {
		if err := a.attend(c); err != nil {
			a.mu.Lock()
			a.failed = err
			a.mu.Unlock()
		}
	})
	return c.RequestID, nil
}

// Wait waits until all events were handled or given up, and gives what went wrong
// outside of the function.
func (a *Async) Wait() error {
	a.pending.Wait()
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.failed
}

// Close gives up what is left.
func (a *Async) Close() error {
	a.up()
	return a.Wait()
}

// attend makes the attempts of one event. That the function has no room counts for
// none, and is tried until the event is too old.
func (a *Async) attend(c Call) error {
	begin, attempts, pause := time.Now(), 0, 100*time.Millisecond
	for {
		r, err := a.c.Fleet.Do(a.giving, c)
		switch {
		case a.giving.Err() != nil:
			return nil //nolint:nilerr // it was asked to give up
		case fault.Is(err, fault.Throttled):
			pause = min(2*pause, 5*time.Minute)
		case err != nil:
			return fault.Wrap("runtimeapi.Async", err)
		default:
			if attempts++; r.FunctionError == "" {
				return a.conclude(c, r, "Success", attempts)
			}
			if attempts > len(a.c.Pauses) {
				return a.conclude(c, r, "RetriesExhausted", attempts)
			}
			pause = a.c.Pauses[attempts-1]
		}
		if time.Since(begin)+pause > a.c.MaxAge {
			return a.conclude(c, r, "EventAgeExceeded", attempts)
		}
		select {
		case <-time.After(pause):
		case <-a.giving.Done():
			return nil
		}
	}
}

// Record is what a destination gets.
type Record struct {
	Version   string    `json:"version"`
	Timestamp time.Time `json:"timestamp"`
	Request   struct {
		ID        string `json:"requestId"`
		Function  string `json:"functionArn"`
		Condition string `json:"condition"` // "Success", "RetriesExhausted", "EventAgeExceeded"
		Attempts  int    `json:"approximateInvokeCount"`
	} `json:"requestContext"`
	Event    json.RawMessage `json:"requestPayload"`
	Response struct {
		Status        int    `json:"statusCode"`
		Version       string `json:"executedVersion"`
		FunctionError string `json:"functionError,omitempty"`
	} `json:"responseContext,omitzero"`
	Answer json.RawMessage `json:"responsePayload,omitempty"`
}

// conclude tells the destinations what became of an event.
func (a *Async) conclude(c Call, r Result, condition string, attempts int) error {
	const op = "runtimeapi.Async.conclude"
	to := a.c.OnFailure
	if condition == "Success" {
		to = a.c.OnSuccess
	} else if a.c.DeadLetters != nil {
		_, err := a.c.DeadLetters.Send(string(c.Event), 0, map[string]string{"RequestID": c.RequestID, "ErrorCode": "200", "ErrorMessage": errorMessage(r)})
		if err != nil {
			return fault.Wrap(op, err)
		}
	}
	if to == nil {
		return nil
	}
	record := Record{Version: "1.0", Timestamp: time.Now().UTC(), Event: c.Event}
	record.Request.ID, record.Request.Function = c.RequestID, a.c.Fleet.Function().ARN()+":$LATEST"
	record.Request.Condition, record.Request.Attempts = condition, attempts
	if attempts > 0 {
		record.Response.Status, record.Response.Version, record.Response.FunctionError = 200, "$LATEST", r.FunctionError
		if json.Valid(r.Body) {
			record.Answer = r.Body
		}
	}
	raw, err := json.Marshal(record)
	if err != nil {
		return fault.Wrap(op, err)
	}
	_, err = to.Send(string(raw), 0, nil)
	return fault.Wrap(op, err)
}

// errorMessage is what a failed function said, as far as SQS takes it.
func errorMessage(r Result) string {
	var said reported
	if json.Unmarshal(r.Body, &said) != nil || said.Message == "" {
		return "unknown"
	}
	const most = 1 << 10
	return said.Message[:min(len(said.Message), most)]
}
