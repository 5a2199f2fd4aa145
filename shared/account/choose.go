package account

import (
	"context"
	"strings"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
)

// Choices gives the galleries an identity may use: those its person is a member of,
// the oldest first, and in Slack the workspace's, at which everybody there may look.
// It is Unauthenticated for an identity that is nobody's.
func (p *People) Choices(ctx context.Context, who Identity) ([]gallery.Profile, error) {
	const op = "account.Choices"
	user, err := p.whose(ctx, who)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	all, err := p.choices(ctx, who, user)
	return all, fault.Wrap(op, err)
}

func (p *People) choices(ctx context.Context, who Identity, user UserID) ([]gallery.Profile, error) {
	// Who connected while the store was down adopts their workspace's gallery now.
	if err := p.adopt(ctx, who, user); err != nil {
		return nil, err
	}
	all, err := p.galleries.Of(ctx, user)
	if err != nil {
		return nil, err
	}
	_, ours, err := p.workspace(ctx, who)
	switch {
	case fault.Is(err, fault.NotFound):
		return all, nil
	case err != nil:
		return nil, err
	}
	for _, g := range all {
		if g.ID == ours.ID {
			return all, nil
		}
	}
	return append(all, ours), nil
}

// whose gives the person of an identity: of its token where it has one, and of that
// alone; else who linked it.
func (p *People) whose(ctx context.Context, who Identity) (UserID, error) {
	const op = "account.whose"
	if who.Token != "" {
		s, err := p.verify(ctx, who.Token)
		if err != nil {
			return "", err
		}
		u, err := p.Arrive(ctx, s)
		return u.ID, err
	}
	key, ok := linkKey(who)
	if !ok {
		return "", fault.New(op, fault.Unauthenticated, "no identity")
	}
	item, err := p.table.GetConsistent(ctx, key)
	if fault.Is(err, fault.NotFound) {
		return "", fault.As(op, fault.Unauthenticated, err)
	}
	return UserID(item.String("user")), err
}

// Use has an identity use one of its [People.Choices], by its name or the beginning
// of it: NotFound for none of that name, Conflict for several, Unauthenticated for an
// identity that is nobody's. What is chosen by voice holds for all of a person's
// devices, what is chosen in Slack for that workspace.
func (p *People) Use(ctx context.Context, who Identity, name string) (gallery.Profile, error) {
	const op = "account.Use"
	user, err := p.whose(ctx, who)
	if err != nil {
		return gallery.Profile{}, fault.Wrap(op, err)
	}
	all, err := p.choices(ctx, who, user)
	if err != nil {
		return gallery.Profile{}, fault.Wrap(op, err)
	}
	chosen, err := named(op, all, name)
	if err != nil {
		return gallery.Profile{}, err
	}
	if who.Token != "" {
		set := table.Change{Set: table.Attributes{"spoken": string(chosen.ID)}}
		return chosen, fault.Wrap(op, p.table.Write(ctx, table.Update(userKey(user), set, table.Present())))
	}
	key, _ := linkKey(who)
	set := table.Change{Set: table.Attributes{"gallery": string(chosen.ID)}}
	err = p.table.Write(ctx,
		table.Update(key, set, table.Equal("user", string(user))),
		table.Update(ownLinkKey(user, key), set, table.Present()),
	)
	return chosen, fault.Wrap(op, err)
}

// named gives the one gallery of a name: the whole name goes before its beginning.
// Its id is a name too, that no other has.
func named(op string, all []gallery.Profile, name string) (gallery.Profile, error) {
	name = strings.ToLower(strings.TrimSpace(name))
	var whole, begin []gallery.Profile
	for _, g := range all {
		switch own := strings.ToLower(g.Name); {
		case strings.EqualFold(string(g.ID), name):
			return g, nil
		case own == name:
			whole = append(whole, g)
		case name != "" && strings.HasPrefix(own, name):
			begin = append(begin, g)
		}
	}
	if len(whole) > 0 {
		begin = whole
	}
	switch len(begin) {
	case 1:
		return begin[0], nil
	case 0:
		return gallery.Profile{}, fault.New(op, fault.NotFound, "no gallery of that name")
	default:
		return gallery.Profile{}, fault.New(op, fault.Conflict, "several galleries of that name")
	}
}
