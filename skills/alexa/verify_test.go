package alexa_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"shoebox/shared/fault"
	"shoebox/skills/alexa"
)

const goodURL = "https://s3.amazonaws.com/echo.api/echo-api-cert-1.pem"

// shelf is where chains are fetched from, and counts.
type shelf struct {
	chain   []byte
	err     error
	fetched []string
}

func (s *shelf) fetch(_ context.Context, url string) ([]byte, error) {
	s.fetched = append(s.fetched, url)
	return s.chain, s.err
}

func verifier(s *shelf, now func() time.Time) *alexa.Verifier {
	return &alexa.Verifier{Roots: theAuthority().roots(), Fetch: s.fetch, Now: now}
}

var body = []byte(envelope(launch, "hub", ""))

func TestV1TheSignatureIsOverTheRawBytes(t *testing.T) {
	a := theAuthority()
	with := func(change func(http.Header)) http.Header {
		h := a.sign(body)
		change(h)
		return h
	}
	tests := []struct {
		name   string
		header http.Header
		body   []byte
		good   bool
	}{
		{"as it was signed", a.sign(body), body, true},
		{"a byte more", a.sign(body), append(bytes.Clone(body), ' '), false},
		{"a byte less", a.sign(body), body[:len(body)-1], false},
		{"no signature", with(func(h http.Header) { h.Del("Signature-256") }), body, false},
		{"an empty signature", with(func(h http.Header) { h.Set("Signature-256", "") }), body, false},
		{"a signature that is no base64", with(func(h http.Header) { h.Set("Signature-256", "***") }), body, false},
		{"a signature of other bytes", with(func(h http.Header) { h.Set("Signature-256", a.sign([]byte("x")).Get("Signature-256")) }), body, false},
		{"only the old signature header", with(func(h http.Header) {
			h.Set("Signature", h.Get("Signature-256"))
			h.Del("Signature-256")
		}), body, false},
		{"no chain URL", with(func(h http.Header) { h.Del("SignatureCertChainUrl") }), body, false},
		{"a signed body that is no envelope", a.sign([]byte("{}")), []byte("{}"), false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := verifier(&shelf{chain: a.chain(t, nil)}, clock).Verify(t.Context(), tt.header, tt.body)
			if tt.good != (err == nil) || err != nil && !fault.Is(err, fault.Denied) {
				t.Errorf("error %v, want good %v", err, tt.good)
			}
		})
	}
}

func TestV2OnlyAlexasAddressIsFetchedFrom(t *testing.T) {
	tests := []struct {
		name, url string
		fetched   string // "" is refused before anything is fetched
	}{
		{"the address", goodURL, goodURL},
		{"with its port", "https://s3.amazonaws.com:443/echo.api/cert.pem", "https://s3.amazonaws.com/echo.api/cert.pem"},
		{"scheme and host in capitals", "HTTPS://S3.AmazonAWS.com/echo.api/cert.pem", "https://s3.amazonaws.com/echo.api/cert.pem"},
		{"dots that stay within", "https://s3.amazonaws.com/echo.api/../echo.api/cert.pem", "https://s3.amazonaws.com/echo.api/cert.pem"},
		{"dots that lead away", "https://s3.amazonaws.com/echo.api/../evil/cert.pem", ""},
		{"dots at the end", "https://s3.amazonaws.com/echo.api/..", ""},
		{"encoded dots", "https://s3.amazonaws.com/echo.api/%2e%2e/evil/cert.pem", ""},
		{"encoded dots in capitals", "https://s3.amazonaws.com/echo.api/%2E%2E/evil/cert.pem", ""},
		{"encoded slashes", "https://s3.amazonaws.com/echo.api%2f..%2fevil/cert.pem", ""},
		{"encoded twice", "https://s3.amazonaws.com/echo.api/%252e%252e/evil/cert.pem", ""},
		{"backslashes", `https://s3.amazonaws.com/echo.api\..\evil/cert.pem`, ""},
		{"a user", "https://user@s3.amazonaws.com/echo.api/cert.pem", ""},
		{"a user and a password", "https://s3.amazonaws.com:x@evil.example/echo.api/cert.pem", ""},
		{"another port", "https://s3.amazonaws.com:8443/echo.api/cert.pem", ""},
		{"an empty port", "https://s3.amazonaws.com:/echo.api/cert.pem", ""},
		{"a query", "https://s3.amazonaws.com/echo.api/cert.pem?x=1", ""},
		{"a fragment", "https://s3.amazonaws.com/echo.api/cert.pem#x", ""},
		{"http", "http://s3.amazonaws.com/echo.api/cert.pem", ""},
		{"no scheme", "s3.amazonaws.com/echo.api/cert.pem", ""},
		{"no scheme but slashes", "//s3.amazonaws.com/echo.api/cert.pem", ""},
		{"another host", "https://notamazon.com/echo.api/cert.pem", ""},
		{"a host that begins alike", "https://s3.amazonaws.com.evil.example/echo.api/cert.pem", ""},
		{"a host that ends alike", "https://evils3.amazonaws.com/echo.api/cert.pem", ""},
		{"a host with a dot behind", "https://s3.amazonaws.com./echo.api/cert.pem", ""},
		{"another path", "https://s3.amazonaws.com/cert.pem", ""},
		{"the path in capitals", "https://s3.amazonaws.com/EcHo.aPi/cert.pem", ""},
		{"a path that begins alike", "https://s3.amazonaws.com/echo.apis/cert.pem", ""},
		{"the folder alone", "https://s3.amazonaws.com/echo.api/", ""},
		{"a line break", "https://s3.amazonaws.com/echo.api/cert.pem\n", ""},
		{"a null byte", "https://s3.amazonaws.com/echo.api/\x00cert.pem", ""},
		{"letters that look alike", "https://s3.amazonaws.com/echo.api/с.pem", ""},
		{"a very long one", "https://s3.amazonaws.com/echo.api/" + strings.Repeat("a", 2000), ""},
	}
	a := theAuthority()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := &shelf{chain: a.chain(t, nil)}
			h := a.sign(body)
			h["Signaturecertchainurl"] = []string{tt.url}
			err := verifier(s, clock).Verify(t.Context(), h, body)
			if got := strings.Join(s.fetched, " "); got != tt.fetched || (err == nil) != (tt.fetched != "") {
				t.Errorf("fetched %q with %v, want %q", got, err, tt.fetched)
			}
		})
	}
}

func TestV3OnlyATrustedChainForAlexaIsGood(t *testing.T) {
	a := theAuthority()
	self := func() []byte {
		c := &x509.Certificate{SerialNumber: big.NewInt(3), DNSNames: []string{"echo-api.amazon.com"}, NotBefore: noon.Add(-time.Hour), NotAfter: noon.Add(time.Hour)}
		der, err := x509.CreateCertificate(rand.Reader, c, c, &a.leafKey.PublicKey, a.leafKey)
		if err != nil {
			t.Fatal(err)
		}
		return pemOf(der)
	}
	good := a.chain(t, nil)
	tests := []struct {
		name  string
		chain []byte
		err   error
		want  fault.Kind
	}{
		{"self-signed", self(), nil, fault.Denied},
		{"expired", a.chain(t, func(c *x509.Certificate) { c.NotAfter = noon.Add(-time.Second) }), nil, fault.Denied},
		{"not yet good", a.chain(t, func(c *x509.Certificate) { c.NotBefore = noon.Add(time.Second) }), nil, fault.Denied},
		{"for somebody else", a.chain(t, func(c *x509.Certificate) { c.DNSNames = []string{"example.com"} }), nil, fault.Denied},
		{"for a wildcard", a.chain(t, func(c *x509.Certificate) { c.DNSNames = []string{"*.amazon.com"} }), nil, fault.Denied},
		{"the name in the subject alone", a.chain(t, func(c *x509.Certificate) { c.DNSNames = nil }), nil, fault.Denied},
		{"without the one between", good[:bytes.Index(good[1:], []byte("-----BEGIN"))+1], nil, fault.Denied},
		{"no certificate", []byte("hello"), nil, fault.Denied},
		{"nothing", nil, nil, fault.Denied},
		{"a block that is no certificate", pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: []byte("x")}), nil, fault.Denied},
		{"a chain of many", bytes.Repeat(good, 10), nil, fault.Denied},
		{"a chain that is too long", append(bytes.Clone(good), bytes.Repeat([]byte(" "), 65<<10)...), nil, fault.Denied},
		{"an address that does not answer", nil, context.DeadlineExceeded, fault.Unavailable},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := verifier(&shelf{chain: tt.chain, err: tt.err}, clock).Verify(t.Context(), a.sign(body), body)
			if err == nil || fault.Of(err) != tt.want {
				t.Errorf("error %v, want %v", err, tt.want)
			}
		})
	}
}

func TestV3AChainIsKeptAfterItWasFoundGoodAndUntilItExpires(t *testing.T) {
	a := theAuthority()
	now := noon
	s := &shelf{chain: []byte("bad")}
	v := verifier(s, func() time.Time { return now })
	ask := func(at time.Time) error {
		now = at
		b := bytes.ReplaceAll(body, []byte("2024-11-24T12:00:00Z"), []byte(at.Format(time.RFC3339)))
		return v.Verify(t.Context(), a.sign(b), b)
	}
	if ask(noon) == nil {
		t.Error("a bad chain was good")
	}
	s.chain = a.chain(t, nil)
	for range 3 {
		if err := ask(noon); err != nil {
			t.Errorf("a good chain: %v", err)
		}
	}
	if len(s.fetched) != 2 {
		t.Errorf("fetched %d times, want once bad and once good", len(s.fetched))
	}
	if ask(noon.Add(2*time.Hour)) == nil {
		t.Error("an expired chain was good because it was kept")
	}
	s.chain = a.chain(t, func(c *x509.Certificate) { c.NotAfter = noon.Add(24 * time.Hour) })
	if err := ask(noon.Add(2 * time.Hour)); err != nil || len(s.fetched) != 4 {
		t.Errorf("a new chain: %v after %d fetches, want 4", err, len(s.fetched))
	}
}

func TestV3AChainIsTakenFromA200Alone(t *testing.T) {
	var elsewhere *httptest.Server
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/good":
			fmt.Fprint(w, "chain")
		case "/moved":
			http.Redirect(w, r, elsewhere.URL+"/good", http.StatusFound)
		case "/long":
			fmt.Fprint(w, strings.Repeat("x", 1<<20))
		default:
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	elsewhere = server
	fetch := alexa.FetchChain(*server.Client())
	if b, err := fetch(t.Context(), server.URL+"/good"); err != nil || string(b) != "chain" {
		t.Errorf("good: %q, %v", b, err)
	}
	if b, err := fetch(t.Context(), server.URL+"/long"); err != nil || len(b) > 65<<10 {
		t.Errorf("long: %d bytes, %v", len(b), err)
	}
	for _, path := range []string{"/moved", "/gone"} {
		if _, err := fetch(t.Context(), server.URL+path); !fault.Is(err, fault.Unavailable) {
			t.Errorf("%s: error %v, want Unavailable", path, err)
		}
	}
}
