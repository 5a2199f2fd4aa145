package house

import (
	"encoding/json"
	"net/http"

	"shoebox/shared/fault"
)

// Where a House answers; the rest of the server is somebody else's.
const (
	KeysPath      = "/.well-known/jwks.json"
	AuthorizePath = "/oauth/authorize"
	TokenPath     = "/oauth/token"
)

// What is read of a request at most, in bytes. Alexa's states have a few hundred.
const (
	maxQuery = 8 << 10
	maxBody  = 16 << 10
)

// Handler shows the public keys, and lets clients ask people for access by the
// authorization code grant of OAuth 2: the page where people sign in for it, and where
// codes become tokens. Source: RFC 6749, 4.1, with RFC 7636.
func (h *House) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+KeysPath, h.serveKeys)
	mux.HandleFunc("GET "+AuthorizePath, h.serveAsk)
	mux.HandleFunc("POST "+AuthorizePath, h.serveDecide)
	mux.HandleFunc("POST "+TokenPath, h.serveExchange)
	// What another site has a browser post never gets as far as a form.
	origin := http.NewCrossOriginProtection()
	origin.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		showDeadEnd(w, http.StatusForbidden, "This page can only be used from itself. Please go back to where you came from, and try again.")
	}))
	return origin.Handler(mux)
}

func (h *House) serveKeys(w http.ResponseWriter, r *http.Request) {
	set, err := h.Keys(r.Context())
	if err != nil {
		http.Error(w, http.StatusText(status(err)), status(err))
		return
	}
	w.Header().Set("Cache-Control", "public, max-age=300")
	writeJSON(w, http.StatusOK, set)
}

func writeJSON(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(body) //nolint:errcheck // who asked has gone
}

// status is the status of HTTP for trouble that is not the asker's.
func status(err error) int {
	switch fault.Of(err) {
	case fault.Throttled:
		return http.StatusTooManyRequests
	case fault.Unavailable, fault.Timeout, fault.Canceled:
		return http.StatusServiceUnavailable
	default:
		return http.StatusInternalServerError
	}
}
