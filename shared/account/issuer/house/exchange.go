package house

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"shoebox/shared/account/issuer"
	"shoebox/shared/fault"
)

// exchanged is the answer with tokens. Source: RFC 6749, 5.1.
type exchanged struct {
	Access  string `json:"access_token"`
	Type    string `json:"token_type"`
	Expires int    `json:"expires_in"` // seconds
	Refresh string `json:"refresh_token"`
	Scope   string `json:"scope,omitempty"`
}

// declined is the answer without. Source: RFC 6749, 5.2.
type declined struct {
	Code        string `json:"error"`
	Description string `json:"error_description,omitempty"`
}

// serveExchange makes tokens of a code or of a refresh token.
func (h *House) serveExchange(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	kind, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
	if err := r.ParseForm(); err != nil || kind != "application/x-www-form-urlencoded" {
		writeJSON(w, http.StatusBadRequest, declined{"invalid_request", "the body must be a form, and short"})
		return
	}
	for name, values := range r.PostForm {
		if len(values) > 1 {
			writeJSON(w, http.StatusBadRequest, declined{"invalid_request", "a parameter is there more than once"})
			return
		}
		if values[0] == "" { // as good as none. Source: RFC 6749, 3.2
			delete(r.PostForm, name)
		}
	}
	client, no := h.authenticate(r)
	if no != nil {
		status := http.StatusBadRequest
		if no.Code == "invalid_client" {
			status = http.StatusUnauthorized
			w.Header().Set("WWW-Authenticate", `Basic realm="Shoebox"`)
		}
		writeJSON(w, status, no)
		return
	}
	tokens, scope, no, err := h.exchange(r, client)
	switch {
	case no != nil:
		writeJSON(w, http.StatusBadRequest, no)
	case fault.Is(err, fault.Stale), fault.Is(err, fault.Unauthenticated):
		writeJSON(w, http.StatusBadRequest, declined{"invalid_grant", "it is not good, or no longer"})
	case err != nil:
		writeJSON(w, status(err), declined{"server_error", "please try again"})
	default:
		writeJSON(w, http.StatusOK, exchanged{
			Access: tokens.Access, Type: "Bearer", Expires: int(tokens.Expires.Sub(h.Now()) / time.Second), Refresh: tokens.Refresh, Scope: scope,
		})
	}
}

// exchange does what a client that is known asks for.
func (h *House) exchange(r *http.Request, client Client) (tokens issuer.Tokens, scope string, no *declined, err error) {
	form := r.PostForm
	missing := func(name string) *declined { return &declined{"invalid_request", name + " is missing"} }
	switch form.Get("grant_type") {
	case "":
		return tokens, "", missing("grant_type"), nil
	case "authorization_code":
		for _, name := range []string{"code", "redirect_uri"} {
			if form.Get(name) == "" {
				return tokens, "", missing(name), nil
			}
		}
		tokens, scope, err = h.redeem(r.Context(), redemption{
			client: client, code: form.Get("code"), redirect: form.Get("redirect_uri"), verifier: form.Get("code_verifier"),
		})
		return tokens, scope, nil, err
	case "refresh_token":
		if form.Get("refresh_token") == "" {
			return tokens, "", missing("refresh_token"), nil
		}
		tokens, scope, err = h.renew(r.Context(), client.ID, form.Get("refresh_token"))
		if err == nil && !within(form.Get("scope"), strings.Fields(scope)) {
			return tokens, "", &declined{"invalid_scope", "it is more than was granted"}, nil
		}
		return tokens, scope, nil, err
	}
	return tokens, "", &declined{"unsupported_grant_type", "grant_type can be authorization_code and refresh_token"}, nil
}

// authenticate finds out which client is asking: by HTTP's Basic, or in the form, and
// never both ways. Source: RFC 6749, 2.3.1.
func (h *House) authenticate(r *http.Request) (Client, *declined) {
	id, secret := r.PostForm.Get("client_id"), r.PostForm.Get("client_secret")
	if basicID, basicSecret, is := r.BasicAuth(); is {
		// Both were encoded as in a form before they were joined.
		plainID, err1 := url.QueryUnescape(basicID)
		plainSecret, err2 := url.QueryUnescape(basicSecret)
		if err1 != nil || err2 != nil || secret != "" || id != "" && id != plainID {
			return Client{}, &declined{"invalid_request", "the client says twice, or unreadably, who it is"}
		}
		id, secret = plainID, plainSecret
	}
	client, known := h.client(id)
	if !client.proves(secret) || !known {
		return Client{}, &declined{"invalid_client", "the client is unknown, or its secret is wrong"}
	}
	return client, nil
}
