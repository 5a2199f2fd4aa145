package api

import (
	"context"
	"strings"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// arrive finds out who calls, by their access token. Whoever signs in for the first
// time is made a person.
func (x *exchange) arrive(ctx context.Context, c *Call) error {
	if x.operation.Auth == Open {
		return nil
	}
	challenge := `Bearer realm="shoebox"`
	token, ok := bearer(c.request.Header.Values("Authorization"))
	if !ok {
		c.header.Set("WWW-Authenticate", challenge)
		return &refusal{code: Unauthenticated}
	}
	subject, err := x.Verify(ctx, token)
	if fault.Is(err, fault.Unauthenticated) {
		c.header.Set("WWW-Authenticate", challenge+`, error="invalid_token"`)
		return &refusal{code: Unauthenticated, detail: "Your sign-in is no longer good. Please sign in again.", err: err}
	}
	if err != nil {
		return err
	}
	c.Token = token
	c.User, err = x.People.Arrive(ctx, subject)
	return err
}

// maxToken is the longest access token that is looked at, in bytes.
const maxToken = 8 << 10

// bearer gives the token of an Authorization header: there must be one alone.
func bearer(values []string) (string, bool) {
	if len(values) != 1 || len(values[0]) > maxToken {
		return "", false
	}
	scheme, token, _ := strings.Cut(values[0], " ")
	token = strings.TrimSpace(token)
	return token, strings.EqualFold(scheme, "Bearer") && token != ""
}

// enter gives a member their gallery. One that is not theirs and one that is not
// there are told alike.
func (x *exchange) enter(ctx context.Context, c *Call) error {
	if x.operation.Auth != Member {
		return nil
	}
	id := gallery.ID(c.Path("gallery"))
	if id == "" {
		id = gallery.ID(c.Text("gallery"))
	}
	actor, err := x.People.Actor(ctx, c.User, id)
	if fault.Is(err, fault.Denied) {
		return &refusal{code: NotAMember, err: err}
	}
	if err != nil {
		return err
	}
	c.Actor, c.Gallery = actor, x.Galleries.As(actor.Membership)
	return nil
}
