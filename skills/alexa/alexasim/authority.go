package alexasim

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/pem"
	"math/big"
	"net/http"
	"time"

	"shoebox/shared/fault"
	"shoebox/skills/alexa"
)

const chainURL = "https://s3.amazonaws.com/echo.api/shoebox-simulator.pem"

// Authority signs requests as Alexa does, under a root of its own that lives as
// long as the process. It is safe for concurrent use.
type Authority struct {
	now   func() time.Time
	root  *x509.Certificate
	key   *rsa.PrivateKey
	chain []byte // PEM, leaf first
}

// NewAuthority makes an authority whose certificates are good from a day before
// now to ten years after.
func NewAuthority(now func() time.Time) (*Authority, error) {
	const op = "alexasim.NewAuthority"
	rootKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, fault.As(op, fault.Internal, err)
	}
	leafKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return nil, fault.As(op, fault.Internal, err)
	}
	from, to := now().AddDate(0, 0, -1), now().AddDate(10, 0, 0)
	root := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Shoebox simulator root"}, NotBefore: from, NotAfter: to,
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	leaf := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "echo-api.amazon.com"}, NotBefore: from, NotAfter: to,
		DNSNames: []string{"echo-api.amazon.com"}, KeyUsage: x509.KeyUsageDigitalSignature,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	rootDER, err := x509.CreateCertificate(rand.Reader, root, root, &rootKey.PublicKey, rootKey)
	if err != nil {
		return nil, fault.As(op, fault.Internal, err)
	}
	if root, err = x509.ParseCertificate(rootDER); err != nil {
		return nil, fault.As(op, fault.Internal, err)
	}
	leafDER, err := x509.CreateCertificate(rand.Reader, leaf, root, &leafKey.PublicKey, rootKey)
	if err != nil {
		return nil, fault.As(op, fault.Internal, err)
	}
	var chain bytes.Buffer
	for _, der := range [][]byte{leafDER, rootDER} {
		if err := pem.Encode(&chain, &pem.Block{Type: "CERTIFICATE", Bytes: der}); err != nil {
			return nil, fault.As(op, fault.Internal, err)
		}
	}
	return &Authority{now: now, root: root, key: leafKey, chain: chain.Bytes()}, nil
}

// Sign gives the headers of a request with this body.
func (a *Authority) Sign(body []byte) (http.Header, error) {
	sum := sha256.Sum256(body)
	signature, err := rsa.SignPKCS1v15(rand.Reader, a.key, crypto.SHA256, sum[:])
	if err != nil {
		return nil, fault.As("alexasim.Sign", fault.Internal, err)
	}
	h := make(http.Header)
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("SignatureCertChainUrl", chainURL)
	h.Set("Signature-256", base64.StdEncoding.EncodeToString(signature))
	return h, nil
}

// Root is the pool that trusts this authority and nobody else.
func (a *Authority) Root() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(a.root)
	return pool
}

// Fetch gives the chain at the URL that signed requests name. At any other it is
// NotFound.
func (a *Authority) Fetch(_ context.Context, url string) ([]byte, error) {
	if url != chainURL {
		return nil, fault.New("alexasim.Fetch", fault.NotFound, "no chain there")
	}
	return bytes.Clone(a.chain), nil
}

// Verifier is one that accepts what this authority signs, and nothing else.
func (a *Authority) Verifier() *alexa.Verifier {
	return &alexa.Verifier{Roots: a.Root(), Fetch: a.Fetch, Now: a.now}
}
