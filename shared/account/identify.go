package account

import (
	"context"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
)

// Identify gives the actor of an identity. With a token it is whom the token speaks
// of, and nobody else: one that is not good is Unauthenticated, whatever else is
// known of the identity. Without, it is who linked the identity; and in a Slack
// workspace that has a gallery, who linked nothing is a guest of that one, who may
// look. Else it is Unauthenticated. Denied is somebody who is no longer a member of
// the gallery they chose: the actor then says who, without a membership.
func (p *People) Identify(ctx context.Context, who Identity) (Actor, error) {
	const op = "account.Identify"
	if who.Token != "" {
		a, err := p.bearer(ctx, who)
		return a, fault.Wrap(op, err)
	}
	key, ok := linkKey(who)
	if !ok {
		return Actor{}, fault.New(op, fault.Unauthenticated, "no identity")
	}
	item, err := p.table.Get(ctx, key)
	if fault.Is(err, fault.NotFound) {
		a, err := p.guest(ctx, who)
		return a, fault.Wrap(op, err)
	}
	if err != nil {
		return Actor{}, fault.Wrap(op, err)
	}
	a, err := p.linked(ctx, who, item)
	return a, fault.Wrap(op, err)
}

// bearer gives the actor of a token, in the gallery they chose by voice where they
// speak.
func (p *People) bearer(ctx context.Context, who Identity) (Actor, error) {
	s, err := p.verify(ctx, who.Token)
	if err != nil {
		return Actor{}, err
	}
	u, err := p.Arrive(ctx, s)
	if err != nil {
		return Actor{}, err
	}
	if who.Channel == Alexa {
		return p.Actor(ctx, u, u.Spoken)
	}
	return p.Actor(ctx, u, "")
}

// linked gives the actor of a link. A link without its person is what is left of an
// account that was deleted.
func (p *People) linked(ctx context.Context, who Identity, link table.Item) (Actor, error) {
	id := UserID(link.String("user"))
	item, err := p.table.Get(ctx, userKey(id))
	if fault.Is(err, fault.NotFound) {
		return Actor{}, fault.As("account.linked", fault.Unauthenticated, err)
	}
	if err != nil {
		return Actor{}, err
	}
	chosen := gallery.ID(link.String("gallery"))
	a, err := p.Actor(ctx, userOf(id, item), chosen)
	if !fault.Is(err, fault.Denied) || chosen == "" {
		return a, err
	}
	// At their workspace's gallery everybody there may look.
	_, ours, lost := p.workspace(ctx, who)
	switch {
	case lost == nil && ours.ID == chosen:
		a.Membership = gallery.Membership{Gallery: chosen, Role: gallery.Viewer}
		return a, nil
	case lost != nil && !fault.Is(lost, fault.NotFound):
		return Actor{}, lost
	}
	return a, err
}

// guest gives who linked nothing: somebody who may look at their workspace's gallery.
func (p *People) guest(ctx context.Context, who Identity) (Actor, error) {
	const op = "account.guest"
	_, ours, err := p.workspace(ctx, who)
	if fault.Is(err, fault.NotFound) {
		return Actor{}, fault.New(op, fault.Unauthenticated, "nobody linked this identity")
	}
	if err != nil {
		return Actor{}, err
	}
	return Actor{
		User:       UserID("guest " + string(who.Channel) + " " + who.Team + " " + who.User),
		Guest:      true,
		Membership: gallery.Membership{Gallery: ours.ID, Role: gallery.Viewer},
	}, nil
}
