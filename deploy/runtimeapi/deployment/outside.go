package deployment

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"shoebox/shared/fault"
)

// hosts are those of Slack.
var hosts = []string{"slack.com", "hooks.slack.com", "files.slack.com"}

// outside is all that functions reach by HTTPS: Slack, behind a proxy.
type outside struct {
	proxy, slack *http.Server
	address      string // of the proxy
	authority    string // the file of who vouches for Slack here
	slackAddress string
	serving      sync.WaitGroup
}

// newOutside starts the proxy and, behind it, Slack.
func newOutside(ctx context.Context, dir string, slack http.Handler) (*outside, error) {
	const op = "deployment.newOutside"
	certificate, authority, err := certify()
	if err != nil {
		return nil, fault.As(op, fault.Internal, err)
	}
	o := &outside{authority: filepath.Join(dir, "authority.pem")}
	if err := os.WriteFile(o.authority, authority, 0o600); err != nil {
		return nil, fault.As(op, fault.Unavailable, err)
	}
	quiet := log.New(io.Discard, "", 0) // who is killed hangs up without a word
	o.slack = &http.Server{
		Handler: absolute(slack), ReadHeaderTimeout: time.Minute, ErrorLog: quiet,
		TLSConfig: &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12},
	}
	o.proxy = &http.Server{Handler: http.HandlerFunc(o.tunnel), ReadHeaderTimeout: time.Minute, ErrorLog: quiet}
	behind, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fault.As(op, fault.Unavailable, err)
	}
	front, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, errors.Join(fault.As(op, fault.Unavailable, err), behind.Close())
	}
	o.slackAddress, o.address = behind.Addr().String(), front.Addr().String()
	o.serving.Go(func() { _ = o.slack.ServeTLS(behind, "", "") }) // ends when it is closed
	o.serving.Go(func() { _ = o.proxy.Serve(front) })             // likewise
	return o, nil
}

// absolute gives the URL of a request back what the protocol takes from it.
func absolute(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.URL.Scheme, r.URL.Host = "https", r.Host
		h.ServeHTTP(w, r)
	})
}

// tunnel leads to Slack, and to nobody else.
func (o *outside) tunnel(w http.ResponseWriter, r *http.Request) {
	host, port, err := net.SplitHostPort(r.Host)
	if r.Method != http.MethodConnect || err != nil || port != "443" || !slices.Contains(hosts, host) {
		http.Error(w, "there is no way to another host", http.StatusForbidden)
		return
	}
	there, err := (&net.Dialer{}).DialContext(r.Context(), "tcp", o.slackAddress)
	if err != nil {
		http.Error(w, "Slack is away", http.StatusBadGateway)
		return
	}
	defer there.Close() //nolint:errcheck // all was copied, or somebody hung up
	w.WriteHeader(http.StatusOK)
	here, buffered, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	defer here.Close() //nolint:errcheck // as above
	go func() {
		_, _ = io.Copy(there, buffered)
		_ = there.Close() // so that the other way ends too
	}()
	_, _ = io.Copy(here, there)
}

// environment has functions go through the proxy. What is on this machine is reached
// without it, as the standard library has it.
func (o *outside) environment() []string {
	return []string{"HTTPS_PROXY=http://" + o.address, "SSL_CERT_FILE=" + o.authority}
}

// Close hangs up.
func (o *outside) Close() error {
	err := errors.Join(o.proxy.Close(), o.slack.Close())
	o.serving.Wait()
	return err
}

// certify makes a certificate for Slack's hosts, and the authority that signs it, as
// PEM. Its key is forgotten.
func certify() (certificate tls.Certificate, authority []byte, err error) {
	signer, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return certificate, nil, err
	}
	root := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Shoebox's tests"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	rootDER, err := x509.CreateCertificate(rand.Reader, root, root, signer.Public(), signer)
	if err != nil {
		return certificate, nil, err
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return certificate, nil, err
	}
	leaf := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: hosts[0]}, DNSNames: hosts,
		NotBefore: root.NotBefore, NotAfter: root.NotAfter, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	leafDER, err := x509.CreateCertificate(rand.Reader, leaf, root, key.Public(), signer)
	if err != nil {
		return certificate, nil, err
	}
	return tls.Certificate{Certificate: [][]byte{leafDER}, PrivateKey: key}, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: rootDER}), nil
}
