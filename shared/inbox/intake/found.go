package intake

import (
	"bytes"
	"context"
	"errors"
	"log/slog"

	"shoebox/shared/blob"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/inbox"
)

// found receives a file that somebody dropped. Where there is no gallery of that name it
// is put aside, and no record kept.
func (t *Intake) found(ctx context.Context, place inbox.Place, at blob.Attributes) (inbox.Upload, error) {
	u, err := t.nowhere(ctx, place)
	if err != nil {
		return inbox.Upload{}, err
	}
	if u.State == inbox.Refused {
		return u, t.setAside(ctx, place, at)
	}
	l, err := t.Inbox.Take(ctx, place)
	if err != nil {
		return inbox.Upload{}, err
	}
	return t.work(ctx, l, &at)
}

// nowhere refuses a file that was dropped where no gallery is; it gives the zero Upload
// where one is.
func (t *Intake) nowhere(ctx context.Context, place inbox.Place) (inbox.Upload, error) {
	_, err := t.Galleries.As(gallery.Membership{Gallery: place.Gallery, Role: gallery.Owner}).Profile(ctx)
	if !fault.Is(err, fault.NotFound) && !fault.Is(err, fault.Denied) {
		return inbox.Upload{}, err
	}
	attrs := []slog.Attr{slog.String("upload", place.ID)}
	if place.Named() {
		attrs = append(attrs, slog.String("folder", string(place.Gallery)))
	}
	t.Log.LogAttrs(ctx, slog.LevelWarn, "file for no gallery", attrs...)
	return inbox.Upload{ID: place.ID, Path: place.Path, State: inbox.Refused, Why: fault.NotFound, Reason: "there is no such gallery"}, nil
}

// adopt gives a file that lies under a name that can be no key's the place's. It gives an
// upload that is refused where the bucket can't, and the file stays there.
func (t *Intake) adopt(ctx context.Context, place inbox.Place) (inbox.Upload, error) {
	switch err := t.Blobs.Adopt(ctx, place.Under, place.Key()); {
	case errors.Is(err, errors.ErrUnsupported):
		return t.misnamed(ctx, place)
	case !fault.Is(err, fault.NotFound): // an earlier try did
		return inbox.Upload{}, err
	}
	return inbox.Upload{}, nil
}

// misnamed tells a gallery's owners of a file that can't be read under its name.
func (t *Intake) misnamed(ctx context.Context, place inbox.Place) (inbox.Upload, error) {
	u, err := t.nowhere(ctx, place)
	if err != nil || u.State == inbox.Refused {
		return u, err
	}
	l, err := t.Inbox.Take(ctx, place)
	if err != nil {
		return inbox.Upload{}, err
	}
	err = l.Refuse(ctx, fault.Invalid, "its name, or that of a folder it is in, is too long or no text: rename it, and put it there again")
	return l.Upload, err
}

// clear removes the file of an upload of which all is known.
func (t *Intake) clear(ctx context.Context, u inbox.Upload, at blob.Attributes) error {
	switch {
	case !u.Found():
		return t.Blobs.Delete(ctx, u.Key())
	case u.State == inbox.Refused:
		return t.setAside(ctx, inbox.Place{Gallery: u.Gallery, ID: u.ID, Path: u.Path}, at)
	}
	return t.remove(ctx, u.Key(), at)
}

// setAside keeps a file that is refused where no one looks for photos. One that is too
// large to be carried stays where it is.
func (t *Intake) setAside(ctx context.Context, place inbox.Place, at blob.Attributes) error {
	if at.Size > blob.MaxSize {
		return nil
	}
	if t.move(ctx, place, at) {
		return nil
	}
	data, err := t.Blobs.ReadAll(ctx, place.Key(), blob.MaxSize)
	if fault.Is(err, fault.NotFound) { // somebody else did, or took it away
		return nil
	}
	if err != nil {
		return err
	}
	kind := at.Type
	if kind == "" {
		kind = "application/octet-stream"
	}
	if err := t.keep(ctx, place, data, blob.Describe(kind, data)); err != nil {
		return err
	}
	return t.remove(ctx, place.Key(), at)
}

// move puts a file aside without copying it, where that can be done and its name is free:
// what somebody is still writing into it is not lost then. Where it can't, copying says why.
func (t *Intake) move(ctx context.Context, place inbox.Place, at blob.Attributes) bool {
	own, fits := place.Aside()
	now, err := t.Blobs.Head(ctx, place.Key())
	return fits && err == nil && now == at && t.Blobs.Move(ctx, place.Key(), own) == nil
}

// keep puts a file that is refused beside those of its name that were, unless it is the
// one there: it may have been put, and not removed.
func (t *Intake) keep(ctx context.Context, place inbox.Place, data []byte, c blob.Content) error {
	if own, fits := place.Aside(); fits {
		err := t.Blobs.Put(ctx, own, bytes.NewReader(data), blob.PutOptions{Content: c, IfAbsent: true})
		if !fault.Is(err, fault.Conflict) {
			return err
		}
		there, err := t.Blobs.Head(ctx, own)
		if err == nil && there.SHA256 == c.SHA256 {
			return nil
		}
		if err != nil && !fault.Is(err, fault.NotFound) {
			return err
		}
	}
	return t.Blobs.Put(ctx, place.AsideOf(c.SHA256), bytes.NewReader(data), blob.PutOptions{Content: c})
}

// remove removes a file that was found, unless another was dropped in its place.
func (t *Intake) remove(ctx context.Context, key string, at blob.Attributes) error {
	switch now, err := t.Blobs.Head(ctx, key); {
	case fault.Is(err, fault.NotFound):
		return nil
	case err != nil:
		return err
	case now != at:
		return fault.New("intake.remove", fault.Unavailable, "another file took its place")
	}
	return t.Blobs.Delete(ctx, key)
}
