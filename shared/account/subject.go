package account

import (
	"context"
	"strings"

	"shoebox/shared/fault"
)

// Subject is whom a verified token speaks of.
type Subject struct {
	Issuer string // the URL of who signed it
	ID     string // whom the issuer knows them by
	Email  string // "" where the token does not say
	Name   string // "" where it does not say
}

// Verify finds out whom an access token speaks of: Unauthenticated for one that is
// not good, or no longer.
type Verify func(ctx context.Context, token string) (Subject, error)

// identity is how a subject is linked to its user.
func (s Subject) identity() Identity { return Identity{Channel: Web, Team: s.Issuer, User: s.ID} }

// called is what to call a subject, at first.
func (s Subject) called() string {
	if s.Name != "" {
		return s.Name
	}
	name, _, _ := strings.Cut(s.Email, "@")
	return name
}

// untrusted is Verify where no issuer is known.
func untrusted(context.Context, string) (Subject, error) {
	return Subject{}, fault.New("account.Verify", fault.Unauthenticated, "no issuer is known here")
}
