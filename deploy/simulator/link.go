package simulator

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"time"

	"shoebox/shared/fault"
)

// Linking is how the Echo's owner links an account to the skill, as Amazon has them do
// it: by the authorization code grant with PKCE. The zero Linking is a skill that can't
// be linked. Source: Alexa Skills Kit, "Configure an Authorization Code Grant".
type Linking struct {
	Client    string       // who the issuer knows the simulator as
	Authorize string       // the issuer's page: a path of this site
	Redirect  string       // where that page leads back to: this page's own "linked", in full
	Endpoint  http.Handler // where codes become tokens
	Path      string       // its path
}

// asking is a link that somebody is making.
type asking struct{ session, verifier string }

// grant is what came of it.
type grant struct {
	Access  string `json:"access_token"`
	Refresh string `json:"refresh_token"`
	Seconds int    `json:"expires_in"`
	until   time.Time
}

// link sends the browser to the issuer's page.
func (p *page) link(w http.ResponseWriter, r *http.Request) {
	session := r.FormValue("session")
	if session == "" || len(session) > maxSession || p.Linking.Client == "" {
		http.NotFound(w, r)
		return
	}
	state := rand.Text()
	a := p.asked.of(state)
	a.session, a.verifier = session, rand.Text()+rand.Text()
	sum := sha256.Sum256([]byte(a.verifier))
	query := url.Values{
		"response_type": {"code"}, "client_id": {p.Linking.Client}, "redirect_uri": {p.Linking.Redirect}, "state": {state},
		"code_challenge": {base64.RawURLEncoding.EncodeToString(sum[:])}, "code_challenge_method": {"S256"},
	}
	http.Redirect(w, r, p.Linking.Authorize+"?"+query.Encode(), http.StatusSeeOther)
}

// linked takes the browser that comes back, and gives the Echo its token.
func (p *page) linked(w http.ResponseWriter, r *http.Request) {
	a := p.asked.of(r.FormValue("state"))
	verifier := a.verifier
	a.verifier = "" // a code comes once
	if verifier == "" || r.FormValue("code") == "" {
		asset("unlinked.html").ServeHTTP(w, r)
		return
	}
	g, err := p.redeem(r.Context(), url.Values{
		"grant_type": {"authorization_code"}, "code": {r.FormValue("code")}, "redirect_uri": {p.Linking.Redirect}, "code_verifier": {verifier},
	})
	if err != nil {
		asset("unlinked.html").ServeHTTP(w, r)
		return
	}
	own := p.echoes.of(a.session)
	own.mu.Lock()
	defer own.mu.Unlock()
	own.granted(g, p.Echo)
	asset("linked.html").ServeHTTP(w, r)
}

// redeem asks the issuer for tokens.
func (p *page) redeem(ctx context.Context, form url.Values) (grant, error) {
	const op = "simulator.redeem"
	form.Set("client_id", p.Linking.Client)
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, p.Linking.Path, strings.NewReader(form.Encode()))
	if err != nil {
		return grant{}, fault.Wrap(op, err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer := &recording{header: http.Header{}, status: http.StatusOK}
	p.Linking.Endpoint.ServeHTTP(answer, r)
	var g grant
	if err := json.NewDecoder(bytes.NewReader(answer.body.Bytes())).Decode(&g); err != nil || answer.status != http.StatusOK || g.Access == "" {
		return grant{}, fault.New(op, fault.Unauthenticated, "the issuer gave no token")
	}
	g.until = p.Now().Add(time.Duration(g.Seconds) * time.Second)
	return g, nil
}

// renew gets a new token before one is over, as Amazon does. Where there is none any
// more the skill is sent the old one, and says what to do.
func (p *page) renew(ctx context.Context, own *echo) {
	if own.grant.Refresh == "" || p.Now().Before(own.grant.until.Add(-time.Minute)) {
		return
	}
	g, err := p.redeem(ctx, url.Values{"grant_type": {"refresh_token"}, "refresh_token": {own.grant.Refresh}})
	if err != nil {
		return
	}
	if g.Refresh == "" {
		g.Refresh = own.grant.Refresh
	}
	own.granted(g, p.Echo)
}

// granted has the tab's device be one whose owner has linked their account.
func (own *echo) granted(g grant, e Echo) {
	own.grant = g
	own.device = e.Device(own.screen, g.Access)
}
