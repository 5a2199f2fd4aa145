package simulator

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"shoebox/bots/slackbot/slacksim"
	"shoebox/shared/fault"
	"shoebox/skills/alexa/alexasim"
)

// Config is what the page is made of. All fields are needed but Linking and Credits.
type Config struct {
	Echo      Echo
	Linking   Linking
	Workspace *slacksim.Workspace
	Tries     []string // things to ask, shown as buttons
	Credits   string   // a line about the photographs
	Now       func() time.Time
	Log       *slog.Logger
}

// New makes the page's handler: "/", its assets, and the addresses its scripts ask.
func New(c Config) http.Handler {
	p := &page{Config: c, echoes: newSessions(c.Echo.open), asked: newSessions(func() *asking { return &asking{} }), chat: &chat{workspace: c.Workspace, now: c.Now}}
	mux := http.NewServeMux()
	mux.Handle("GET /{$}", asset("index.html"))
	mux.Handle("GET /assets/{name}", assets())
	mux.Handle("GET /about.json", p.answer(p.about))
	mux.HandleFunc("GET /link", p.link)
	mux.HandleFunc("GET /linked", p.linked)
	mux.Handle("POST /simulator/alexa", p.answer(p.alexa))
	mux.Handle("POST /simulator/slack", p.answer(p.slack))
	// A page of somebody else's may not speak for the visitor.
	return secure(http.NewCrossOriginProtection().Handler(mux))
}

type page struct {
	Config
	echoes *sessions[*echo]
	asked  *sessions[*asking] // by their states
	chat   *chat
}

// secure says what the page may do: only what it brings itself. Photographs come
// by links whose host may be another, and nothing else does.
func secure(next http.Handler) http.Handler {
	policy := strings.Join([]string{
		"default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'",
		"img-src 'self' http: https:", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
	}, "; ")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		next.ServeHTTP(w, r)
	})
}

// maxBody is the most a script of ours sends, in bytes.
const maxBody = 64 << 10

// answer makes a handler of a function that gives what is sent as JSON.
func (p *page) answer(f func(ctx context.Context, r *http.Request) (any, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		v, err := f(r.Context(), r)
		status := http.StatusOK
		if err != nil {
			p.Log.LogAttrs(r.Context(), slog.LevelWarn, "page", slog.String("path", r.URL.Path), slog.String("error", err.Error()))
			var sentence string
			status, sentence = apology(err)
			v = map[string]string{"error": sentence}
		}
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.Header().Set("Cache-Control", "no-store")
		w.WriteHeader(status)
		if err := json.NewEncoder(w).Encode(v); err != nil {
			p.Log.LogAttrs(r.Context(), slog.LevelWarn, "page", slog.String("path", r.URL.Path), slog.String("error", err.Error()))
		}
	})
}

// apology gives the status and the sentence for an error.
func apology(err error) (status int, sentence string) {
	switch fault.Of(err) {
	case fault.Invalid:
		return http.StatusBadRequest, "That couldn't be read. Please try it in other words."
	case fault.TooLarge:
		return http.StatusRequestEntityTooLarge, "That is too long to be understood. Please try fewer words."
	case fault.NotFound:
		return http.StatusNotFound, "That isn't there any more. Please search again."
	case fault.Unauthenticated, fault.Denied:
		return http.StatusForbidden, "This gallery isn't yours to see. Please sign in to another."
	case fault.Throttled, fault.Unavailable, fault.Timeout:
		return http.StatusServiceUnavailable, "The gallery is slow to answer. Please try again in a moment."
	default:
		return http.StatusInternalServerError, "Something went wrong here. Please try again."
	}
}

// about tells the page what to offer.
func (p *page) about(context.Context, *http.Request) (any, error) {
	return map[string]any{"tries": p.Tries, "credits": p.Credits, "screens": alexasim.Displays(), "link": p.Linking.Client != ""}, nil
}
