package house

import (
	"net/http"
	"net/url"
	"strings"

	"shoebox/shared/fault"
)

// What the page says where something is wrong.
const (
	sayStranger  = "The app that sent you here isn't known to Shoebox, or asked to send you on to an address that isn't its own. There is nothing to do: please close this page."
	sayLong      = "The app that sent you here asked for too much at once. Please go back to it and try again."
	sayAgain     = "This page had been open for too long. Please sign in once more."
	sayWrong     = "The address or the password isn't right. Please try again."
	sayThrottled = "That was too often. Please wait a quarter of an hour, and try again."
	sayConfirm   = "This address isn't confirmed yet. Please enter the code from our mail in Shoebox first, and come back."
	sayTrouble   = "Something went wrong on our side. Please try again in a moment."
)

// serveAsk shows the page where somebody signs in to give a client access.
func (h *House) serveAsk(w http.ResponseWriter, r *http.Request) {
	if len(r.URL.RawQuery) > maxQuery {
		showDeadEnd(w, http.StatusRequestURITooLong, sayLong)
		return
	}
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		showDeadEnd(w, http.StatusBadRequest, sayStranger)
		return
	}
	a, no := h.readAsk(values)
	switch {
	case no != nil && a.client.ID == "":
		showDeadEnd(w, http.StatusBadRequest, sayStranger)
	case no != nil:
		a.refuse(w, r, no)
	default:
		h.showForm(w, r, a, http.StatusOK, "")
	}
}

// serveDecide takes the form of that page: signed in, or not for them.
func (h *House) serveDecide(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	kind, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
	if err := r.ParseForm(); err != nil || kind != "application/x-www-form-urlencoded" {
		showDeadEnd(w, http.StatusBadRequest, sayLong)
		return
	}
	a, no := h.readAsk(r.PostForm)
	switch {
	case no != nil && a.client.ID == "":
		showDeadEnd(w, http.StatusBadRequest, sayStranger)
		return
	case no != nil:
		a.refuse(w, r, no)
		return
	case !h.sealed(r, a):
		h.showForm(w, r, a, http.StatusForbidden, sayAgain)
		return
	case r.PostForm.Get("decision") == "cancel":
		a.refuse(w, r, &refusal{"access_denied", "they said no"})
		return
	}
	code, err := h.consent(r, a)
	if err != nil {
		said, status := sorry(err)
		h.showForm(w, r, a, status, said)
		return
	}
	a.send(w, r, url.Values{"code": {code}})
}

// consent gives a code for who signs in by the form.
func (h *House) consent(r *http.Request, a ask) (string, error) {
	item, err := h.recognize(r.Context(), r.PostForm.Get("email"), r.PostForm.Get("password"))
	if err != nil {
		return "", err
	}
	return h.give(r.Context(), item, a)
}

// sorry says why somebody could not sign in.
func sorry(err error) (said string, code int) {
	switch fault.Of(err) {
	case fault.Unauthenticated:
		return sayWrong, http.StatusForbidden
	case fault.Denied:
		return sayConfirm, http.StatusForbidden
	case fault.Throttled:
		return sayThrottled, http.StatusTooManyRequests
	default:
		return sayTrouble, status(err)
	}
}
