package main

import (
	"context"
	"slices"
	"strings"
	"time"

	"shoebox/shared/backend/aws"
	"shoebox/shared/blob"
	"shoebox/shared/blob/s3store"
	"shoebox/shared/config"
	"shoebox/shared/doctor"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/ingest"
)

// ward is where galleries are looked at: a data folder, or a table and a bucket of AWS.
type ward struct {
	galleries *gallery.Galleries
	blobs     *blob.Store
	now       func() time.Time
	own       []gallery.ID // looked at whether they have files or not
	close     func() error
}

// ward opens what the environment names in AWS, else the data folder.
func (c *doctorCmd) ward(sh *shell) (*ward, error) {
	if table, _ := sh.lookup(string(config.Table)); strings.HasPrefix(table, "dynamodb://") && c.Data == "" {
		return deployedWard(sh)
	}
	b, err := c.open(sh, opening{level: quiet})
	if err != nil {
		return nil, err
	}
	return &ward{galleries: b.Galleries, blobs: b.Blobs, now: b.Now, own: []gallery.ID{home}, close: b.Close}, nil
}

func deployedWard(sh *shell) (*ward, error) {
	c, err := config.Read(sh.lookup, config.Table, config.Keys, config.Blobs)
	if err != nil {
		return nil, err
	}
	if c.Blobs.Scheme != "s3" {
		return nil, usage("SHOEBOX_TABLE is in AWS, so SHOEBOX_BLOBS must be, too: give it as s3://BUCKET")
	}
	b, err := aws.Open(sh.ctx, c)
	if err != nil {
		return nil, err
	}
	blobs := s3store.Open(b.SDK, c.Blobs, time.Now)
	return &ward{galleries: b.Galleries, blobs: blobs, now: b.Now, close: b.Close}, nil
}

// patient is a gallery of the ward, for a doctor.
func (w *ward) patient(id gallery.ID) doctor.Config {
	g := w.as(id)
	in := ingest.New(ingest.Config{Gallery: g, Bucket: w.blobs, Now: w.now})
	return doctor.Config{Gallery: g, Blobs: w.blobs, Now: w.now, Redevelop: in.Redevelop}
}

func (w *ward) as(id gallery.ID) *gallery.Gallery {
	return w.galleries.As(gallery.Membership{Gallery: id, Role: gallery.Owner})
}

// there reports whether the table knows a gallery.
func (w *ward) there(ctx context.Context, id gallery.ID) (bool, error) {
	if slices.Contains(w.own, id) {
		return true, nil
	}
	g := w.as(id)
	_, err := g.Profile(ctx)
	if err == nil || !fault.Is(err, fault.NotFound) {
		return err == nil, ignoring(err, fault.Denied)
	}
	u, err := g.Usage(ctx)
	return u.Photos+u.Trashed > 0, err
}

// ignoring gives an error unless it is of a kind.
func ignoring(err error, kind fault.Kind) error {
	if fault.Is(err, kind) {
		return nil
	}
	return err
}

// mailrooms are the folders of a bucket that are no gallery's: what lies there is still
// to be brought in.
var mailrooms = []string{"incoming", "inbox"}

// all gives the galleries that have files, and those that are looked at anyway. It asks
// the bucket once for each, however many files there are.
func (w *ward) all(ctx context.Context) ([]gallery.ID, error) {
	ids := slices.Clone(w.own)
	for from := blob.Cursor(""); ; {
		page, err := w.blobs.List(ctx, "", from, 1)
		if err != nil {
			return nil, err
		}
		if len(page.Objects) == 0 {
			break
		}
		folder, _, within := strings.Cut(page.Objects[0].Key, "/")
		if id := gallery.ID(folder); within && !slices.Contains(mailrooms, folder) && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
		from = blob.Cursor(page.Objects[0].Key)
		if within {
			from = blob.Cursor(folder + "/\U0010FFFD") // after all that is in it
		}
	}
	slices.Sort(ids)
	return ids, nil
}
