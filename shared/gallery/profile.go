package gallery

import (
	"context"
	"strings"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// Purpose is what a gallery is for.
type Purpose string

// The purposes.
const (
	Personal  Purpose = "personal"  // a person's own: one each
	Shared    Purpose = "shared"    // a family's, say
	Workspace Purpose = "workspace" // a Slack workspace's
)

// Profile is what is known of a gallery beside its photos.
type Profile struct {
	ID      ID
	Name    string
	Purpose Purpose
	Role    Role // of who asks; "" in a workspace's gallery that has no members
	Members int
	Made    time.Time
}

// Create makes a gallery. Its owner becomes its first member; a workspace's gallery
// may have none. A person has one Personal gallery: making it again gives the one
// that is there, and races make one. A person has at most 100 galleries: TooLarge.
func (gs *Galleries) Create(ctx context.Context, purpose Purpose, name string, owner Member) (Profile, error) {
	const op = "gallery.Create"
	name, err := galleryName(op, name)
	if err != nil {
		return Profile{}, err
	}
	alone := owner.User == "" && purpose == Workspace
	if purpose != Personal && purpose != Shared && purpose != Workspace || !alone && !identifier(string(owner.User)) {
		return Profile{}, fault.New(op, fault.Invalid, "a gallery needs a purpose and an owner")
	}
	if purpose == Personal {
		if p, err := gs.personal(ctx, owner.User); !fault.Is(err, fault.NotFound) {
			return p, fault.Wrap(op, err)
		}
	}
	if purpose == Shared {
		if err := gs.roomForOneMore(ctx, op, owner.User); err != nil {
			return Profile{}, err
		}
	}
	now := gs.now()
	p := Profile{ID: ID(newULID(now)), Name: name, Purpose: purpose, Made: now.UTC().Truncate(time.Second)}
	count := int64(0)
	var writes []table.Write
	if !alone {
		p.Role, p.Members, count = Owner, 1, 1
		owner.Role = Owner
		writes = joining(p.ID, owner, now)
	}
	writes = append(writes, table.Put(table.Item{Key: profileKey(p.ID), Attributes: table.Attributes{
		"name": p.Name, "purpose": string(purpose), "made": stamp(now), "owners": count, "members": count,
	}}, table.Absent()))
	if purpose == Personal {
		writes = append(writes, table.Put(table.Item{
			Key: personalKey(owner.User), Attributes: table.Attributes{"gallery": string(p.ID)},
		}, table.Absent()))
	}
	err = gs.table.Write(ctx, writes...)
	if purpose == Personal && fault.Is(err, fault.Conflict) {
		p, err = gs.personal(ctx, owner.User) // somebody was faster
	}
	return p, fault.Wrap(op, err)
}

// Found makes a gallery of an id that is known before, such as a sample's, with its
// owner, whom a workspace's may lack as for [Galleries.Create]. One that is there
// stays as it is.
func (gs *Galleries) Found(ctx context.Context, id ID, purpose Purpose, name string, owner Member) error {
	const op = "gallery.Found"
	name, err := galleryName(op, name)
	if err != nil {
		return err
	}
	alone := owner.User == "" && purpose == Workspace
	if !identifier(string(id)) || !alone && !identifier(string(owner.User)) {
		return fault.New(op, fault.Invalid, "a gallery needs an id and an owner")
	}
	now, count := gs.now(), int64(0)
	var writes []table.Write
	if !alone {
		count, owner.Role = 1, Owner
		writes = joining(id, owner, now)
	}
	err = gs.table.Write(ctx, append(writes, table.Put(table.Item{Key: profileKey(id), Attributes: table.Attributes{
		"name": name, "purpose": string(purpose), "made": stamp(now), "owners": count, "members": count,
	}}, table.Absent()))...)
	if fault.Is(err, fault.Conflict) && len(table.Failed(err)) > 0 {
		return nil
	}
	return fault.Wrap(op, err)
}

// personal gives a person's own gallery.
func (gs *Galleries) personal(ctx context.Context, user UserID) (Profile, error) {
	item, err := gs.table.GetConsistent(ctx, personalKey(user))
	if err != nil {
		return Profile{}, err
	}
	m, err := gs.Membership(ctx, ID(item.String("gallery")), user)
	if err != nil {
		return Profile{}, err
	}
	return gs.profile(ctx, m.Gallery, m.Role)
}

func (gs *Galleries) profile(ctx context.Context, id ID, role Role) (Profile, error) {
	item, err := gs.table.GetConsistent(ctx, profileKey(id))
	if err != nil {
		return Profile{}, err
	}
	return profileOf(item, role), nil
}

func profileOf(item table.Item, role Role) Profile {
	return Profile{
		ID: ID(strings.TrimPrefix(item.Partition, galleryPrefix)), Name: item.String("name"), Purpose: Purpose(item.String("purpose")),
		Role: role, Members: int(item.Int("members")), Made: unstamp(item.String("made")),
	}
}

// Profile gives what is known of the gallery.
func (g *Gallery) Profile(ctx context.Context) (Profile, error) {
	const op = "gallery.Profile"
	if err := g.mayLook(op); err != nil {
		return Profile{}, err
	}
	p, err := g.all.profile(ctx, g.id, g.role)
	return p, fault.Wrap(op, err)
}

// Rename gives the gallery another name, of 1 to 100 characters. An owner may do so.
func (g *Gallery) Rename(ctx context.Context, name string) error {
	const op = "gallery.Rename"
	if err := g.mayManage(op); err != nil {
		return err
	}
	name, err := galleryName(op, name)
	if err != nil {
		return err
	}
	set := table.Change{Set: table.Attributes{"name": name}}
	return fault.Wrap(op, g.all.table.Write(ctx, table.Update(profileKey(g.id), set, table.Present())))
}

// Of gives the galleries a person is a member of, the oldest first. A membership
// that began just before may be missing.
func (gs *Galleries) Of(ctx context.Context, user UserID) ([]Profile, error) {
	const op = "gallery.Of"
	if !identifier(string(user)) {
		return nil, fault.New(op, fault.Invalid, "nobody of that name")
	}
	roles, err := gs.roles(ctx, user)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	var keys []table.Key
	for _, m := range roles {
		keys = append(keys, profileKey(m.Gallery))
	}
	items, err := gs.table.BatchGet(ctx, keys)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	of := map[ID]Role{}
	for _, m := range roles {
		of[m.Gallery] = m.Role
	}
	var profiles []Profile
	for _, item := range items {
		p := profileOf(item, "")
		p.Role = of[p.ID]
		profiles = append(profiles, p)
	}
	return profiles, nil
}

// roles gives a person's memberships, in the order of the galleries' ids, which is
// that of their age. There are at most 100.
func (gs *Galleries) roles(ctx context.Context, user UserID) ([]Membership, error) {
	from, to := table.Prefix(mirrorPrefix)
	page, err := gs.table.Query(ctx, table.Query{Partition: userPartition(user), From: from, To: to})
	var all []Membership
	for _, item := range page.Items {
		all = append(all, Membership{Gallery: ID(strings.TrimPrefix(item.Sort, mirrorPrefix)), Role: Role(item.String("role"))})
	}
	return all, err
}

// roomForOneMore says no where a person has as many galleries as may be. A race may
// give them a few more, which does no harm.
func (gs *Galleries) roomForOneMore(ctx context.Context, op string, user UserID) error {
	roles, err := gs.roles(ctx, user)
	if err == nil && len(roles) >= maxGalleries {
		err = fault.New(op, fault.TooLarge, "a person has at most 100 galleries")
	}
	return fault.Wrap(op, err)
}

// joining are the writes that make somebody a member, who is none yet.
func joining(id ID, m Member, now time.Time) []table.Write {
	member := table.Attributes{"role": string(m.Role), "since": stamp(now)}
	if m.Name != "" {
		member["name"] = m.Name
	}
	return []table.Write{
		table.Put(table.Item{Key: memberKey(id, m.User), Attributes: member}, table.Absent()),
		table.Put(table.Item{Key: mirrorKey(m.User, id), Attributes: table.Attributes{"role": string(m.Role)}}),
	}
}

func galleryName(op, name string) (string, error) {
	c := checker{op: op}
	name = c.name(name)
	if name == "" {
		c.fail(fault.Invalid, "a gallery has a name")
	}
	return name, c.err
}

const galleryPrefix = "G#"

func userPartition(u UserID) string { return "U#" + string(u) }

// personalKey says which gallery is a person's own.
func personalKey(u UserID) table.Key {
	return table.Key{Partition: userPartition(u), Sort: "personal"}
}
