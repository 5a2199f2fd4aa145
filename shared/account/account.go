package account

import (
	"context"

	"shoebox/shared/gallery"
)

// UserID names a person known to Shoebox: a ULID, or the name of a local identity.
type UserID = gallery.UserID

// Channel is where an identity comes from.
type Channel string

// The channels.
const (
	Alexa Channel = "alexa"
	Slack Channel = "slack"
	Web   Channel = "web"
)

// Identity is who the channel says is asking. Only what a verified request says
// may be put here.
type Identity struct {
	Channel Channel
	User    string // Alexa user id, Slack user id (U…)
	Team    string // Slack team id (T…); "" elsewhere
	// Enterprise is Slack's organisation (E…) where there is one.
	Enterprise string
	// Name and TeamName are what the channel calls them and where they are, for who
	// is asked whether that is them; "" is not said. They decide nothing.
	Name, TeamName string
	// Token is an access token from account linking, where the channel has
	// one. Never log it.
	Token string
}

// Actor is a known person using one gallery. The zero Actor is nobody.
type Actor struct {
	User       UserID
	Name       string // what to call them; may be empty
	Membership gallery.Membership
	// Guest says that nobody knows who they are: they may look at a gallery that is
	// open to whoever speaks there.
	Guest bool
	// Zone and Locale are what the person set: an IANA name and a BCP 47 tag;
	// empty where they did not.
	Zone, Locale string
}

// Accounts finds out who an identity is.
type Accounts interface {
	// Identify gives the actor of an identity. An identity nobody has linked
	// is Unauthenticated, as is a token that is not good. Denied is somebody who
	// may use the gallery they chose no longer.
	Identify(ctx context.Context, who Identity) (Actor, error)
}
