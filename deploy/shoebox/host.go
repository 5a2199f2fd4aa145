package main

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
)

// hosted refuses requests for a host that is not ours: a name of somebody else's
// that leads to this machine would let their page read the gallery. An address in
// numbers, localhost, and the host that links are made for, are ours.
func hosted(publicURL string, next http.Handler) http.Handler {
	public := ""
	if u, err := url.Parse(publicURL); err == nil {
		public = u.Hostname()
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !here(r) && !strings.EqualFold(hostname(r), public) {
			http.Error(w, "This Shoebox isn't served under that name. Open the address it printed.", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// personal serves who asks for this machine by its address alone, from a page of its
// own: what comes through a tunnel comes by its name.
func personal(next http.Handler) http.Handler {
	return http.NewCrossOriginProtection().Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !here(r) {
			http.NotFound(w, r)
			return
		}
		next.ServeHTTP(w, r)
	}))
}

// atHome leads a browser that opened localhost to the address that links are made for:
// to a browser those are two sites.
func atHome(address string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.EqualFold(hostname(r), "localhost") && !strings.EqualFold("http://"+r.Host, address) && r.Method == http.MethodGet {
			http.Redirect(w, r, address+r.URL.RequestURI(), http.StatusTemporaryRedirect)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// here reports whether a request is for an address in numbers, or localhost.
func here(r *http.Request) bool {
	name := hostname(r)
	_, err := netip.ParseAddr(name)
	return err == nil || strings.EqualFold(name, "localhost")
}

// hostname is the host of a request, without its port.
func hostname(r *http.Request) string {
	name := r.Host
	if host, _, err := net.SplitHostPort(name); err == nil {
		name = host
	}
	return strings.Trim(name, "[]")
}
