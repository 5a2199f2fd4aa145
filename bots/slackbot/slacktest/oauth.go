package slacktest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"shoebox/bots/slackbot/install"
	"shoebox/shared/fault"
)

// The app's own user, and its bot, in every workspace.
const (
	BotUser = "U0SHOEBOX0"
	BotID   = "B0SHOEBOX0"
)

// Installed is where the app is installed, and what it may do there.
type Installed struct {
	Team       string // T…; "" for all of an organisation
	Enterprise string // E…; "" outside of one
	Scopes     []string
	// Rotates has tokens end after twelve hours.
	Rotates bool
}

// grant is a token, a refresh token or a code.
type grant struct {
	Installed
	token   string
	refresh string
	expires time.Time // zero is never
	used    bool
	revoked bool
}

// tokenLife and codeLife are how long a token that rotates and a code are good for.
const (
	tokenLife = 12 * time.Hour
	codeLife  = 10 * time.Minute
)

// Install installs the app, and gives its token.
func (s *Slack) Install(in Installed) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.grant(in).token
}

// grant makes a token. The caller holds the lock.
func (s *Slack) grant(in Installed) *grant {
	g := &grant{Installed: in, token: fmt.Sprintf("xoxb-%s-%06d", s.c.Run, s.next())}
	if in.Rotates {
		g.token = "xoxe." + g.token
		g.expires = s.c.Now().Add(tokenLife)
		g.refresh = fmt.Sprintf("xoxe-1-%s-%06d", s.c.Run, s.next())
		s.codes[g.refresh] = &grant{Installed: in}
	}
	s.tokens[g.token] = g
	return g
}

// Agree is somebody who lets the app in: it gives the code that comes back with
// them.
func (s *Slack) Agree(in Installed) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	code := fmt.Sprintf("code.%s.%06d", s.c.Run, s.next())
	s.codes[code] = &grant{Installed: in, expires: s.c.Now().Add(codeLife)}
	return code
}

// Revoke takes the tokens of a workspace back.
func (s *Slack) Revoke(team string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, g := range s.tokens {
		g.revoked = g.revoked || g.Team == team
	}
}

// Token gives a token that is good for a workspace, so that a Slack is all the
// tokens a bot needs. NotFound where the app is not installed.
func (s *Slack) Token(_ context.Context, w install.Workspace) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	best := ""
	for token, g := range s.tokens {
		here := g.Team == w.Team && w.Team != "" || g.Team == "" && g.Enterprise == w.Enterprise && g.Enterprise != ""
		if here && !g.revoked && !s.ended(g) && token > best {
			best = token
		}
	}
	if best == "" {
		return "", fault.New("slacktest.Token", fault.NotFound, "the app is not installed there")
	}
	return best, nil
}

func (s *Slack) ended(g *grant) bool { return !g.expires.IsZero() && !s.c.Now().Before(g.expires) }

// authorize finds whom a token speaks for, and what it may do.
func (s *Slack) authorize(c *call, scopes []string) (*grant, *refusal) {
	token, bearer := strings.CutPrefix(c.req.Header.Get("Authorization"), "Bearer ")
	if !bearer {
		token = c.text("token")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	g := s.tokens[token]
	switch {
	case token == "":
		return nil, no("not_authed")
	case g == nil:
		return nil, no("invalid_auth")
	case g.revoked:
		return nil, no("token_revoked")
	case s.ended(g):
		return nil, no("token_expired")
	case len(scopes) > 0 && !slices.ContainsFunc(scopes, func(scope string) bool { return slices.Contains(g.Scopes, scope) }):
		return nil, no("missing_scope", "needed: "+strings.Join(scopes, " or "))
	}
	return g, nil
}

// oauthAccess trades a code or a refresh token for a token: each once.
func (s *Slack) oauthAccess(c *call) (result, *refusal) {
	id, secret, basic := c.req.BasicAuth()
	if !basic {
		id, secret = c.text("client_id"), c.text("client_secret")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.c.ClientID == "" || id != s.c.ClientID {
		return nil, no("invalid_client_id")
	}
	if secret != s.c.ClientSecret {
		return nil, no("bad_client_secret")
	}
	name, missing, again := c.text("code"), "invalid_code", "code_already_used"
	if c.text("grant_type") == "refresh_token" {
		name, missing, again = c.text("refresh_token"), "invalid_refresh_token", "invalid_refresh_token"
	}
	old := s.codes[name]
	switch {
	case old == nil || s.ended(old):
		return nil, no(missing)
	case old.used:
		return nil, no(again)
	}
	old.used = true
	return s.granted(s.grant(old.Installed)), nil
}

// granted is the answer to who gets a token. That of an organisation has no team.
func (s *Slack) granted(g *grant) result {
	got := result{
		"access_token": g.token, "token_type": "bot", "scope": strings.Join(g.Scopes, ","), "bot_user_id": BotUser, "app_id": s.c.AppID,
		"authed_user": map[string]any{"id": "U0INSTALLER"}, "is_enterprise_install": g.Team == "", "team": nil, "enterprise": nil,
	}
	if g.Team != "" {
		got["team"] = map[string]any{"id": g.Team, "name": "Home"}
	}
	if g.Enterprise != "" {
		got["enterprise"] = map[string]any{"id": g.Enterprise, "name": "Homes"}
	}
	if g.Rotates {
		got["refresh_token"], got["expires_in"] = g.refresh, int(tokenLife/time.Second)
	}
	return got
}

func (s *Slack) authTest(c *call) (result, *refusal) {
	return result{"team_id": c.grant.Team, "enterprise_id": c.grant.Enterprise, "user_id": BotUser, "bot_id": BotID, "url": "https://home.slack.com/"}, nil
}

func (s *Slack) authRevoke(c *call) (result, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.grant.revoked = true
	return result{"revoked": true}, nil
}
