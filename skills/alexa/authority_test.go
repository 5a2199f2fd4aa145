package alexa_test

import (
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
	"sync"
	"testing"
	"time"
)

// authority makes certificate chains: a root, one between, and leaves.
type authority struct {
	root, middle       *x509.Certificate
	rootKey, middleKey *ecdsa.PrivateKey
	leafKey            *rsa.PrivateKey
}

// theAuthority is made once: keys take long.
var theAuthority = sync.OnceValue(func() *authority {
	must := func(err error) {
		if err != nil {
			panic(err)
		}
	}
	a := new(authority)
	var err error
	a.rootKey, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(err)
	a.middleKey, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(err)
	a.leafKey, err = rsa.GenerateKey(rand.Reader, 2048)
	must(err)
	ca := func(name string) *x509.Certificate {
		return &x509.Certificate{
			SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, IsCA: true, BasicConstraintsValid: true,
			NotBefore: noon.AddDate(-1, 0, 0), NotAfter: noon.AddDate(1, 0, 0), KeyUsage: x509.KeyUsageCertSign,
		}
	}
	der, err := x509.CreateCertificate(rand.Reader, ca("root"), ca("root"), &a.rootKey.PublicKey, a.rootKey)
	must(err)
	a.root, err = x509.ParseCertificate(der)
	must(err)
	der, err = x509.CreateCertificate(rand.Reader, ca("middle"), a.root, &a.middleKey.PublicKey, a.rootKey)
	must(err)
	a.middle, err = x509.ParseCertificate(der)
	must(err)
	return a
})

func (a *authority) roots() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(a.root)
	return pool
}

// chain is a PEM chain whose leaf is changed by change.
func (a *authority) chain(t *testing.T, change func(leaf *x509.Certificate)) []byte {
	t.Helper()
	return a.chainBy(t, a.middle, change)
}

// chainBy is one by another certificate between, of the same key.
func (a *authority) chainBy(t *testing.T, middle *x509.Certificate, change func(leaf *x509.Certificate)) []byte {
	t.Helper()
	leaf := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "echo-api.amazon.com"}, DNSNames: []string{"echo-api.amazon.com"},
		NotBefore: noon.Add(-time.Hour), NotAfter: noon.Add(time.Hour),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	if change != nil {
		change(leaf)
	}
	der, err := x509.CreateCertificate(rand.Reader, leaf, middle, &a.leafKey.PublicKey, a.middleKey)
	if err != nil {
		t.Fatal(err)
	}
	return append(pemOf(der), pemOf(middle.Raw)...)
}

// between is a certificate between the root and leaves, changed by change.
func (a *authority) between(t *testing.T, change func(*x509.Certificate)) *x509.Certificate {
	t.Helper()
	c := *a.middle
	change(&c)
	der, err := x509.CreateCertificate(rand.Reader, &c, a.root, &a.middleKey.PublicKey, a.rootKey)
	if err != nil {
		t.Fatal(err)
	}
	made, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func pemOf(der []byte) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
}

func (a *authority) sign(body []byte) http.Header {
	sum := sha256.Sum256(body)
	signature, err := rsa.SignPKCS1v15(rand.Reader, a.leafKey, crypto.SHA256, sum[:])
	if err != nil {
		panic(err)
	}
	h := make(http.Header)
	h.Set("signaturecertchainurl", goodURL)
	h.Set("signature-256", base64.StdEncoding.EncodeToString(signature))
	return h
}
