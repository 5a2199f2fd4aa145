package house_test

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/account/bearer"
	"shoebox/shared/account/issuer/house"
	"shoebox/shared/table/tabletest"
)

func TestThePageKeepsToItself(t *testing.T) {
	s := serve(t)
	got := s.open(asking("client_id", "phone", "redirect_uri", phone.Redirects[0]))
	style := regexp.MustCompile(`(?s)<style>(.*)</style>`).FindStringSubmatch(got.body)
	if style == nil || strings.Contains(got.body, "<script") || strings.Contains(got.body, "<app>") || !strings.Contains(got.body, "The phone &lt;app&gt;") {
		t.Fatalf("got %s, want a page with a style, without a script, and with what others say escaped", got.body)
	}
	sum := sha256.Sum256([]byte(style[1]))
	want := map[string]string{
		"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store", "X-Frame-Options": "DENY",
		"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
		"Content-Security-Policy": "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) +
			"'; form-action 'self' http://127.0.0.1:9999; frame-ancestors 'none'; base-uri 'none'",
	}
	have := map[string]string{}
	for name := range want {
		have[name] = got.header.Get(name)
	}
	if diff := cmp.Diff(have, want); diff != "" {
		t.Errorf("got - want +:\n%s", diff)
	}
	cookie := got.header.Get("Set-Cookie")
	for _, part := range []string{"HttpOnly", "SameSite=Lax", "Path=/oauth/authorize"} {
		if !strings.Contains(cookie, part) {
			t.Errorf("got the cookie %q, want %s in it", cookie, part)
		}
	}
	tunnelled := s.do(s.another(), http.MethodGet, house.AuthorizePath+"?"+asking().Encode(), nil, "X-Forwarded-Proto", "https")
	if cookie := tunnelled.header.Get("Set-Cookie"); !strings.Contains(cookie, "Secure") {
		t.Errorf("got the cookie %q through a tunnel, want it secure", cookie)
	}
	long := s.do(s.browser, http.MethodGet, house.AuthorizePath+"?state="+strings.Repeat("x", 9000), nil)
	if long.status != http.StatusRequestURITooLong {
		t.Errorf("got %d for a request beyond all bounds, want 414", long.status)
	}
	large := s.post(change(s.form(s.open(asking())), "email", strings.Repeat("x", 20_000)))
	if large.status != http.StatusBadRequest {
		t.Errorf("got %d for a form beyond all bounds, want 400", large.status)
	}
}

func TestTheKeysAreShown(t *testing.T) {
	s := serve(t)
	v := bearer.New(bearer.Config{Issuer: s.Issuer, Clients: []string{"shoebox"}, Keys: bearer.At(s.url+house.KeysPath, nil), Now: func() time.Time { return *s.now }})
	tokens, err := s.SignIn(t.Context(), "anna@example.com", "a plain old umbrella")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := v.Verify(t.Context(), tokens.Access); err != nil || got.ID != tokens.Subject.ID {
		t.Errorf("got %+v, %v, want Anna", got, err)
	}
}

func TestAClientThatCannotBeIsRefusedAtTheStart(t *testing.T) {
	for name, c := range map[string]house.Client{
		"no name":                  {ID: "a", Redirects: []string{landing}},
		"no id":                    {Name: "A", Redirects: []string{landing}},
		"the page's own id":        {ID: "shoebox", Name: "A", Redirects: []string{landing}},
		"nowhere to go":            {ID: "a", Name: "A"},
		"a way that can be read":   {ID: "a", Name: "A", Redirects: []string{"http://example.com/"}},
		"a script":                 {ID: "a", Name: "A", Redirects: []string{"javascript:alert(1)"}},
		"an address in pieces":     {ID: "a", Name: "A", Redirects: []string{landing + "#x"}},
		"an address with somebody": {ID: "a", Name: "A", Redirects: []string{"https://me@example.com/"}},
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("got a house, want it refused")
				}
			}()
			house.New(house.Config{
				Table: tabletest.OpenStore(t, time.Now).Table, Issuer: "http://127.0.0.1", Client: "shoebox", Clients: []house.Client{c},
				Mail: &box{}, Now: time.Now,
			})
		})
	}
}

// FuzzAuthorize has strangers ask for access and fill in the form: whatever they send,
// nobody is sent anywhere but to a client, and nobody gets a code or a token.
func FuzzAuthorize(f *testing.F) {
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	h := house.New(house.Config{
		Table: tabletest.OpenStore(f, clock).Table, Issuer: "http://127.0.0.1:8080", Client: "shoebox", Clients: []house.Client{alexa, phone},
		Mail: &box{mails: map[string]house.Mail{}}, Now: clock,
	})
	h.Cheapen()
	handler := h.Handler()
	f.Add(asking().Encode())
	f.Add(asking("redirect_uri", "https://evil.example.com").Encode())
	f.Add(change(asking(), "form", "9999999999.00", "email", "anna@example.com", "password", "x").Encode())
	f.Add(redeeming("made up").Encode())
	f.Add(renewing("made up").Encode())
	f.Add("client_id=alexa&client_id=phone;%zz")
	f.Fuzz(func(t *testing.T, query string) {
		requests := []*http.Request{
			{Method: http.MethodGet, URL: &url.URL{Path: house.AuthorizePath, RawQuery: query}, Header: http.Header{}},
			httptest.NewRequestWithContext(t.Context(), http.MethodPost, house.AuthorizePath, strings.NewReader(query)),
			httptest.NewRequestWithContext(t.Context(), http.MethodPost, house.TokenPath, strings.NewReader(query)),
		}
		for _, r := range requests {
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, r.WithContext(t.Context()))
			if w.Code >= http.StatusInternalServerError {
				t.Errorf("%s %s: got %d", r.Method, r.URL.Path, w.Code)
			}
			to := w.Header().Get("Location")
			if to != "" && !strings.HasPrefix(to, landing+"?") && !strings.HasPrefix(to, phone.Redirects[0]+"?") || strings.Contains(to, "?code=") || strings.Contains(to, "&code=") {
				t.Errorf("%s %s: sent to %s", r.Method, r.URL.Path, to)
			}
			if strings.Contains(w.Body.String(), "access_token") {
				t.Errorf("%s %s: got %s", r.Method, r.URL.Path, w.Body)
			}
		}
	})
}
