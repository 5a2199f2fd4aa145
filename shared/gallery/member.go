package gallery

import (
	"context"
	"strings"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// UserID names a person: a ULID, or another name of 1 to 40 ASCII letters, digits,
// "-" and "_".
type UserID string

// Member is somebody who uses a gallery.
type Member struct {
	User  UserID
	Name  string // what to call them; may be empty
	Role  Role
	Since time.Time
}

// MaxMembers is the most members of one gallery.
const MaxMembers = 100

// maxGalleries is the most galleries one person is a member of.
const maxGalleries = 100

// Membership gives what a person is in a gallery, as it is now; Denied where they are
// no member of it, or there is no such gallery.
func (gs *Galleries) Membership(ctx context.Context, id ID, user UserID) (Membership, error) {
	const op = "gallery.Membership"
	denied := fault.New(op, fault.Denied, "not a member of the gallery")
	if !identifier(string(id)) || !identifier(string(user)) {
		return Membership{}, denied
	}
	item, err := gs.table.GetConsistent(ctx, memberKey(id, user))
	if fault.Is(err, fault.NotFound) {
		return Membership{}, denied
	}
	if err != nil {
		return Membership{}, fault.Wrap(op, err)
	}
	return Membership{Gallery: id, Role: Role(item.String("role"))}, nil
}

// Members gives all members, in the order of their ids.
func (g *Gallery) Members(ctx context.Context) ([]Member, error) {
	const op = "gallery.Members"
	if err := g.mayLook(op); err != nil {
		return nil, err
	}
	members, err := g.members(ctx)
	return members, fault.Wrap(op, err)
}

func (g *Gallery) members(ctx context.Context) ([]Member, error) {
	from, to := table.Prefix(memberPrefix)
	var members []Member
	q := table.Query{Partition: galleryPartition(g.id), From: from, To: to, Consistent: true}
	for {
		page, err := g.all.table.Query(ctx, q)
		if err != nil {
			return nil, err
		}
		for _, item := range page.Items {
			members = append(members, Member{
				User: UserID(strings.TrimPrefix(item.Sort, memberPrefix)),
				Name: item.String("name"), Role: Role(item.String("role")), Since: unstamp(item.String("since")),
			})
		}
		if page.Next == "" {
			return members, nil
		}
		q.After = page.Next
	}
}

// SetRole gives a member another role. An owner may do so. The last owner stays one:
// that is a Conflict. NotFound for somebody who is no member.
func (g *Gallery) SetRole(ctx context.Context, user UserID, role Role) error {
	const op = "gallery.SetRole"
	if err := g.mayManage(op); err != nil {
		return err
	}
	if !isRole(role) {
		return fault.New(op, fault.Invalid, "a role is owner, editor or viewer")
	}
	return fault.Wrap(op, g.all.memberChange(ctx, op, g.id, user, func(now Role) []table.Write {
		if now == role {
			return nil
		}
		was := table.Equal("role", string(now))
		set := table.Change{Set: table.Attributes{"role": string(role)}}
		return []table.Write{
			table.Update(memberKey(g.id, user), set, was),
			table.Update(mirrorKey(user, g.id), set, table.Present()),
			owners(g.id, owning(role)-owning(now), 0),
		}
	}))
}

// Remove ends a membership. An owner may do so. The last owner stays: that is a
// Conflict. Somebody who is no member is no error.
func (g *Gallery) Remove(ctx context.Context, user UserID) error {
	const op = "gallery.Remove"
	if err := g.mayManage(op); err != nil {
		return err
	}
	return fault.Wrap(op, g.all.leave(ctx, op, g.id, user))
}

// Leave ends a person's own membership, as Remove does; user is who asks.
func (gs *Galleries) Leave(ctx context.Context, id ID, user UserID) error {
	const op = "gallery.Leave"
	return fault.Wrap(op, gs.leave(ctx, op, id, user))
}

func (gs *Galleries) leave(ctx context.Context, op string, id ID, user UserID) error {
	if !identifier(string(user)) {
		return nil
	}
	own, err := gs.isOwn(ctx, id, user)
	if err != nil {
		return err
	}
	err = gs.memberChange(ctx, op, id, user, func(now Role) []table.Write {
		writes := []table.Write{
			table.Delete(memberKey(id, user), table.Equal("role", string(now))),
			table.Delete(mirrorKey(user, id)),
		}
		if own { // it is not theirs any more; they may have another
			writes = append(writes, table.Delete(personalKey(user)))
		}
		return append(writes, owners(id, -owning(now), -1))
	})
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	return err
}

// memberChange makes what a member's role now asks for, again while others change
// members at the same time.
func (gs *Galleries) memberChange(ctx context.Context, op string, id ID, user UserID, writes func(now Role) []table.Write) error {
	if !identifier(string(user)) {
		return fault.New(op, fault.NotFound, "nobody of that name")
	}
	var err error
	for attempt := range attempts {
		var m Membership
		if m, err = gs.Membership(ctx, id, user); fault.Is(err, fault.Denied) {
			return fault.New(op, fault.NotFound, "not a member of the gallery")
		}
		if err != nil {
			return err
		}
		made := writes(m.Role)
		if len(made) == 0 {
			return nil
		}
		if err = gs.table.Write(ctx, made...); !fault.Is(err, fault.Conflict) {
			return err
		}
		if failed := table.Failed(err); len(failed) == 1 && failed[0] == len(made)-1 {
			return fault.New(op, fault.Conflict, "a gallery keeps an owner: make somebody else one first")
		}
		if err := pause(ctx, attempt); err != nil {
			return err
		}
	}
	return err
}

// owners counts owners and members of a gallery, of which the last owner can't go.
func owners(id ID, owners, members int64) table.Write {
	change := table.Change{Add: map[string]int64{"owners": owners, "members": members}}
	if owners < 0 {
		return table.Update(profileKey(id), change, table.AtLeast("owners", int64(2)))
	}
	return table.Update(profileKey(id), change, table.Present())
}

// owning is 1 for a role that counts as an owner.
func owning(r Role) int64 {
	if r == Owner {
		return 1
	}
	return 0
}

// isRole reports whether a role is one of the three.
func isRole(r Role) bool { return r == Owner || r == Editor || r == Viewer }

// mayManage says no to who may not decide about members.
func (g *Gallery) mayManage(op string) error {
	if g.role == Owner {
		return nil
	}
	if err := g.mayLook(op); err != nil {
		return err
	}
	return fault.New(op, fault.Denied, "only an owner may")
}

// Members and what is known of a gallery beside its photos:
//
//	key                  what
//	G#gallery profile    name, purpose, quota, how many members and owners
//	G#gallery U#user     a member
//	G#gallery N#id       an invitation
//	G#gallery S#id       a link that shows something to strangers
//	U#user    G#gallery  the same membership, to list somebody's galleries
//	U#user    personal   which gallery is their own
//	N#sha256  M          the same invitation, to find by its code
//	S#sha256  M          the same link, to find by its token
const memberPrefix = "U#"

func galleryPartition(g ID) string { return galleryPrefix + string(g) }

func profileKey(g ID) table.Key { return table.Key{Partition: galleryPartition(g), Sort: "profile"} }

func memberKey(g ID, u UserID) table.Key {
	return table.Key{Partition: galleryPartition(g), Sort: memberPrefix + string(u)}
}

// mirrorKey lists a person's galleries.
func mirrorKey(u UserID, g ID) table.Key {
	return table.Key{Partition: userPartition(u), Sort: mirrorPrefix + string(g)}
}

const mirrorPrefix = "G#"
