package gallery

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/json"
	"slices"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// Share is what a link shows of a gallery to whoever has it, without an account: one
// photo, an album, or what a search finds. Exactly one of the three is set.
//
// An album and a search show what is in them when they are looked at: photos that
// come later, too. The times of a search stay those of the day it was shared.
type Share struct {
	ID    string // names it to the gallery's members; it shows nothing
	Photo PhotoID
	Album string
	Query *Query
	Words string // of the Query, as a person wrote them; 1 to 500 characters
	// Made and Until are when it was made, and when it ends.
	Made, Until time.Time
}

// Limits of shares.
const (
	// MaxShareDays is the longest that a link is good.
	MaxShareDays = 365
	// maxShares is how many of a gallery are good at a time. A race may make a
	// few more, which does no harm.
	maxShares     = 200
	maxShareWords = 500
	maxShareQuery = 32 << 10 // bytes of JSON
)

// Share makes a link to a photo, an album or a search, good for 1 to 365 days. Owners
// and editors may. The token is told once and kept nowhere: [Galleries.Shared] takes
// it. ID, Made and Until of what are not read.
//
// NotFound for a photo or an album that the gallery has not, Invalid for what is not
// exactly one thing, TooLarge where 200 links are good already.
func (g *Gallery) Share(ctx context.Context, what Share, days int) (token string, s Share, err error) {
	const op = "gallery.Share"
	if err := g.mayChange(op); err != nil {
		return "", Share{}, err
	}
	if days < 1 || days > MaxShareDays {
		return "", Share{}, fault.New(op, fault.Invalid, "a link is good for 1 to 365 days")
	}
	s, kept, err := what.kept(op)
	if err != nil {
		return "", Share{}, err
	}
	if err := g.mayBegin(ctx); err != nil {
		return "", Share{}, fault.Wrap(op, err)
	}
	if err := g.shareable(ctx, op, s); err != nil {
		return "", Share{}, fault.Wrap(op, err)
	}
	waiting, err := g.shares(ctx)
	if err != nil {
		return "", Share{}, fault.Wrap(op, err)
	}
	if len(waiting) >= maxShares {
		return "", Share{}, fault.New(op, fault.TooLarge, "a gallery has at most 200 links that are good")
	}
	token = rand.Text()
	hash := codeHash(token)
	s.ID, s.Made = hash[:16], g.all.now().UTC().Truncate(time.Second)
	s.Until = s.Made.AddDate(0, 0, days)
	kept["id"], kept["made"], kept["hash"], kept["gallery"] = s.ID, stamp(s.Made), hash, string(g.id)
	err = g.all.table.Write(ctx,
		table.Put(table.Item{Key: shareTokenKey(hash), Attributes: kept, Expires: s.Until}, table.Absent()),
		table.Put(table.Item{Key: shareKey(g.id, s.ID), Attributes: kept, Expires: s.Until}, table.Absent()),
	)
	return token, s, fault.Wrap(op, err)
}

// kept gives a share as it is kept, cleaned, and its attributes.
func (s Share) kept(op string) (Share, table.Attributes, error) {
	c := checker{op: op}
	clean := Share{Photo: s.Photo}
	a := table.Attributes{}
	things := 0
	if s.Photo != "" {
		things++
		a["photo"] = string(s.Photo)
	}
	if s.Album != "" {
		things++
		clean.Album = c.name(s.Album)
		if NewTerm(Album, clean.Album).Value == "" {
			c.fail(fault.Invalid, "an album has a name")
		}
		a["album"] = clean.Album
	}
	if s.Query != nil {
		things++
		clean.Words = c.text(s.Words, maxShareWords, "the words of a search are over 500 characters")
		q, raw, err := keptQuery(op, *s.Query)
		if err != nil {
			return Share{}, nil, err
		}
		if clean.Words == "" {
			c.fail(fault.Invalid, "a search that is shared has words")
		}
		clean.Query, a["query"], a["words"] = &q, raw, clean.Words
	}
	if things != 1 {
		c.fail(fault.Invalid, "a link is to one photo, one album or one search")
	}
	return clean, a, c.err
}

// keptQuery gives a query as a link keeps it: what it selects and in which order, but
// no page of it.
func keptQuery(op string, q Query) (Query, string, error) {
	if q.Trash {
		return Query{}, "", fault.New(op, fault.Invalid, "the trash is not shared")
	}
	if _, err := q.selector(); err != nil {
		return Query{}, "", fault.Wrap(op, err)
	}
	q.Limit, q.Cursor = 0, ""
	raw, err := json.Marshal(q)
	switch {
	case err != nil: // a year no calendar has
		return Query{}, "", fault.As(op, fault.Invalid, err)
	case len(raw) > maxShareQuery:
		return Query{}, "", fault.New(op, fault.TooLarge, "a search that is shared takes over 32 KB")
	}
	return q, string(raw), nil
}

// shareable says no to a photo or an album that is not there.
func (g *Gallery) shareable(ctx context.Context, op string, s Share) error {
	switch {
	case s.Photo != "":
		p, err := g.Photo(ctx, s.Photo)
		if err == nil && p.State != Live {
			err = fault.New(op, fault.NotFound, "the photo is in the trash")
		}
		return err
	case s.Album != "":
		page, err := g.Find(ctx, Query{All: []Term{NewTerm(Album, s.Album)}, Limit: 1})
		if err == nil && len(page.Hits) == 0 {
			err = fault.New(op, fault.NotFound, "no such album")
		}
		return err
	}
	return nil
}

// Shares gives the links that are good, the newest first. Owners and editors may ask.
func (g *Gallery) Shares(ctx context.Context) ([]Share, error) {
	const op = "gallery.Shares"
	if err := g.mayChange(op); err != nil {
		return nil, err
	}
	items, err := g.shares(ctx)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	all := make([]Share, 0, len(items))
	for _, item := range items {
		s, err := readShare(item)
		if err != nil {
			return nil, fault.Wrap(op, err)
		}
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b Share) int { return cmp.Or(b.Made.Compare(a.Made), cmp.Compare(a.ID, b.ID)) })
	return all, nil
}

func (g *Gallery) shares(ctx context.Context) ([]table.Item, error) {
	from, to := table.Prefix(sharePrefix)
	q := table.Query{Partition: galleryPartition(g.id), From: from, To: to, Consistent: true}
	var items []table.Item
	for {
		page, err := g.all.table.Query(ctx, q)
		if err != nil {
			return nil, err
		}
		items = append(items, page.Items...)
		if q.After = page.Next; q.After == "" {
			return items, nil
		}
	}
}

// readShare reads a share's item, in either of its two places.
func readShare(item table.Item) (Share, error) {
	s := Share{
		ID: item.String("id"), Photo: PhotoID(item.String("photo")), Album: item.String("album"), Words: item.String("words"), Made: unstamp(item.String("made")), Until: item.Expires.UTC(),
	}
	if raw := item.String("query"); raw != "" {
		s.Query = &Query{}
		if err := json.Unmarshal([]byte(raw), s.Query); err != nil {
			return Share{}, fault.As("gallery.readShare", fault.Internal, err)
		}
	}
	return s, nil
}

// Unshare ends a link. Owners and editors may; one that is over is no error.
func (g *Gallery) Unshare(ctx context.Context, id string) error {
	const op = "gallery.Unshare"
	if err := g.mayChange(op); err != nil {
		return err
	}
	if !identifier(id) {
		return nil
	}
	item, err := g.all.table.GetConsistent(ctx, shareKey(g.id, id))
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err == nil {
		err = g.all.table.Write(ctx, table.Delete(shareTokenKey(item.String("hash"))), table.Delete(shareKey(g.id, id)))
	}
	return fault.Wrap(op, err)
}

// A link stands in two places, which hold the same: under the hash of its token, to be
// looked up, and with its gallery, to be listed.
const sharePrefix = "S#"

func shareTokenKey(hash string) table.Key {
	return table.Key{Partition: sharePrefix + hash, Sort: only}
}

func shareKey(g ID, id string) table.Key {
	return table.Key{Partition: galleryPartition(g), Sort: sharePrefix + id}
}
