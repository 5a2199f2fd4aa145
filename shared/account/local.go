package account

import (
	"context"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// Person is somebody known by one or more identities.
type Person struct {
	Actor
	Identities []Identity
}

// Local knows the people it was made with and nobody else: Accounts for a command
// on a laptop, whose channels are simulators. It is safe for concurrent use.
type Local struct {
	actors map[handle]Actor
	guests gallery.Membership
}

// handle is what tells identities apart. The token and the organisation do not.
type handle struct {
	channel    Channel
	team, user string
}

func (i Identity) handle() handle { return handle{i.Channel, i.Team, i.User} }

// NewLocal makes a Local of the people it is to know. It panics on an identity
// without a channel or user, or one that two people share, since those are
// mistakes of the program's setup.
func NewLocal(people ...Person) *Local {
	l := &Local{actors: map[handle]Actor{}}
	for _, p := range people {
		for _, i := range p.Identities {
			h := i.handle()
			if h.channel == "" || h.user == "" {
				panic("account.NewLocal: an identity without a channel or user")
			}
			if _, taken := l.actors[h]; taken {
				panic("account.NewLocal: two people of one identity")
			}
			l.actors[h] = p.Actor
		}
	}
	return l
}

// Welcome lets in whom nobody knows, each as a guest of their own with this
// membership. It is for a laptop, where whoever runs the command decides which
// Slack app or skill reaches it; the channel has verified that it is that one.
func (l *Local) Welcome(guests gallery.Membership) *Local {
	l.guests = guests
	return l
}

// Identify gives the actor of an identity.
func (l *Local) Identify(_ context.Context, who Identity) (Actor, error) {
	actor, known := l.actors[who.handle()]
	if !known && l.guests != (gallery.Membership{}) && who.Channel != "" && who.User != "" {
		guest := UserID("guest " + string(who.Channel) + " " + who.Team + " " + who.User)
		return Actor{User: guest, Guest: true, Membership: l.guests}, nil
	}
	if !known {
		return Actor{}, fault.New("account.Local.Identify", fault.Unauthenticated, "unknown identity")
	}
	return actor, nil
}
