package house

import (
	"context"
	"crypto/rand"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"shoebox/shared/account"
	"shoebox/shared/account/bearer"
	"shoebox/shared/account/issuer"
	"shoebox/shared/fault"
	"shoebox/shared/table"
)

const (
	accessLife  = time.Hour
	refreshLife = 30 * 24 * time.Hour
)

// grant says for whom tokens are.
type grant struct {
	client  string
	scope   string        // "" is all
	refresh string        // the refresh token that goes on; "" makes one
	fresh   string        // what the one that is made is; "" makes it up
	unless  table.Write   // what must hold for it to be made; the zero one is nothing
	life    time.Duration // of the one that is made
}

// tokens gives tokens for an account. The access token says no more of somebody than
// Cognito's do.
func (h *House) tokens(ctx context.Context, item table.Item, g grant) (issuer.Tokens, error) {
	const op = "house.tokens"
	now := h.Now()
	expires := now.Add(accessLife)
	access, err := h.sign(ctx, bearer.Claims{
		RegisteredClaims: jwt.RegisteredClaims{
			Issuer: h.Issuer, Subject: item.String("sub"), ID: rand.Text(),
			IssuedAt: jwt.NewNumericDate(now), ExpiresAt: jwt.NewNumericDate(expires),
		},
		Use: bearer.Access, Client: g.client, Scope: g.scope, Username: hashed(item.String("email")),
	})
	if err != nil {
		return issuer.Tokens{}, err
	}
	if g.refresh == "" {
		if g.refresh = g.fresh; g.refresh == "" {
			g.refresh = rand.Text() + rand.Text()
		}
		writes := []table.Write{table.Put(table.Item{Key: refreshKey(g.refresh), Expires: now.Add(g.life), Attributes: table.Attributes{
			"account": item.Partition, "sub": item.String("sub"), "epoch": item.Int("epoch"), "client": g.client, "scope": g.scope,
		}})}
		if g.unless.Op != 0 {
			writes = append(writes, g.unless)
		}
		// Listed among the account's, so that all go when it is removed.
		writes = append(writes, table.Put(table.Item{Key: table.Key{Partition: item.Partition, Sort: refreshKey(g.refresh).Partition}, Expires: now.Add(g.life)}))
		if err := h.Table.Write(ctx, writes...); err != nil {
			return issuer.Tokens{}, fault.Wrap(op, err)
		}
	}
	return issuer.Tokens{
		Access: access, Refresh: g.refresh, Expires: expires.Truncate(time.Second),
		Subject: account.Subject{Issuer: h.Issuer, ID: item.String("sub"), Email: item.String("email"), Name: item.String("name")},
	}, nil
}

// Refresh implements issuer.Issuer.
func (h *House) Refresh(ctx context.Context, refresh string) (issuer.Tokens, error) {
	tokens, _, err := h.renew(ctx, h.Client, refresh)
	return tokens, fault.Wrap("house.Refresh", err)
}

// renew gives a client new tokens for its refresh token, and their scope.
func (h *House) renew(ctx context.Context, client, refresh string) (issuer.Tokens, string, error) {
	const op = "house.renew"
	over := fault.New(op, fault.Unauthenticated, "the session is over")
	kept, err := h.Table.GetConsistent(ctx, refreshKey(refresh))
	if fault.Is(err, fault.NotFound) || err == nil && kept.String("client") != client {
		return issuer.Tokens{}, "", over
	}
	if err != nil {
		return issuer.Tokens{}, "", err
	}
	item, err := h.Table.GetConsistent(ctx, holderKey(kept))
	if fault.Is(err, fault.NotFound) || err == nil && (item.String("sub") != kept.String("sub") || item.Int("epoch") != kept.Int("epoch")) {
		return issuer.Tokens{}, "", over
	}
	if err != nil {
		return issuer.Tokens{}, "", err
	}
	scope := kept.String("scope")
	tokens, err := h.tokens(ctx, item, grant{client: client, scope: scope, refresh: refresh})
	return tokens, scope, err
}

// SignOut implements issuer.Issuer.
func (h *House) SignOut(ctx context.Context, refresh string) error {
	return fault.Wrap("house.SignOut", h.Table.Write(ctx, table.Delete(refreshKey(refresh))))
}

// SignOutEverywhere implements issuer.Issuer. What was linked by OAuth 2 is signed out
// as well.
func (h *House) SignOutEverywhere(ctx context.Context, access string) error {
	const op = "house.SignOutEverywhere"
	item, err := h.holder(ctx, access)
	if err != nil {
		return fault.Wrap(op, err)
	}
	err = h.Table.Write(ctx, table.Update(item.Key, table.Change{Add: map[string]int64{"epoch": 1}}, table.Present()))
	if fault.Is(err, fault.Conflict) { // it was removed at the same time
		return fault.As(op, fault.Unauthenticated, err)
	}
	return fault.Wrap(op, err)
}

// holder gives the account an access token of ours speaks of.
func (h *House) holder(ctx context.Context, access string) (table.Item, error) {
	const op = "house.holder"
	c, err := h.verifier.Access(ctx, access)
	if err != nil {
		return table.Item{}, fault.Wrap(op, err)
	}
	item, err := h.Table.GetConsistent(ctx, table.Key{Partition: accounts + c.Username, Sort: "M"})
	if fault.Is(err, fault.NotFound) || err == nil && item.String("sub") != c.RegisteredClaims.Subject {
		return table.Item{}, fault.New(op, fault.Unauthenticated, "the account is gone")
	}
	return item, fault.Wrap(op, err)
}

// refreshes begins the partitions of refresh tokens.
const refreshes = "T#"

// holderKey is the account that a token or a code is of.
func holderKey(kept table.Item) table.Key {
	return table.Key{Partition: kept.String("account"), Sort: "M"}
}

func refreshKey(refresh string) table.Key {
	return table.Key{Partition: refreshes + hashed(refresh), Sort: "M"}
}
