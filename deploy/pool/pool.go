package pool

import (
	"crypto/rsa"
	"crypto/x509"
	_ "embed"
	"encoding/json"
	"encoding/pem"
	"net/http"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"shoebox/shared/account/bearer"
)

// What the pool is called in deploy/env/local.json, its client there, and who asks in
// the samples.
const (
	ID      = "local_samples"
	Client  = "sample"
	Subject = "5f0c8a3e-0000-4000-8000-000000000001"
)

// Issuer is what the pool calls itself in its tokens.
const Issuer = "https://cognito-idp.local.amazonaws.com/" + ID

// keyID is how tokens name the key.
const keyID = "sample"

//go:embed sample.pem
var file []byte

func key() *rsa.PrivateKey {
	block, _ := pem.Decode(file)
	made, err := x509.ParsePKCS1PrivateKey(block.Bytes)
	if err != nil {
		panic("pool: sample.pem: " + err.Error()) // a mistake of the build, which its test finds
	}
	return made
}

// Token gives an access token that is good for an hour from a time on. The same time
// gives the same token.
func Token(at time.Time) string {
	t := jwt.NewWithClaims(jwt.SigningMethodRS256, bearer.Claims{
		RegisteredClaims: jwt.RegisteredClaims{
			Issuer: Issuer, Subject: Subject, IssuedAt: jwt.NewNumericDate(at), ExpiresAt: jwt.NewNumericDate(at.Add(time.Hour)),
		},
		Use: bearer.Access, Client: Client, Username: Subject,
	})
	t.Header["kid"] = keyID
	token, err := t.SignedString(key())
	if err != nil {
		panic("pool: " + err.Error()) // as above
	}
	return token
}

// Handler shows the pool's keys where Cognito would.
func Handler() http.Handler {
	set, err := json.Marshal(bearer.KeySet{Keys: []bearer.PublicKey{bearer.Show(keyID, &key().PublicKey)}})
	if err != nil {
		panic("pool: " + err.Error()) // texts always have a form
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /"+ID+"/.well-known/jwks.json", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(set) // who does not read it has its reasons
	})
	return mux
}
