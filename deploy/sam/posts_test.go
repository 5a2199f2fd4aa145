package sam_test

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/deploy/env"
)

const worker = "SlackWorkerFunction"

// posts compares what the worker answers and posts. It posts to a Slack of the test's
// own that stands between it and the network, with an authority that it is told to
// trust: to the real one a sample's response_url leads nowhere.
func (p *play) posts(t *testing.T) {
	slack := newSlack(t, p.gateway)
	// The folder of the program is all that the container sees.
	trusted := filepath.Join(built, worker, "authority.pem")
	if err := os.WriteFile(trusted, slack.authority, 0o644); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.Remove(trusted); err != nil {
			t.Error(err)
		}
	})
	variables := env.Local()
	variables[worker]["HTTPS_PROXY"] = "http://" + net.JoinHostPort(hostFromInside, slack.port)
	variables[worker]["SSL_CERT_FILE"] = "/var/task/authority.pem"
	raw, err := json.Marshal(variables)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "env.json")
	if err := os.WriteFile(file, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range samples(t, "slackworker") {
		t.Run(filepath.Base(path), func(t *testing.T) {
			event, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			fromRoot := "deploy/events/" + filepath.Base(path)
			answered := decoded(t, p.sam(t, "local", "invoke", worker, "--env-vars", file, "-e", fromRoot))
			answer, posted := p.invoke(t, "slackworker", event)
			if diff := cmp.Diff(answer, answered); diff != "" {
				t.Errorf("answered: shoebox invoke -, sam local +:\n%s", diff)
			}
			if len(posted) == 0 {
				t.Fatal("shoebox invoke posts nothing, so that nothing is compared")
			}
			if diff := cmp.Diff(posted, slack.taken()); diff != "" {
				t.Errorf("posted: shoebox invoke -, sam local +:\n%s", diff)
			}
		})
	}
}

// slack takes posts to response_urls as Slack does, behind a proxy.
type slack struct {
	authority []byte // a PEM that says who signed for its name
	port      string

	mu    sync.Mutex
	posts []any
}

// newSlack starts one at an address of this machine.
func newSlack(t *testing.T, host string) *slack {
	t.Helper()
	certificate, authority := certify(t, "hooks.slack.com")
	s := &slack{authority: authority}
	inside := tlsServer(t, certificate, http.HandlerFunc(s.take))
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", net.JoinHostPort(host, "0"))
	if err != nil {
		t.Fatal(err)
	}
	_, s.port, err = net.SplitHostPort(listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	proxy := &http.Server{Handler: tunnel(inside), ReadHeaderTimeout: 5 * time.Second}
	go proxy.Serve(listener) //nolint:errcheck // it always ends with an error, when it is closed
	t.Cleanup(func() {
		if err := proxy.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// take keeps a post.
func (s *slack) take(w http.ResponseWriter, r *http.Request) {
	var message any
	if err := json.NewDecoder(io.LimitReader(r.Body, 1<<20)).Decode(&message); err != nil {
		http.Error(w, "invalid_payload", http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.posts = append(s.posts, message)
	io.WriteString(w, "ok") //nolint:errcheck // the client notices
}

// taken gives what was posted since it was asked last.
func (s *slack) taken() []any {
	s.mu.Lock()
	defer s.mu.Unlock()
	posts := s.posts
	s.posts = nil
	return posts
}

// tlsServer serves with a certificate, and gives its address.
func tlsServer(t *testing.T, certificate tls.Certificate, h http.Handler) string {
	t.Helper()
	server := httptest.NewUnstartedServer(h)
	server.TLS = &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12}
	server.StartTLS()
	t.Cleanup(server.Close)
	return server.Listener.Addr().String()
}

// tunnel is a proxy that leads every connection to one address.
func tunnel(to string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodConnect {
			http.Error(w, "CONNECT is all it knows", http.StatusMethodNotAllowed)
			return
		}
		server, err := (&net.Dialer{}).DialContext(r.Context(), "tcp", to)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		client, buffered, err := http.NewResponseController(w).Hijack()
		if err != nil {
			server.Close() //nolint:errcheck // nothing was written
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		go join(client, buffered, server)
	})
}

// join carries bytes both ways until one side ends.
func join(client net.Conn, buffered *bufio.ReadWriter, server net.Conn) {
	defer client.Close()                                                  //nolint:errcheck // it has ended
	defer server.Close()                                                  //nolint:errcheck // it has ended
	io.WriteString(client, "HTTP/1.1 200 Connection established\r\n\r\n") //nolint:errcheck // the client notices
	go func() {
		io.Copy(server, buffered) //nolint:errcheck // until it ends
		server.Close()            //nolint:errcheck // it has ended
	}()
	io.Copy(client, server) //nolint:errcheck // until it ends
}

// certify makes a certificate of a name, and the authority that signed it: itself.
func certify(t *testing.T, name string) (tls.Certificate, []byte) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, DNSNames: []string{name},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
}
