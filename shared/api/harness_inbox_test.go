package api_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"sync"
	"testing"
	"time"

	"shoebox/shared/api"
	"shoebox/shared/backend/local"
	"shoebox/shared/blob"
	"shoebox/shared/inbox"
	"shoebox/shared/inbox/intake"
)

// darkroom makes photos of what arrives in a world's bucket, as the queue tells of it.
type darkroom struct {
	*intake.Intake
	queue *local.Queue

	mu   sync.Mutex
	shut bool     // what arrives is kept back
	kept []string // keys of what was
}

// intake makes photos of what is in a world's bucket.
func (w *world) intake() *intake.Intake {
	records := inbox.New(inbox.Config{Table: w.store.Table, Blobs: w.Blobs, Galleries: w.Galleries, Now: w.Now})
	return intake.New(intake.Config{
		Inbox: records, Galleries: w.Galleries, Blobs: w.Blobs, Now: w.Now, Log: slog.New(slog.DiscardHandler), AtOnce: 2,
	})
}

// receive makes a photo of one file.
func (w *world) receive(key string) {
	w.t.Helper()
	if _, err := w.intake().Receive(w.t.Context(), key); err != nil {
		w.t.Fatal(err)
	}
}

// openDarkroom opens that of a world, over the bucket it has.
func openDarkroom(w *world) *darkroom {
	d := &darkroom{Intake: w.intake()}
	d.queue = local.NewQueue(local.QueueConfig{Consumer: d.Consume, Log: slog.New(slog.DiscardHandler)})
	w.t.Cleanup(func() {
		if err := d.queue.Halt(context.WithoutCancel(w.t.Context())); err != nil {
			w.t.Error(err)
		}
	})
	return d
}

// landed is told of what was put.
func (d *darkroom) landed(key string, size int64) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.shut {
		d.kept = append(d.kept, key)
		return
	}
	_ = d.queue.Send(context.Background(), local.Notification(key, size)) // a full queue shows in the test
}

// close keeps back what arrives from now on.
func (d *darkroom) close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.shut = true
}

// reopen takes what was kept back.
func (d *darkroom) reopen() {
	d.mu.Lock()
	kept := d.kept
	d.shut, d.kept = false, nil
	d.mu.Unlock()
	for _, key := range kept {
		d.landed(key, 0)
	}
}

// over waits until an upload is over.
func (p person) over(id string) {
	p.t.Helper()
	var u api.Uploading
	for range 600 {
		p.do(http.MethodGet, "/api/uploads/"+url.PathEscape(id), nil).into(http.StatusOK, &u)
		if u.State == string(inbox.Ready) || u.State == string(inbox.Refused) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	p.t.Fatalf("got %+v after half a minute, want it over", u)
}

// watch has a bucket that tells nobody looked at instead, until the test is over.
func (d *darkroom) watch(tb testing.TB, bucket *blob.Store) {
	tb.Helper()
	ctx, stop := context.WithCancel(context.WithoutCancel(tb.Context()))
	var watching sync.WaitGroup
	watching.Go(func() {
		seen := map[string]bool{}
		for ctx.Err() == nil {
			page, err := bucket.List(ctx, "incoming/", "", blob.MaxPage)
			for _, o := range page.Objects {
				if err == nil && !seen[o.Key] {
					seen[o.Key] = true
					d.landed(o.Key, o.Size)
				}
			}
			time.Sleep(50 * time.Millisecond)
		}
	})
	tb.Cleanup(func() {
		stop()
		watching.Wait()
	})
}
