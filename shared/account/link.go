package account

import (
	"context"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
)

// Link says that an identity is a person's.
type Link struct {
	ID       string // names it among the person's links
	Identity Identity
	Since    time.Time
	Gallery  gallery.ID // chosen there; "" is the person's own choice
}

// maxLinks is the most identities one person has.
const maxLinks = 50

// Link makes an identity a person's. One that is another's is a Conflict: it must be
// unlinked first. Invalid for one that can't be kept, TooLarge above 50.
func (p *People) Link(ctx context.Context, who Identity, user UserID) error {
	const op = "account.Link"
	key, ok := linkKey(who)
	if !ok || user == "" {
		return fault.New(op, fault.Invalid, "no identity")
	}
	links, err := p.Links(ctx, user)
	if err != nil {
		return fault.Wrap(op, err)
	}
	if len(links) >= maxLinks {
		return fault.New(op, fault.TooLarge, "a person has at most 50 identities")
	}
	err = p.table.Write(ctx, p.linking(key, who, user, "")...)
	if !fault.Is(err, fault.Conflict) {
		return fault.Wrap(op, err)
	}
	item, again := p.table.GetConsistent(ctx, key)
	if again == nil && item.String("user") == string(user) {
		return nil // it is theirs already
	}
	return fault.Wrap(op, err)
}

// linking are the writes that link an identity that is nobody's.
func (p *People) linking(key table.Key, who Identity, user UserID, chosen gallery.ID) []table.Write {
	attributes := table.Attributes{"user": string(user), "since": p.now().Unix()}
	for name, value := range map[string]string{
		"channel": string(who.Channel), "team": who.Team, "name": who.User, "gallery": string(chosen),
	} {
		if value != "" {
			attributes[name] = value
		}
	}
	return []table.Write{
		table.Put(table.Item{Key: key, Attributes: attributes}, table.Absent()),
		table.Put(table.Item{Key: ownLinkKey(user, key), Attributes: attributes}),
	}
}

// Links gives what a person has linked, but for what they sign in with.
func (p *People) Links(ctx context.Context, user UserID) ([]Link, error) {
	const op = "account.Links"
	from, to := table.Prefix(linkPrefix)
	page, err := p.table.Query(ctx, table.Query{Partition: userKey(user).Partition, From: from, To: to, Consistent: true})
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	var links []Link
	for _, item := range page.Items {
		l := linkOf(item)
		if l.Identity.Channel != Web {
			l.ID = strings.TrimPrefix(item.Sort, linkPrefix)
			links = append(links, l)
		}
	}
	return links, nil
}

func linkOf(item table.Item) Link {
	return Link{
		Identity: Identity{Channel: Channel(item.String("channel")), Team: item.String("team"), User: item.String("name")},
		Since:    time.Unix(item.Int("since"), 0).UTC(),
		Gallery:  gallery.ID(item.String("gallery")),
	}
}

// Unlink makes an identity nobody's. One that nobody linked is no error.
func (p *People) Unlink(ctx context.Context, who Identity) error {
	const op = "account.Unlink"
	key, ok := linkKey(who)
	if !ok {
		return fault.New(op, fault.Invalid, "no identity")
	}
	item, err := p.table.GetConsistent(ctx, key)
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil {
		return fault.Wrap(op, err)
	}
	return fault.Wrap(op, p.unlink(ctx, key, UserID(item.String("user"))))
}

// UnlinkByID makes an identity nobody's that a person's [People.Links] has under the
// id. NotFound for one that is not theirs, or is what they sign in with.
func (p *People) UnlinkByID(ctx context.Context, user UserID, id string) error {
	const op = "account.UnlinkByID"
	links, err := p.Links(ctx, user)
	if err != nil {
		return fault.Wrap(op, err)
	}
	for _, l := range links {
		if key, ok := linkKey(l.Identity); ok && l.ID == id {
			return fault.Wrap(op, p.unlink(ctx, key, user))
		}
	}
	return fault.New(op, fault.NotFound, "no such link of theirs")
}

// unlink takes a link away that is a person's, with a code that would make it again.
func (p *People) unlink(ctx context.Context, key table.Key, user UserID) error {
	code, err := p.lastCode(ctx, key)
	if err != nil {
		return err
	}
	err = p.table.Write(ctx, append(code,
		table.Delete(key, table.Equal("user", string(user))), table.Delete(ownLinkKey(user, key)), table.Delete(lastCodeKey(key)),
	)...)
	if fault.Is(err, fault.Conflict) && len(table.Failed(err)) > 0 {
		return nil // somebody was faster, and what is linked since is not ours to unlink
	}
	return err
}

// maxName is the most bytes of a channel's user or team id. Amazon's have some 200.
const maxName = 500

const linkPrefix = "L#"

// linkKey names the item of an identity's link; false for one that no channel
// sends. "#" divides the parts of a key, so that it is in none of them.
func linkKey(who Identity) (table.Key, bool) {
	for _, part := range []string{string(who.Channel), who.Team, who.User} {
		if len(part) > maxName || !printable(part) || strings.Contains(part, "#") {
			return table.Key{}, false
		}
	}
	if who.Channel == "" || who.User == "" {
		return table.Key{}, false
	}
	return table.Key{
		Partition: linkPrefix + string(who.Channel) + "#" + who.Team + "#" + who.User,
		Sort:      "link",
	}, true
}

// ownLinkKey lists a link among its person's.
func ownLinkKey(user UserID, link table.Key) table.Key {
	return table.Key{Partition: userKey(user).Partition, Sort: link.Partition}
}

func printable(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, unicode.IsControl)
}
