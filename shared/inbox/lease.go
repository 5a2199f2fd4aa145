package inbox

import (
	"context"
	"crypto/rand"
	"path"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
)

// BusyError says that somebody else is at an upload. It is a Conflict.
type BusyError struct {
	Until time.Time // when their lease ends at the latest
}

// Error implements error.
func (*BusyError) Error() string { return "somebody else is at the upload" }

// Lease is the right to work on one upload. It is for one goroutine.
//
// Its methods are a Conflict for who lost the lease: they stop, and whoever has it goes
// on.
type Lease struct {
	Upload

	in *Inbox
	by string
}

// Take begins the work on an upload that was announced or found. NotFound is one that
// was announced and is done or forgotten, and a Conflict is a [BusyError].
func (in *Inbox) Take(ctx context.Context, p Place) (*Lease, error) {
	const op = "inbox.Take"
	for range attempts {
		u, err := in.At(ctx, p)
		if fault.Is(err, fault.NotFound) && p.Path != "" {
			u, err = in.found(p), nil
		}
		if err != nil {
			return nil, fault.Wrap(op, err)
		}
		l := &Lease{Upload: u, in: in, by: rand.Text()}
		err = in.Table.Write(ctx, l.begin())
		if err == nil {
			return l, nil
		}
		if !fault.Is(err, fault.Conflict) {
			return nil, fault.Wrap(op, err)
		}
		if err := in.busy(ctx, u); err != nil {
			return nil, fault.As(op, fault.Of(err), err)
		}
	}
	return nil, fault.New(op, fault.Unavailable, "the upload goes on all the time")
}

// found is the upload of a file that somebody dropped.
func (in *Inbox) found(p Place) Upload {
	return Upload{
		ID: p.ID, Gallery: p.Gallery, Path: p.Path, Name: path.Base(p.Path),
		Begun: in.Now().UTC().Truncate(time.Second), State: Received,
	}
}

// begin takes the lease, and changes the upload to how it then is.
func (l *Lease) begin() table.Write {
	now := l.in.Now()
	free := table.AnyOf(table.HasNo(attrUntil), table.Less(attrUntil, now.UnixMilli()))
	as := []table.Condition{free, table.NotEqual(attrState, string(Ready))}
	if l.State == Ready {
		as[1] = table.Equal(attrState, string(Ready))
	} else {
		l.State = Processing
		l.Attempts++
		if !l.Found() {
			as = append(as, table.Present())
		}
	}
	l.Expires = expiry(now, receivedLife)
	set := l.attributes()
	delete(set, attrSays) // it may change meanwhile
	set[attrBy], set[attrUntil] = l.by, now.Add(LeaseLength).UnixMilli()
	return table.Update(l.underWay(), table.Change{Set: set, Expires: l.Expires}, as...)
}

// busy says who is at an upload; nil where nobody is any more.
func (in *Inbox) busy(ctx context.Context, u Upload) error {
	item, err := in.Table.GetConsistent(ctx, u.underWay())
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if until := time.UnixMilli(item.Int(attrUntil)); until.After(in.Now()) {
		return fault.As("inbox.busy", fault.Conflict, &BusyError{until})
	}
	return nil
}

// mine holds a write to the lease.
func (l *Lease) mine() table.Condition { return table.Equal(attrBy, l.by) }

// Again gives the upload back, to be tried again. why is what failed; a Canceled comes
// again at once, and is nothing to speak of before the last try.
func (l *Lease) Again(ctx context.Context, why error) error {
	const op = "inbox.Again"
	change := table.Change{Set: table.Attributes{attrState: string(Received)}, Remove: []string{attrBy, attrUntil}}
	if kind := fault.Of(why); kind != fault.Canceled || l.Attempts >= Tries {
		change.Set[attrReason], change.Set[attrWhy] = failed, int64(kind)
	}
	unready := table.NotEqual(attrState, string(Ready)) // it may be, though we did not hear of it
	err := l.in.Table.Write(ctx, table.Update(l.underWay(), change, l.mine(), unready))
	if err == nil {
		l.State, l.Reason, l.Why = Received, "", 0
		if reason, said := change.Set[attrReason].(string); said {
			l.Reason, l.Why = reason, fault.Of(why)
		}
		return nil
	}
	if fault.Is(err, fault.Conflict) {
		err = l.in.Table.Write(ctx, table.Update(l.underWay(), table.Change{Remove: change.Remove}, l.mine()))
	}
	return fault.Wrap(op, err)
}

// Refuse ends an upload of which no photo can be made. reason goes on after "because".
func (l *Lease) Refuse(ctx context.Context, why fault.Kind, reason string) error {
	l.State, l.Why, l.Reason = Refused, why, reason
	return fault.Wrap("inbox.Refuse", l.end(ctx))
}

// Made is the photo that was made of an upload.
type Made struct {
	Photo   gallery.PhotoID
	There   bool            // the gallery had it before
	Back    bool            // it had it in its trash, which it left
	Similar gallery.PhotoID // a photo that looks like it; "" is none
	// Unsaid says that the photo may not have what the person says of it; Edited are its
	// fields of which somebody has spoken since it was made: they stay.
	Unsaid bool
	Edited []gallery.Field
}

// Ready says which photo was made of the upload. It still is under way, and the lease
// goes on, until Done. What the person said meanwhile is applied; g is the gallery as
// somebody may use it who may change photos.
func (l *Lease) Ready(ctx context.Context, g *gallery.Gallery, m Made) error {
	const op = "inbox.Ready"
	for range attempts {
		if says := l.Says.without(m.Edited); m.Unsaid && !m.There && !says.Empty() {
			if _, err := g.Edit(ctx, m.Photo, says.edit()); err != nil && !fault.Is(err, fault.NotFound) && !fault.Is(err, fault.Invalid) {
				return fault.Wrap(op, err)
			}
		}
		err := l.in.Table.Write(ctx, l.ready(m))
		if err == nil {
			l.State, l.Photo, l.There, l.Back, l.Similar, l.Reason, l.Why = Ready, m.Photo, m.There, m.Back, m.Similar, "", 0
			return nil
		}
		if !fault.Is(err, fault.Conflict) {
			return fault.Wrap(op, err)
		}
		item, got := l.in.Table.GetConsistent(ctx, l.underWay())
		if got != nil || item.String(attrBy) != l.by {
			return fault.Wrap(op, err) // it is somebody else's now
		}
		// This was said last, whoever spoke before.
		l.Says, m.Unsaid, m.Edited = uploadOf(l.Gallery, item).Says, true, nil
	}
	return fault.New(op, fault.Unavailable, "more is said all the time")
}

// ready notes the photo, unless more was said.
func (l *Lease) ready(m Made) table.Write {
	unsaid := table.HasNo(attrSays)
	if said := l.Says.encode(); said != "" {
		unsaid = table.Equal(attrSays, said)
	}
	set := table.Attributes{attrState: string(Ready), attrPhoto: string(m.Photo), attrThere: m.There, attrBack: m.Back}
	if m.Similar != "" {
		set[attrSimilar] = string(m.Similar)
	}
	return table.Update(l.underWay(), table.Change{Set: set, Remove: []string{attrReason, attrWhy}}, l.mine(), unsaid)
}

// Drop forgets an upload whose file is gone after all: what became of it was noted
// before.
func (l *Lease) Drop(ctx context.Context) error {
	err := l.in.Table.Write(ctx, table.Delete(l.underWay(), l.mine()))
	l.Upload = Upload{}
	return fault.Wrap("inbox.Drop", err)
}

// Done ends an upload that is ready.
func (l *Lease) Done(ctx context.Context) error { return fault.Wrap("inbox.Done", l.end(ctx)) }

// end moves the record to those of what is over.
func (l *Lease) end(ctx context.Context) error {
	done := l.done(l.in.Now())
	l.Expires = done.Expires
	return l.in.Table.Write(ctx, table.Put(done), table.Delete(l.underWay(), l.mine()))
}
