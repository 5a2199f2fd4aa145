package house

import (
	"context"
	"crypto/rand"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"shoebox/shared/account"
	"shoebox/shared/account/issuer"
	"shoebox/shared/fault"
	"shoebox/shared/table"
)

const (
	accessLife  = time.Hour
	refreshLife = 30 * 24 * time.Hour
)

// claims are those of Cognito's tokens. Source: Amazon Cognito Developer Guide,
// "Understanding user pool JSON web tokens".
type claims struct {
	jwt.RegisteredClaims
	Use    string `json:"token_use"`           // access or id
	Client string `json:"client_id,omitempty"` // of an access token
	Email  string `json:"email,omitempty"`     // of an id token
	Name   string `json:"name,omitempty"`      // of an id token
	// Holder finds the account again; it is of this issuer alone.
	Holder string `json:"username,omitempty"`
}

// tokens gives tokens for an account. refresh is kept where there is one.
func (h *House) tokens(ctx context.Context, item table.Item, refresh string) (issuer.Tokens, error) {
	const op = "house.tokens"
	now := h.Now()
	expires := now.Add(accessLife)
	c := claims{
		RegisteredClaims: jwt.RegisteredClaims{
			Issuer: h.Issuer, Subject: item.String("sub"), ID: rand.Text(),
			IssuedAt: jwt.NewNumericDate(now), ExpiresAt: jwt.NewNumericDate(expires),
		},
		Use: "access", Client: h.Client, Holder: item.String("email"), Email: item.String("email"), Name: item.String("name"),
	}
	access, err := h.sign(ctx, c)
	if err != nil {
		return issuer.Tokens{}, err
	}
	if refresh == "" {
		refresh = rand.Text() + rand.Text()
		err = h.Table.Write(ctx, table.Put(table.Item{Key: refreshKey(refresh), Expires: now.Add(refreshLife), Attributes: table.Attributes{
			"email": item.String("email"), "sub": item.String("sub"), "epoch": item.Int("epoch"),
		}}))
	}
	return issuer.Tokens{
		Access: access, Refresh: refresh, Expires: expires.Truncate(time.Second),
		Subject: account.Subject{Issuer: h.Issuer, ID: item.String("sub"), Email: item.String("email"), Name: item.String("name")},
	}, fault.Wrap(op, err)
}

// Refresh implements issuer.Issuer.
func (h *House) Refresh(ctx context.Context, refresh string) (issuer.Tokens, error) {
	const op = "house.Refresh"
	over := fault.New(op, fault.Unauthenticated, "the session is over")
	kept, err := h.Table.GetConsistent(ctx, refreshKey(refresh))
	if fault.Is(err, fault.NotFound) {
		return issuer.Tokens{}, over
	}
	if err != nil {
		return issuer.Tokens{}, fault.Wrap(op, err)
	}
	item, err := h.Table.GetConsistent(ctx, accountKey(kept.String("email")))
	if fault.Is(err, fault.NotFound) || err == nil && (item.String("sub") != kept.String("sub") || item.Int("epoch") != kept.Int("epoch")) {
		return issuer.Tokens{}, over
	}
	if err != nil {
		return issuer.Tokens{}, fault.Wrap(op, err)
	}
	tokens, err := h.tokens(ctx, item, refresh)
	return tokens, fault.Wrap(op, err)
}

// SignOut implements issuer.Issuer.
func (h *House) SignOut(ctx context.Context, refresh string) error {
	return fault.Wrap("house.SignOut", h.Table.Write(ctx, table.Delete(refreshKey(refresh))))
}

// SignOutEverywhere implements issuer.Issuer.
func (h *House) SignOutEverywhere(ctx context.Context, access string) error {
	const op = "house.SignOutEverywhere"
	item, err := h.holder(ctx, access)
	if err == nil {
		err = h.Table.Write(ctx, table.Update(item.Key, table.Change{Add: map[string]int64{"epoch": 1}}, table.Present()))
	}
	return fault.Wrap(op, err)
}

// holder gives the account an access token of ours speaks of.
func (h *House) holder(ctx context.Context, access string) (table.Item, error) {
	const op = "house.holder"
	var c claims
	_, err := jwt.ParseWithClaims(access, &c, func(t *jwt.Token) (any, error) {
		id, _ := t.Header["kid"].(string)
		return h.public(ctx, id)
	}, jwt.WithValidMethods([]string{"RS256"}), jwt.WithIssuer(h.Issuer), jwt.WithExpirationRequired(), jwt.WithTimeFunc(h.Now))
	if err != nil || c.Use != "access" || c.Client != h.Client {
		return table.Item{}, fault.New(op, fault.Unauthenticated, "the token is not good")
	}
	item, err := h.Table.GetConsistent(ctx, accountKey(c.Holder))
	if fault.Is(err, fault.NotFound) || err == nil && item.String("sub") != c.Subject {
		return table.Item{}, fault.New(op, fault.Unauthenticated, "the account is gone")
	}
	return item, fault.Wrap(op, err)
}

func refreshKey(refresh string) table.Key {
	return table.Key{Partition: "T#" + hashed(refresh), Sort: "M"}
}
