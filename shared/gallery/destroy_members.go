package gallery

import (
	"context"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// lastOwners is how many owners stay until the very end: as many as one transaction
// can take out, each with their own list of galleries.
const lastOwners = 40

// clearLinks ends invitations and links. What they are looked up by goes first: what
// lists them is how to find it.
func (g *Gallery) clearLinks(ctx context.Context) error {
	for prefix, lookup := range map[string]func(hash string) table.Key{invitationPrefix: codeKey, sharePrefix: shareTokenKey} {
		from, to := table.Prefix(prefix)
		q := table.Query{Partition: galleryPartition(g.id), From: from, To: to, Consistent: true}
		err := g.pages(ctx, q, func(items []table.Item) error {
			var lookups []table.Key
			for _, i := range items {
				lookups = append(lookups, lookup(i.String("hash")))
			}
			if err := g.remove(ctx, lookups); err != nil {
				return err
			}
			return g.remove(ctx, keys(items))
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// clearMembers ends the memberships, those of owners together with the rest of what
// is known of the gallery, all or none: as long as anything is left, an owner is.
func (g *Gallery) clearMembers(ctx context.Context) error {
	if err := g.clearLinks(ctx); err != nil { // one may have been made meanwhile
		return err
	}
	members, err := g.members(ctx)
	if err != nil {
		return err
	}
	var mirrors, others, last []table.Key
	owners := 0
	for _, m := range members {
		if m.Role == Owner && owners < lastOwners {
			owners++
			last = append(last, mirrorKey(m.User, g.id), memberKey(g.id, m.User))
			continue
		}
		mirrors, others = append(mirrors, mirrorKey(m.User, g.id)), append(others, memberKey(g.id, m.User))
	}
	own, err := g.all.ownedAlone(ctx, g.id, members)
	if err != nil {
		return err
	}
	for _, some := range [][]table.Key{mirrors, others} {
		if err := g.remove(ctx, some); err != nil {
			return err
		}
	}
	last = append(last, own...)
	last = append(last, profileKey(g.id), numbersKey(g.id), journalKey(g.id, closedSort))
	var writes []table.Write
	for _, key := range last {
		writes = append(writes, table.Delete(key))
	}
	return g.all.table.Write(ctx, writes...)
}

// ownedAlone gives what says that a gallery is the Personal one of a member.
func (gs *Galleries) ownedAlone(ctx context.Context, id ID, members []Member) ([]table.Key, error) {
	p, err := gs.profile(ctx, id, "")
	if fault.Is(err, fault.NotFound) || err == nil && p.Purpose != Personal {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var own []table.Key
	for _, m := range members {
		is, err := gs.isOwn(ctx, id, m.User)
		if err != nil {
			return nil, err
		}
		if is {
			own = append(own, personalKey(m.User))
		}
	}
	return own, nil
}

// isOwn reports whether a gallery is somebody's Personal one.
func (gs *Galleries) isOwn(ctx context.Context, id ID, user UserID) (bool, error) {
	item, err := gs.table.GetConsistent(ctx, personalKey(user))
	if fault.Is(err, fault.NotFound) {
		return false, nil
	}
	return item.String("gallery") == string(id), err
}
