package gallery

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// Invitation lets one person become a member.
type Invitation struct {
	ID      string // names it to the owners; it invites nobody
	Gallery ID
	Name    string // of the gallery
	Role    Role
	Expires time.Time
}

// Limits of invitations.
const (
	maxInvitation  = 30 * 24 * time.Hour
	maxInvitations = 50
)

// Invite makes a code by which one person becomes a member, within at most 30 days.
// An owner may do so. The code is told once and kept nowhere. A gallery has at most
// 50 invitations that wait: TooLarge.
func (g *Gallery) Invite(ctx context.Context, role Role, good time.Duration) (code string, i Invitation, err error) {
	const op = "gallery.Invite"
	if err := g.mayManage(op); err != nil {
		return "", Invitation{}, err
	}
	if !isRole(role) || good <= 0 || good > maxInvitation {
		return "", Invitation{}, fault.New(op, fault.Invalid, "an invitation is to a role, for 30 days at most")
	}
	if err := g.mayBegin(ctx); err != nil {
		return "", Invitation{}, fault.Wrap(op, err)
	}
	waiting, err := g.invitations(ctx)
	if err != nil {
		return "", Invitation{}, fault.Wrap(op, err)
	}
	if len(waiting) >= maxInvitations {
		return "", Invitation{}, fault.New(op, fault.TooLarge, "a gallery has at most 50 invitations that wait")
	}
	profile, err := g.all.profile(ctx, g.id, g.role)
	if err != nil {
		return "", Invitation{}, fault.Wrap(op, err)
	}
	code = rand.Text()
	hash := codeHash(code)
	i = Invitation{ID: hash[:16], Gallery: g.id, Name: profile.Name, Role: role, Expires: g.all.now().Add(good).UTC().Truncate(time.Second)}
	kept := table.Attributes{"role": string(role), "gallery": string(g.id), "hash": hash}
	err = g.all.table.Write(ctx,
		table.Put(table.Item{Key: codeKey(hash), Attributes: kept, Expires: i.Expires}, table.Absent()),
		table.Put(table.Item{Key: invitationKey(g.id, i.ID), Attributes: kept, Expires: i.Expires}, table.Absent()),
	)
	return code, i, fault.Wrap(op, err)
}

// Invitations gives those that wait. An owner may ask.
func (g *Gallery) Invitations(ctx context.Context) ([]Invitation, error) {
	const op = "gallery.Invitations"
	if err := g.mayManage(op); err != nil {
		return nil, err
	}
	items, err := g.invitations(ctx)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	var all []Invitation
	for _, item := range items {
		all = append(all, Invitation{
			ID: strings.TrimPrefix(item.Sort, invitationPrefix), Gallery: g.id, Role: Role(item.String("role")), Expires: item.Expires,
		})
	}
	return all, nil
}

func (g *Gallery) invitations(ctx context.Context) ([]table.Item, error) {
	from, to := table.Prefix(invitationPrefix)
	page, err := g.all.table.Query(ctx, table.Query{Partition: galleryPartition(g.id), From: from, To: to, Consistent: true})
	return page.Items, err
}

// Withdraw ends an invitation. An owner may do so; one that is over is no error.
func (g *Gallery) Withdraw(ctx context.Context, id string) error {
	const op = "gallery.Withdraw"
	if err := g.mayManage(op); err != nil {
		return err
	}
	if !identifier(id) {
		return nil
	}
	item, err := g.all.table.GetConsistent(ctx, invitationKey(g.id, id))
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err == nil {
		err = g.all.table.Write(ctx, table.Delete(codeKey(item.String("hash"))), table.Delete(invitationKey(g.id, id)))
	}
	return fault.Wrap(op, err)
}

// Invited gives what a code invites to: NotFound for one that never was, is over or
// was used.
func (gs *Galleries) Invited(ctx context.Context, code string) (Invitation, error) {
	const op = "gallery.Invited"
	i, _, err := gs.invited(ctx, code)
	return i, fault.Wrap(op, err)
}

func (gs *Galleries) invited(ctx context.Context, code string) (i Invitation, hash string, err error) {
	hash = codeHash(code)
	item, err := gs.table.GetConsistent(ctx, codeKey(hash))
	if err != nil {
		return Invitation{}, "", err
	}
	p, err := gs.profile(ctx, ID(item.String("gallery")), "")
	if err != nil {
		return Invitation{}, "", err
	}
	return Invitation{ID: hash[:16], Gallery: p.ID, Name: p.Name, Role: Role(item.String("role")), Expires: item.Expires}, hash, nil
}

// Accept makes who has the code a member, and uses it up. Who is one already stays
// what they are, and the code stays good. NotFound as for Invited; TooLarge where the
// gallery has 100 members, or the person 100 galleries.
func (gs *Galleries) Accept(ctx context.Context, code string, who Member) (Profile, error) {
	const op = "gallery.Accept"
	if !identifier(string(who.User)) {
		return Profile{}, fault.New(op, fault.Invalid, "nobody of that name")
	}
	if err := gs.roomForOneMore(ctx, op, who.User); err != nil {
		return Profile{}, err
	}
	for attempt := range attempts {
		i, hash, err := gs.invited(ctx, code)
		if err != nil {
			return Profile{}, fault.Wrap(op, err)
		}
		if m, err := gs.Membership(ctx, i.Gallery, who.User); !fault.Is(err, fault.Denied) {
			if err != nil {
				return Profile{}, fault.Wrap(op, err)
			}
			p, err := gs.profile(ctx, i.Gallery, m.Role)
			return p, fault.Wrap(op, err)
		}
		who.Role = i.Role
		err = gs.table.Write(ctx, append(joining(i.Gallery, who, gs.now()),
			table.Delete(codeKey(hash), table.Present()),
			table.Delete(invitationKey(i.Gallery, i.ID)),
			table.Update(profileKey(i.Gallery), table.Change{Add: map[string]int64{"owners": owning(i.Role), "members": 1}}, table.Less("members", int64(MaxMembers))),
		)...)
		switch failed := table.Failed(err); {
		case err == nil:
			p, err := gs.profile(ctx, i.Gallery, i.Role)
			return p, fault.Wrap(op, err)
		case !fault.Is(err, fault.Conflict):
			return Profile{}, fault.Wrap(op, err)
		case len(failed) == 1 && failed[0] == 4:
			return Profile{}, fault.New(op, fault.TooLarge, "a gallery has at most 100 members")
		}
		if err := pause(ctx, attempt); err != nil {
			return Profile{}, fault.Wrap(op, err)
		}
	}
	return Profile{}, fault.New(op, fault.Conflict, "too many changes at once")
}

// codeHash is what a code is known by: what the table holds invites nobody.
func codeHash(code string) string {
	sum := sha256.Sum256([]byte(code))
	return hex.EncodeToString(sum[:])
}

const invitationPrefix = "N#"

func codeKey(hash string) table.Key { return table.Key{Partition: "N#" + hash, Sort: only} }

func invitationKey(g ID, id string) table.Key {
	return table.Key{Partition: galleryPartition(g), Sort: invitationPrefix + id}
}
