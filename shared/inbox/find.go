package inbox

import (
	"context"
	"slices"
	"strings"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
)

// Find gives an upload that a person announced; NotFound for another's, and for one that
// is forgotten. One that waits, and whose file has come, is Received.
func (in *Inbox) Find(ctx context.Context, g gallery.ID, user gallery.UserID, id string) (Upload, error) {
	const op = "inbox.Find"
	none := fault.New(op, fault.NotFound, "no such upload")
	if !isUpload(id) || !isGallery(string(g)) || user == "" {
		return Upload{}, none
	}
	// One that is done meanwhile was put where done ones are before it left here.
	item, err := in.Table.GetConsistent(ctx, underWayKey(g, id, false))
	if fault.Is(err, fault.NotFound) {
		item, err = in.Table.GetConsistent(ctx, doneKey(g, user, id))
	}
	if err != nil {
		return Upload{}, fault.Wrap(op, err)
	}
	u := in.upload(g, item)
	if u.User != user {
		return Upload{}, none
	}
	if u.State != Waiting {
		return u, nil
	}
	switch _, err := in.Blobs.Head(ctx, u.Key()); {
	case err == nil:
		u.State = Received
	case !fault.Is(err, fault.NotFound):
		return Upload{}, fault.Wrap(op, err)
	case in.late(u):
		return Upload{}, none
	}
	return u, nil
}

// At gives the upload of a place that is under way; NotFound for one that is done,
// forgotten, or never was.
func (in *Inbox) At(ctx context.Context, p Place) (Upload, error) {
	item, err := in.Table.GetConsistent(ctx, underWayKey(p.Gallery, p.ID, p.Path != ""))
	if err != nil {
		return Upload{}, fault.Wrap("inbox.At", err)
	}
	return in.upload(p.Gallery, item), nil
}

// MaxListed is the most uploads of one list.
const MaxListed = 200

// List gives a person's uploads to the gallery of their membership: those that are under
// way, and the latest that are done, newest first, at most MaxListed. For an owner those
// that were found are among them.
func (in *Inbox) List(ctx context.Context, m gallery.Membership, user gallery.UserID) ([]Upload, error) {
	const op = "inbox.List"
	if !isGallery(string(m.Gallery)) || user == "" || m.Role == "" {
		return nil, fault.New(op, fault.Denied, "not a member of the gallery")
	}
	lists := []string{announcedSort, doneSort + string(user) + "#"}
	if m.Role == gallery.Owner {
		lists = append(lists, foundSort, doneSort+"#")
	}
	all, err := in.read(ctx, m.Gallery, lists)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	all = slices.DeleteFunc(all, func(u Upload) bool { return u.User != user && !u.Found() })
	// One that was done between two readings is in both.
	slices.SortStableFunc(all, func(a, b Upload) int { return strings.Compare(b.ID, a.ID) })
	all = slices.CompactFunc(all, func(a, b Upload) bool { return a.ID == b.ID })
	slices.SortStableFunc(all, func(a, b Upload) int { return b.Begun.Compare(a.Begun) })
	if err := in.arrived(ctx, m.Gallery, all); err != nil {
		return nil, fault.Wrap(op, err)
	}
	all = slices.DeleteFunc(all, in.late)
	return all[:min(len(all), MaxListed)], nil
}

// read gives the last uploads of some lists.
func (in *Inbox) read(ctx context.Context, g gallery.ID, lists []string) ([]Upload, error) {
	var all []Upload
	for _, sort := range lists {
		from, to := table.Prefix(sort)
		page, err := in.Table.Query(ctx, table.Query{Partition: partition(g), From: from, To: to, Limit: MaxListed, Descending: true, Consistent: true})
		if err != nil {
			return nil, err
		}
		for _, item := range page.Items {
			all = append(all, in.upload(g, item))
		}
	}
	return all, nil
}

// arrived has those uploads be Received whose file has come.
func (in *Inbox) arrived(ctx context.Context, g gallery.ID, all []Upload) error {
	if !slices.ContainsFunc(all, func(u Upload) bool { return u.State == Waiting }) {
		return nil
	}
	here := map[string]bool{}
	for o, err := range in.Blobs.All(ctx, incoming(g)) {
		if err != nil {
			return err
		}
		here[o.Key] = true
	}
	for i := range all {
		if all[i].State == Waiting && here[all[i].Key()] {
			all[i].State = Received
		}
	}
	return nil
}

// Wait gives an upload as soon as it is over, or as it is after a time. One whose file
// has not come is not waited for.
func (in *Inbox) Wait(ctx context.Context, u Upload, most time.Duration) (Upload, error) {
	const shortest, longest = 100 * time.Millisecond, 2 * time.Second
	ctx, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	for pause := shortest; ; pause = min(longest, pause*3/2) {
		now, err := in.Find(ctx, u.Gallery, u.User, u.ID)
		switch {
		case err != nil && ctx.Err() != nil:
			return u, nil
		case err != nil:
			return u, fault.Wrap("inbox.Wait", err)
		case now.State.Over() || now.State == Waiting:
			return now, nil
		}
		u = now
		select {
		case <-ctx.Done():
			return u, nil
		case <-time.After(pause):
		}
	}
}
