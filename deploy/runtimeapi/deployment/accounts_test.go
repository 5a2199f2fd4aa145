package deployment_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"shoebox/deploy/engines"
	"shoebox/deploy/engines/enginestest"
	"shoebox/deploy/runtimeapi/deployment"
	"shoebox/deploy/stage/stagetest"
)

// TestAnAccountIsMadeAndUsedByTheDeployedFunctions signs somebody up, in and out, each
// step by a function of its own, over an engine of Cognito.
func TestAnAccountIsMadeAndUsedByTheDeployedFunctions(t *testing.T) {
	s := stagetest.Open(t)
	cognito := enginestest.Cognito(t)
	d, err := deployment.Open(t.Context(), deployment.Options{
		Root: root, Bootstraps: bootstraps(t, "signup", "confirmemail", "login", "me"), Environment: s.Environment, Slack: http.NotFoundHandler(),
		Set: map[string]string{
			"SHOEBOX_CLOCK": "", "SHOEBOX_ACCOUNTS": enginestest.UserPool(t, cognito), "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER": cognito.URL,
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	b := &browser{Deployment: d}
	b.ask(t, "signup", "POST /api/signup", `{"email":"anna@example.com","password":"correct horse battery","name":"Anna"}`, http.StatusAccepted)
	b.ask(t, "login", "POST /api/login", `{"email":"anna@example.com","password":"correct horse battery"}`, http.StatusForbidden)
	b.ask(t, "confirmemail", "POST /api/confirmemail", `{"email":"anna@example.com","code":"000000"}`, http.StatusUnprocessableEntity)
	b.ask(t, "confirmemail", "POST /api/confirmemail", `{"email":"anna@example.com","code":"`+engines.CognitoCode+`"}`, http.StatusNoContent)
	b.ask(t, "login", "POST /api/login", `{"email":"anna@example.com","password":"wrong horse battery"}`, http.StatusUnauthorized)
	b.ask(t, "login", "POST /api/login", `{"email":"anna@example.com","password":"correct horse battery"}`, http.StatusOK)
	if me := b.ask(t, "me", "GET /api/me", "", http.StatusOK); !strings.Contains(me, `"purpose":"personal"`) {
		t.Errorf("got %s, want a gallery of her own", me)
	}
	b.ask(t, "login", "POST /api/session/refresh", `{}`, http.StatusOK)
	b.ask(t, "me", "GET /api/me", "", http.StatusOK)
	b.ask(t, "login", "POST /api/session/end", `{}`, http.StatusNoContent)
	b.ask(t, "login", "POST /api/session/refresh", `{}`, http.StatusUnauthorized)
}

// browser keeps what a browser would: the session's cookie, and the page's token.
type browser struct {
	*deployment.Deployment
	cookie *http.Cookie
	access string
}

// ask sends a request to a function by its gateway, and gives the answer's body.
func (b *browser) ask(t *testing.T, function, route, body string, status int) string {
	t.Helper()
	method, path, _ := strings.Cut(route, " ")
	r := httptest.NewRequestWithContext(t.Context(), method, "https://shoebox.example"+path, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	if b.access != "" {
		r.Header.Set("Authorization", "Bearer "+b.access)
	}
	if b.cookie != nil && b.cookie.MaxAge >= 0 {
		r.AddCookie(b.cookie)
	}
	w := httptest.NewRecorder()
	deployment.Gateway(b.Functions[function].Invoke).ServeHTTP(w, r)
	if w.Code != status {
		t.Fatalf("%s: got %d and %s, want %d", route, w.Code, w.Body, status)
	}
	for _, c := range w.Result().Cookies() {
		if !c.HttpOnly || !c.Secure || c.SameSite != http.SameSiteStrictMode {
			t.Errorf("%s: got the cookie %v, want one that no script reads and no other site sends", route, c)
		}
		b.cookie = c
	}
	var token struct {
		Access string `json:"access"`
	}
	if json.Unmarshal(w.Body.Bytes(), &token) == nil && token.Access != "" {
		b.access = token.Access
	}
	return w.Body.String()
}
