package inbox

import (
	"context"
	"errors"
	"time"

	"shoebox/shared/blob"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
)

// Forget gives up an upload of which nobody makes a photo yet, with its file. One that
// somebody is at, or that is over, stays as it is.
func (in *Inbox) Forget(ctx context.Context, u Upload) error {
	const op = "inbox.Forget"
	if u.State.Over() {
		return nil
	}
	idle := table.AnyOf(table.Absent(), table.Equal(attrState, string(Waiting)), table.Equal(attrState, string(Received)),
		table.Less(attrUntil, in.Now().UnixMilli())) // who was at it died
	err := in.Table.Write(ctx, table.Delete(u.underWay(), idle, table.NotEqual(attrState, string(Ready))))
	if fault.Is(err, fault.Conflict) {
		return nil
	}
	if err == nil {
		// Where this fails, nobody makes anything of the file, and it goes with time.
		err = in.Blobs.Delete(ctx, u.Key())
	}
	return fault.Wrap(op, err)
}

// Clear removes the uploads of a gallery that goes, or of one person where there is a
// user, with their files and what was put aside.
func (in *Inbox) Clear(ctx context.Context, g gallery.ID, user gallery.UserID) error {
	const op = "inbox.Clear"
	// What is done meanwhile leaves another record.
	for some := true; some; {
		var err error
		if some, err = in.clear(ctx, g, user); err != nil {
			return fault.Wrap(op, err)
		}
	}
	if user != "" {
		return nil
	}
	return fault.Wrap(op, errors.Join(in.empty(ctx, incoming(g), time.Time{}), in.empty(ctx, asidePrefix+string(g)+"/", time.Time{})))
}

// clear removes the records there are, and reports whether there were some.
func (in *Inbox) clear(ctx context.Context, g gallery.ID, user gallery.UserID) (some bool, err error) {
	err = in.each(ctx, table.Query{Partition: partition(g), Consistent: true}, func(item table.Item) error {
		u := uploadOf(g, item)
		if user != "" && u.User != user {
			return nil
		}
		some = true
		if !u.Found() {
			if err := in.Blobs.Delete(ctx, u.Key()); err != nil {
				return err
			}
		}
		return in.Table.Write(ctx, table.Delete(item.Key))
	})
	return some, err
}

const (
	// strayLife is how long a file lies that was put and of which nothing became: a
	// day longer than its record.
	strayLife = receivedLife + 24*time.Hour
	// AsideLife is how long a file that was found and refused is kept.
	AsideLife = 30 * 24 * time.Hour
)

// Sweep removes files of which nothing became in all the time there was, and those that
// were put aside long enough ago. A bucket of S3 has rules for that; a folder of a laptop
// needs it now and then.
func (in *Inbox) Sweep(ctx context.Context) error {
	now := in.Now()
	return fault.Wrap("inbox.Sweep", errors.Join(
		in.empty(ctx, announcedPrefix, now.Add(-strayLife)), in.empty(ctx, asidePrefix, now.Add(-AsideLife))))
}

// empty removes the files below a prefix that were last changed before a time; all for
// the zero time. It goes on after one that can't be removed.
func (in *Inbox) empty(ctx context.Context, prefix string, before time.Time) error {
	var errs []error
	for o, err := range in.Blobs.All(ctx, prefix) {
		switch {
		case err != nil:
			errs = append(errs, err)
		case !blob.IsKey(o.Key): // somebody laid it there by hand, and is to remove it so
		case before.IsZero() || o.Modified.Before(before):
			errs = append(errs, in.Blobs.Delete(ctx, o.Key))
		}
	}
	return errors.Join(errs...)
}
