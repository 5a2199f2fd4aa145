package api_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"shoebox/intents"
	"shoebox/shared/account"
	"shoebox/shared/account/bearer"
	"shoebox/shared/account/issuer/house"
	"shoebox/shared/api"
	"shoebox/shared/blob"
	"shoebox/shared/blob/filestore"
	"shoebox/shared/gallery"
	"shoebox/shared/photolink"
	"shoebox/shared/table/tabletest"
	"shoebox/shared/telemetry"
)

const (
	site   = "https://photos.example.com"
	client = "shoebox"
)

// links are what changes with time in an answer: pictures' addresses.
var links = regexp.MustCompile(`"(small|medium|large)":"[^"]*"`)

// Keys take long to make, and any two do.
var (
	ours   = sync.OnceValue(makeKey)
	theirs = sync.OnceValue(makeKey)
)

func makeKey() *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return key
}

// world is an API with everything beneath it, over a table and a folder of its own.
type world struct {
	api.Config
	handler http.Handler
	whole   bool // it serves everything
	api     *api.API
	store   tabletest.Store
	mail    *mailbox
	log     *bytes.Buffer
	now     *time.Time
	t       testing.TB
	ctx     context.Context // of requests; nil is the test's
}

// open makes one of some services; all when none is named.
func open(tb testing.TB, services ...api.Service) *world {
	tb.Helper()
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	w := &world{now: &now, mail: &mailbox{codes: map[string]string{}}, log: &bytes.Buffer{}, whole: len(services) == 0, t: tb}
	clock := func() time.Time { return *w.now }
	w.store = tabletest.OpenStore(tb, clock)
	files, err := filestore.Open(filestore.Config{Dir: tb.TempDir(), URL: site + "/objects/", Keys: [][]byte{make([]byte, 32)}, Now: clock})
	if err != nil {
		tb.Fatal(err)
	}
	galleries := gallery.New(w.store.Table, gallery.Keys{make([]byte, 32)}, clock)
	h := house.New(house.Config{Table: w.store.Table, Issuer: site, Client: client, Mail: w.mail, Now: clock})
	verifier := bearer.New(bearer.Config{Issuer: site, Clients: []string{client}, Now: clock, Keys: func(ctx context.Context) (bearer.KeySet, error) {
		return bearer.KeySet{Keys: []bearer.PublicKey{bearer.Show("ours", &ours().PublicKey)}}, nil
	}})
	w.Config = api.Config{
		Galleries: galleries, Table: w.store.Table, Verify: verifier.Verify, Issuer: h, Blobs: blob.New(files),
		People:       account.NewPeople(account.PeopleConfig{Table: w.store.Table, Galleries: galleries, Verify: verifier.Verify, Now: clock}),
		Links:        photolink.New(site, []photolink.Key{{Number: 1, Secret: make([]byte, 32)}}, clock),
		Understander: intents.NewUnderstander(), PublicURL: site, Keys: [][]byte{bytes.Repeat([]byte{7}, 32)},
		Log: telemetry.NewLogger(w.log, slog.LevelInfo), Now: clock,
	}
	w.api = api.New(w.Config)
	w.handler = w.api.Handler(services...)
	return w
}

// mailbox keeps the last code that was mailed to an address.
type mailbox struct {
	mu    sync.Mutex
	codes map[string]string
}

func (m *mailbox) Mail(mail house.Mail) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.codes[mail.To] = mail.Code
	return nil
}

// claims are those of a good access token of somebody.
func (w *world) claims(name string) jwt.MapClaims {
	return jwt.MapClaims{
		"sub": "sub-" + strings.ToLower(name), "iss": site, "client_id": client, "token_use": "access", "name": name,
		"iat": w.now.Unix(), "exp": w.now.Add(time.Hour).Unix(),
	}
}

// token signs claims with a key, under the id of ours.
func (w *world) token(c jwt.MapClaims, key *rsa.PrivateKey) string {
	w.t.Helper()
	t := jwt.NewWithClaims(jwt.SigningMethodRS256, c)
	t.Header["kid"] = "ours"
	signed, err := t.SignedString(key)
	if err != nil {
		w.t.Fatal(err)
	}
	return signed
}

// person is somebody with a good token.
type person struct {
	*world
	token string
	user  account.User
}

// person signs somebody in, who is made with a gallery of their own the first time.
func (w *world) person(name string) person {
	w.t.Helper()
	token := w.token(w.claims(name), ours())
	s, err := w.Verify(w.t.Context(), token)
	if err != nil {
		w.t.Fatal(err)
	}
	u, err := w.People.Arrive(w.t.Context(), s)
	if err != nil {
		w.t.Fatal(err)
	}
	return person{w, token, u}
}

// within is the person with requests that end with a context.
func (p person) within(ctx context.Context) person {
	w := *p.world
	w.ctx = ctx
	p.world = &w
	return p
}

// own is the person's own gallery.
func (p person) own() *gallery.Gallery {
	return p.Galleries.As(gallery.Membership{Gallery: p.user.Gallery, Role: gallery.Owner})
}

// add puts a photo into the person's own gallery.
func (p person) add(photo gallery.Photo) gallery.Photo {
	p.t.Helper()
	if photo.Taken.IsZero() {
		photo.Taken = time.Date(2025, 7, 13, 14, 40, 0, 0, time.FixedZone("", 7200))
	}
	added, err := p.own().Add(p.t.Context(), photo)
	if err != nil {
		p.t.Fatal(err)
	}
	return added
}

// response is what came back.
type response struct {
	*http.Response
	body []byte
	t    testing.TB
}

// do sends a request: body is JSON as it is (string) or a value for it; nil is none.
func (w *world) do(method, target string, body any, header ...string) response {
	w.t.Helper()
	var reader io.Reader = http.NoBody
	switch b := body.(type) {
	case nil:
	case string:
		reader = strings.NewReader(b)
	default:
		raw, err := json.Marshal(b)
		if err != nil {
			w.t.Fatal(err)
		}
		reader = bytes.NewReader(raw)
	}
	ctx := w.ctx
	if ctx == nil {
		ctx = w.t.Context()
	}
	r := httptest.NewRequestWithContext(ctx, method, target, reader)
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	recorder := httptest.NewRecorder()
	w.handler.ServeHTTP(recorder, r)
	result := recorder.Result()
	defer result.Body.Close()
	raw, err := io.ReadAll(result.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	if wrong := w.api.Undocumented(r, result.StatusCode, raw); w.whole && wrong != "" && method != http.MethodHead {
		w.t.Errorf("%s %s: %s: %.500s", method, target, wrong, raw)
	}
	return response{result, raw, w.t}
}

// do sends a request with the person's token.
func (p person) do(method, target string, body any, header ...string) response {
	p.t.Helper()
	return p.world.do(method, target, body, append([]string{"Authorization", "Bearer " + p.token}, header...)...)
}

// raw sends a request with the person's token, and may be called from any goroutine.
func (p person) raw(method, target, body string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequestWithContext(p.t.Context(), method, target, strings.NewReader(body))
	r.Header.Set("Authorization", "Bearer "+p.token)
	r.Header.Set("Content-Type", "application/json")
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	recorder := httptest.NewRecorder()
	p.handler.ServeHTTP(recorder, r)
	return recorder
}

// into reads the body as JSON, of an answer that has this status.
func (r response) into(status int, v any) response {
	r.t.Helper()
	if r.StatusCode != status {
		r.t.Fatalf("got %d %.500s, want %d", r.StatusCode, r.body, status)
	}
	if v == nil {
		return r
	}
	d := json.NewDecoder(bytes.NewReader(r.body))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		r.t.Fatalf("got %s, want %T: %v", r.body, v, err)
	}
	return r
}

// problem reads a problem, and holds it to what every problem is.
func (r response) problem(status int, code api.Code) api.Problem {
	r.t.Helper()
	var p api.Problem
	r.into(status, &p)
	if kind := r.Header.Get("Content-Type"); kind != "application/problem+json" {
		r.t.Errorf("got a problem as %q", kind)
	}
	if p.Code != code || p.Status != status || p.Type != "about:blank" || p.Title != http.StatusText(status) || p.RequestID == "" || p.RequestID != r.Header.Get("X-Request-Id") {
		r.t.Errorf("got %s, want the code %s", r.body, code)
	}
	if !strings.HasSuffix(p.Detail, ".") || len(p.Detail) > 200 {
		r.t.Errorf("got %q, want a sentence or two", p.Detail)
	}
	return p
}
