package bearer_test

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/golang-jwt/jwt/v5"

	"shoebox/shared/account/bearer"
	"shoebox/shared/fault"
)

func TestKeysAreFetchedFromAURL(t *testing.T) {
	own := bearer.Show("ours", &ours().PublicKey)
	changed := func(change func(*bearer.PublicKey)) bearer.PublicKey {
		k := own
		change(&k)
		return k
	}
	body := func(keys ...bearer.PublicKey) string {
		raw, err := json.Marshal(bearer.KeySet{Keys: keys})
		if err != nil {
			t.Fatal(err)
		}
		return string(raw)
	}
	many := make([]bearer.PublicKey, 40, 41)
	for i := range many {
		many[i] = changed(func(k *bearer.PublicKey) { k.ID = "one of many" })
	}
	weak, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name   string
		status int
		body   string
		good   bool
	}{
		{"a key set", 200, body(own), true},
		{"one with members nobody knows", 200, `{"x":1,"keys":[{"y":[],` + body(own)[10:], true},
		{"other keys beside ours", 200, body(bearer.PublicKey{Type: "EC", ID: "ours"}, bearer.PublicKey{}, own), true},
		{"a key without a word of its use", 200, body(changed(func(k *bearer.PublicKey) { k.Use, k.Algorithm = "", "" })), true},
		{"no success", 404, body(own), false},
		{"a redirect, which is not followed", 302, body(own), false},
		{"a page", 200, "<html>", false},
		{"no keys", 200, `{"keys":[]}`, false},
		{"keys that are none", 200, `{"keys":"all"}`, false},
		{"a set beyond all bounds", 200, body(own)[:len(body(own))-1] + strings.Repeat(" ", 70<<10) + "}", false},
		{"ours behind too many", 200, body(append(many, own)...), false},
		{"a key for encryption", 200, body(changed(func(k *bearer.PublicKey) { k.Use = "enc" })), false},
		{"a key for another algorithm", 200, body(changed(func(k *bearer.PublicKey) { k.Algorithm = "RS512" })), false},
		{"a key of another type", 200, body(changed(func(k *bearer.PublicKey) { k.Type = "oct" })), false},
		{"a key without a name", 200, body(changed(func(k *bearer.PublicKey) { k.ID = "" })), false},
		{"a key that is too short", 200, body(bearer.Show("ours", &weak.PublicKey)), false},
		{"a key that is too long", 200, body(changed(func(k *bearer.PublicKey) { k.Modulus += k.Modulus + k.Modulus + k.Modulus + k.Modulus })), false},
		{"a modulus that is none", 200, body(changed(func(k *bearer.PublicKey) { k.Modulus = "%" + k.Modulus })), false},
		{"an exponent that is none", 200, body(changed(func(k *bearer.PublicKey) { k.Exponent = "%" })), false},
		{"an exponent of one", 200, body(changed(func(k *bearer.PublicKey) { k.Exponent = "AQ" })), false},
		{"an even exponent", 200, body(changed(func(k *bearer.PublicKey) { k.Exponent = "AQAC" })), false},
		{"an exponent beyond all bounds", 200, body(changed(func(k *bearer.PublicKey) { k.Exponent = base64.RawURLEncoding.EncodeToString([]byte{1, 0, 0, 0, 1}) })), false},
	}
	token := signed(t, jwt.SigningMethodRS256, ours(), access())
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path != "/keys" {
					io.WriteString(w, body(own)) //nolint:errcheck // what is missing shows
					return
				}
				w.Header().Set("Location", "/elsewhere")
				w.WriteHeader(tt.status)
				io.WriteString(w, tt.body) //nolint:errcheck // as above
			}))
			defer server.Close()
			_, err := verifier(bearer.At(server.URL+"/keys", nil)).Verify(t.Context(), token)
			if tt.good != (err == nil) || err != nil && !fault.Is(err, fault.Unavailable) && !fault.Is(err, fault.Unauthenticated) {
				t.Errorf("got %v, want it good: %v", err, tt.good)
			}
		})
	}
}

func TestAnIssuerThatIsNotThereIsUnavailable(t *testing.T) {
	const nobody = "http://127.0.0.1:1" // a port that no server is given, as that of one that was closed may be
	token := signed(t, jwt.SigningMethodRS256, ours(), access())
	if _, err := verifier(bearer.At(nobody, nil)).Verify(t.Context(), token); !fault.Is(err, fault.Unavailable) {
		t.Errorf("got %v, want it unavailable", err)
	}
}
