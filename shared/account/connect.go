package account

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// CodeLife is how long a code joins an identity to who signs in with it.
const CodeLife = 10 * time.Minute

// Begin makes a code by which an identity is joined to the person who signs in with
// it, within ten minutes and once. It is for who speaks as that identity alone: tell
// it to nobody else. Only its hash is kept, and the code before it is good no longer.
func (p *People) Begin(ctx context.Context, who Identity) (code string, err error) {
	const op = "account.Begin"
	link, ok := linkKey(who)
	if !ok {
		return "", fault.New(op, fault.Invalid, "no identity")
	}
	code = rand.Text()
	attributes := table.Attributes{"channel": string(who.Channel), "name": who.User}
	for name, value := range map[string]string{
		"team": who.Team, "enterprise": who.Enterprise, "called": shown(who.Name), "teamcalled": shown(who.TeamName),
	} {
		if value != "" {
			attributes[name] = value
		}
	}
	key, ends := codeKey(code), p.now().Add(CodeLife)
	writes := []table.Write{
		table.Put(table.Item{Key: key, Attributes: attributes, Expires: ends}, table.Absent()),
		table.Put(table.Item{Key: lastCodeKey(link), Attributes: table.Attributes{"code": key.Partition}, Expires: ends}),
	}
	before, err := p.lastCode(ctx, link)
	if err != nil {
		return "", fault.Wrap(op, err)
	}
	return code, fault.Wrap(op, p.table.Write(ctx, append(writes, before...)...))
}

// lastCode are the writes that end the code an identity began last.
func (p *People) lastCode(ctx context.Context, link table.Key) ([]table.Write, error) {
	item, err := p.table.GetConsistent(ctx, lastCodeKey(link))
	if fault.Is(err, fault.NotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return []table.Write{table.Delete(table.Key{Partition: item.String("code"), Sort: "M"})}, nil
}

// Pending gives the identity a code is for: NotFound for one that never was, is over
// or was used.
func (p *People) Pending(ctx context.Context, code string) (Identity, error) {
	item, err := p.table.GetConsistent(ctx, codeKey(code))
	if err != nil {
		return Identity{}, fault.Wrap("account.Pending", err)
	}
	who := linkOf(item).Identity
	who.Enterprise, who.Name, who.TeamName = item.String("enterprise"), item.String("called"), item.String("teamcalled")
	return who, nil
}

// shown is a name of a channel's that can be shown; "" is one that can't.
func shown(name string) string {
	if !printable(name) || len([]rune(name)) > maxCalled {
		return ""
	}
	return name
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
	if err != nil {
		return Identity{}, fault.Wrap(op, err)
	}
	_ = p.adopt(ctx, who, user) // they are joined all the same, and Choices makes up for it
	return who, nil
}

func codeKey(code string) table.Key {
	sum := sha256.Sum256([]byte(code))
	return table.Key{Partition: "C#" + hex.EncodeToString(sum[:]), Sort: "M"}
}

// lastCodeKey tells which code an identity began last.
func lastCodeKey(link table.Key) table.Key { return table.Key{Partition: link.Partition, Sort: "code"} }
