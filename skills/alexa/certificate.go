package alexa

import (
	"context"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"io"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"shoebox/shared/fault"
)

const (
	chainHost   = "s3.amazonaws.com"
	chainPath   = "/echo.api/"
	signingName = "echo-api.amazon.com"

	maxChain     = 64 << 10 // bytes; the real one is below 8 KiB
	maxChainLen  = 8        // certificates
	maxChains    = 16       // kept; there is one at a time in the world, two while it changes
	fetchTimeout = 3 * time.Second
)

// chainURL checks where a chain is said to be, and gives the normal form of it,
// which is the one to be fetched (V2). Paths are compared after dots were taken
// out, since the host's own reading of them must not differ from ours; an encoded
// character has no business there at all, nor has a user, a query or a fragment.
func chainURL(raw string) (string, error) {
	const op = "alexa.chainURL"
	no := func(why string) (string, error) { return "", fault.New(op, fault.Denied, "chain URL: "+why) }
	if raw == "" || len(raw) > 1000 || strings.ContainsAny(raw, "%\\?#@") || strings.ContainsFunc(raw, outsideURL) {
		return no("not a plain address")
	}
	u, err := url.Parse(raw)
	if err != nil || u.User != nil || u.Opaque != "" {
		return no("not a plain address")
	}
	if !strings.EqualFold(u.Scheme, "https") {
		return no("not https")
	}
	if host := strings.ToLower(u.Host); host != chainHost && host != chainHost+":443" {
		return no("not Amazon's host")
	}
	clean := path.Clean(u.Path)
	if !strings.HasPrefix(clean, chainPath) {
		return no("not Alexa's path")
	}
	return "https://" + chainHost + clean, nil
}

func outsideURL(r rune) bool { return r <= ' ' || r > '~' }

// chain is a certificate chain that was found good.
type chain struct {
	leaf  *x509.Certificate
	key   *rsa.PublicKey
	until time.Time // the first expiry in it
}

// key gives the key of the chain at a URL, which it keeps once it was found good;
// that it has not expired since is looked at each time (V3). Who asks while it is
// being fetched waits for that one.
func (v *Verifier) key(ctx context.Context, location string) (*rsa.PublicKey, error) {
	const op = "alexa.chain"
	v.mu.Lock()
	known := v.chains[location]
	v.mu.Unlock()
	if known != nil && v.current(known) {
		return known.key, nil
	}
	// What is fetched is for all who wait, so the first to go away must not end it.
	shared := v.fetches.DoChan(location, func() (any, error) { return v.load(context.WithoutCancel(ctx), location) })
	select {
	case got := <-shared:
		if got.Err != nil {
			return nil, got.Err
		}
		return got.Val.(*chain).key, nil
	case <-ctx.Done():
		return nil, fault.As(op, fault.Unavailable, ctx.Err())
	}
}

// load fetches the chain at a URL, and keeps it if it is good.
func (v *Verifier) load(ctx context.Context, location string) (*chain, error) {
	const op = "alexa.chain"
	fetch := v.Fetch
	if fetch == nil {
		fetch = FetchChain(http.Client{})
	}
	ctx, cancel := context.WithTimeout(ctx, fetchTimeout)
	defer cancel()
	b, err := fetch(ctx, location)
	if err != nil {
		return nil, fault.As(op, fault.Unavailable, err)
	}
	if len(b) > maxChain {
		return nil, fault.New(op, fault.Denied, "chain is too long")
	}
	good, err := v.trusted(b)
	if err != nil {
		return nil, err
	}
	v.keep(location, good)
	return good, nil
}

func (v *Verifier) current(c *chain) bool {
	now := v.now()
	return !now.Before(c.leaf.NotBefore) && !now.After(c.until)
}

// trusted reads a PEM chain, leaf first, and checks it up to a root (V3).
func (v *Verifier) trusted(b []byte) (*chain, error) {
	const op = "alexa.chain"
	certs, err := readChain(b)
	if err != nil {
		return nil, err
	}
	leaf := certs[0]
	if !slices.Contains(leaf.DNSNames, signingName) {
		return nil, fault.New(op, fault.Denied, "certificate is not for Alexa's requests")
	}
	between := x509.NewCertPool()
	for _, c := range certs[1:] {
		between.AddCert(c)
	}
	chains, err := leaf.Verify(x509.VerifyOptions{
		DNSName:       signingName,
		Roots:         v.Roots,
		Intermediates: between,
		CurrentTime:   v.now(),
	})
	if err != nil {
		return nil, fault.New(op, fault.Denied, "certificate is not trusted")
	}
	key, ok := leaf.PublicKey.(*rsa.PublicKey)
	if !ok {
		return nil, fault.New(op, fault.Denied, "certificate has no RSA key")
	}
	until := leaf.NotAfter
	for _, c := range chains[0] {
		if c.NotAfter.Before(until) {
			until = c.NotAfter
		}
	}
	return &chain{leaf: leaf, key: key, until: until}, nil
}

func readChain(b []byte) ([]*x509.Certificate, error) {
	const op = "alexa.chain"
	var certs []*x509.Certificate
	for len(certs) <= maxChainLen {
		block, rest := pem.Decode(b)
		if block == nil {
			break
		}
		b = rest
		if block.Type != "CERTIFICATE" {
			continue
		}
		c, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, fault.New(op, fault.Denied, "chain holds what is no certificate")
		}
		certs = append(certs, c)
	}
	if len(certs) == 0 || len(certs) > maxChainLen {
		return nil, fault.New(op, fault.Denied, "chain has no certificates, or too many")
	}
	return certs, nil
}

// keep keeps a good chain, and lets all others go before there are too many.
func (v *Verifier) keep(location string, c *chain) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.chains == nil || len(v.chains) >= maxChains {
		v.chains = make(map[string]*chain)
	}
	v.chains[location] = c
}

// FetchChain reads chains over the network with a client. Only a 200 from the
// address itself counts: a redirect would lead away from where V2 looked.
func FetchChain(client http.Client) func(ctx context.Context, location string) ([]byte, error) {
	const op = "alexa.FetchChain"
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return func(ctx context.Context, location string) ([]byte, error) {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, location, nil)
		if err != nil {
			return nil, fault.As(op, fault.Internal, err)
		}
		res, err := client.Do(req)
		if err != nil {
			return nil, fault.As(op, fault.Unavailable, err)
		}
		defer func() { _ = res.Body.Close() }()
		if res.StatusCode != http.StatusOK {
			return nil, fault.New(op, fault.Unavailable, "chain was answered with "+res.Status)
		}
		b, err := io.ReadAll(io.LimitReader(res.Body, maxChain+1))
		if err != nil {
			return nil, fault.As(op, fault.Unavailable, err)
		}
		return b, nil
	}
}
