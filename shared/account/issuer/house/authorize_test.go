package house_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"shoebox/shared/account/issuer/house"
	"shoebox/shared/fault"
)

func TestWhoAsksWronglyIsToldSo(t *testing.T) {
	s := serve(t)
	tests := []struct {
		name string
		ask  url.Values
		want string // the error that is sent back; "" sends nobody anywhere
	}{
		{"nothing at all", url.Values{}, ""},
		{"an unknown client", asking("client_id", "eve"), ""},
		{"the page's own client", asking("client_id", "shoebox"), ""},
		{"no client", asking("client_id", ""), ""},
		{"no address", asking("redirect_uri", ""), ""},
		{"an address of somebody else", asking("redirect_uri", "https://evil.example.com/"), ""},
		{"another client's address", asking("redirect_uri", phone.Redirects[0]), ""},
		{"an address that only begins alike", asking("redirect_uri", landing+"/.."), ""},
		{"an address with more behind it", asking("redirect_uri", landing+"?x=1"), ""},
		{"an address in other letters", asking("redirect_uri", strings.ToUpper(landing)), ""},
		{"an address with somebody in front", asking("redirect_uri", strings.Replace(landing, "https://", "https://evil.example.com@", 1)), ""},
		{"an address that is a script", asking("redirect_uri", "javascript:alert(1)"), ""},
		{"two addresses", url.Values{"client_id": {"alexa"}, "response_type": {"code"}, "redirect_uri": {landing, "https://evil.example.com/"}}, ""},
		{"two clients", url.Values{"client_id": {"alexa", "phone"}, "response_type": {"code"}, "redirect_uri": {landing}}, ""},
		{"no type of answer", asking("response_type", ""), "invalid_request"},
		{"a token at once", asking("response_type", "token"), "unsupported_response_type"},
		{"a scope nobody knows", asking("scope", "openid everything"), "invalid_scope"},
		{"a plain challenge", asking("code_challenge_method", "plain"), "invalid_request"},
		{"a challenge without a method, which would be plain", asking("code_challenge_method", ""), "invalid_request"},
		{"a method without a challenge", asking("code_challenge", ""), "invalid_request"},
		{"a challenge that is none", asking("code_challenge", "short"), "invalid_request"},
		{"a public client without a challenge",
			asking("client_id", "phone", "redirect_uri", phone.Redirects[0], "code_challenge", "", "code_challenge_method", ""), "invalid_request"},
	}
	for _, tt := range tests {
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			t.Run(tt.name+" by "+method, func(t *testing.T) {
				got := s.open(tt.ask)
				if method == http.MethodPost {
					got = s.post(tt.ask)
				}
				if tt.want == "" {
					if got.status != http.StatusBadRequest || got.to != nil || strings.Contains(got.body, "<form") {
						t.Errorf("got %d to %v, want a page that leads nowhere", got.status, got.to)
					}
					return
				}
				to := tt.ask.Get("redirect_uri")
				if got.status != http.StatusSeeOther || got.to == nil || !strings.HasPrefix(got.to.String(), to) {
					t.Fatalf("got %d to %v, want the browser sent back to %s", got.status, got.to, to)
				}
				if q := got.to.Query(); q.Get("error") != tt.want || q.Get("state") != "state of & Alexa's" || q.Get("code") != "" {
					t.Errorf("got %v, want %s", q, tt.want)
				}
			})
		}
	}
}

func TestWhoSignsInWronglyIsAskedAgain(t *testing.T) {
	s := serve(t)
	if err := s.SignUp(t.Context(), join("carl@example.com")); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, email, password string
		status                int
		want                  string
	}{
		{"a wrong password", "anna@example.com", "a guess", 403, "password isn&#39;t right"},
		{"an address without an account", "nobody@example.com", "a guess", 403, "password isn&#39;t right"},
		{"no address", "", "", 403, "password isn&#39;t right"},
		{"an address that is a script", `"><script>alert(1)</script>`, "a guess", 403, "password isn&#39;t right"},
		{"an address that is not confirmed", "carl@example.com", "a plain old umbrella", 403, "confirmed yet"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := s.post(change(s.form(s.open(asking())), "email", tt.email, "password", tt.password))
			if got.status != tt.status || got.to != nil || !strings.Contains(got.body, tt.want) || !strings.Contains(got.body, "<form") {
				t.Errorf("got %d: %s, want %d with %q", got.status, got.body, tt.status, tt.want)
			}
			if strings.Contains(got.body, "<script") || tt.password != "" && strings.Contains(got.body, `"`+tt.password+`"`) {
				t.Errorf("got %s, with a script or the password in it", got.body)
			}
		})
	}
	for range 10 {
		s.post(change(s.form(s.open(asking())), "password", "a guess"))
	}
	if got := s.post(s.form(s.open(asking()))); got.status != http.StatusTooManyRequests || got.to != nil {
		t.Errorf("got %d, want it throttled, the right password too", got.status)
	}
	if _, err := s.SignIn(t.Context(), "anna@example.com", "a plain old umbrella"); !fault.Is(err, fault.Throttled) {
		t.Errorf("got %v, want one limit for both ways in", err)
	}
}

func TestWhoCancelsIsSentBack(t *testing.T) {
	s := serve(t)
	got := s.post(change(s.form(s.open(asking())), "decision", "cancel", "email", "", "password", ""))
	if got.status != http.StatusSeeOther || got.to.Query().Get("error") != "access_denied" || got.to.Query().Get("code") != "" {
		t.Errorf("got %d to %v, want it denied", got.status, got.to)
	}
}

func TestAFormIsGoodForOneBrowserAndOneRequest(t *testing.T) {
	s := serve(t)
	form := s.form(s.open(asking()))
	refused := func(what string, got seen) {
		t.Helper()
		if got.status != http.StatusForbidden || got.to != nil {
			t.Errorf("%s: got %d to %v, want it refused", what, got.status, got.to)
		}
	}
	refused("no seal", s.post(change(form, "form", "")))
	refused("a seal that is made up", s.post(change(form, "form", "9999999999.00")))
	refused("another browser", s.do(s.another(), http.MethodPost, house.AuthorizePath, form, "Sec-Fetch-Site", "same-origin"))
	refused("another state", s.post(change(form, "state", "eve's")))
	refused("another challenge", s.post(change(form, "code_challenge", challenge(verifier+"2"))))
	refused("another address of the client's", s.post(change(form, "redirect_uri", landing+"?region=eu")))
	refused("another client", s.post(change(form, "client_id", "phone", "redirect_uri", phone.Redirects[0])))
	refused("another site", s.do(s.browser, http.MethodPost, house.AuthorizePath, form, "Sec-Fetch-Site", "cross-site"))
	refused("another origin", s.do(s.browser, http.MethodPost, house.AuthorizePath, form, "Origin", "https://evil.example.com"))
	*s.now = s.now.Add(30 * time.Minute)
	refused("a form that is too old", s.post(form))
	if got := s.post(s.form(s.open(asking()))); got.status != http.StatusSeeOther {
		t.Errorf("got %d, want a new form to be good", got.status)
	}
}
