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
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"shoebox/shared/fault"
	"shoebox/skills/alexa"
)

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
		{"one between that has expired", a.chainBy(t, a.between(t, func(c *x509.Certificate) { c.NotAfter = noon.Add(-time.Second) }), nil), nil, fault.Denied},
		{"one between that may sign nothing", a.chainBy(t, a.between(t, func(c *x509.Certificate) { c.IsCA, c.KeyUsage = false, x509.KeyUsageDigitalSignature }), nil), nil, fault.Denied},
		{"for the code of programs", a.chain(t, func(c *x509.Certificate) { c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageCodeSigning} }), nil, fault.Denied},
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

func TestV3AKeptChainIsNoLongerGoodThanTheOneBetween(t *testing.T) {
	a := theAuthority()
	now := noon
	middle := a.between(t, func(c *x509.Certificate) { c.NotAfter = noon.Add(10 * time.Minute) })
	s := &shelf{chain: a.chainBy(t, middle, nil)}
	v := verifier(s, func() time.Time { return now })
	if err := v.Verify(t.Context(), a.sign(body), body); err != nil {
		t.Fatal(err)
	}
	now = noon.Add(11 * time.Minute)
	b := bytes.ReplaceAll(body, []byte("2024-11-24T12:00:00Z"), []byte(now.Format(time.RFC3339)))
	if v.Verify(t.Context(), a.sign(b), b) == nil {
		t.Error("a chain was good after the certificate between had expired")
	}
}

func TestV3WhoeverAsksAtOnceFetchesOnce(t *testing.T) {
	a := theAuthority()
	chain := a.chain(t, nil)
	synctest.Test(t, func(t *testing.T) {
		var fetched atomic.Int32
		v := &alexa.Verifier{Roots: a.roots(), Now: clock, Fetch: func(context.Context, string) ([]byte, error) {
			fetched.Add(1)
			time.Sleep(time.Second)
			return chain, nil
		}}
		first, leave := context.WithCancel(t.Context())
		var asking sync.WaitGroup
		asking.Go(func() {
			if err := v.Verify(first, a.sign(body), body); !fault.Is(err, fault.Unavailable) {
				t.Errorf("who went away got %v, want Unavailable", err)
			}
		})
		synctest.Wait()
		for range 20 {
			asking.Go(func() {
				if err := v.Verify(t.Context(), a.sign(body), body); err != nil {
					t.Error(err)
				}
			})
		}
		synctest.Wait()
		leave()
		asking.Wait()
		if got := fetched.Load(); got != 1 {
			t.Errorf("fetched %d times, want once", got)
		}
	})
}

func TestV3AChainThatDoesNotComeIsGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := &alexa.Verifier{Roots: theAuthority().roots(), Now: clock, Fetch: func(ctx context.Context, _ string) ([]byte, error) {
			<-ctx.Done()
			return nil, ctx.Err()
		}}
		started := time.Now()
		err := v.Verify(t.Context(), theAuthority().sign(body), body)
		if took := time.Since(started); took != 3*time.Second || !fault.Is(err, fault.Unavailable) {
			t.Errorf("%v after %v, want Unavailable after 3 s", err, took)
		}
	})
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
