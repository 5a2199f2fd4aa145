package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"golang.org/x/sync/errgroup"

	"shoebox/shared/backend/local"
	"shoebox/shared/blob"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/inbox"
	"shoebox/shared/inbox/intake"
	"shoebox/shared/ingest/places"
)

// door is the folder of the inbox that stands for the folder's gallery.
const door = "home"

// makeDoor makes the folder that pictures are dropped into, so that it is found.
func (b *opened) makeDoor() error {
	dir := filepath.Join(b.config.Blobs.Name, "inbox", door)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return failure{fmt.Sprintf("%s can't be written to: name another folder with --data DIR.", dir), err}
	}
	return nil
}

// inbox are the records of what is on its way.
func (b *opened) inbox() *inbox.Inbox {
	return inbox.New(inbox.Config{Table: b.Table, Blobs: b.Blobs, Galleries: b.Galleries, Now: b.Now})
}

// intake makes photos of what arrives. hide has a message come again later.
func (b *opened) intake(hide func(context.Context, string, time.Duration) error) *intake.Intake {
	return intake.New(intake.Config{
		Inbox: b.inbox(), Galleries: b.Galleries, Blobs: b.Blobs, Now: b.Now, Log: b.Log, Places: places.Open(), Hide: hide, HEIC: b.heic,
		Folders: map[string]gallery.ID{door: home}, AtOnce: runtime.GOMAXPROCS(0),
	})
}

// arrivals are what comes into a folder while it is served: what is put through it is
// told to a queue, as S3 does, and what a person copies into it is looked for.
type arrivals struct {
	b *opened
	// queues are by what keys begin with: who waits at the page does not wait for the
	// thousands of pictures that somebody copies.
	queues map[string]*local.Queue
	seen   map[string]sight // by key, as of the last look
}

const (
	betweenLooks = 2 * time.Second
	// rest is for how long nobody has written into a file that is taken. A network that
	// halts for longer has its file refused, if a part of it is no picture.
	rest = 10 * time.Second
	// still is in how many looks a file is the same that a person dropped: programs that
	// copy set its time and its size one after the other.
	still = 3
)

// sight is a file as it was seen last.
type sight struct {
	blob.Listed
	since time.Time // when it was seen to be like this
	looks int       // in which it was
	sent  bool      // the queue was told of it
}

// again is the same file at the next look.
func (s sight) again(o blob.Listed, now time.Time) sight {
	if s.Listed != o {
		s = sight{Listed: o, since: now}
	}
	s.looks++
	return s
}

// rests reports whether a file can be taken: nobody is copying it any more. What makes no
// upload never can. What was announced is put as a whole, and only its notice was lost.
func (s sight) rests(now time.Time) bool {
	place, err := inbox.ParseKey(s.Key)
	switch {
	case err != nil:
		return false
	case place.Path == "":
		return s.looks > 1
	}
	return s.looks >= still && (now.Sub(s.Modified) >= rest || now.Sub(s.since) >= rest) // by its clock or ours
}

// arrivals opens the ways in. They take turns at the same processors.
func (b *opened) arrivals() *arrivals {
	a := &arrivals{b: b, queues: map[string]*local.Queue{}, seen: map[string]sight{}}
	in := b.intake(a.hide)
	for _, prefix := range inbox.Prefixes() {
		a.queues[prefix] = local.NewQueue(local.QueueConfig{
			Consumer: in.Consume, Visibility: 2 * time.Minute, Receives: inbox.Tries, Capacity: 10_000, AtOnce: runtime.GOMAXPROCS(0), Log: b.Log,
		})
	}
	for prefix, queue := range a.queues {
		b.Announce(queue, prefix)
	}
	return a
}

// hide has a message come again later, whichever queue it is in.
func (a *arrivals) hide(ctx context.Context, receipt string, d time.Duration) (err error) {
	for _, queue := range a.queues {
		if err = queue.Hide(ctx, receipt, d); !fault.Is(err, fault.NotFound) {
			return err
		}
	}
	return err
}

// close ends what has begun. The rest lies there, and is found at the next start.
func (a *arrivals) close(ctx context.Context) error {
	var halting errgroup.Group
	for _, queue := range a.queues {
		halting.Go(func() error { return queue.Halt(ctx) })
	}
	return halting.Wait()
}

// look tells a queue of each file that lies where files arrive, once, when it rests: one
// that is being copied is not done yet. It is for one goroutine.
func (a *arrivals) look(ctx context.Context) error {
	now := map[string]sight{}
	for _, prefix := range inbox.Prefixes() {
		for o, err := range a.b.Blobs.All(ctx, prefix) {
			if err != nil {
				return err
			}
			now[o.Key] = a.see(ctx, a.queues[prefix], o)
		}
	}
	a.seen = now
	return nil
}

// see looks at one file, of which a queue is to hear.
func (a *arrivals) see(ctx context.Context, queue *local.Queue, o blob.Listed) sight {
	now := a.b.Now()
	s := a.seen[o.Key].again(o, now)
	if !s.sent && s.rests(now) {
		s.sent = queue.Send(ctx, local.Notification(o.Key, o.Size)) == nil // else at the next look
	}
	return s
}
