package account

import (
	"context"
	"strings"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
)

// HeldError says why somebody can't go yet: others use these galleries, which have no
// other owner. Either somebody else is made one, or the gallery is destroyed.
type HeldError struct{ Galleries []gallery.Profile }

// Error is for logs: it names no gallery.
func (e *HeldError) Error() string { return "galleries that others use have no other owner" }

// Forget deletes an account: the galleries the person owns alone, with their photos,
// their memberships, all they have linked, and what is known of them. What they sign
// in with goes last, so that who died on the way can begin again; the account at the
// issuer is the caller's to remove after it. Somebody who is gone is no error.
//
// objects is given the objects of every photo that goes, as by [gallery.Gallery.Destroy].
// A Conflict with a [HeldError] in it says that nothing was done yet, since others
// use a gallery that has no other owner. Unavailable asks to begin again.
//
// What conversations left behind has no person in it but the names of their channels,
// and expires within a day.
func (p *People) Forget(ctx context.Context, user UserID, objects func(gallery.Objects) error) error {
	const op = "account.Forget"
	all, err := p.galleries.Of(ctx, user)
	if err != nil {
		return fault.Wrap(op, err)
	}
	if err := p.held(ctx, user, all); err != nil {
		return fault.Wrap(op, err)
	}
	if err := p.release(ctx, user); err != nil {
		return fault.Wrap(op, err)
	}
	for _, g := range all {
		if err := p.part(ctx, user, g, objects); err != nil {
			return fault.Wrap(op, err)
		}
	}
	return fault.Wrap(op, p.erase(ctx, user))
}

// held is a Conflict where galleries need the person.
func (p *People) held(ctx context.Context, user UserID, all []gallery.Profile) error {
	var held HeldError
	for _, g := range all {
		needed, err := p.needed(ctx, user, g)
		if err != nil {
			return err
		}
		if needed {
			held.Galleries = append(held.Galleries, g)
		}
	}
	if len(held.Galleries) > 0 {
		return fault.As("account.held", fault.Conflict, &held)
	}
	return nil
}

// needed reports whether others use a gallery that nobody else owns. A workspace's is
// used by everybody there, once there are photos.
func (p *People) needed(ctx context.Context, user UserID, g gallery.Profile) (bool, error) {
	if g.Role != gallery.Owner {
		return false, nil
	}
	as := p.galleries.As(gallery.Membership{Gallery: g.ID, Role: gallery.Owner})
	members, err := as.Members(ctx)
	if err != nil || otherOwner(members, user) {
		return false, err
	}
	if g.Purpose != gallery.Workspace || len(members) > 1 {
		return len(members) > 1, nil
	}
	for _, trash := range []bool{false, true} {
		page, err := as.Find(ctx, gallery.Query{Limit: 1, Trash: trash})
		if err != nil || len(page.Hits) > 0 {
			return true, err
		}
	}
	return false, nil
}

func otherOwner(members []gallery.Member, user UserID) bool {
	for _, m := range members {
		if m.User != user && m.Role == gallery.Owner {
			return true
		}
	}
	return false
}

// part takes somebody out of a gallery, and the gallery away where they are alone.
func (p *People) part(ctx context.Context, user UserID, g gallery.Profile, objects func(gallery.Objects) error) error {
	as := p.galleries.As(gallery.Membership{Gallery: g.ID, Role: gallery.Owner})
	members, err := as.Members(ctx)
	if err != nil {
		return err
	}
	if len(members) == 1 && members[0].User == user && members[0].Role == gallery.Owner {
		return as.Destroy(ctx, objects)
	}
	return p.galleries.Leave(ctx, g.ID, user)
}

// release makes all that somebody linked nobody's, but for what they sign in with.
func (p *People) release(ctx context.Context, user UserID) error {
	links, err := p.Links(ctx, user)
	if err != nil {
		return err
	}
	for _, l := range links {
		key, ok := linkKey(l.Identity)
		if !ok {
			continue
		}
		if err := p.unlink(ctx, key, user); err != nil {
			return err
		}
	}
	return nil
}

// erase takes the person away with what they sign in with, if that is all there is
// left of them.
func (p *People) erase(ctx context.Context, user UserID) error {
	const op = "account.erase"
	page, err := p.table.Query(ctx, table.Query{Partition: userKey(user).Partition, Consistent: true})
	if err != nil {
		return err
	}
	var writes []table.Write
	for _, item := range page.Items {
		name, isLink := strings.CutPrefix(item.Sort, linkPrefix)
		switch {
		case item.Key == userKey(user):
		case isLink && strings.HasPrefix(name, string(Web)+"#"):
			key := table.Key{Partition: item.Sort, Sort: "link"}
			writes = append(writes, table.Delete(key, table.AnyOf(table.Absent(), table.Equal("user", string(user)))))
		default:
			return fault.New(op, fault.Unavailable, "something came to them meanwhile")
		}
		writes = append(writes, table.Delete(item.Key))
	}
	if len(writes) == 0 {
		return nil
	}
	return p.table.Write(ctx, writes...)
}
