package house

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// ask is a client's request for access, as far as it was found right.
type ask struct {
	client    Client
	redirect  string // one of the client's
	state     string // the client's own, given back as it came
	scope     string
	challenge string // of PKCE; "" is none
}

// parameters are those of a request for access, each of which comes once at most.
// Source: RFC 6749, 4.1.1, and RFC 7636, 4.3.
var parameters = []string{"response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method"}

// scopes are what can be asked for. They name what a client learns of somebody; what it
// may do is what they may, by the gallery's rules.
var scopes = []string{"openid", "profile", "email"}

// refusal is why there is no access. Source: RFC 6749, 4.1.2.1.
type refusal struct{ code, description string }

// readAsk reads a request for access. Where it can't be said who is asking there is no
// client, and nowhere to send anybody; any other refusal is told to the client.
func (h *House) readAsk(values url.Values) (ask, *refusal) {
	for _, name := range parameters {
		if len(values[name]) > 1 {
			return ask{}, &refusal{"invalid_request", name + " is there more than once"}
		}
	}
	client, known := h.client(values.Get("client_id"))
	redirect := values.Get("redirect_uri")
	if !known || !slices.Contains(client.Redirects, redirect) {
		return ask{}, &refusal{"invalid_request", "an unknown client, or an address that is not the client's"}
	}
	a := ask{client: client, redirect: redirect, state: values.Get("state"), scope: values.Get("scope"), challenge: values.Get("code_challenge")}
	method := values.Get("code_challenge_method")
	switch {
	case values.Get("response_type") == "":
		return a, &refusal{"invalid_request", "response_type is missing"}
	case values.Get("response_type") != "code":
		return a, &refusal{"unsupported_response_type", "response_type must be code"}
	case !within(a.scope, scopes):
		return a, &refusal{"invalid_scope", "scope can be " + strings.Join(scopes, ", ")}
	case a.challenge == "" && client.Secret == "":
		return a, &refusal{"invalid_request", "code_challenge is missing, which a client without a secret needs"}
	case a.challenge == "" && method != "":
		return a, &refusal{"invalid_request", "code_challenge is missing"}
	case a.challenge != "" && method != "S256":
		return a, &refusal{"invalid_request", "code_challenge_method must be S256"}
	case a.challenge != "" && !isChallenge(a.challenge):
		return a, &refusal{"invalid_request", "code_challenge must be the SHA-256 of a verifier, in base64url"}
	}
	return a, nil
}

// within reports whether all words of a scope are among those.
func within(scope string, known []string) bool {
	return !slices.ContainsFunc(strings.Fields(scope), func(s string) bool { return !slices.Contains(known, s) })
}

// send sends somebody back to the client with an answer.
func (a ask) send(w http.ResponseWriter, r *http.Request, answer url.Values) {
	if a.state != "" {
		answer.Set("state", a.state)
	}
	to, err := url.Parse(a.redirect)
	if err != nil { // New has seen to it
		showDeadEnd(w, http.StatusInternalServerError, "There is no way back from here. Please close this page.")
		return
	}
	query := to.Query()
	maps.Copy(query, answer)
	to.RawQuery = query.Encode()
	guard(w.Header(), "")
	http.Redirect(w, r, to.String(), http.StatusSeeOther)
}

// refuse tells a client that there is no access.
func (a ask) refuse(w http.ResponseWriter, r *http.Request, no *refusal) {
	a.send(w, r, url.Values{"error": {no.code}, "error_description": {no.description}})
}

// fields are the request as the form gives it back.
func (a ask) fields() map[string]string {
	fields := map[string]string{"response_type": "code", "client_id": a.client.ID, "redirect_uri": a.redirect}
	for name, value := range map[string]string{"scope": a.scope, "state": a.state, "code_challenge": a.challenge} {
		if value != "" {
			fields[name] = value
		}
	}
	if a.challenge != "" {
		fields["code_challenge_method"] = "S256"
	}
	return fields
}
