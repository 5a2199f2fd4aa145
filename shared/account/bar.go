package account

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// barred is how long access tokens can be good that were given out before: an hour,
// and some for clocks that differ.
const barred = 70 * time.Minute

// Bar keeps the tokens that a subject has from making them a person anew: they stay
// good for a while after their account was deleted. Who is a person still is not
// touched. Only a hash is kept, for 70 minutes.
func (p *People) Bar(ctx context.Context, s Subject) error {
	item := table.Item{Key: barKey(s.identity()), Attributes: table.Attributes{"barred": true}, Expires: p.now().Add(barred)}
	return fault.Wrap("account.Bar", p.table.Write(ctx, table.Put(item)))
}

// Unbar lets a subject be made a person again: it is for who just signed in, which
// shows that the issuer knows them.
func (p *People) Unbar(ctx context.Context, s Subject) error {
	return fault.Wrap("account.Unbar", p.table.Write(ctx, table.Delete(barKey(s.identity()))))
}

func barKey(who Identity) table.Key {
	sum := sha256.Sum256([]byte(string(who.Channel) + "#" + who.Team + "#" + who.User))
	return table.Key{Partition: "Z#" + hex.EncodeToString(sum[:]), Sort: "M"}
}
