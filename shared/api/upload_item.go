package api

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"
	"time"

	"github.com/oklog/ulid/v2"

	"shoebox/shared/account"
	"shoebox/shared/blob"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
)

// uploads are the files that are waited for, and for a day what became of them.
//
//	key                     what
//	B#gallery   W#upload    one that is waited for, and what was announced
//	B#gallery   D#upload    what became of one
//
// A bucket's rule, or on a laptop [API.Sweep], removes what is put and never asked for
// again.
type uploads struct {
	table *table.Table
	blobs *blob.Store
	now   func() time.Time
}

// upload is one of them.
type upload struct {
	ID       string
	Gallery  gallery.ID
	User     account.UserID
	Name     string
	Type     string
	Size     int64
	SHA256   string
	Modified time.Time
	Expires  time.Time
	State    uploadState
	Photo    gallery.PhotoID
	Reason   string
}

// uploadState is how far an upload is.
type uploadState string

const (
	uploadWaiting uploadState = "waiting"
	uploadAdded   uploadState = "added"
	uploadRefused uploadState = "refused"
)

const (
	// uploadLife is how long a file is waited for, and how long what became of it
	// is known.
	uploadLife = 24 * time.Hour
	// maxWaiting is how many files of a gallery are waited for. A race may make a
	// few more, which does no harm.
	maxWaiting = 200
)

// announce notes a file that is to come. A file that the same person announced before
// is the same upload.
func (us uploads) announce(ctx context.Context, c *Call, in announcement) (upload, error) {
	all, err := us.waiting(ctx, c.Gallery.ID())
	if err != nil {
		return upload{}, err
	}
	bytes := in.Size // with what is on its way
	for _, u := range all {
		if u.User == c.User.ID && u.SHA256 == in.SHA256 && u.Size == in.Size && u.Type == in.Type {
			return u, nil
		}
		bytes += u.Size
	}
	if len(all) >= maxWaiting {
		return upload{}, Refuse(Conflict, "Two hundred uploads of this gallery are under way. Please let some of them end first.", nil)
	}
	switch usage, err := c.Gallery.Usage(ctx); {
	case err != nil:
		return upload{}, err
	case usage.Bytes+bytes > usage.Quota:
		return upload{}, Refuse(TooLarge, "There is no room left in the gallery. Please delete photos for good to make some.", nil)
	}
	now := us.now()
	u := upload{
		ID: ulid.MustNew(ulid.Timestamp(now), rand.Reader).String(), Gallery: c.Gallery.ID(), User: c.User.ID,
		Name: in.Name, Type: in.Type, Size: in.Size, SHA256: in.SHA256, Modified: in.Modified.UTC().Truncate(time.Second),
		Expires: now.Add(uploadLife).UTC().Truncate(time.Second), State: uploadWaiting,
	}
	return u, us.table.Write(ctx, table.Put(u.item(), table.Absent()))
}

// waiting gives the uploads of a gallery that are waited for.
func (us uploads) waiting(ctx context.Context, g gallery.ID) ([]upload, error) {
	from, to := table.Prefix(waitingPrefix)
	var all []upload
	q := table.Query{Partition: uploadPartition(g), From: from, To: to, Consistent: true}
	for {
		page, err := us.table.Query(ctx, q)
		if err != nil {
			return nil, err
		}
		for _, item := range page.Items {
			all = append(all, uploadOf(g, item))
		}
		if q.After = page.Next; q.After == "" {
			return all, nil
		}
	}
}

// find gives an upload of who calls; NotFound for another's and for one that is over.
func (us uploads) find(ctx context.Context, c *Call, id string) (upload, error) {
	over := Refuse(NotFound, "That upload is over, or never was. Please send the photo again.", fault.New("api.find", fault.NotFound, "no such upload"))
	if _, err := ulid.ParseStrict(id); err != nil {
		return upload{}, over
	}
	for _, prefix := range []string{donePrefix, waitingPrefix} {
		item, err := us.table.GetConsistent(ctx, table.Key{Partition: uploadPartition(c.Gallery.ID()), Sort: prefix + id})
		switch {
		case err == nil:
			if u := uploadOf(c.Gallery.ID(), item); u.User == c.User.ID {
				return u, nil
			}
			return upload{}, over
		case !fault.Is(err, fault.NotFound):
			return upload{}, err
		}
	}
	return upload{}, over
}

// finish notes what became of an upload. Its file goes first: who asks again while it
// is gone finds the photo by its SHA-256.
func (us uploads) finish(ctx context.Context, u upload) error {
	if err := us.blobs.Delete(ctx, u.key()); err != nil {
		return err
	}
	waiting := u
	waiting.State = uploadWaiting
	return us.table.Write(ctx, table.Put(u.item()), table.Delete(waiting.item().Key))
}

// forget removes an upload with its file, as if it had never been announced.
func (us uploads) forget(ctx context.Context, u upload) error {
	if err := us.blobs.Delete(ctx, u.key()); err != nil {
		return err
	}
	return us.table.Write(ctx, table.Delete(u.item().Key))
}

// clear removes the uploads of a gallery, those of one person where there is a user,
// with their files.
func (us uploads) clear(ctx context.Context, g gallery.ID, user account.UserID) error {
	q := table.Query{Partition: uploadPartition(g), Consistent: true}
	for {
		page, err := us.table.Query(ctx, q)
		if err != nil {
			return err
		}
		for _, item := range page.Items {
			if u := uploadOf(g, item); user == "" || u.User == user {
				if err := us.forget(ctx, u); err != nil {
					return err
				}
			}
		}
		if q.After = page.Next; q.After == "" {
			break
		}
	}
	if user != "" {
		return nil
	}
	return us.empty(ctx, incoming(g), time.Time{})
}

// empty removes the files below a prefix that were last changed before a time; all for
// the zero time.
func (us uploads) empty(ctx context.Context, prefix string, before time.Time) error {
	var errs []error
	for from := blob.Cursor(""); ; {
		page, err := us.blobs.List(ctx, prefix, from, blob.MaxPage)
		if err != nil {
			return errors.Join(append(errs, err)...)
		}
		for _, o := range page.Objects {
			if before.IsZero() || o.Modified.Before(before) {
				errs = append(errs, us.blobs.Delete(ctx, o.Key))
			}
		}
		if from = page.Next; from == "" {
			return errors.Join(errs...)
		}
	}
}

// Sweep removes the files that were put and never asked for. A bucket of S3 has a rule
// for that; a folder of a laptop needs it now and then.
func (a *API) Sweep(ctx context.Context) error {
	return fault.Wrap("api.Sweep", a.uploads().empty(ctx, "incoming/", a.Now().Add(-2*uploadLife)))
}

const (
	waitingPrefix = "W#"
	donePrefix    = "D#"
)

func uploadPartition(g gallery.ID) string { return "B#" + string(g) }

// item is an upload as it is kept.
func (u upload) item() table.Item {
	prefix := donePrefix
	if u.State == uploadWaiting {
		prefix = waitingPrefix
	}
	a := table.Attributes{"user": string(u.User), "type": u.Type, "size": u.Size, "sha256": u.SHA256, "state": string(u.State)}
	for name, value := range map[string]string{"name": u.Name, "photo": string(u.Photo), "reason": u.Reason} {
		if value != "" {
			a[name] = value
		}
	}
	if !u.Modified.IsZero() {
		a["modified"] = u.Modified.Unix()
	}
	return table.Item{Key: table.Key{Partition: uploadPartition(u.Gallery), Sort: prefix + u.ID}, Attributes: a, Expires: u.Expires}
}

func uploadOf(g gallery.ID, item table.Item) upload {
	_, id, _ := strings.Cut(item.Sort, "#")
	u := upload{
		ID: id, Gallery: g, User: account.UserID(item.String("user")), Name: item.String("name"), Type: item.String("type"), Size: item.Int("size"),
		SHA256: item.String("sha256"), Expires: item.Expires.UTC(), State: uploadState(item.String("state")), Photo: gallery.PhotoID(item.String("photo")), Reason: item.String("reason"),
	}
	if at := item.Int("modified"); at != 0 {
		u.Modified = time.Unix(at, 0).UTC()
	}
	return u
}
