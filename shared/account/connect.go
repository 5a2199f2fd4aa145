package account

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
)

// CodeLife is how long a code joins an identity to who signs in with it.
const CodeLife = 10 * time.Minute

// Begin makes a code by which an identity is joined to the person who signs in with
// it, within ten minutes and once. It is for who speaks as that identity alone: tell
// it to nobody else. Only its hash is kept.
func (p *People) Begin(ctx context.Context, who Identity) (code string, err error) {
	const op = "account.Begin"
	if _, ok := linkKey(who); !ok {
		return "", fault.New(op, fault.Invalid, "no identity")
	}
	code = rand.Text()
	attributes := table.Attributes{"channel": string(who.Channel), "name": who.User}
	if who.Team != "" {
		attributes["team"] = who.Team
	}
	item := table.Item{Key: codeKey(code), Attributes: attributes, Expires: p.now().Add(CodeLife)}
	return code, fault.Wrap(op, p.table.Write(ctx, table.Put(item, table.Absent())))
}

// Pending gives the identity a code is for: NotFound for one that never was, is over
// or was used.
func (p *People) Pending(ctx context.Context, code string) (Identity, error) {
	item, err := p.table.GetConsistent(ctx, codeKey(code))
	if err != nil {
		return Identity{}, fault.Wrap("account.Pending", err)
	}
	return linkOf(item).Identity, nil
}

// Finish joins the identity of a code to a person, and uses the code up. NotFound as
// for Pending; Conflict where the identity is another person's, who has to
// disconnect it first.
func (p *People) Finish(ctx context.Context, code string, user UserID) (Identity, error) {
	const op = "account.Finish"
	who, err := p.Pending(ctx, code)
	if err != nil {
		return Identity{}, fault.Wrap(op, err)
	}
	// Whoever deletes the code first has it.
	err = p.table.Write(ctx, table.Delete(codeKey(code), table.Present()))
	if fault.Is(err, fault.Conflict) {
		return Identity{}, fault.As(op, fault.NotFound, err)
	}
	if err == nil {
		err = p.Link(ctx, who, user)
	}
	return who, fault.Wrap(op, err)
}

// Use has an identity use one of its person's galleries, by its name or the
// beginning of it: NotFound for none of that name, Conflict for several,
// Unauthenticated for an identity that is nobody's.
func (p *People) Use(ctx context.Context, who Identity, name string) (gallery.Profile, error) {
	const op = "account.Use"
	key, ok := linkKey(who)
	if !ok {
		return gallery.Profile{}, fault.New(op, fault.Unauthenticated, "no identity")
	}
	item, err := p.table.GetConsistent(ctx, key)
	if fault.Is(err, fault.NotFound) {
		return gallery.Profile{}, fault.As(op, fault.Unauthenticated, err)
	}
	if err != nil {
		return gallery.Profile{}, fault.Wrap(op, err)
	}
	user := UserID(item.String("user"))
	all, err := p.galleries.Of(ctx, user)
	if err != nil {
		return gallery.Profile{}, fault.Wrap(op, err)
	}
	chosen, err := named(op, all, name)
	if err != nil {
		return gallery.Profile{}, err
	}
	set := table.Change{Set: table.Attributes{"gallery": string(chosen.ID)}}
	err = p.table.Write(ctx,
		table.Update(key, set, table.Equal("user", string(user))),
		table.Update(ownLinkKey(user, key), set, table.Present()),
	)
	return chosen, fault.Wrap(op, err)
}

// named gives the one gallery of a name: the whole name goes before its beginning.
func named(op string, all []gallery.Profile, name string) (gallery.Profile, error) {
	name = strings.ToLower(strings.TrimSpace(name))
	var begin []gallery.Profile
	for _, g := range all {
		switch own := strings.ToLower(g.Name); {
		case own == name:
			return g, nil
		case name != "" && strings.HasPrefix(own, name):
			begin = append(begin, g)
		}
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

func codeKey(code string) table.Key {
	sum := sha256.Sum256([]byte(code))
	return table.Key{Partition: "C#" + hex.EncodeToString(sum[:]), Sort: "M"}
}
