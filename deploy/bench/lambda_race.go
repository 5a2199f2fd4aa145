package main

import (
	"context"
	"fmt"
	"time"

	"shoebox/deploy/runtimeapi"
)

// racer is one function in a race, and what came of it.
type racer struct {
	function runtimeapi.Function
	event    func() ([]byte, error)
	figures
}

// figures are what was measured of one function.
type figures struct {
	cold   []time.Duration // from the process's start to its asking for work, and from there through its first answer
	warm   []time.Duration // from an event's being handed over to the next being asked for
	memory int64           // bytes at most, after all warm invocations
}

// warmUp is how many invocations come before those that count.
const warmUp = 20

// race starts all by turns and then invokes all by turns, so that whatever else the
// machine does meets them alike.
func race(ctx context.Context, racers []*racer, starts, invocations int) error {
	for range starts {
		for _, r := range racers {
			if err := r.start(ctx); err != nil {
				return err
			}
		}
	}
	instances := make([]*runtimeapi.Instance, len(racers))
	for k, r := range racers {
		i, err := runtimeapi.Start(ctx, r.function)
		if err != nil {
			return fmt.Errorf("%s: %w", r.function.Name, err)
		}
		defer i.Close() //nolint:errcheck // it is killed
		instances[k] = i
	}
	for n := range warmUp + invocations {
		for k, r := range racers {
			took, memory, err := r.invoke(ctx, instances[k])
			if err != nil {
				return err
			}
			if n >= warmUp {
				r.warm = append(r.warm, took)
				r.memory = max(r.memory, memory)
			}
		}
	}
	return nil
}

func (r *racer) start(ctx context.Context) error {
	event, err := r.event()
	if err != nil {
		return err
	}
	result, err := first(ctx, r.function, event)
	if err != nil {
		return err
	}
	r.cold = append(r.cold, result.Init+result.Duration)
	return nil
}

func (r *racer) invoke(ctx context.Context, i *runtimeapi.Instance) (time.Duration, int64, error) {
	event, err := r.event()
	if err != nil {
		return 0, 0, err
	}
	result, err := i.Invoke(ctx, event)
	if err == nil {
		err = failed(r.function.Name, result)
	}
	return result.Duration, result.MaxMemory, err
}

// first starts a function, gives what comes of its first event, and ends it.
func first(ctx context.Context, f runtimeapi.Function, event []byte) (runtimeapi.Result, error) {
	i, err := runtimeapi.Start(ctx, f)
	if err != nil {
		return runtimeapi.Result{}, fmt.Errorf("%s: %w", f.Name, err)
	}
	defer i.Close() //nolint:errcheck // it is killed
	result, err := i.Invoke(ctx, event)
	if err == nil {
		err = failed(f.Name, result)
	}
	return result, err
}

// failed is an error where the function has failed: then there is nothing to measure.
func failed(name string, r runtimeapi.Result) error {
	if r.FunctionError == "" {
		return nil
	}
	return fmt.Errorf("%s: %s: %s\n%s", name, r.ErrorType, r.Body, r.Logs)
}
