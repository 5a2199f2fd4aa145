package digest

import (
	"context"
	"crypto/rand"
	"time"

	"shoebox/bots/slackbot/install"
	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// Find gives the digest of a place; NotFound where it has none.
func (d *Digests) Find(ctx context.Context, p Place) (Subscription, error) {
	item, err := d.Table.GetConsistent(ctx, p.key())
	if err != nil {
		return Subscription{}, fault.Wrap("digest.Find", err)
	}
	return subscriptionOf(item), nil
}

// tries is how often a change is made anew that met another.
const tries = 5

// Set keeps a digest, in place of what its place had, and reports whether that changes
// anything. Invalid for a rule without a time, TooLarge where the workspace has
// [MaxChannels] others.
func (d *Digests) Set(ctx context.Context, s Subscription) (changed bool, err error) {
	const op = "digest.Set"
	if err := s.check(); err != nil {
		return false, fault.Wrap(op, err)
	}
	for range tries {
		changed, err = d.set(ctx, s)
		if !fault.Is(err, fault.Conflict) {
			break
		}
	}
	return changed, fault.Wrap(op, err)
}

func (d *Digests) set(ctx context.Context, s Subscription) (changed bool, err error) {
	now := d.Now()
	next, err := s.Next(now)
	if err != nil {
		return false, err
	}
	s.Asked, s.revision, s.slot = now, rand.Text(), slotOf(next)
	old, err := d.Find(ctx, s.Place)
	writes := []table.Write{table.Put(s.due(next))}
	switch {
	case fault.Is(err, fault.NotFound):
		if err := d.room(ctx, s.Place); err != nil {
			return false, err
		}
		writes = append(writes, table.Put(s.item(), table.Absent()))
	case err != nil:
		return false, err
	case old.same(s):
		return false, nil
	default:
		writes = append(writes, table.Put(s.item(), table.Equal("revision", old.revision), table.Equal("slot", old.slot)))
		if old.slot != s.slot {
			writes = append(writes, table.Delete(old.slotKey(old.slot)))
		}
	}
	return true, d.Table.Write(ctx, writes...)
}

// room is TooLarge where a workspace has no room for one more.
func (d *Digests) room(ctx context.Context, p Place) error {
	if p.direct() {
		return nil
	}
	there := 0
	for _, kind := range []string{"C", "G"} { // what the ids of channels begin with
		from, to := table.Prefix(p.Team + "#" + kind)
		page, err := d.Table.Query(ctx, table.Query{Partition: p.key().Partition, From: from, To: to, Limit: MaxChannels})
		if err != nil {
			return err
		}
		there += len(page.Items)
	}
	if there >= MaxChannels {
		return fault.New("digest.room", fault.TooLarge, "so many channels of a workspace have digests")
	}
	return nil
}

// Stop takes the digest of a place away, and gives it. NotFound where there is none.
func (d *Digests) Stop(ctx context.Context, p Place) (Subscription, error) {
	const op = "digest.Stop"
	for range tries {
		s, err := d.Find(ctx, p)
		if err != nil {
			return Subscription{}, fault.Wrap(op, err)
		}
		err = d.remove(ctx, s)
		if !fault.Is(err, fault.Conflict) {
			return s, fault.Wrap(op, err)
		}
	}
	return Subscription{}, fault.New(op, fault.Unavailable, "others change it all the time")
}

// Drop takes a digest away that can't be posted any more, unless somebody has asked
// for it anew. One that is gone is no error.
func (d *Digests) Drop(ctx context.Context, s Subscription) error {
	const op = "digest.Drop"
	for range tries {
		err := d.remove(ctx, s)
		if !fault.Is(err, fault.Conflict) {
			return fault.Wrap(op, err)
		}
		now, err := d.Find(ctx, s.Place)
		if fault.Is(err, fault.NotFound) || err == nil && now.revision != s.revision {
			return nil
		}
		if err != nil {
			return fault.Wrap(op, err)
		}
		s = now // it lies in another slot
	}
	return fault.New(op, fault.Unavailable, "others change it all the time")
}

// remove is a Conflict where the subscription is not what it was.
func (d *Digests) remove(ctx context.Context, s Subscription) error {
	return d.Table.Write(ctx,
		table.Delete(s.key(), table.Equal("revision", s.revision), table.Equal("slot", s.slot)),
		table.Delete(s.slotKey(s.slot)),
	)
}

// Forget takes away all that was asked for, up to an instant, where the app was
// installed: it is not there any more. It may be called again.
func (d *Digests) Forget(ctx context.Context, w install.Workspace, said time.Time) error {
	const op = "digest.Forget"
	place := Place{Installed: w}
	q := table.Query{Partition: homePartition(w.Enterprise, place.installedTeam()), Consistent: true}
	for {
		page, err := d.Table.Query(ctx, q)
		if err != nil {
			return fault.Wrap(op, err)
		}
		for _, item := range page.Items {
			s := subscriptionOf(item)
			if s.Asked.After(said) {
				continue // the app was installed anew since
			}
			if err := d.Drop(ctx, s); err != nil {
				return fault.Wrap(op, err)
			}
		}
		if q.After = page.Next; page.Next == "" {
			return nil
		}
	}
}
