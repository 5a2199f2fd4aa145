package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"shoebox/shared/blob"
	"shoebox/shared/doctor"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/inbox"
	"shoebox/shared/ingest"
)

// galleries gives whom to look at: the one that is named, or all that have files, and
// the folder's own.
func (c *doctorCmd) galleries(ctx context.Context, in *installation) ([]gallery.ID, error) {
	if c.Gallery == "" {
		return withFiles(ctx, in)
	}
	id := gallery.ID(c.Gallery)
	if reserved(c.Gallery) {
		return nil, failure{fmt.Sprintf("%q is no gallery: below it lie files that are still to be brought in, or were put aside.", c.Gallery), nil}
	}
	all, err := withFiles(ctx, in)
	if err != nil {
		return nil, err
	}
	if slices.Contains(all, id) {
		return []gallery.ID{id}, nil
	}
	there, err := known(ctx, in, id)
	if err == nil && !there {
		err = failure{fmt.Sprintf("there is no gallery %.40q: name one by its id, or none to look at all.", c.Gallery), nil}
	}
	return []gallery.ID{id}, err
}

// withFiles gives the galleries that have files, and the folder's own. It asks the bucket
// once for each, however many files there are.
func withFiles(ctx context.Context, in *installation) ([]gallery.ID, error) {
	var ids []gallery.ID
	if in.own != "" {
		ids = append(ids, in.own)
	}
	for from := blob.Cursor(""); ; {
		page, err := in.blobs.List(ctx, "", from, 1)
		if err != nil {
			return nil, err
		}
		if len(page.Objects) == 0 {
			break
		}
		folder, _, within := strings.Cut(page.Objects[0].Key, "/")
		if id := gallery.ID(folder); within && !reserved(folder) && !slices.Contains(ids, id) {
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

// reserved reports whether a folder of the bucket is no gallery's.
func reserved(folder string) bool { return slices.Contains(inbox.Reserved(), folder+"/") }

// known reports whether the table knows a gallery, or anything that is left of it.
func known(ctx context.Context, in *installation, id gallery.ID) (bool, error) {
	switch there, err := in.has(ctx, id); {
	case there, err != nil:
		return there, err
	}
	u, err := in.gallery(id).Usage(ctx)
	if fault.Is(err, fault.Denied) { // it can't be one's id
		return false, nil
	}
	return u.Photos+u.Trashed > 0, err
}

// patient is a gallery, for a doctor.
func (in *installation) patient(id gallery.ID) doctor.Config {
	g := in.gallery(id)
	return doctor.Config{Gallery: g, Blobs: in.blobs, Now: in.now, Redevelop: ingest.New(in.ingesting(g)).Redevelop}
}
