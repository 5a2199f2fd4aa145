package alexa

import (
	"net/url"
	"strings"

	"shoebox/shared/fault"
)

// Linking says how people link their account with the skill: by OAuth 2, with an
// authorization code. The client's secret is told to the developer console by who
// has it, and PKCE is switched on there.
type Linking struct {
	Authorize string   // https address of the page to sign in at
	Token     string   // https address that gives tokens for codes
	Client    string   // the client id that Alexa has there
	Scopes    []string // "openid" where none is named
}

// linkingRequest is what ask smapi update-account-linking-info takes.
type linkingRequest struct {
	AccountLinkingRequest struct {
		Type              string   `json:"type"`
		AuthorizationURL  string   `json:"authorizationUrl"`
		Domains           []string `json:"domains"`
		ClientID          string   `json:"clientId"`
		Scopes            []string `json:"scopes"`
		AccessTokenURL    string   `json:"accessTokenUrl"`
		AccessTokenScheme string   `json:"accessTokenScheme"`
		// DefaultTokenExpirationInSeconds is for an answer that does not say it.
		DefaultTokenExpirationInSeconds int `json:"defaultTokenExpirationInSeconds"`
	} `json:"accountLinkingRequest"`
}

// maxScopes is how many scopes Alexa asks for at most.
const maxScopes = 15

// tokenLife is how long a token is taken to be good that does not say it, in seconds.
const tokenLife = 3600

// Settings gives the account linking of the skill as the ASK command line tool takes
// it. What Alexa would refuse is Invalid.
func (l Linking) Settings() ([]byte, error) {
	const op = "alexa.Settings"
	if len(l.Scopes) == 0 {
		l.Scopes = []string{"openid"}
	}
	if faults := l.faults(); len(faults) > 0 {
		return nil, fault.New(op, fault.Invalid, strings.Join(faults, " "))
	}
	var r linkingRequest
	a := &r.AccountLinkingRequest
	a.Type, a.AccessTokenScheme, a.DefaultTokenExpirationInSeconds = "AUTH_CODE", "HTTP_BASIC", tokenLife
	a.AuthorizationURL, a.AccessTokenURL, a.ClientID, a.Scopes = l.Authorize, l.Token, l.Client, l.Scopes
	if u, err := url.Parse(l.Authorize); err == nil {
		a.Domains = []string{u.Hostname()}
	}
	settings, err := indented(r)
	return settings, fault.As(op, fault.Internal, err)
}

// faults are what Alexa would refuse, one sentence each.
func (l Linking) faults() faults {
	var f faults
	for what, address := range map[string]string{"page to sign in at": l.Authorize, "place that gives tokens": l.Token} {
		u, err := url.Parse(address)
		if err != nil || u.Scheme != "https" || u.Hostname() == "" || u.User != nil || u.Fragment != "" || u.Port() != "" && u.Port() != "443" {
			f.add("The %s, %q, is no https address of port 443.", what, address)
		}
	}
	if empty(l.Client) || strings.ContainsAny(l.Client, " \t\n") {
		f.add("There is no client id.")
	}
	if len(l.Scopes) > maxScopes {
		f.add("There are %d scopes; %d are allowed.", len(l.Scopes), maxScopes)
	}
	for _, scope := range l.Scopes {
		if empty(scope) || strings.ContainsAny(scope, " \t\n\"\\") {
			f.add("The scope %q is none.", scope)
		}
	}
	return f
}
