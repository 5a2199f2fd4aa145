package main_test

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

// asked gives what the server answers under a name.
func (s *served) asked(t *testing.T, method, host, path string) (status int, answer string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, s.base+path, strings.NewReader("{}"))
	if err != nil {
		t.Fatal(err)
	}
	r.Host = host
	r.Header.Set("Content-Type", "application/json")
	w, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Body.Close() //nolint:errcheck // it was read
	raw, err := io.ReadAll(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	return w.StatusCode, string(raw)
}

func TestUnderWhichNamesTheServerAnswers(t *testing.T) {
	s := serveIn(t, map[string]string{"SHOEBOX_PUBLIC_URL": "https://shoebox.example"}, "--data", withAlbum(t))
	const never = 421
	for host, want := range map[string]int{
		"127.0.0.1:8080": 200, "[::1]:8080": 200, "192.168.1.7": 200,
		"shoebox.example": 200, "shoebox.example:443": 200, "SHOEBOX.example": 200,
		"rebound.evil.example:8080": never, "127.0.0.1.evil.example": never,
	} {
		t.Run(host, func(t *testing.T) {
			for _, path := range []string{"/", "/try/about.json", "/openapi.json"} {
				if status, _ := s.asked(t, "GET", host, path); status != want && (want == never || status == never) {
					t.Errorf("%s: got %d, want %d", path, status, want)
				}
			}
		})
	}
}

// What comes by the public name comes from the world.
func TestOnlyThisMachineIsSignedInUnasked(t *testing.T) {
	s := serveIn(t, map[string]string{"SHOEBOX_PUBLIC_URL": "https://shoebox.example"}, "--data", withAlbum(t))
	for host, want := range map[string]int{"127.0.0.1:8080": 200, "localhost": 200, "shoebox.example": 404, "evil.example": 404} {
		t.Run(host, func(t *testing.T) {
			status, answer := s.asked(t, "POST", host, "/api/session/demo")
			if status != want || strings.Contains(answer, "access") != (want == 200) {
				t.Errorf("got %d %.40s, want %d", status, answer, want)
			}
			if status, _ := s.asked(t, "GET", host, "/house/mail?to=anna@example.com"); status == 404 != (want == 404) {
				t.Errorf("mail: got %d, want it as the other", status)
			}
		})
	}
}

func TestLocalhostIsLedToWhereLinksLead(t *testing.T) {
	s := serve(t, "--data", withAlbum(t))
	_, port, _ := strings.Cut(strings.TrimPrefix(s.base, "http://"), ":")
	if status, _ := s.asked(t, "GET", "localhost:"+port, "/search?q=beach"); status != http.StatusTemporaryRedirect {
		t.Errorf("got %d, want to be led to %s", status, s.base)
	}
}
