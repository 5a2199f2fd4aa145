package issuer

import (
	"context"
	"time"

	"shoebox/shared/account"
)

// Issuer signs people up and in. It may be used concurrently.
//
// Errors: Invalid for an address or a password that can't be, with a sentence for
// people ([Password]); Unauthenticated for a wrong address, password or token; Denied
// for the right password of an address that was not confirmed yet; Stale for a code
// that is wrong, over or used; Throttled for who tries too often; and what the
// service says.
type Issuer interface {
	// SignUp makes an account that is good once its address is confirmed, and sends
	// the code. Of an address that has one it only tells the address so.
	SignUp(ctx context.Context, s SignUp) error
	// Confirm shows by its code that an address is theirs.
	Confirm(ctx context.Context, email, code string) error
	// Resend sends another code to an address that waits to be confirmed.
	Resend(ctx context.Context, email string) error
	// SignIn gives tokens for a password.
	SignIn(ctx context.Context, email, password string) (Tokens, error)
	// Refresh gives new tokens; the refresh token may be another or the same.
	Refresh(ctx context.Context, refresh string) (Tokens, error)
	// Forgot sends a code by which the password can be set anew.
	Forgot(ctx context.Context, email string) error
	// Reset sets the password by a code, and signs out everywhere.
	Reset(ctx context.Context, email, code, password string) error
	// SignOut makes one refresh token useless. One that is so already is no error.
	SignOut(ctx context.Context, refresh string) error
	// SignOutEverywhere makes all refresh tokens of whom the access token speaks
	// useless. Access tokens stay good until they expire, within an hour.
	SignOutEverywhere(ctx context.Context, access string) error
	// Remove deletes the account of whom the access token speaks.
	Remove(ctx context.Context, access string) error
}

// SignUp is what somebody says of themselves.
type SignUp struct {
	Email, Password string
	Name            string // what to call them
}

// Tokens are what somebody who signed in may show.
type Tokens struct {
	Access  string // for our services, for an hour
	Refresh string // for new tokens; it stays with the page's server, never in a script
	Expires time.Time
	Subject account.Subject // whom they speak of
}
