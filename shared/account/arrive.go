package account

import (
	"context"
	"crypto/rand"
	"time"

	"github.com/oklog/ulid/v2"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
)

// Arrive gives the person a token speaks of. The first time it makes them, with a
// gallery of their own; however often and in parallel, once. Unauthenticated for who
// is barred.
func (p *People) Arrive(ctx context.Context, s Subject) (User, error) {
	const op = "account.Arrive"
	who := s.identity()
	key, ok := linkKey(who)
	if !ok {
		return User{}, fault.New(op, fault.Unauthenticated, "a subject without a name")
	}
	item, err := p.table.GetConsistent(ctx, key)
	if fault.Is(err, fault.NotFound) {
		item, err = p.register(ctx, key, who)
	}
	if err != nil {
		return User{}, fault.Wrap(op, err)
	}
	id := UserID(item.String("user"))
	u, err := p.User(ctx, id)
	if fault.Is(err, fault.NotFound) { // the first time, or a first time that was cut short
		u, err = p.furnish(ctx, id, s)
	}
	if err == nil && u.Email == "" && s.Email != "" { // their first token did not say
		u, err = p.addressed(ctx, u, s.Email)
	}
	return u, fault.Wrap(op, err)
}

// addressed notes a person's address, which was not known.
func (p *People) addressed(ctx context.Context, u User, email string) (User, error) {
	change := table.Change{Set: table.Attributes{"email": email}}
	err := p.table.Write(ctx, table.Update(userKey(u.ID), change, table.Present(), table.HasNo("email")))
	if fault.Is(err, fault.Conflict) {
		return p.User(ctx, u.ID) // somebody was faster
	}
	u.Email = email
	return u, err
}

// register gives a subject the id of a person, which nobody else has.
func (p *People) register(ctx context.Context, key table.Key, who Identity) (table.Item, error) {
	id := UserID(ulid.MustNew(ulid.Timestamp(p.now()), rand.Reader).String())
	writes := append(p.linking(key, who, id, ""), table.Check(barKey(who), table.Absent()))
	err := p.table.Write(ctx, writes...)
	if err != nil && !fault.Is(err, fault.Conflict) {
		return table.Item{}, err
	}
	item, err := p.table.GetConsistent(ctx, key) // somebody may have been faster
	if fault.Is(err, fault.NotFound) {
		return table.Item{}, fault.As("account.register", fault.Unauthenticated, err) // they are barred
	}
	return item, err
}

// furnish makes the person and their gallery. What was made of it before stays.
func (p *People) furnish(ctx context.Context, id UserID, s Subject) (User, error) {
	called := s.called()
	title := "My photos"
	if called != "" {
		title = called + "'s photos"
	}
	own, err := p.galleries.Create(ctx, gallery.Personal, title, gallery.Member{User: id, Name: called})
	if err != nil {
		return User{}, err
	}
	item := table.Item{Key: userKey(id), Attributes: table.Attributes{"gallery": string(own.ID), "made": p.now().Unix()}}
	for name, value := range map[string]string{"name": called, "email": s.Email} {
		if value != "" {
			item.Attributes[name] = value
		}
	}
	if err := p.table.Write(ctx, table.Put(item, table.Absent())); err != nil && !fault.Is(err, fault.Conflict) {
		return User{}, err
	}
	return p.User(ctx, id)
}

// Introduce makes a person who is known before, such as a sample's, with what they
// linked. Somebody who is there stays as they are, and so does what is linked.
func (p *People) Introduce(ctx context.Context, u User, identities ...Identity) error {
	const op = "account.Introduce"
	if u.ID == "" || u.Gallery == "" {
		return fault.New(op, fault.Invalid, "a person needs an id and a gallery")
	}
	attributes := table.Attributes{"gallery": string(u.Gallery), "made": p.now().Unix()}
	for name, value := range map[string]string{"name": u.Name, "email": u.Email, "zone": u.Zone, "locale": u.Locale} {
		if value != "" {
			attributes[name] = value
		}
	}
	err := p.table.Write(ctx, table.Put(table.Item{Key: userKey(u.ID), Attributes: attributes}, table.Absent()))
	if err != nil && !fault.Is(err, fault.Conflict) {
		return fault.Wrap(op, err)
	}
	for _, who := range identities {
		if err := p.Link(ctx, who, u.ID); err != nil && !fault.Is(err, fault.Conflict) {
			return fault.Wrap(op, err)
		}
	}
	return nil
}

// Settings are what a person may set. A nil field stays as it is; an empty text
// takes back what was set.
type Settings struct {
	Name, Zone, Locale *string
	Gallery            *gallery.ID
}

// Set changes a person's settings: Invalid for a zone nobody knows or a name over 100
// characters, Denied for a gallery they are no member of.
func (p *People) Set(ctx context.Context, id UserID, s Settings) (User, error) {
	const op = "account.Set"
	change := table.Change{Set: table.Attributes{}}
	put := func(name string, value *string) {
		switch {
		case value == nil:
		case *value == "":
			change.Remove = append(change.Remove, name)
		default:
			change.Set[name] = *value
		}
	}
	if err := s.check(op); err != nil {
		return User{}, err
	}
	put("name", s.Name)
	put("zone", s.Zone)
	put("locale", s.Locale)
	if s.Gallery != nil {
		if _, err := p.galleries.Membership(ctx, *s.Gallery, id); err != nil {
			return User{}, fault.Wrap(op, err)
		}
		change.Set["gallery"] = string(*s.Gallery)
	}
	if len(change.Set)+len(change.Remove) > 0 {
		if err := p.table.Write(ctx, table.Update(userKey(id), change, table.Present())); err != nil {
			if fault.Is(err, fault.Conflict) {
				return User{}, fault.New(op, fault.NotFound, "nobody of that name")
			}
			return User{}, fault.Wrap(op, err)
		}
	}
	u, err := p.User(ctx, id)
	return u, fault.Wrap(op, err)
}

// Limits of settings.
const (
	maxCalled = 100 // characters of what somebody is called
	maxLocale = 35  // of a BCP 47 tag
)

func (s Settings) check(op string) error {
	if s.Name != nil && (len([]rune(*s.Name)) > maxCalled || !printable(*s.Name)) {
		return fault.New(op, fault.Invalid, "a name has at most 100 characters")
	}
	if s.Zone != nil && *s.Zone != "" {
		if _, err := time.LoadLocation(*s.Zone); err != nil || *s.Zone == "Local" {
			return fault.New(op, fault.Invalid, "no such time zone")
		}
	}
	if s.Locale != nil && (len(*s.Locale) > maxLocale || !printable(*s.Locale)) {
		return fault.New(op, fault.Invalid, "no such language")
	}
	return nil
}
