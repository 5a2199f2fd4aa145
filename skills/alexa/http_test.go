package alexa_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"shoebox/intents"
	"shoebox/skills/alexa/alexasim"
)

func TestV5TheEndpointAnswersWithTheRightStatus(t *testing.T) {
	authority, err := alexasim.NewAuthority(clock)
	if err != nil {
		t.Fatal(err)
	}
	good := envelope(launch, "hub", "")
	signed := func(b string) http.Header {
		h, err := authority.Sign([]byte(b))
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
	plain := signed(good)
	plain.Set("Content-Type", "text/plain")
	none := http.Header{"Content-Type": {"application/json"}}
	other := strings.ReplaceAll(good, skillID, "amzn1.ask.skill.other")
	broken := &listener{err: errors.New("secret")}
	tests := []struct {
		name, method, body string
		header             http.Header
		handler            *listener
		want               int
	}{
		{"good", http.MethodPost, good, signed(good), &listener{reply: found(1)}, 200},
		{"a GET", http.MethodGet, "", none, &listener{}, 405},
		{"a form", http.MethodPost, good, plain, &listener{}, 415},
		{"no signature", http.MethodPost, good, none, &listener{}, 400},
		{"another's signature", http.MethodPost, good, signed(other), &listener{}, 400},
		{"another skill's", http.MethodPost, other, signed(other), &listener{}, 400},
		{"signed, but no JSON", http.MethodPost, "{", signed("{"), &listener{}, 400},
		{"too long", http.MethodPost, strings.Repeat(" ", 600<<10), none, &listener{}, 413},
		{"a handler that fails", http.MethodPost, good, signed(good), broken, 500},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := httptest.NewRecorder()
			req := httptest.NewRequestWithContext(t.Context(), tt.method, "/alexa", strings.NewReader(tt.body))
			req.Header = tt.header
			skillWith(tt.handler).HTTP(authority.Verifier()).ServeHTTP(w, req)
			if w.Code != tt.want {
				t.Errorf("status %d, want %d", w.Code, tt.want)
			}
			if tt.want != 200 && tt.want != 500 && len(tt.handler.asked) > 0 {
				t.Error("the handler was asked")
			}
			if strings.Contains(w.Body.String(), "secret") {
				t.Error("the answer tells what failed")
			}
			if kind := w.Header().Get("Content-Type"); tt.want == 200 && kind != "application/json;charset=UTF-8" {
				t.Errorf("content type %q", kind)
			}
		})
	}
}

func TestV5ABodyThatBreaksOffIsRefused(t *testing.T) {
	w := httptest.NewRecorder()
	req := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/alexa", io.MultiReader(strings.NewReader("{"), failing{}))
	req.Header.Set("Content-Type", "application/json")
	authority, err := alexasim.NewAuthority(clock)
	if err != nil {
		t.Fatal(err)
	}
	skillWith(&listener{reply: intents.Reply{}}).HTTP(authority.Verifier()).ServeHTTP(w, req)
	if w.Code != http.StatusBadRequest {
		t.Errorf("status %d, want 400", w.Code)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("gone") }
