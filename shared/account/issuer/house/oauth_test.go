package house_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"shoebox/shared/account/bearer"
	"shoebox/shared/account/issuer/house"
	"shoebox/shared/table/tabletest"
)

const (
	landing  = "https://pitangui.amazon.example/api/skill/link/M1"
	verifier = "a-verifier-of-forty-three-characters-or-more"
)

var (
	alexa = house.Client{ID: "alexa", Name: "Alexa", Secret: "s3cret/+&", Redirects: []string{landing, landing + "?region=eu"}}
	phone = house.Client{ID: "phone", Name: "The phone <app>", Redirects: []string{"http://127.0.0.1:9999/back"}}
)

func challenge(verifier string) string {
	sum := sha256.Sum256([]byte(verifier))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// site is a house that serves, with Anna in it, and a browser.
type site struct {
	t *testing.T
	*house.House
	box     *box
	now     *time.Time
	url     string
	browser *http.Client
}

func serve(t *testing.T) *site {
	t.Helper()
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	b := &box{mails: map[string]house.Mail{}}
	h := house.New(house.Config{
		Table: tabletest.OpenStore(t, clock).Table, Issuer: "http://127.0.0.1:8080", Client: "shoebox", Clients: []house.Client{alexa, phone},
		Mail: b, Now: clock,
	})
	h.Cheapen()
	anna(t, h, b)
	server := httptest.NewServer(h.Handler())
	t.Cleanup(server.Close)
	s := &site{t: t, House: h, box: b, now: &now, url: server.URL}
	s.browser = s.another()
	return s
}

// another gives another browser, which stays where it is sent on.
func (s *site) another() *http.Client {
	s.t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		s.t.Fatal(err)
	}
	return &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

// seen is what a browser gets.
type seen struct {
	status int
	header http.Header
	body   string
	to     *url.URL // where it is sent on; nil is nowhere
}

func (s *site) do(browser *http.Client, method, path string, form url.Values, header ...string) seen {
	s.t.Helper()
	request, err := http.NewRequestWithContext(s.t.Context(), method, s.url+path, strings.NewReader(form.Encode()))
	if err != nil {
		s.t.Fatal(err)
	}
	if method == http.MethodPost {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(header); i += 2 {
		request.Header.Set(header[i], header[i+1])
	}
	response, err := browser.Do(request)
	if err != nil {
		s.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	got := seen{status: response.StatusCode, header: response.Header, body: string(body)}
	if response.Header.Get("Location") != "" {
		if got.to, err = response.Location(); err != nil {
			s.t.Fatal(err)
		}
	}
	return got
}

// asking are the parameters of a request by Alexa.
func asking(changes ...string) url.Values {
	v := url.Values{
		"response_type": {"code"}, "client_id": {"alexa"}, "redirect_uri": {landing}, "state": {"state of & Alexa's"},
		"scope": {"openid profile"}, "code_challenge": {challenge(verifier)}, "code_challenge_method": {"S256"},
	}
	return change(v, changes...)
}

// change changes values; an empty one takes them away.
func change(v url.Values, changes ...string) url.Values {
	v = maps.Clone(v)
	for i := 0; i+1 < len(changes); i += 2 {
		v.Set(changes[i], changes[i+1])
		if changes[i+1] == "" {
			v.Del(changes[i])
		}
	}
	return v
}

func (s *site) open(v url.Values) seen {
	s.t.Helper()
	return s.do(s.browser, http.MethodGet, house.AuthorizePath+"?"+v.Encode(), nil)
}

var hidden = regexp.MustCompile(`<input type="hidden" name="([a-z_]+)" value="([^"]*)">`)

// form gives the form of a page as Anna fills it in.
func (s *site) form(page seen) url.Values {
	s.t.Helper()
	if page.status != http.StatusOK {
		s.t.Fatalf("got %d and %s, want the form", page.status, page.body)
	}
	v := url.Values{"email": {"anna@example.com"}, "password": {"a plain old umbrella"}, "decision": {"link"}}
	for _, field := range hidden.FindAllStringSubmatch(page.body, -1) {
		v.Set(field[1], strings.NewReplacer("&amp;", "&", "&#39;", "'", "&#43;", "+").Replace(field[2]))
	}
	return v
}

func (s *site) post(v url.Values) seen {
	s.t.Helper()
	return s.do(s.browser, http.MethodPost, house.AuthorizePath, v, "Sec-Fetch-Site", "same-origin")
}

// code has Anna say yes to a request.
func (s *site) code(v url.Values) string {
	s.t.Helper()
	got := s.post(s.form(s.open(v)))
	if got.status != http.StatusSeeOther || got.to == nil || got.to.Query().Get("code") == "" {
		s.t.Fatalf("got %d to %v: %s, want a code", got.status, got.to, got.body)
	}
	return got.to.Query().Get("code")
}

// token is an answer of the token endpoint.
type token struct {
	Access  string `json:"access_token"`
	Type    string `json:"token_type"`
	Expires int    `json:"expires_in"`
	Refresh string `json:"refresh_token"`
	Scope   string `json:"scope"`
	Error   string `json:"error"`
	status  int
}

func (s *site) exchange(v url.Values, header ...string) token {
	s.t.Helper()
	got := s.do(http.DefaultClient, http.MethodPost, house.TokenPath, v, header...)
	if got.header.Get("Cache-Control") != "no-store" {
		s.t.Error("the answer may be kept")
	}
	answer := token{status: got.status}
	if err := json.Unmarshal([]byte(got.body), &answer); err != nil {
		s.t.Fatalf("%v: %s", err, got.body)
	}
	return answer
}

// redeeming are the parameters with which Alexa makes tokens of a code.
func redeeming(code string, changes ...string) url.Values {
	return change(url.Values{
		"grant_type": {"authorization_code"}, "code": {code}, "redirect_uri": {landing}, "code_verifier": {verifier},
		"client_id": {"alexa"}, "client_secret": {alexa.Secret},
	}, changes...)
}

// linked verifies tokens as the skill does.
func (s *site) linked() *bearer.Verifier {
	return bearer.New(bearer.Config{Issuer: s.Issuer, Clients: []string{"alexa", "phone"}, Keys: s.Keys, Now: func() time.Time { return *s.now }})
}

func TestAnAccountIsLinked(t *testing.T) {
	s := serve(t)
	got := s.post(s.form(s.open(asking())))
	if got.status != http.StatusSeeOther || got.to.Query().Get("state") != "state of & Alexa's" || !strings.HasPrefix(got.to.String(), landing+"?") {
		t.Fatalf("got %d to %v, want the browser sent back with its state", got.status, got.to)
	}
	first := s.exchange(redeeming(got.to.Query().Get("code")))
	if first.status != 200 || first.Type != "Bearer" || first.Expires != 3600 || first.Scope != "openid profile" || first.Refresh == "" {
		t.Errorf("got %+v, want tokens", first)
	}
	claims, err := s.linked().Access(t.Context(), first.Access)
	if err != nil || claims.Client != "alexa" || claims.Scope != "openid profile" || claims.RegisteredClaims.Subject == "" {
		t.Errorf("got %+v, %v, want a token for Alexa", claims, err)
	}
	if strings.Contains(decoded(t, first.Access), "anna") {
		t.Error("the token tells Anna's address")
	}
	next := s.exchange(url.Values{
		"grant_type": {"refresh_token"}, "refresh_token": {first.Refresh}, "client_id": {"alexa"}, "client_secret": {alexa.Secret},
	})
	if again, err := s.linked().Access(t.Context(), next.Access); err != nil || again.RegisteredClaims.Subject != claims.RegisteredClaims.Subject {
		t.Errorf("got %+v, %v, want a new token for the same person", again, err)
	}
}

func decoded(t *testing.T, token string) string {
	t.Helper()
	raw, err := base64.RawURLEncoding.DecodeString(strings.Split(token, ".")[1])
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestAPublicClientProvesItselfByItsChallenge(t *testing.T) {
	s := serve(t)
	back := phone.Redirects[0]
	code := s.code(asking("client_id", "phone", "redirect_uri", back))
	got := s.exchange(redeeming(code, "client_id", "phone", "client_secret", "", "redirect_uri", back))
	if got.status != 200 || got.Access == "" {
		t.Errorf("got %+v, want tokens", got)
	}
}

func TestASecretMayComeByBasic(t *testing.T) {
	s := serve(t)
	basic := "Basic " + base64.StdEncoding.EncodeToString([]byte("alexa:"+url.QueryEscape(alexa.Secret)))
	got := s.exchange(redeeming(s.code(asking()), "client_id", "", "client_secret", ""), "Authorization", basic)
	if got.status != 200 || got.Access == "" {
		t.Errorf("got %+v, want tokens", got)
	}
}
