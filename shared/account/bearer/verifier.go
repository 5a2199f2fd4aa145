package bearer

import (
	"context"
	"crypto/rsa"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"shoebox/shared/account"
	"shoebox/shared/fault"
)

// maxToken is how many bytes a token may have. Cognito's have up to about 2,000, and a
// request's headers reach a function up to 10,240 in all.
const maxToken = 8 << 10

// strange reports what no token is written in, which is base64url with dots. Decoders
// pass over line breaks, and one token would have many forms.
func strange(r rune) bool {
	return (r < 'A' || 'Z' < r) && (r < 'a' || 'z' < r) && (r < '0' || '9' < r) && r != '-' && r != '_' && r != '.'
}

// Config is what a Verifier is made of. All fields are needed.
type Config struct {
	Issuer  string   // what the issuer calls itself in its tokens
	Clients []string // whom tokens were given to; those of others are not good
	Keys    Source
	Now     func() time.Time
}

// Verifier verifies tokens. It is safe for concurrent use.
type Verifier struct {
	issuer  string
	clients []string
	ring    *ring
	parser  *jwt.Parser
}

var _ account.Verify = (*Verifier)(nil).Verify

// New makes a Verifier; it asks for keys when the first token comes. It panics where
// something is missing, since that is a mistake of the program's setup.
func New(c Config) *Verifier {
	if c.Issuer == "" || len(c.Clients) == 0 || slices.Contains(c.Clients, "") || c.Keys == nil || c.Now == nil {
		panic("bearer.New: a part is missing")
	}
	return &Verifier{
		issuer: c.Issuer, clients: slices.Clone(c.Clients), ring: newRing(c.Keys, c.Now),
		parser: jwt.NewParser(
			jwt.WithValidMethods([]string{jwt.SigningMethodRS256.Alg()}), jwt.WithStrictDecoding(),
			jwt.WithIssuer(c.Issuer), jwt.WithExpirationRequired(), jwt.WithTimeFunc(c.Now),
		),
	}
}

// Verify tells whom an access token speaks of. Errors: Unauthenticated for a token that
// is not good, or no longer; Unavailable and Timeout where the issuer's keys can't be
// had; Canceled.
func (v *Verifier) Verify(ctx context.Context, token string) (account.Subject, error) {
	c, err := v.Access(ctx, token)
	return c.Subject(), fault.Wrap("bearer.Verify", err)
}

// Access gives what an access token says. Errors are as Verify's.
func (v *Verifier) Access(ctx context.Context, token string) (Claims, error) {
	const op = "bearer.Access"
	c, err := v.read(ctx, token)
	if err != nil {
		return Claims{}, fault.Wrap(op, err)
	}
	if c.Use != Access || !slices.Contains(v.clients, c.Client) {
		return Claims{}, fault.New(op, fault.Unauthenticated, "a token for something else")
	}
	return c, nil
}

// Identity gives what an id token says. Errors are as Verify's.
func (v *Verifier) Identity(ctx context.Context, token string) (Claims, error) {
	const op = "bearer.Identity"
	c, err := v.read(ctx, token)
	if err != nil {
		return Claims{}, fault.Wrap(op, err)
	}
	// One audience: a token for several could be used by any of them as another.
	if c.Use != Identity || len(c.Audience) != 1 || !slices.Contains(v.clients, c.Audience[0]) {
		return Claims{}, fault.New(op, fault.Unauthenticated, "a token for something else")
	}
	return c, nil
}

// read verifies all that both uses have in common.
func (v *Verifier) read(ctx context.Context, token string) (Claims, error) {
	const op = "bearer.read"
	if len(token) > maxToken || strings.ContainsFunc(token, strange) {
		return Claims{}, fault.New(op, fault.Unauthenticated, "a token that is none")
	}
	var c Claims
	_, err := v.parser.ParseWithClaims(token, &c, func(t *jwt.Token) (any, error) { return v.key(ctx, t) })
	if err != nil {
		return Claims{}, refusal(op, err)
	}
	if c.RegisteredClaims.Subject == "" {
		return Claims{}, fault.New(op, fault.Unauthenticated, "a token that speaks of nobody")
	}
	return c, nil
}

// key finds the key that a token says it was signed by. What is surely not ours costs
// the issuer no request.
func (v *Verifier) key(ctx context.Context, t *jwt.Token) (*rsa.PublicKey, error) {
	const op = "bearer.key"
	id, _ := t.Header["kid"].(string)
	if id == "" || len(id) > maxKeyID {
		return nil, fault.New(op, fault.Unauthenticated, "a token without the name of its key")
	}
	// Source: RFC 7515, 4.1.11. No extension is known here.
	if _, critical := t.Header["crit"]; critical {
		return nil, fault.New(op, fault.Unauthenticated, "a token with extensions")
	}
	if issuer, err := t.Claims.GetIssuer(); err != nil || issuer != v.issuer {
		return nil, fault.New(op, fault.Unauthenticated, "a token of somebody else")
	}
	return v.ring.key(ctx, id)
}

// refusal says what is wrong with a token, and nothing of what is in it.
func refusal(op string, err error) error {
	if own, ok := errors.AsType[*fault.Error](err); ok {
		return fault.Wrap(op, own)
	}
	for _, reason := range []error{
		jwt.ErrTokenExpired, jwt.ErrTokenNotValidYet, jwt.ErrTokenSignatureInvalid, jwt.ErrTokenInvalidIssuer,
		jwt.ErrTokenRequiredClaimMissing, jwt.ErrTokenMalformed,
	} {
		if errors.Is(err, reason) {
			return fault.New(op, fault.Unauthenticated, reason.Error())
		}
	}
	return fault.New(op, fault.Unauthenticated, "a token that is not good")
}
