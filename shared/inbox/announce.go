package inbox

import (
	"bytes"
	"context"
	"crypto/rand"
	"slices"
	"time"

	"github.com/oklog/ulid/v2"

	"shoebox/shared/blob"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
)

// Announcement is a file that is to come. All of it but what is optional is held to.
type Announcement struct {
	User     gallery.UserID
	Name     string    // of the file; optional
	Type     string    // one of Types; "" where it is not known
	Size     int64     // bytes, 1 to MaxFile
	SHA256   string    // lower-case hex
	Modified time.Time // when the file was last changed; optional
	Zone     string    // the person's; optional
}

// Announce notes a file that is to come to a gallery. One that the same person announced
// before, and that is under way, is the same upload.
//
// Errors: Denied where the member may not add photos, Conflict where MaxWaiting are
// under way, TooLarge where there is no room, with what is on its way.
func (in *Inbox) Announce(ctx context.Context, g *gallery.Gallery, a Announcement) (Upload, error) {
	const op = "inbox.Announce"
	if err := g.MayChange(); err != nil {
		return Upload{}, fault.Wrap(op, err)
	}
	all, err := in.coming(ctx, g.ID())
	if err != nil {
		return Upload{}, fault.Wrap(op, err)
	}
	size, count := a.Size, 0
	for _, u := range all {
		if u.State == Ready {
			continue // it counts as a photo
		}
		if u.User == a.User && u.SHA256 == a.SHA256 && u.Size == a.Size && u.Type == a.Type {
			return u, nil
		}
		size += u.Size
		count++
	}
	if count >= MaxWaiting {
		return Upload{}, fault.New(op, fault.Conflict, "two hundred uploads are under way")
	}
	switch usage, err := g.Usage(ctx); {
	case err != nil:
		return Upload{}, fault.Wrap(op, err)
	case usage.Bytes+size > usage.Quota:
		return Upload{}, fault.New(op, fault.TooLarge, "there is no room left in the gallery: delete photos for good to make some")
	}
	now := in.Now()
	u := Upload{
		ID: ulid.MustNew(ulid.Timestamp(now), rand.Reader).String(), Gallery: g.ID(), User: a.User, Name: a.Name, Type: a.Type, Size: a.Size,
		SHA256: a.SHA256, Modified: a.Modified.UTC().Truncate(time.Second), Zone: a.Zone,
		Begun: now.UTC().Truncate(time.Second), State: Waiting, Expires: expiry(now, announcedLife),
	}
	// The record stays as long as one of what was received: the file may come, and nobody
	// take it for days.
	item := table.Item{Key: u.underWay(), Attributes: u.attributes(), Expires: expiry(now, receivedLife)}
	return u, fault.Wrap(op, in.Table.Write(ctx, table.Put(item, table.Absent())))
}

// Put puts the file of an upload that waits, for who has it at hand. That it is there
// already is fine.
func (in *Inbox) Put(ctx context.Context, u Upload, data []byte) error {
	const op = "inbox.Put"
	if u.State != Waiting {
		return nil
	}
	err := in.Blobs.Put(ctx, u.Key(), bytes.NewReader(data), blob.PutOptions{Content: u.Content(), IfAbsent: true})
	if fault.Is(err, fault.Conflict) {
		return nil
	}
	return fault.Wrap(op, err)
}

// coming gives the announced uploads of a gallery that are under way, without those whose
// file did not come in time.
func (in *Inbox) coming(ctx context.Context, g gallery.ID) ([]Upload, error) {
	from, to := table.Prefix(announcedSort)
	var all []Upload
	err := in.each(ctx, table.Query{Partition: partition(g), From: from, To: to, Consistent: true}, func(item table.Item) error {
		all = append(all, in.upload(g, item))
		return nil
	})
	if err != nil || !slices.ContainsFunc(all, in.late) {
		return all, err
	}
	err = in.arrived(ctx, g, all)
	return slices.DeleteFunc(all, in.late), err
}

// each calls a function for all items of a query.
func (in *Inbox) each(ctx context.Context, q table.Query, visit func(table.Item) error) error {
	for {
		page, err := in.Table.Query(ctx, q)
		if err != nil {
			return err
		}
		for _, item := range page.Items {
			if err := visit(item); err != nil {
				return err
			}
		}
		if q.After = page.Next; q.After == "" {
			return nil
		}
	}
}
