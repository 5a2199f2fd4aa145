package bearer_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/go-cmp/cmp"

	"shoebox/shared/account"
	"shoebox/shared/account/bearer"
	"shoebox/shared/fault"
)

const (
	pool   = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI"
	client = "1example23456789"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

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

// shown is a source of fixed keys.
func shown(keys ...bearer.PublicKey) bearer.Source {
	return func(context.Context) (bearer.KeySet, error) { return bearer.KeySet{Keys: keys}, nil }
}

func verifier(keys bearer.Source) *bearer.Verifier {
	return bearer.New(bearer.Config{
		Issuer: pool, Clients: []string{client, "another of ours"}, Keys: keys, Now: func() time.Time { return noon },
	})
}

// access are the claims of a good access token.
func access() jwt.MapClaims {
	return jwt.MapClaims{
		"sub": "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee", "iss": pool, "client_id": client, "token_use": "access",
		"scope": "aws.cognito.signin.user.admin", "username": "anna", "jti": "1", "origin_jti": "2", "event_id": "3",
		"auth_time": noon.Unix(), "iat": noon.Unix(), "exp": noon.Add(time.Hour).Unix(),
	}
}

// identity are the claims of a good id token.
func identity() jwt.MapClaims {
	return jwt.MapClaims{
		"sub": "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee", "iss": pool, "aud": client, "token_use": "id",
		"email": "anna@example.com", "email_verified": true, "name": "Anna", "cognito:username": "anna",
		"iat": noon.Unix(), "exp": noon.Add(time.Hour).Unix(),
	}
}

// with changes claims; a nil value takes one away.
func with(claims jwt.MapClaims, name string, value any) jwt.MapClaims {
	if value == nil {
		delete(claims, name)
	} else {
		claims[name] = value
	}
	return claims
}

// signed makes a token. The header may be changed before it is signed.
func signed(tb testing.TB, method jwt.SigningMethod, key any, claims jwt.Claims, header ...any) string {
	tb.Helper()
	token := jwt.NewWithClaims(method, claims)
	token.Header["kid"] = "ours"
	for i := 0; i+1 < len(header); i += 2 {
		if header[i+1] == nil {
			delete(token.Header, header[i].(string))
			continue
		}
		token.Header[header[i].(string)] = header[i+1]
	}
	text, err := token.SignedString(key)
	if err != nil {
		tb.Fatal(err)
	}
	return text
}

func TestAGoodTokenSpeaksOfItsSubject(t *testing.T) {
	v := verifier(shown(bearer.Show("ours", &ours().PublicKey)))
	got, err := v.Verify(t.Context(), signed(t, jwt.SigningMethodRS256, ours(), access()))
	want := account.Subject{Issuer: pool, ID: "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"}
	if err != nil || got != want {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
	if _, err := v.Verify(t.Context(), signed(t, jwt.SigningMethodRS256, ours(), with(access(), "client_id", "another of ours"))); err != nil {
		t.Errorf("got %v, want the tokens of each of our clients to be good", err)
	}
	c, err := v.Identity(t.Context(), signed(t, jwt.SigningMethodRS256, ours(), identity()))
	want.Email, want.Name = "anna@example.com", "Anna"
	if diff := cmp.Diff(c.Subject(), want); err != nil || diff != "" {
		t.Errorf("%v, got - want +:\n%s", err, diff)
	}
	for said, want := range map[any]string{"true": "anna@example.com", false: "", "false": "", 1: "", "yes": ""} {
		c, err = v.Identity(t.Context(), signed(t, jwt.SigningMethodRS256, ours(), with(identity(), "email_verified", said)))
		if err != nil || c.Subject().Email != want {
			t.Errorf("confirmed: %v: got %q, %v, want %q", said, c.Subject().Email, err, want)
		}
	}
}

func TestHostileTokens(t *testing.T) {
	key, rs256 := ours(), jwt.SigningMethodRS256
	der, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	public := pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})
	good := signed(t, rs256, key, access())
	part := strings.Split(good, ".")
	other := strings.Split(signed(t, rs256, key, with(access(), "sub", "eve")), ".")
	flipped := []byte(part[2])
	flipped[10] ^= 1
	encode := base64.RawURLEncoding.EncodeToString
	tests := []struct {
		name  string
		token string
	}{
		{"no signature at all", signed(t, jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType, access())},
		{"no signature, in other letters", encode([]byte(`{"alg":"nOnE","kid":"ours"}`)) + "." + part[1] + "."},
		{"the signature cut off", part[0] + "." + part[1] + "."},
		{"the public key as the secret of HS256", signed(t, jwt.SigningMethodHS256, public, access())},
		{"the bytes of the public key as the secret of HS256", signed(t, jwt.SigningMethodHS256, der, access())},
		{"the modulus as the secret of HS256", signed(t, jwt.SigningMethodHS256, key.N.Bytes(), access())},
		{"RS512 by the right key", signed(t, jwt.SigningMethodRS512, key, access())},
		{"PS256 by the right key", signed(t, jwt.SigningMethodPS256, key, access())},
		{"a key of somebody else under our name", signed(t, rs256, theirs(), access())},
		{"a key nobody knows", signed(t, rs256, theirs(), access(), "kid", "theirs")},
		{"no name of a key", signed(t, rs256, key, access(), "kid", nil)},
		{"a name of a key that is a number", signed(t, rs256, key, access(), "kid", 1)},
		{"a name of a key that is a path", signed(t, rs256, key, access(), "kid", "../../dev/null")},
		{"a very long name of a key", signed(t, rs256, key, access(), "kid", strings.Repeat("k", 1000))},
		{"a key of its own in the header", signed(t, rs256, theirs(), access(), "kid", "theirs", "jwk", bearer.Show("theirs", &theirs().PublicKey))},
		{"an address of keys in the header", signed(t, rs256, theirs(), access(), "kid", "theirs", "jku", "https://evil.example.com/keys")},
		{"an extension that must be understood", signed(t, rs256, key, access(), "crit", []string{"exp"})},
		{"the words of another token", part[0] + "." + other[1] + "." + part[2]},
		{"a bit of the signature turned over", part[0] + "." + part[1] + "." + string(flipped)},
		{"another pool", signed(t, rs256, key, with(access(), "iss", pool+"2"))},
		{"our pool and more", signed(t, rs256, key, with(access(), "iss", []string{pool, "x"}))},
		{"no issuer", signed(t, rs256, key, with(access(), "iss", nil))},
		{"another client", signed(t, rs256, key, with(access(), "client_id", "another"))},
		{"no client", signed(t, rs256, key, with(access(), "client_id", nil))},
		{"a client in capitals", signed(t, rs256, key, with(access(), "client_id", strings.ToUpper(client)))},
		{"an id token", signed(t, rs256, key, identity())},
		{"an id token with a client's name", signed(t, rs256, key, with(identity(), "client_id", client))},
		{"a refresh token", signed(t, rs256, key, with(access(), "token_use", "refresh"))},
		{"no use", signed(t, rs256, key, with(access(), "token_use", nil))},
		{"a use that is a number", signed(t, rs256, key, with(access(), "token_use", 1))},
		{"nobody", signed(t, rs256, key, with(access(), "sub", nil))},
		{"an empty subject", signed(t, rs256, key, with(access(), "sub", ""))},
		{"expired a second ago", signed(t, rs256, key, with(access(), "exp", noon.Add(-time.Second).Unix()))},
		{"expiring now", signed(t, rs256, key, with(access(), "exp", noon.Unix()))},
		{"no end", signed(t, rs256, key, with(access(), "exp", nil))},
		{"an end in words", signed(t, rs256, key, with(access(), "exp", "never"))},
		{"an end before time", signed(t, rs256, key, with(access(), "exp", -1))},
		{"an end beyond all numbers", signed(t, rs256, key, with(access(), "exp", 1e300))},
		{"good in a minute", signed(t, rs256, key, with(access(), "nbf", noon.Add(time.Minute).Unix()))},
		{"longer than any of ours", signed(t, rs256, key, with(access(), "x", strings.Repeat("x", 9000)))},
		{"nothing", ""},
		{"a dot", "."},
		{"two dots", ".."},
		{"many dots", strings.Repeat(".", 8000)},
		{"a part too many", good + "." + part[2]},
		{"a part too few", part[0] + "." + part[1]},
		{"an encrypted one's five parts", good + ".." + part[2]},
		{"words around it", "Bearer " + good},
		{"a line break behind it", good + "\n"},
		{"a line break in it", part[0] + "." + part[1][:8] + "\n" + part[1][8:] + "." + part[2]},
		{"padding", part[0] + "=." + part[1] + "." + part[2]},
		{"no base64", "%." + part[1] + "." + part[2]},
		{"a header that is no JSON", encode([]byte("header")) + "." + part[1] + "." + part[2]},
		{"a header that is a list", encode([]byte("[]")) + "." + part[1] + "." + part[2]},
		{"a header that is null", encode([]byte("null")) + "." + part[1] + "." + part[2]},
		{"an algorithm that is none of text", encode([]byte(`{"alg":1,"kid":"ours"}`)) + "." + part[1] + "." + part[2]},
		{"claims that are null", part[0] + "." + encode([]byte("null")) + "." + part[2]},
	}
	v := verifier(shown(bearer.Show("ours", &key.PublicKey)))
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := v.Verify(t.Context(), tt.token)
			if !fault.Is(err, fault.Unauthenticated) || got != (account.Subject{}) {
				t.Fatalf("got %+v, %v, want it unauthenticated", got, err)
			}
			if len(tt.token) > 8 && strings.Contains(err.Error(), tt.token[len(tt.token)-8:]) || strings.Contains(err.Error(), "anna") {
				t.Errorf("got %v, which tells of the token", err)
			}
		})
	}
	if _, err := v.Verify(t.Context(), good); err != nil {
		t.Errorf("got %v, want the good one to stay good", err)
	}
}

func TestAnIdTokenIsForOneOfUsAlone(t *testing.T) {
	v := verifier(shown(bearer.Show("ours", &ours().PublicKey)))
	for name, claims := range map[string]jwt.MapClaims{
		"an access token":                 access(),
		"an access token for an audience": with(access(), "aud", client),
		"another's":                       with(identity(), "aud", "another"),
		"no one's":                        with(identity(), "aud", nil),
		"ours and another's":              with(identity(), "aud", []string{client, "another"}),
		"expired":                         with(identity(), "exp", noon.Unix()),
	} {
		if _, err := v.Identity(t.Context(), signed(t, jwt.SigningMethodRS256, ours(), claims)); !fault.Is(err, fault.Unauthenticated) {
			t.Errorf("%s: got %v, want it unauthenticated", name, err)
		}
	}
}

func TestAVerifierNeedsAllItsParts(t *testing.T) {
	whole := bearer.Config{Issuer: pool, Clients: []string{client}, Keys: shown(), Now: time.Now}
	for name, less := range map[string]func(*bearer.Config){
		"issuer": func(c *bearer.Config) { c.Issuer = "" }, "clients": func(c *bearer.Config) { c.Clients = nil },
		"a client's name": func(c *bearer.Config) { c.Clients = []string{""} },
		"keys":            func(c *bearer.Config) { c.Keys = nil }, "clock": func(c *bearer.Config) { c.Now = nil },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("got a verifier, want it refused")
				}
			}()
			c := whole
			less(&c)
			bearer.New(c)
		})
	}
}

func FuzzVerify(f *testing.F) {
	key := ours()
	good := signed(f, jwt.SigningMethodRS256, key, access())
	part := strings.Split(good, ".")
	f.Add(good)
	f.Add(signed(f, jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType, access()))
	f.Add(signed(f, jwt.SigningMethodHS256, bytes.Repeat([]byte("k"), 32), access()))
	f.Add("..")
	f.Add(part[0] + "." + part[1] + ".")
	f.Add("e30.e30.e30")
	v := verifier(shown(bearer.Show("ours", &key.PublicKey)))
	f.Fuzz(func(t *testing.T, token string) {
		subject, err := v.Verify(t.Context(), token)
		switch {
		case token == good && err != nil:
			t.Errorf("got %v for the good token", err)
		case token != good && err == nil: // nobody but us can sign
			t.Errorf("got %+v for a token that was made up", subject)
		case token != good && !fault.Is(err, fault.Unauthenticated):
			t.Errorf("got %v, want it unauthenticated", err)
		}
	})
}

func BenchmarkVerify(b *testing.B) {
	v := verifier(shown(bearer.Show("ours", &ours().PublicKey)))
	token := signed(b, jwt.SigningMethodRS256, ours(), access())
	b.ReportAllocs()
	for b.Loop() {
		if _, err := v.Verify(b.Context(), token); err != nil {
			b.Fatal(err)
		}
	}
}
