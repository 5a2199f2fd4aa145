package account

import (
	"context"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
)

// Linked knows the people whose identities were linked, from a table. It is safe
// for concurrent use.
//
// A link is one item, L#slack#TEAM#USER or L#alexa##USER, which holds the user, the
// gallery and the role, so that finding out who asks costs one read.
type Linked struct {
	table *table.Table
}

// NewLinked makes a Linked over the links of a table.
func NewLinked(t *table.Table) *Linked { return &Linked{table: t} }

// Identify gives the actor of an identity.
func (l *Linked) Identify(ctx context.Context, who Identity) (Actor, error) {
	const op = "account.Identify"
	key, ok := linkKey(who)
	if !ok {
		return Actor{}, fault.New(op, fault.Unauthenticated, "no identity")
	}
	item, err := l.table.Get(ctx, key)
	if fault.Is(err, fault.NotFound) {
		return Actor{}, fault.As(op, fault.Unauthenticated, err)
	}
	if err != nil {
		return Actor{}, fault.Wrap(op, err)
	}
	return Actor{
		User: UserID(item.String("user")),
		Name: item.String("name"),
		Membership: gallery.Membership{
			Gallery: gallery.ID(item.String("gallery")),
			Role:    gallery.Role(item.String("role")),
		},
		Zone:   item.String("zone"),
		Locale: item.String("locale"),
	}, nil
}

// Link makes an identity that of a user, or changes what the link says of them. An
// identity that is another user's is a Conflict: it must be unlinked first. One
// that can't be kept, or an actor without user, gallery or role, is Invalid.
func (l *Linked) Link(ctx context.Context, who Identity, a Actor) error {
	const op = "account.Link"
	key, ok := linkKey(who)
	if !ok {
		return fault.New(op, fault.Invalid, "no identity")
	}
	if a.User == "" || a.Membership.Gallery == "" || a.Membership.Role == "" {
		return fault.New(op, fault.Invalid, "a link needs a user, a gallery and a role")
	}
	item := table.Item{Key: key, Attributes: table.Attributes{
		"user":    string(a.User),
		"gallery": string(a.Membership.Gallery),
		"role":    string(a.Membership.Role),
	}}
	for name, value := range map[string]string{"name": a.Name, "zone": a.Zone, "locale": a.Locale} {
		if value != "" {
			item.Attributes[name] = value
		}
	}
	freeOrOwn := table.AnyOf(table.Absent(), table.Equal("user", string(a.User)))
	return fault.Wrap(op, l.table.Write(ctx, table.Put(item, freeOrOwn)))
}

// Unlink makes an identity nobody's. One that nobody linked is no error.
func (l *Linked) Unlink(ctx context.Context, who Identity) error {
	const op = "account.Unlink"
	key, ok := linkKey(who)
	if !ok {
		return fault.New(op, fault.Invalid, "no identity")
	}
	return fault.Wrap(op, l.table.Write(ctx, table.Delete(key)))
}
