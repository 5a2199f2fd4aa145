package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/account"
	"shoebox/shared/account/bearer"
	"shoebox/shared/account/issuer"
	"shoebox/shared/account/issuer/house"
	"shoebox/shared/api"
	"shoebox/shared/fault"
)

const password = "a plain old umbrella"

// openHouse makes a world whose tokens are those its issuer signs.
func openHouse(tb testing.TB) *world {
	tb.Helper()
	w := open(tb)
	h, ok := w.Issuer.(*house.House)
	if !ok {
		tb.Fatalf("got %T, want a house", w.Issuer)
	}
	verifier := bearer.New(bearer.Config{Issuer: site, Clients: []string{client}, Now: w.Now, Keys: func(ctx context.Context) (set bearer.KeySet, err error) {
		keys, err := h.Keys(ctx)
		if err != nil {
			return set, err
		}
		raw, err := json.Marshal(keys)
		return set, errors.Join(err, json.Unmarshal(raw, &set))
	}})
	w.Verify = verifier.Verify
	w.People = account.NewPeople(account.PeopleConfig{Table: w.Table, Galleries: w.Galleries, Verify: w.Verify, Now: w.Now})
	w.again()
	return w
}

// again makes the API anew of what the Config is now.
func (w *world) again() {
	w.api = api.New(w.Config)
	w.handler = w.api.Handler()
}

// join signs somebody up and confirms their address.
func (w *world) join(email string) {
	w.t.Helper()
	w.do(http.MethodPost, "/api/signup", map[string]string{"email": email, "password": password, "name": "Anna"}).into(http.StatusAccepted, nil)
	w.do(http.MethodPost, "/api/confirmemail", map[string]string{"email": email, "code": w.mail.codes[email]}).into(http.StatusNoContent, nil)
}

// signed is somebody who signed in.
type signed struct {
	person
	refresh *http.Cookie
}

func (w *world) signIn(email, password string) signed {
	w.t.Helper()
	var access api.Access
	r := w.do(http.MethodPost, "/api/login", map[string]string{"email": email, "password": password}).into(http.StatusOK, &access)
	return signed{person{world: w, token: access.Access}, r.cookie()}
}

// cookie is the one cookie that an answer sets.
func (r response) cookie() *http.Cookie {
	r.t.Helper()
	cookies := r.Cookies()
	if len(cookies) != 1 {
		r.t.Fatalf("got the cookies %v, want one", cookies)
	}
	return cookies[0]
}

func TestWhoSignsUpConfirmsAndSignsInHasAGallery(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := openHouse(t)
		sign := map[string]string{"email": " Anna@Example.com ", "password": password, "name": "Anna"}
		w.do(http.MethodPost, "/api/signup", sign).into(http.StatusAccepted, &api.Sent{})
		in := map[string]string{"email": "anna@example.com", "password": password}
		w.do(http.MethodPost, "/api/login", in).problem(http.StatusForbidden, api.Unconfirmed)
		w.do(http.MethodPost, "/api/confirmemail/resend", `{"email":"anna@example.com"}`).into(http.StatusAccepted, &api.Sent{})
		code := map[string]string{"email": "anna@example.com", "code": w.mail.codes["anna@example.com"]}
		w.do(http.MethodPost, "/api/confirmemail", code).into(http.StatusNoContent, nil)
		p := w.do(http.MethodPost, "/api/confirmemail", code).problem(http.StatusUnprocessableEntity, api.Invalid)
		if p.Pointer != "/code" {
			t.Errorf("got %+v, want it to be about the code", p)
		}
		anna := w.signIn("anna@example.com", password)
		var me api.Profile
		anna.do(http.MethodGet, "/api/me", nil).into(http.StatusOK, &me)
		if me.Name != "Anna" || me.Email != "anna@example.com" || len(me.Galleries) != 1 || me.Galleries[0].Name != "Anna's photos" || me.Gallery != me.Galleries[0].ID {
			t.Errorf("got %+v, want Anna with a gallery of her own", me)
		}
		for _, secret := range []string{password, code["code"], "anna@example.com", anna.token, anna.refresh.Value} {
			if strings.Contains(w.log.String(), secret) {
				t.Errorf("the log holds %q", secret)
			}
		}
	})
}

func TestARefreshTokenIsACookieThatNoScriptAndNoOtherSiteHas(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := openHouse(t)
		w.join("anna@example.com")
		anna := w.signIn("anna@example.com", password)
		got := *anna.refresh
		if got.Value == "" {
			t.Error("got no refresh token")
		}
		got.Value, got.Raw = "", ""
		want := http.Cookie{Name: "session", Path: "/api/session", MaxAge: 30 * 24 * 60 * 60, HttpOnly: true, Secure: true, SameSite: http.SameSiteStrictMode}
		if diff := cmp.Diff(got, want); diff != "" {
			t.Errorf("cookie (-got +want):\n%s", diff)
		}
	})
}

func TestACookieIsSecureButOnThisVeryMachine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := openHouse(t)
		w.join("anna@example.com")
		for host, secure := range map[string]bool{
			"photos.example.com": true, "127.0.0.1:8080": false, "localhost": false, "localhost:8080": false, "[::1]:8080": false,
			"127.0.0.1.example.com": true, "192.168.1.5:8080": true,
		} {
			body := strings.NewReader(`{"email":"anna@example.com","password":"` + password + `"}`)
			r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+host+"/api/login", body)
			r.Header.Set("Content-Type", "application/json")
			recorder := httptest.NewRecorder()
			w.handler.ServeHTTP(recorder, r)
			result := recorder.Result()
			result.Body.Close()
			cookies := result.Cookies()
			if len(cookies) != 1 || cookies[0].Secure != secure {
				t.Errorf("%s: got %v, want secure %v", host, cookies, secure)
			}
		}
	})
}

func TestASessionGoesOnUntilItIsEnded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := openHouse(t)
		w.join("anna@example.com")
		anna := w.signIn("anna@example.com", password)
		cookie := "session=" + anna.refresh.Value
		var access api.Access
		again := w.do(http.MethodPost, "/api/session/refresh", `{}`, "Cookie", cookie).into(http.StatusOK, &access).cookie()
		if access.ExpiresIn != 3600 {
			t.Errorf("got %d seconds, want an hour", access.ExpiresIn)
		}
		ended := w.do(http.MethodPost, "/api/session/end", `{}`, "Cookie", "session="+again.Value).into(http.StatusNoContent, nil).cookie()
		if ended.MaxAge >= 0 || ended.Value != "" || ended.Path != "/api/session" {
			t.Errorf("got %v, want the cookie taken away", ended)
		}
		for name, cookie := range map[string]string{"the one that ended": "session=" + again.Value, "a made up one": "session=made-up", "none": "other=1"} {
			r := w.do(http.MethodPost, "/api/session/refresh", `{}`, "Cookie", cookie)
			r.problem(http.StatusUnauthorized, api.Unauthenticated)
			if got := r.cookie(); got.MaxAge >= 0 {
				t.Errorf("%s: got %v, want the cookie taken away", name, got)
			}
			w.do(http.MethodPost, "/api/session/end", `{}`, "Cookie", cookie).into(http.StatusNoContent, nil)
		}
	})
}

func TestSigningOutEverywhereEndsAllSessions(t *testing.T) {
	tests := []struct {
		name string
		with func(signed) []string
	}{
		{"by the access token", func(s signed) []string { return []string{"Authorization", "Bearer " + s.token} }},
		{"by the cookie", func(s signed) []string { return []string{"Cookie", "session=" + s.refresh.Value} }},
		{"by the cookie, where the access token is over", func(s signed) []string {
			return []string{"Cookie", "session=" + s.refresh.Value, "Authorization", "Bearer made.up.token"}
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := openHouse(t)
				w.join("anna@example.com")
				here, there := w.signIn("anna@example.com", password), w.signIn("anna@example.com", password)
				w.do(http.MethodPost, "/api/session/end", `{"everywhere":true}`, tt.with(here)...).into(http.StatusNoContent, nil)
				for _, s := range []signed{here, there} {
					w.do(http.MethodPost, "/api/session/refresh", `{}`, "Cookie", "session="+s.refresh.Value).problem(http.StatusUnauthorized, api.Unauthenticated)
				}
			})
		})
	}
	synctest.Test(t, func(t *testing.T) {
		openHouse(t).do(http.MethodPost, "/api/session/end", `{"everywhere":true}`).problem(http.StatusUnauthorized, api.Unauthenticated)
	})
}

func TestAnotherSiteCantUseASession(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := openHouse(t)
		w.join("anna@example.com")
		anna := w.signIn("anna@example.com", password)
		cookie := "session=" + anna.refresh.Value
		for _, path := range []string{"/api/session/refresh", "/api/session/end", "/api/login", "/api/signup", "/api/password/forgot"} {
			w.do(http.MethodPost, path, `{}`, "Cookie", cookie, "Sec-Fetch-Site", "cross-site").problem(http.StatusForbidden, api.CrossOrigin)
			w.do(http.MethodPost, path, `{}`, "Cookie", cookie, "Sec-Fetch-Site", "same-site").problem(http.StatusForbidden, api.CrossOrigin)
			w.do(http.MethodPost, path, `{}`, "Cookie", cookie, "Origin", "https://evil.example").problem(http.StatusForbidden, api.CrossOrigin)
			// What a form can send without asking the browser's leave.
			for _, kind := range []string{"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"} {
				w.do(http.MethodPost, path, `{}`, "Cookie", cookie, "Content-Type", kind).problem(http.StatusUnsupportedMediaType, api.BadType)
			}
			w.do(http.MethodGet, path, nil, "Cookie", cookie).problem(http.StatusMethodNotAllowed, api.NotAllowed)
		}
		w.do(http.MethodPost, "/api/session/refresh", `{}`, "Cookie", cookie, "Sec-Fetch-Site", "same-origin").into(http.StatusOK, nil)
	})
}

func TestAForgottenPasswordIsSetAnew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := openHouse(t)
		var rules issuer.PasswordRules
		w.do(http.MethodGet, "/api/password/rules", nil).into(http.StatusOK, &rules)
		if diff := cmp.Diff(rules, issuer.Rules()); diff != "" {
			t.Errorf("rules (-got +want):\n%s", diff)
		}
		w.join("anna@example.com")
		old := w.signIn("anna@example.com", password)
		w.do(http.MethodPost, "/api/password/forgot", `{"email":"anna@example.com"}`).into(http.StatusAccepted, &api.Sent{})
		reset := map[string]string{"email": "anna@example.com", "code": w.mail.codes["anna@example.com"], "password": "short"}
		p := w.do(http.MethodPost, "/api/password/reset", reset).problem(http.StatusUnprocessableEntity, api.Invalid)
		if p.Pointer != "/password" || p.Detail != "A password has at least 10 characters." {
			t.Errorf("got %+v, want it to say what a password must be", p)
		}
		reset["password"] = "another old umbrella"
		w.do(http.MethodPost, "/api/password/reset", reset).into(http.StatusNoContent, nil)
		w.do(http.MethodPost, "/api/login", map[string]string{"email": "anna@example.com", "password": password}).problem(http.StatusUnauthorized, api.Unauthenticated)
		w.do(http.MethodPost, "/api/session/refresh", `{}`, "Cookie", "session="+old.refresh.Value).problem(http.StatusUnauthorized, api.Unauthenticated)
		w.signIn("anna@example.com", "another old umbrella")
	})
}

// Two addresses, of which one has an account: nothing that comes back differs.
func TestNobodyLearnsWhetherAnAddressHasAnAccount(t *testing.T) {
	requests := []struct{ path, body string }{
		{"/api/signup", `{"email":"EMAIL","password":"somebody else's words","name":"Eve"}`},
		{"/api/login", `{"email":"EMAIL","password":"not the password"}`},
		{"/api/confirmemail", `{"email":"EMAIL","code":"000000"}`},
		{"/api/confirmemail/resend", `{"email":"EMAIL"}`},
		{"/api/password/forgot", `{"email":"EMAIL"}`},
		{"/api/password/reset", `{"email":"EMAIL","code":"000000","password":"somebody else's words"}`},
	}
	type told struct {
		Status int
		Header http.Header
		Body   string
		Took   time.Duration
	}
	for _, tt := range requests {
		t.Run(tt.path, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := openHouse(t)
				w.join("anna@example.com")
				ask := func(email string) told {
					began := time.Now()
					r := w.do(http.MethodPost, tt.path, strings.ReplaceAll(tt.body, "EMAIL", email))
					id := r.Header.Get("X-Request-Id")
					r.Header.Del("X-Request-Id")
					return told{r.StatusCode, r.Header, strings.ReplaceAll(string(r.body), id, "ID"), time.Since(began)}
				}
				if diff := cmp.Diff(ask("anna@example.com"), ask("nobody@example.com")); diff != "" {
					t.Errorf("answers (-somebody's +nobody's):\n%s", diff)
				}
			})
		})
	}
}

// uneven is an issuer that takes its time for addresses that have an account.
type uneven struct{ issuer.Issuer }

func (u uneven) slow(email string) {
	if email == "anna@example.com" {
		time.Sleep(250 * time.Millisecond)
	}
}

func (u uneven) SignUp(_ context.Context, s issuer.SignUp) error { u.slow(s.Email); return nil }

func (u uneven) Forgot(_ context.Context, email string) error { u.slow(email); return nil }

func (u uneven) Resend(_ context.Context, email string) error { u.slow(email); return nil }

func (u uneven) SignIn(_ context.Context, email, _ string) (issuer.Tokens, error) {
	u.slow(email)
	return issuer.Tokens{}, fault.New("uneven.SignIn", fault.Unauthenticated, "")
}

func (u uneven) Confirm(_ context.Context, email, _ string) error {
	u.slow(email)
	return fault.New("uneven.Confirm", fault.Stale, "")
}

func (u uneven) Reset(ctx context.Context, email, code, _ string) error {
	return u.Confirm(ctx, email, code)
}

func TestAnswersTakeTheSameTimeWhoeverHasAnAccount(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := open(t)
		w.Issuer = uneven{}
		w.again()
		for path, body := range map[string]string{
			"/api/signup":              `{"email":"EMAIL","password":"a plain old umbrella","name":"Eve"}`,
			"/api/login":               `{"email":"EMAIL","password":"a plain old umbrella"}`,
			"/api/confirmemail":        `{"email":"EMAIL","code":"000000"}`,
			"/api/confirmemail/resend": `{"email":"EMAIL"}`,
			"/api/password/forgot":     `{"email":"EMAIL"}`,
			"/api/password/reset":      `{"email":"EMAIL","code":"000000","password":"a plain old umbrella"}`,
		} {
			ask := func(email string) time.Duration {
				began := time.Now()
				w.do(http.MethodPost, path, strings.ReplaceAll(body, "EMAIL", email))
				return time.Since(began)
			}
			if somebody, nobody := ask("anna@example.com"), ask("nobody@example.com"); somebody != nobody {
				t.Errorf("%s: got %v for somebody's address and %v for nobody's", path, somebody, nobody)
			}
		}
	})
}

func TestWhoTriesTooOftenIsToldWhenToTryAgain(t *testing.T) {
	tests := []struct {
		name, path, body string
		most             int
		from             func(n int) string // the caller's address
	}{
		{"one address, from everywhere", "/api/login", `{"email":"anna@example.com","password":"guess"}`, 10, func(n int) string { return "203.0.113." + string(rune('0'+n%10)) + ":1" }},
		{"a code, from everywhere", "/api/confirmemail", `{"email":"anna@example.com","code":"000000"}`, 10, func(n int) string { return "203.0.113." + string(rune('0'+n%10)) + ":1" }},
		{"mail to one address", "/api/password/forgot", `{"email":"anna@example.com"}`, 5, func(n int) string { return "203.0.113." + string(rune('0'+n%10)) + ":1" }},
		{"many addresses, from one", "/api/signup", `{"email":"NEWn@example.com","password":"a plain old umbrella","name":"A"}`, 50, func(int) string { return "203.0.113.7:1" }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := open(t)
				w.Issuer = uneven{}
				w.again()
				ask := func(n int) *httptest.ResponseRecorder {
					body := bytes.ReplaceAll([]byte(tt.body), []byte("NEWn"), []byte{'n', byte('a' + n%26), byte('a' + n/26)})
					r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, site+tt.path, bytes.NewReader(body))
					r.Header.Set("Content-Type", "application/json")
					r.RemoteAddr = tt.from(n)
					recorder := httptest.NewRecorder()
					w.handler.ServeHTTP(recorder, r)
					return recorder
				}
				for n := range tt.most {
					if r := ask(n); r.Code == http.StatusTooManyRequests {
						t.Fatalf("got it refused at the %d. time", n+1)
					}
				}
				r := ask(tt.most)
				if r.Code != http.StatusTooManyRequests || r.Header().Get("Retry-After") == "" {
					t.Errorf("got %d, %v, want it throttled and when to try again", r.Code, r.Header())
				}
			})
		})
	}
}

// tired refuses everything for now.
type tired struct{ issuer.Issuer }

func (tired) SignIn(context.Context, string, string) (issuer.Tokens, error) {
	return issuer.Tokens{}, fault.New("tired.SignIn", fault.Throttled, "")
}

func TestAnIssuerThatIsAskedTooOftenIsTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := open(t)
		w.Issuer = tired{}
		w.again()
		r := w.do(http.MethodPost, "/api/login", `{"email":"anna@example.com","password":"guess"}`)
		r.problem(http.StatusTooManyRequests, api.Throttled)
		if r.Header.Get("Retry-After") != "900" {
			t.Errorf("got %v, want when to try again", r.Header)
		}
	})
}

func TestBadSessionRequestsAreRefused(t *testing.T) {
	tests := []struct {
		name, path, body string
		status           int
		code             api.Code
		pointer          string
	}{
		{"no body", "/api/login", ``, http.StatusBadRequest, api.Malformed, ""},
		{"half a body", "/api/login", `{"email":`, http.StatusBadRequest, api.Malformed, ""},
		{"a list", "/api/login", `[]`, http.StatusUnprocessableEntity, api.Invalid, ""},
		{"no password", "/api/login", `{"email":"anna@example.com"}`, http.StatusUnprocessableEntity, api.Invalid, "/password"},
		{"a password that is a number", "/api/login", `{"email":"anna@example.com","password":1234567890}`, http.StatusUnprocessableEntity, api.Invalid, "/password"},
		{"a field nobody knows", "/api/login", `{"email":"anna@example.com","password":"x","admin":true}`, http.StatusUnprocessableEntity, api.Invalid, ""},
		{"a field twice", "/api/login", `{"email":"a@example.com","email":"b@example.com","password":"x"}`, http.StatusBadRequest, api.Malformed, ""},
		{"a password without end", "/api/login", `{"email":"anna@example.com","password":"` + strings.Repeat("a", 257) + `"}`, http.StatusUnprocessableEntity, api.Invalid, "/password"},
		{"more than is read", "/api/login", `{"email":"` + strings.Repeat("a", 20_000) + `"}`, http.StatusRequestEntityTooLarge, api.TooLarge, ""},
		{"no address", "/api/signup", `{"email":"anna","password":"a plain old umbrella","name":"Anna"}`, http.StatusUnprocessableEntity, api.Invalid, "/email"},
		{"a line break in an address", "/api/signup", `{"email":"a@example.com\nBcc: e@example.com","password":"a plain old umbrella","name":"Anna"}`, http.StatusUnprocessableEntity, api.Invalid, "/email"},
		{"a short password", "/api/signup", `{"email":"anna@example.com","password":"short","name":"Anna"}`, http.StatusUnprocessableEntity, api.Invalid, "/password"},
		{"no name", "/api/signup", `{"email":"anna@example.com","password":"a plain old umbrella","name":""}`, http.StatusUnprocessableEntity, api.Invalid, "/name"},
		{"a wrong address to confirm", "/api/confirmemail", `{"email":"anna","code":"1"}`, http.StatusUnprocessableEntity, api.Invalid, "/email"},
		{"a body where there is none", "/api/session/refresh", `{"token":"x"}`, http.StatusUnprocessableEntity, api.Invalid, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := openHouse(t).do(http.MethodPost, tt.path, tt.body).problem(tt.status, tt.code)
				if p.Pointer != tt.pointer {
					t.Errorf("got %q, want it to be about %q", p.Pointer, tt.pointer)
				}
			})
		})
	}
}
