package bearer

import (
	"github.com/golang-jwt/jwt/v5"

	"shoebox/shared/account"
)

// The two uses of tokens.
const (
	Access   = "access" // says that its bearer may act for the subject
	Identity = "id"     // says who the subject is, to the client that asked
)

// Claims are what a token says. Source: Amazon Cognito Developer Guide, "Understanding
// user pool JSON web tokens".
type Claims struct {
	jwt.RegisteredClaims
	Use string `json:"token_use"`
	// Client is whom an access token was given to; an id token names them as its
	// audience.
	Client string `json:"client_id,omitempty"`
	Scope  string `json:"scope,omitempty"`
	// Username is what the issuer finds the account by.
	Username string `json:"username,omitempty"`
	// What an id token says of the subject.
	Email         string `json:"email,omitempty"`
	EmailVerified Flag   `json:"email_verified,omitempty"`
	Name          string `json:"name,omitempty"`
}

// Flag is yes or no. Attributes of a user pool are texts, and some issuers show them
// as such.
type Flag bool

// UnmarshalJSON reads true and "true"; all else that is JSON is no.
func (f *Flag) UnmarshalJSON(raw []byte) error {
	*f = string(raw) == "true" || string(raw) == `"true"`
	return nil
}

// Subject is whom the claims speak of. An address that nobody confirmed is left out.
func (c Claims) Subject() account.Subject {
	s := account.Subject{Issuer: c.Issuer, ID: c.RegisteredClaims.Subject, Name: c.Name}
	if c.EmailVerified {
		s.Email = c.Email
	}
	return s
}
