package heif

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"sync"
	"time"
)

const (
	// MaxTime is for how long a picture is worked on. One of 48 megapixels takes a
	// quarter of it.
	MaxTime = 40 * time.Second
	// rest is for how long a process that decodes has nothing to do before it ends: it
	// holds the decoder, ready to be run.
	rest = 2 * time.Minute
	// mostChildren is how many there are, at most: the memory for large pictures is used
	// up by fewer.
	mostChildren = 4
)

// Decoders decode in processes of their own, so that a picture's time can end, and this
// process goes on meanwhile: nothing interrupts the decoder, and a garbage collection
// would wait for it with everything else. They start when there is something to do, one
// for each processor at most, and work on one picture at a time.
//
// Nil Decoders decode in this process, whatever time it takes: for tests, and for who has
// nothing else to do. All are safe for concurrent use.
type Decoders struct {
	turns      chan struct{} // one for each child that may be at work
	time, rest time.Duration

	mu   sync.Mutex
	idle []*child
}

// Open gives decoders. It must be the first that main calls, for the processes that decode
// are the same executable, started again: in one of those it does not return.
func Open() *Decoders {
	if len(os.Args) == 1 && os.Args[0] == name {
		if err := serve(os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	return &Decoders{turns: make(chan struct{}, min(runtime.GOMAXPROCS(0), mostChildren)), time: MaxTime, rest: rest}
}

// ended is an error of a child that is of no use any more.
func ended(err error) error { return fmt.Errorf("%w: %w", ErrProcess, err) }

// ask has a child answer a question, when it is its turn.
func (d *Decoders) ask(ctx context.Context, q question, data []byte) (header, pixels, error) {
	if err := ctx.Err(); err != nil {
		return header{}, pixels{}, err
	}
	select {
	case d.turns <- struct{}{}:
		defer func() { <-d.turns }()
	case <-ctx.Done():
		return header{}, pixels{}, ctx.Err()
	}
	for {
		c, err := d.take()
		if err != nil {
			return header{}, pixels{}, ended(err)
		}
		used := c.used // of which another may be the next
		h, p, err := d.converse(ctx, c, q, data)
		if used && ctx.Err() == nil && errors.Is(err, ErrProcess) {
			continue // it ended while it had nothing to do
		}
		return h, p, err
	}
}

// converse asks a child, and ends it if its time does.
func (d *Decoders) converse(ctx context.Context, c *child, q question, data []byte) (header, pixels, error) {
	limited, done := context.WithTimeout(ctx, d.time)
	defer done()
	stop := context.AfterFunc(limited, c.end)
	h, p, err := c.ask(q, data)
	switch inTime := stop(); {
	case inTime && !errors.Is(err, ErrProcess):
		d.give(c)
		return h, p, err
	case inTime:
		c.end()
		return h, p, err
	}
	c.end()
	if p.release != nil {
		p.release()
	}
	if ctx.Err() != nil {
		return header{}, pixels{}, ctx.Err()
	}
	return header{}, pixels{}, ErrTime
}

// take gives a child that has nothing to do, or a new one.
func (d *Decoders) take() (*child, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if last := len(d.idle) - 1; last >= 0 {
		c := d.idle[last]
		d.idle = d.idle[:last]
		c.idle.Stop()
		return c, nil
	}
	return newChild()
}

// give lets a child wait for more to do.
func (d *Decoders) give(c *child) {
	d.mu.Lock()
	defer d.mu.Unlock()
	c.used = true
	c.idle = time.AfterFunc(d.rest, func() { d.drop(c) })
	d.idle = append(d.idle, c)
}

// drop ends a child, unless it has been taken.
func (d *Decoders) drop(c *child) {
	d.mu.Lock()
	at := slices.Index(d.idle, c)
	if at >= 0 {
		d.idle = slices.Delete(d.idle, at, at+1)
	}
	d.mu.Unlock()
	if at >= 0 {
		c.end()
	}
}
