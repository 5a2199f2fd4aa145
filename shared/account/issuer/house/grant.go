package house

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"strings"
	"time"

	"shoebox/shared/account/issuer"
	"shoebox/shared/fault"
	"shoebox/shared/table"
)

const (
	// grantLife is how long a client may take to make tokens of a code, which it does at
	// once.
	grantLife = 2 * time.Minute
	// usedLife is how long it is noticed that a code comes again.
	usedLife = 24 * time.Hour
	// linkedLife is how long what was linked stays so: nobody wants to link their
	// speakers anew each month.
	linkedLife = 365 * 24 * time.Hour
)

// give makes a code that a client can make tokens of, once.
func (h *House) give(ctx context.Context, account table.Item, a ask) (string, error) {
	code := rand.Text() + rand.Text()
	return code, h.Table.Write(ctx, table.Put(table.Item{Key: codeKey(code), Expires: h.Now().Add(usedLife), Attributes: table.Attributes{
		"until": h.Now().Add(grantLife).Unix(), "client": a.client.ID, "redirect": a.redirect, "challenge": a.challenge, "scope": a.scope,
		"account": account.Partition, "sub": account.String("sub"), "epoch": account.Int("epoch"),
	}}))
}

// redemption is what a client shows to make tokens of a code.
type redemption struct {
	client                   Client
	code, redirect, verifier string
}

// redeem makes tokens of a code, and tells their scope: Stale for one that is wrong,
// over or used, or somebody else's. Whatever is wrong, the code is used up by it. One
// that comes twice was stolen, before or after, so that what was made of it ends.
// Source: RFC 6749, 4.1.2 and 10.5.
func (h *House) redeem(ctx context.Context, r redemption) (issuer.Tokens, string, error) {
	const op = "house.redeem"
	stale := fault.New(op, fault.Stale, "the code is not good, or no longer")
	key := codeKey(r.code)
	kept, err := h.Table.GetConsistent(ctx, key)
	if fault.Is(err, fault.NotFound) || err == nil && kept.String("client") != r.client.ID {
		return issuer.Tokens{}, "", stale
	}
	if err != nil {
		return issuer.Tokens{}, "", err
	}
	// The refresh token is named before it is made, so that whoever comes second finds it.
	refresh := rand.Text() + rand.Text()
	used := table.Change{Set: table.Attributes{"used": hashed(refresh)}}
	err = h.Table.Write(ctx, table.Update(key, used, table.Present(), table.HasNo("used")))
	if fault.Is(err, fault.Conflict) {
		return issuer.Tokens{}, "", errors.Join(stale, h.again(ctx, key))
	}
	if err != nil {
		return issuer.Tokens{}, "", err
	}
	if h.Now().Unix() >= kept.Int("until") || !same(kept.String("redirect"), r.redirect) || !answers(kept.String("challenge"), r.verifier) {
		return issuer.Tokens{}, "", stale
	}
	account, err := h.Table.GetConsistent(ctx, holderKey(kept))
	if fault.Is(err, fault.NotFound) || err == nil && (account.String("sub") != kept.String("sub") || account.Int("epoch") != kept.Int("epoch")) {
		return issuer.Tokens{}, "", stale
	}
	if err != nil {
		return issuer.Tokens{}, "", err
	}
	// Together with the look for whoever comes second: they find the token, or it is not
	// made.
	scope := kept.String("scope")
	tokens, err := h.tokens(ctx, account, grant{
		client: r.client.ID, scope: scope, fresh: refresh, life: linkedLife, unless: table.Check(key, table.Present(), table.HasNo("again")),
	})
	if fault.Is(err, fault.Conflict) {
		return issuer.Tokens{}, "", stale
	}
	return tokens, scope, err
}

// again ends what was made of a code that comes once more.
func (h *House) again(ctx context.Context, key table.Key) error {
	err := h.Table.Write(ctx, table.Update(key, table.Change{Set: table.Attributes{"again": true}}, table.Present()))
	if fault.Is(err, fault.Conflict) {
		return nil // it is over, and gone
	}
	if err != nil {
		return err
	}
	kept, err := h.Table.GetConsistent(ctx, key)
	if err != nil {
		return err
	}
	return h.Table.Write(ctx, table.Delete(table.Key{Partition: refreshes + kept.String("used"), Sort: "M"}))
}

// answers reports whether a verifier is the one a challenge was made of. Where there is
// no challenge there is nothing to answer to: a verifier then means that somebody took
// the challenge away. Source: RFC 7636, 4.6, and RFC 9700, 2.1.1.
func answers(challenge, verifier string) bool {
	if challenge == "" {
		return verifier == ""
	}
	sum := sha256.Sum256([]byte(verifier))
	return isVerifier(verifier) && same(base64.RawURLEncoding.EncodeToString(sum[:]), challenge)
}

func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// isVerifier reports whether a text can be a verifier. Source: RFC 7636, 4.1.
func isVerifier(text string) bool {
	strange := func(r rune) bool {
		return (r < 'A' || 'Z' < r) && (r < 'a' || 'z' < r) && (r < '0' || '9' < r) && !strings.ContainsRune("-._~", r)
	}
	return 43 <= len(text) && len(text) <= 128 && !strings.ContainsFunc(text, strange)
}

// isChallenge reports whether a text can be the challenge of a verifier.
func isChallenge(text string) bool {
	sum, err := base64.RawURLEncoding.Strict().DecodeString(text)
	return err == nil && len(sum) == sha256.Size
}

func codeKey(code string) table.Key {
	return table.Key{Partition: "O#" + hashed(code), Sort: "M"}
}
