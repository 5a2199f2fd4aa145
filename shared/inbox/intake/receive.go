package intake

import (
	"context"
	"log/slog"
	"time"

	"shoebox/shared/blob"
	"shoebox/shared/fault"
	"shoebox/shared/inbox"
)

const (
	// lastWords is how long may be taken at the end to give back what did not succeed.
	lastWords = 3 * time.Second
	// young is how old a file is at least of which nobody knows, before it is removed.
	young = time.Minute
)

// Receive makes a photo of the file under a key, if there is one and it can be. It gives
// the upload as it then is, the zero Upload where nothing is known of one.
//
// An error says that the file may be a photo yet, when it is received again; but Invalid,
// which is a key that nothing is to be made of. A Conflict is an [inbox.BusyError].
func (t *Intake) Receive(ctx context.Context, key string) (inbox.Upload, error) {
	const op = "intake.Receive"
	place, err := inbox.ParseKey(key)
	if err != nil {
		return inbox.Upload{}, fault.Wrap(op, err)
	}
	done, err := t.begin(ctx)
	if err != nil {
		return inbox.Upload{}, fault.Wrap(op, err)
	}
	defer done()
	u, err := t.receive(ctx, place)
	return u, fault.Wrap(op, err)
}

func (t *Intake) receive(ctx context.Context, place inbox.Place) (inbox.Upload, error) {
	if id, named := t.Folders[string(place.Gallery)]; named && place.Path != "" {
		place.Gallery = id
	}
	if place.Under != "" {
		if u, err := t.adopt(ctx, place); err != nil || u.State != "" {
			return u, err
		}
	}
	at, err := t.Blobs.Head(ctx, place.Key())
	switch {
	case fault.Is(err, fault.NotFound):
		return t.gone(ctx, place)
	case err != nil:
		return inbox.Upload{}, err
	case place.Path != "":
		return t.found(ctx, place, at)
	}
	l, err := t.Inbox.Take(ctx, place)
	if fault.Is(err, fault.NotFound) {
		return inbox.Upload{}, t.stray(ctx, place, at)
	}
	if err != nil {
		return inbox.Upload{}, err
	}
	return t.work(ctx, l, &at)
}

// gone is a file that is not there. Most often its photo was made; all but its labels,
// perhaps. Of one that failed, and that somebody took away, nothing can be made any more.
func (t *Intake) gone(ctx context.Context, place inbox.Place) (inbox.Upload, error) {
	u, err := t.Inbox.At(ctx, place)
	switch {
	case fault.Is(err, fault.NotFound):
		return inbox.Upload{}, nil
	case err != nil:
		return inbox.Upload{}, err
	case u.State != inbox.Ready && u.State != inbox.Received:
		return u, nil // it is waited for, or somebody is at it
	}
	l, err := t.Inbox.Take(ctx, place)
	switch {
	case fault.Is(err, fault.NotFound): // somebody else was done with it just now
		return inbox.Upload{}, nil
	case err != nil:
		return inbox.Upload{}, err
	case l.State == inbox.Ready:
		return t.work(ctx, l, nil)
	case l.Found():
		return inbox.Upload{}, l.Drop(ctx)
	}
	err = l.Refuse(ctx, fault.NotFound, "its file is not there any more")
	return l.Upload, err
}

// stray removes a file that nobody announced, or waits for: all of it was done but this,
// it was given up, or it came too late. Who made its photo since we saw it has removed it
// already, before its record.
func (t *Intake) stray(ctx context.Context, place inbox.Place, at blob.Attributes) error {
	if t.Now().Sub(at.Modified) >= young {
		return t.Blobs.Delete(ctx, place.Key())
	}
	switch _, err := t.Blobs.Head(ctx, place.Key()); {
	case fault.Is(err, fault.NotFound):
		return nil
	case err != nil:
		return err
	}
	return fault.New("intake.stray", fault.Unavailable, "a file that nobody announced, so far")
}

// work does all that is left to do for an upload, or gives it back. at is its file, nil
// where there is none any more.
func (t *Intake) work(ctx context.Context, l *inbox.Lease, at *blob.Attributes) (inbox.Upload, error) {
	bounded, cancel := context.WithTimeout(ctx, inbox.LeaseLength-2*lastWords)
	defer cancel()
	if end, limited := ctx.Deadline(); limited {
		var sooner context.CancelFunc
		bounded, sooner = context.WithDeadline(bounded, end.Add(-lastWords))
		defer sooner()
	}
	err := t.steps(bounded, l, at)
	if err == nil {
		return l.Upload, nil
	}
	giving, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWords)
	defer cancel()
	if back := l.Again(giving, err); back != nil && !fault.Is(back, fault.Conflict) {
		t.Log.WarnContext(ctx, "upload not given back", slog.String("upload", l.ID), slog.String("fault", fault.Of(back).String()))
	}
	return l.Upload, err
}

// steps are those from a file to a photo with labels. Each may have been made before.
func (t *Intake) steps(ctx context.Context, l *inbox.Lease, at *blob.Attributes) error {
	// A name that is found may have been used again, for another file.
	if at != nil && (l.State != inbox.Ready || l.Found()) {
		if err := t.make(ctx, l, *at); err != nil || l.State == "" {
			return err
		}
	}
	if at != nil {
		if err := t.clear(ctx, l.Upload, *at); err != nil {
			return err
		}
	}
	if l.State == inbox.Refused {
		return nil
	}
	if err := t.label(ctx, l.Upload); err != nil {
		return err
	}
	return l.Done(ctx)
}
