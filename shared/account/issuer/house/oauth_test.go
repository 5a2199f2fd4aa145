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

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/account/bearer"
	"shoebox/shared/account/issuer/house"
	"shoebox/shared/fault"
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

func TestACodeIsGoodForOneClientOnce(t *testing.T) {
	tests := []struct {
		name   string
		redeem func(code string) url.Values
		status int
		want   string
	}{
		{"a code that is made up", func(string) url.Values { return redeeming("made up") }, 400, "invalid_grant"},
		{"no code", func(string) url.Values { return redeeming("") }, 400, "invalid_request"},
		{"no address", func(c string) url.Values { return redeeming(c, "redirect_uri", "") }, 400, "invalid_request"},
		{"another address", func(c string) url.Values { return redeeming(c, "redirect_uri", landing+"?region=eu") }, 400, "invalid_grant"},
		{"another verifier", func(c string) url.Values { return redeeming(c, "code_verifier", verifier+"2") }, 400, "invalid_grant"},
		{"no verifier", func(c string) url.Values { return redeeming(c, "code_verifier", "") }, 400, "invalid_grant"},
		{"the challenge in place of the verifier", func(c string) url.Values { return redeeming(c, "code_verifier", challenge(verifier)) }, 400, "invalid_grant"},
		{"a verifier of strange letters", func(c string) url.Values { return redeeming(c, "code_verifier", strings.Repeat("ß", 50)) }, 400, "invalid_grant"},
		{"another client", func(c string) url.Values { return redeeming(c, "client_id", "phone", "client_secret", "") }, 400, "invalid_grant"},
		{"an unknown client", func(c string) url.Values { return redeeming(c, "client_id", "eve") }, 401, "invalid_client"},
		{"no client", func(c string) url.Values { return redeeming(c, "client_id", "", "client_secret", "") }, 401, "invalid_client"},
		{"a wrong secret", func(c string) url.Values { return redeeming(c, "client_secret", "guess") }, 401, "invalid_client"},
		{"no secret", func(c string) url.Values { return redeeming(c, "client_secret", "") }, 401, "invalid_client"},
		{"a secret for who has none", func(c string) url.Values { return redeeming(c, "client_id", "phone", "client_secret", "x") }, 401, "invalid_client"},
		{"a password", func(c string) url.Values { return redeeming(c, "grant_type", "password") }, 400, "unsupported_grant_type"},
		{"no type of grant", func(c string) url.Values { return redeeming(c, "grant_type", "") }, 400, "invalid_request"},
		{"two codes", func(c string) url.Values { v := redeeming(c); v.Add("code", c); return v }, 400, "invalid_request"},
		{"a body beyond all bounds", func(c string) url.Values { return redeeming(c, "x", strings.Repeat("x", 20_000)) }, 400, "invalid_request"},
	}
	s := serve(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := s.exchange(tt.redeem(s.code(asking())))
			if diff := cmp.Diff(got, token{Error: tt.want, status: tt.status}, cmp.AllowUnexported(token{})); diff != "" {
				t.Errorf("got - want +:\n%s", diff)
			}
		})
	}
}

func TestACodeEnds(t *testing.T) {
	s := serve(t)
	code := s.code(asking())
	*s.now = s.now.Add(2 * time.Minute)
	if got := s.exchange(redeeming(code)); got.Error != "invalid_grant" {
		t.Errorf("got %+v, want it over after two minutes", got)
	}
	code = s.code(asking())
	s.exchange(redeeming(code, "code_verifier", verifier+"2"))
	if got := s.exchange(redeeming(code)); got.Error != "invalid_grant" {
		t.Errorf("got %+v, want it used up by a guess", got)
	}
}

func TestACodeThatComesTwiceEndsWhatWasMadeOfIt(t *testing.T) {
	s := serve(t)
	code := s.code(asking())
	first := s.exchange(redeeming(code))
	if second := s.exchange(redeeming(code)); second.Error != "invalid_grant" {
		t.Errorf("got %+v, want a used code refused", second)
	}
	if got := s.exchange(renewing(first.Refresh)); got.Error != "invalid_grant" {
		t.Errorf("got %+v, want what was made of it over", got)
	}
}

func renewing(refresh string, changes ...string) url.Values {
	return change(url.Values{
		"grant_type": {"refresh_token"}, "refresh_token": {refresh}, "client_id": {"alexa"}, "client_secret": {alexa.Secret},
	}, changes...)
}

func TestARefreshTokenIsItsClientsAlone(t *testing.T) {
	s := serve(t)
	page, err := s.SignIn(t.Context(), "anna@example.com", "a plain old umbrella")
	if err != nil {
		t.Fatal(err)
	}
	linked := s.exchange(redeeming(s.code(asking())))
	for name, v := range map[string]url.Values{
		"the page's": renewing(page.Refresh), "another client's": renewing(linked.Refresh, "client_id", "phone", "client_secret", ""),
		"made up": renewing("made up"), "an access token": renewing(linked.Access),
	} {
		if got := s.exchange(v); got.Error != "invalid_grant" || got.Access != "" {
			t.Errorf("%s: got %+v, want it refused", name, got)
		}
	}
	if got := s.exchange(renewing("")); got.Error != "invalid_request" {
		t.Errorf("got %+v, want it missed", got)
	}
	if got := s.exchange(renewing(linked.Refresh, "scope", "email")); got.Error != "invalid_scope" || got.Access != "" {
		t.Errorf("got %+v, want no more than was granted", got)
	}
	if _, err := s.Refresh(t.Context(), linked.Refresh); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("got %v, want a linked token to be no session of the page", err)
	}
	if err := s.Remove(t.Context(), linked.Access); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("got %v, want a linked token to remove nothing", err)
	}
	if err := s.SignOutEverywhere(t.Context(), page.Access); err != nil {
		t.Fatal(err)
	}
	if got := s.exchange(renewing(linked.Refresh)); got.Error != "invalid_grant" {
		t.Errorf("got %+v, want the link ended with all sessions", got)
	}
}

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
