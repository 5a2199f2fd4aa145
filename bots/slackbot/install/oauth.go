package install

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// The paths of the way in.
const (
	PathInstall  = "/slack/install" // sends people to Slack
	PathCallback = "/slack/oauth"   // where Slack sends them back to
)

// authorize is Slack's page that asks people whether they want the app.
const authorize = "https://slack.com/oauth/v2/authorize"

// stateLife is how long somebody may take to agree.
const stateLife = 10 * time.Minute

// cookie holds what a state is bound to. Its prefix has browsers send it to this
// host alone, and by https alone.
const cookie = "__Host-shoebox-install"

// OAuth is the way in. All fields are needed but Callback and Workspace.
type OAuth struct {
	Installations *Installations
	Scopes        []string
	// Callback is where Slack sends people back to: https://HOST/slack/oauth. ""
	// is the host that people asked, since a function does not know the name of
	// the gateway before it: Slack sends people to none but those the app's
	// settings name.
	Callback string
	// Workspace makes what a workspace or organisation (T… or E…) has beside the app,
	// before the installation is kept: called as it is, and put there by installer
	// (U…). It may be asked again and again. nil makes nothing.
	Workspace func(ctx context.Context, team, name, installer string) error
	// Key signs the cookie.
	Key []byte
	Log *slog.Logger
}

// Register puts the pages into a mux.
func (o *OAuth) Register(mux *http.ServeMux) {
	mux.HandleFunc("GET "+PathInstall, o.begin)
	mux.HandleFunc("GET "+PathCallback, o.finish)
}

// begin sends somebody to Slack, with a state that only their browser can bring
// back.
func (o *OAuth) begin(w http.ResponseWriter, r *http.Request) {
	state := random()
	http.SetCookie(w, &http.Cookie{
		Name: cookie, Value: o.sign(state), Path: "/", MaxAge: int(stateLife / time.Second),
		Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	})
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, authorize+"?"+url.Values{
		"client_id": {o.Installations.app.ClientID}, "scope": {strings.Join(o.Scopes, ",")},
		"state": {state}, "redirect_uri": {o.callback(r)},
	}.Encode(), http.StatusFound)
}

// callback is where Slack sends somebody back to.
func (o *OAuth) callback(r *http.Request) string {
	if o.Callback != "" {
		return o.Callback
	}
	return "https://" + r.Host + PathCallback
}

// sign gives what the cookie of a state holds: when it ends, and a signature.
func (o *OAuth) sign(state string) string {
	ends := o.Installations.now().Add(stateLife).UTC().Format(time.RFC3339)
	return ends + "." + o.mac(state, ends)
}

func (o *OAuth) mac(state, ends string) string {
	h := hmac.New(sha256.New, o.Key)
	h.Write([]byte("slack install 1\n" + ends + "\n" + state))
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil))
}

// genuine reports whether a state came back by the browser it was given to, in
// time.
func (o *OAuth) genuine(r *http.Request, state string) bool {
	c, err := r.Cookie(cookie)
	if err != nil || state == "" {
		return false
	}
	ends, mac, _ := strings.Cut(c.Value, ".")
	until, err := time.Parse(time.RFC3339, ends)
	return err == nil && hmac.Equal([]byte(mac), []byte(o.mac(state, ends))) && o.Installations.now().Before(until)
}

// finish takes somebody back from Slack: with a code for tokens, or without since
// they changed their mind.
func (o *OAuth) finish(w http.ResponseWriter, r *http.Request) {
	http.SetCookie(w, &http.Cookie{Name: cookie, Path: "/", MaxAge: -1, Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	q := r.URL.Query()
	if !o.genuine(r, q.Get("state")) {
		show(w, http.StatusBadRequest, page{"That took too long", "This link is for one installation, and for ten minutes. Please start once more.", true})
		return
	}
	if q.Get("error") != "" {
		show(w, http.StatusOK, page{"Nothing was installed", "You said no, or your workspace wants an admin to agree first. You can start again at any time.", true})
		return
	}
	installed, err := o.install(r.Context(), q.Get("state"), q.Get("code"), o.callback(r))
	switch kind := fault.Of(err); {
	case err == nil:
		o.Log.InfoContext(r.Context(), "slack: installed", "team", installed.Team, "enterprise", installed.Enterprise)
		show(w, http.StatusOK, page{"Shoebox is in your workspace", "Go to any channel and type /photos, or /photos help to see what you can ask.", false})
	case kind == fault.Conflict:
		show(w, http.StatusBadRequest, page{"This was used already", "Shoebox is installed, or another window is at it. If /photos does not answer, please start once more.", true})
	default:
		o.Log.WarnContext(r.Context(), "slack: not installed", "kind", kind.String(), "error", err.Error())
		show(w, http.StatusBadGateway, page{"Slack did not answer as it should", "Nothing was installed. Please try again in a moment.", true})
	}
}

// install trades a code for tokens and keeps them. Conflict says that the state was
// used before.
func (o *OAuth) install(ctx context.Context, state, code, callback string) (Installation, error) {
	const op = "install.OAuth"
	s, now := o.Installations, o.Installations.now()
	used := sha256.Sum256([]byte(state))
	marker := table.Item{
		Key:     table.Key{Partition: "C#" + base64.RawURLEncoding.EncodeToString(used[:]), Sort: "slack install"},
		Expires: now.Add(2 * stateLife),
	}
	if err := s.table.Write(ctx, table.Put(marker, table.Absent())); err != nil {
		return Installation{}, fault.Wrap(op, err)
	}
	answer, err := slack.GetOAuthV2ResponseContext(ctx, s.client, s.app.ClientID, s.app.ClientSecret, code, callback)
	if err != nil {
		return Installation{}, fault.New(op, fault.Unavailable, "Slack gave no token: "+reason(err))
	}
	i := installation(answer, now)
	if o.Workspace != nil {
		team, name := i.Team, answer.Team.Name
		if i.OrgWide {
			team, name = i.Enterprise, answer.Enterprise.Name
		}
		if err := o.Workspace(ctx, team, name, i.Installer); err != nil {
			return Installation{}, fault.Wrap(op, err)
		}
	}
	return i, fault.Wrap(op, s.Save(ctx, i))
}

// installation reads Slack's answer. That of an organisation has no team.
func installation(answer *slack.OAuthV2Response, now time.Time) Installation {
	i := Installation{
		Enterprise: answer.Enterprise.ID, Team: answer.Team.ID, OrgWide: answer.IsEnterpriseInstall,
		AppID: answer.AppID, BotUser: answer.BotUserID, Installer: answer.AuthedUser.ID,
		Scopes: strings.FieldsFunc(answer.Scope, func(r rune) bool { return r == ',' }), Installed: now,
		Tokens: Tokens{Bot: answer.AccessToken, Refresh: answer.RefreshToken},
	}
	if i.OrgWide {
		i.Team = ""
	}
	if answer.ExpiresIn > 0 {
		i.Tokens.Expires = now.Add(time.Duration(answer.ExpiresIn) * time.Second)
	}
	return i
}

// code is what Slack's errors are called: "invalid_code".
var code = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[a-z_]{1,60}$`)
})

// reason gives Slack's word for what went wrong. An error of HTTP may quote the
// request, which holds secrets.
func reason(err error) string {
	if said, ok := errors.AsType[slack.SlackErrorResponse](err); ok && code().MatchString(said.Err) {
		return said.Err
	}
	return "no answer"
}
