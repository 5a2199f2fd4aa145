package alexa_test

import (
	"bytes"
	"context"
	"net/http"
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
