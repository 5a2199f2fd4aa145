package api

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"time"

	"shoebox/shared/account"
	"shoebox/shared/account/issuer"
	"shoebox/shared/fault"
)

// Access is what a page shows to be let in. It stays in the page's memory; what brings
// a new one is a cookie that no script can read.
type Access struct {
	Access    string `json:"access" doc:"The bearer token of all other requests."`
	ExpiresIn int    `json:"expires_in" doc:"Seconds until a new one is needed: POST /api/session/refresh."`
}

// login is somebody who signs in.
type login struct {
	Email    string `json:"email" schema:"min=3,max=254,format=email"`
	Password string `json:"password" schema:"min=1,max=256,format=password"`
}

func (l login) addressee() string { return l.Email }

// renewal asks for a new access token. It says nothing, but it must be JSON: no form
// of another site's page can send that.
type renewal struct{}

// ending ends a session.
type ending struct {
	Everywhere bool `json:"everywhere,omitempty" doc:"Sign out on all devices, not on this one alone."`
}

const sessionPath = "/api/session"

func (a *API) sessionOperations() []Operation {
	return []Operation{
		Does(Operation{
			ID: "login", Service: ServiceLogin, Method: http.MethodPost, Path: "/api/login", Auth: Open,
			Summary: "Sign in by address and password.",
			Limits:  []Limit{{ByIP, 100, quarter}, {ByAddress, 10, quarter}},
			Errors:  []Code{Unauthenticated, Unconfirmed},
		}, a.login),
		Does(Operation{
			ID: "refreshsession", Service: ServiceLogin, Method: http.MethodPost, Path: sessionPath + "/refresh", Auth: Open,
			Summary: "Get a new access token by the session's cookie.",
			Cookie:  sessionCookie, Limits: []Limit{{ByIP, 600, quarter}},
			Errors: []Code{Unauthenticated},
		}, a.refreshSession),
		Does(Operation{
			ID: "endsession", Service: ServiceLogin, Method: http.MethodPost, Path: sessionPath + "/end", Auth: Open,
			Summary: "Sign out, here or everywhere. It needs the session's cookie; an access token does as well to sign out everywhere.",
			Cookie:  sessionCookie, Limits: []Limit{{ByIP, 300, quarter}},
			Errors: []Code{Unauthenticated},
		}, a.endSession),
	}
}

// quarter of an hour: what tries are counted in.
const quarter = 15 * time.Minute

func (a *API) login(ctx context.Context, c *Call, in login) (Access, error) {
	var tokens issuer.Tokens
	err := evenly(ctx, evenLook, func() (err error) {
		tokens, err = a.Issuer.SignIn(ctx, in.Email, in.Password)
		return err
	})
	switch {
	case fault.Is(err, fault.Unauthenticated), fault.Is(err, fault.Invalid):
		return Access{}, Refuse(Unauthenticated, "The address or the password isn't right. Please try again, or ask for a new password.", err)
	case fault.Is(err, fault.Denied):
		return Access{}, Refuse(Unconfirmed, "", err)
	case err != nil:
		return Access{}, c.throttled(err)
	}
	if err := a.admit(ctx, tokens.Subject); err != nil {
		return Access{}, err
	}
	return a.enter(c, tokens), nil
}

// admit makes who signs in for the first time a person, with a gallery of their own;
// and who was deleted, but for what they sign in with.
func (a *API) admit(ctx context.Context, s account.Subject) error {
	_, err := a.People.Arrive(ctx, s)
	if !fault.Is(err, fault.Unauthenticated) {
		return err
	}
	if err := a.People.Unbar(ctx, s); err != nil {
		return err
	}
	_, err = a.People.Arrive(ctx, s)
	return err
}

// enter lets somebody in: the refresh token as a cookie, the access token to the page.
func (a *API) enter(c *Call, tokens issuer.Tokens) Access {
	c.SetCookie(c.session(tokens.Refresh, sessionLife))
	return Access{Access: tokens.Access, ExpiresIn: max(0, int(tokens.Expires.Sub(c.At)/time.Second))}
}

func (a *API) refreshSession(ctx context.Context, c *Call, _ renewal) (Access, error) {
	tokens, err := a.Issuer.Refresh(ctx, c.Cookie(sessionCookie))
	if fault.Is(err, fault.Unauthenticated) {
		c.SetCookie(c.session("", 0))
		return Access{}, Refuse(Unauthenticated, "Your session is over. Please sign in again.", err)
	}
	if err != nil {
		return Access{}, c.throttled(err)
	}
	return a.enter(c, tokens), nil
}

func (a *API) endSession(ctx context.Context, c *Call, in ending) (None, error) {
	c.SetCookie(c.session("", 0)) // here it is over whatever comes
	refresh := c.Cookie(sessionCookie)
	if in.Everywhere {
		return None{}, a.endEverywhere(ctx, c, refresh)
	}
	if refresh == "" {
		return None{}, nil
	}
	return None{}, c.throttled(a.Issuer.SignOut(ctx, refresh))
}

// endEverywhere ends all sessions of who has the access token, or the cookie.
func (a *API) endEverywhere(ctx context.Context, c *Call, refresh string) error {
	access, ok := bearer(c.request.Header.Values("Authorization"))
	var err error
	if ok {
		err = a.Issuer.SignOutEverywhere(ctx, access)
	}
	if !ok || fault.Is(err, fault.Unauthenticated) && refresh != "" {
		var tokens issuer.Tokens
		if tokens, err = a.Issuer.Refresh(ctx, refresh); err == nil {
			err = a.Issuer.SignOutEverywhere(ctx, tokens.Access)
		}
	}
	if fault.Is(err, fault.Unauthenticated) {
		return Refuse(Unauthenticated, "Your session is over, so nobody knows whose others to end. Please sign in, and then sign out everywhere.", err)
	}
	return c.throttled(err)
}

// The session's cookie: sent to where sessions are renewed and ended and to nowhere
// else, never with what another site's page asks for, and never shown to a script.
const (
	sessionCookie = "session"
	sessionLife   = 30 * 24 * time.Hour // that of refresh tokens
)

// session is the cookie that keeps a refresh token; life 0 takes it away.
func (c *Call) session(refresh string, life time.Duration) *http.Cookie {
	cookie := &http.Cookie{
		Name: sessionCookie, Value: refresh, Path: sessionPath, MaxAge: int(life / time.Second),
		HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: !plain(c.request),
	}
	if life == 0 {
		cookie.MaxAge = -1
	}
	return cookie
}

// plain reports whether a request came by http to this very machine, where browsers
// keep no Secure cookie. Whatever else says http is behind something that ends TLS.
func plain(r *http.Request) bool {
	host := r.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	address, err := netip.ParseAddr(host)
	return r.TLS == nil && (host == "localhost" || err == nil && address.IsLoopback())
}

// throttled says when to try again what an issuer refused for now.
func (c *Call) throttled(err error) error {
	if fault.Is(err, fault.Throttled) {
		c.header.Set("Retry-After", "900")
	}
	return err
}

// How long answers take at least that must not tell whether an address has an account:
// more than an issuer takes for either. Mail takes a service longer than a look.
const (
	evenLook = 300 * time.Millisecond
	evenMail = time.Second
)

// evenly has work take the same time whatever it finds.
func evenly(ctx context.Context, long time.Duration, work func() error) error {
	done := time.NewTimer(long)
	defer done.Stop()
	err := work()
	select {
	case <-done.C:
	case <-ctx.Done():
	}
	return err
}
