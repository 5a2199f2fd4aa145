package simulator

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
		name := r.Host
		if host, _, err := net.SplitHostPort(name); err == nil {
			name = host
		}
		name = strings.Trim(name, "[]")
		if _, err := netip.ParseAddr(name); err != nil && !strings.EqualFold(name, "localhost") && !strings.EqualFold(name, public) {
			http.Error(w, "This Shoebox isn't served under that name. Open the address it printed.", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}
