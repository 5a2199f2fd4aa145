package main

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/retention"
)

// periodic is what serve does now and then, as schedules do it in AWS.
type periodic struct {
	name  string
	every time.Duration // from the end of one run to the next
	run   func(context.Context) error
}

// periodic is all of it.
func (b *opened) periodic(a *arrivals, ch *channels) []periodic {
	return []periodic{
		{"look at the inbox", betweenLooks, a.look},
		{"forget files that came to nothing", time.Hour, b.inbox().Sweep},
		{"send digests", 15 * time.Second, ch.sendDigests},
		{"empty the trash", 12 * time.Hour, b.sweep},
	}
}

// sweep removes what has been in the trash long enough.
func (b *opened) sweep(ctx context.Context) error {
	_, err := retention.Sweep(ctx, retention.Config{Galleries: b.Galleries, Blobs: b.Blobs, Now: b.Now, Log: b.Log})
	return err
}

// everyNowAndThen does each, at once and then again and again until ctx ends. What fails
// is logged, and tried at its next time.
func (b *opened) everyNowAndThen(ctx context.Context, all []periodic) *sync.WaitGroup {
	var running sync.WaitGroup
	for _, p := range all {
		running.Go(func() {
			for ctx.Err() == nil {
				if err := p.run(ctx); err != nil && ctx.Err() == nil {
					b.Log.WarnContext(ctx, "not done, to be tried again", slog.String("what", p.name), slog.String("fault", fault.Of(err).String()))
				}
				select {
				case <-ctx.Done():
				case <-time.After(p.every):
				}
			}
		})
	}
	return &running
}
