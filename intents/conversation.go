package intents

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"strings"
	"time"

	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// conversations keep the last state of an asker in the table, where the channel
// keeps none (words typed in Slack) or too little.
//
// An item has the key Q#channel#asker, with #thread behind it where the asker has
// several, and id and state as attributes.
type conversations struct {
	table *table.Table
	seals seals
	now   func() time.Time
}

// kept reports whether a channel's askers go on without giving a state back.
func kept(c account.Channel) bool { return c == account.Slack }

func (c conversations) key(r *Request) table.Key {
	key := table.Key{
		Partition: "Q#" + string(r.Channel) + "#" + keyPart(r.Identity.Team, r.Identity.User),
		Sort:      "M",
	}
	if r.Thread != "" {
		key.Partition += "#" + keyPart(r.Thread)
	}
	return key
}

// keyPart makes a part of a key of what a channel sent: readable, valid, without
// the separator, and short, yet another one for every other input.
func keyPart(parts ...string) string {
	escaped := make([]string, 0, len(parts))
	for _, p := range parts {
		if p != "" {
			escaped = append(escaped, url.QueryEscape(p))
		}
	}
	joined := strings.Join(escaped, "/")
	const longest = 400 // bytes; Alexa's user ids have about 200
	if len(joined) <= longest {
		return joined
	}
	sum := sha256.Sum256([]byte(joined))
	return hex.EncodeToString(sum[:])
}

// recall opens the state a request carries, or the asker's stored one where it
// carries none. No state at all is a NotFound; one that is of no use is Stale or
// Denied.
func (c conversations) recall(ctx context.Context, r *Request) (state, error) {
	const op = "intents.recall"
	b := bearer{gallery: r.Actor.Membership.Gallery, asker: asker(r)}
	sealed, want := r.State, ""
	if sealed != "" {
		form, payload, err := c.seals.open(sealed, b)
		if err != nil {
			return state{}, fault.Wrap(op, err)
		}
		if form == sealedWhole {
			return fresh(payload, r)
		}
		want = string(payload)
	}
	item, err := c.table.Get(ctx, c.key(r))
	if err != nil {
		return state{}, fault.Wrap(op, err)
	}
	if want != "" && item.String("id") != want {
		return state{}, fault.New(op, fault.Stale, "another conversation took its place")
	}
	if item.String("gallery") != string(b.gallery) {
		return state{}, fault.New(op, fault.Stale, "a conversation about another gallery")
	}
	return fresh(item.Bytes("state"), r)
}

// fresh unpacks a state and refuses one that is too old or of another shape.
func fresh(packed []byte, r *Request) (state, error) {
	const op = "intents.fresh"
	var s state
	if err := unpack(packed, &s); err != nil {
		return state{}, fault.Wrap(op, err)
	}
	if s.Version != stateVersion {
		return state{}, fault.New(op, fault.Stale, "another version")
	}
	if age := r.At.Sub(time.Unix(s.Issued, 0)); age > stateLife || age < -stateLife {
		return state{}, fault.New(op, fault.Stale, "too old")
	}
	return s, nil
}

// remember seals a state for the channel to keep, and stores it where the channel
// can't: it gives "" when neither can be done.
func (c conversations) remember(ctx context.Context, r *Request, s state) (sealed string, err error) {
	const op = "intents.remember"
	packed, err := pack(s)
	if err != nil {
		return "", fault.Wrap(op, err)
	}
	b := bearer{gallery: r.Actor.Membership.Gallery, asker: asker(r)}
	sealed = c.seals.seal(sealedWhole, packed, b)
	tooLong := len(sealed) > maxSealed
	if tooLong {
		sealed = c.seals.seal(sealedReference, []byte(s.ID), b)
	}
	if !tooLong && !kept(r.Channel) {
		return sealed, nil
	}
	err = c.table.Write(ctx, table.Put(table.Item{
		Key:        c.key(r),
		Attributes: table.Attributes{"id": s.ID, "gallery": string(b.gallery), "state": packed},
		Expires:    c.now().Add(stateLife),
	}))
	if err != nil && tooLong {
		return "", fault.Wrap(op, err)
	}
	return sealed, fault.Wrap(op, err)
}
