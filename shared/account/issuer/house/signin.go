package house

import (
	"context"
	"time"

	"shoebox/shared/account/issuer"
	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// tries names the count of wrong passwords of an address.
const tries = "tries"

const (
	mostTries = 10 // wrong passwords for one address, then it has to wait
	triesLife = 15 * time.Minute
)

// SignIn implements issuer.Issuer.
func (h *House) SignIn(ctx context.Context, email, password string) (issuer.Tokens, error) {
	const op = "house.SignIn"
	wrong := fault.New(op, fault.Unauthenticated, "wrong address or password")
	email, item, err := h.account(ctx, email)
	unknown := fault.Is(err, fault.NotFound)
	if err != nil && !unknown {
		return issuer.Tokens{}, fault.Wrap(op, err)
	}
	if unknown {
		if email != "" {
			// Counted like those of an account, which it may not be told from.
			if err := h.try(ctx, email); err != nil {
				return issuer.Tokens{}, fault.Wrap(op, err)
			}
		}
		is(nobodys, password)
		return issuer.Tokens{}, wrong
	}
	if err := h.try(ctx, email); err != nil {
		return issuer.Tokens{}, fault.Wrap(op, err)
	}
	if !is(item.String("hash"), password) {
		return issuer.Tokens{}, wrong
	}
	if !item.Bool("confirmed") {
		return issuer.Tokens{}, fault.New(op, fault.Denied, "the address is not confirmed yet")
	}
	if err := h.Table.Write(ctx, table.Delete(beside(email, tries))); err != nil {
		return issuer.Tokens{}, fault.Wrap(op, err)
	}
	tokens, err := h.tokens(ctx, item, "")
	return tokens, fault.Wrap(op, err)
}

// try counts a try before it is made: Throttled for too many within a quarter of an
// hour, right ones too, so that many at once don't get more.
func (h *House) try(ctx context.Context, email string) error {
	key := beside(email, tries)
	err := h.Table.Write(ctx, table.Put(table.Item{
		Key: key, Attributes: table.Attributes{"n": int64(1)}, Expires: h.Now().Add(triesLife),
	}, table.Absent()))
	if !fault.Is(err, fault.Conflict) {
		return err
	}
	err = h.Table.Write(ctx, table.Update(key, table.Change{Add: map[string]int64{"n": 1}}, table.Less("n", int64(mostTries))))
	if fault.Is(err, fault.Conflict) {
		return fault.As("house.try", fault.Throttled, err)
	}
	return err
}

// Remove implements issuer.Issuer.
func (h *House) Remove(ctx context.Context, access string) error {
	const op = "house.Remove"
	item, err := h.holder(ctx, access)
	if err != nil {
		return fault.Wrap(op, err)
	}
	email := item.String("email")
	// Refresh tokens are good for an account alone, and end by themselves.
	return fault.Wrap(op, h.Table.Batch(ctx, []table.Write{
		table.Delete(accountKey(email)), table.Delete(beside(email, toConfirm)), table.Delete(beside(email, toReset)), table.Delete(beside(email, tries)),
	}))
}
