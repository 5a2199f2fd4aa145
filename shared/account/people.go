package account

import (
	"context"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
)

// PeopleConfig is what People are made of.
type PeopleConfig struct {
	Table     *table.Table
	Galleries *gallery.Galleries
	// Verify says whom a token speaks of; nil trusts nobody's.
	Verify Verify
	Now    func() time.Time
}

// People are all who use Shoebox: they are made at their first login, and known by
// what they linked. It is safe for concurrent use.
//
//	key                           what
//	U#user              M         the person: name, address, zone, locale, the galleries they chose
//	L#channel#team#user link      whose an identity is, and the gallery they chose there
//	L#channel#team#user code      the code it began last
//	U#user              L#...     the same link, to list
//	C#sha256            M         a code that joins an identity to who signs in with it
//	W#slack#team        M         who put the app into a workspace
//	Z#sha256            M         a subject who was deleted: their tokens make nobody anew
//
// What they are in a gallery lies there; see package gallery.
type People struct {
	table     *table.Table
	galleries *gallery.Galleries
	verify    Verify
	now       func() time.Time
}

// NewPeople makes People over a table.
func NewPeople(c PeopleConfig) *People {
	if c.Verify == nil {
		c.Verify = untrusted
	}
	return &People{c.Table, c.Galleries, c.Verify, c.Now}
}

// User is a person.
type User struct {
	ID    UserID
	Name  string
	Email string // "" is not known
	// Zone and Locale are what they set: an IANA name and a BCP 47 tag.
	Zone, Locale string
	Gallery      gallery.ID // the one they use where they said nothing else
	Spoken       gallery.ID // the one they chose by voice; "" is none
	Made         time.Time
}

// User gives a person; NotFound for nobody.
func (p *People) User(ctx context.Context, id UserID) (User, error) {
	const op = "account.User"
	item, err := p.table.GetConsistent(ctx, userKey(id))
	if err != nil {
		return User{}, fault.Wrap(op, err)
	}
	return userOf(id, item), nil
}

func userOf(id UserID, item table.Item) User {
	return User{
		ID: id, Name: item.String("name"), Email: item.String("email"), Zone: item.String("zone"), Locale: item.String("locale"),
		Gallery: gallery.ID(item.String("gallery")), Spoken: gallery.ID(item.String("spoken")), Made: time.Unix(item.Int("made"), 0).UTC(),
	}
}

func userKey(id UserID) table.Key { return table.Key{Partition: "U#" + string(id), Sort: "M"} }

// Actor gives what a person is in a gallery; their own choice where id is "". Denied
// where they are no member: the actor then has no membership.
func (p *People) Actor(ctx context.Context, u User, id gallery.ID) (Actor, error) {
	const op = "account.Actor"
	if id == "" {
		id = u.Gallery
	}
	m, err := p.galleries.Membership(ctx, id, u.ID)
	if err != nil && !fault.Is(err, fault.Denied) {
		return Actor{}, fault.Wrap(op, err)
	}
	return Actor{User: u.ID, Name: u.Name, Membership: m, Zone: u.Zone, Locale: u.Locale}, fault.Wrap(op, err)
}
