package house

import (
	"crypto/sha256"
	"crypto/subtle"
	"net"
	"net/url"
	"slices"
)

// Client is a program that may ask people for access to what is theirs, such as an
// Alexa skill. Source: RFC 6749, 2.
type Client struct {
	ID     string
	Name   string // what people know it by
	Secret string // "" is a public client, which proves by a challenge that it asked
	// Redirects are where people may be sent back to, to the letter: https, or http on
	// this machine.
	Redirects []string
}

// sound reports whether a client can be one.
func (c Client) sound() bool {
	return c.ID != "" && c.Name != "" && len(c.Redirects) > 0 && !slices.ContainsFunc(c.Redirects, func(r string) bool { return !landing(r) })
}

// landing reports whether people may be sent to a URL at all.
func landing(redirect string) bool {
	u, err := url.Parse(redirect)
	if err != nil || u.Host == "" || u.User != nil || u.Fragment != "" {
		return false
	}
	ip := net.ParseIP(u.Hostname())
	return u.Scheme == "https" || u.Scheme == "http" && (u.Hostname() == "localhost" || ip != nil && ip.IsLoopback())
}

// proves reports whether a secret is the client's. A public client has none, and gives
// none.
func (c Client) proves(secret string) bool {
	want, got := sha256.Sum256([]byte(c.Secret)), sha256.Sum256([]byte(secret))
	return subtle.ConstantTimeCompare(got[:], want[:]) == 1
}

// client finds a client.
func (h *House) client(id string) (Client, bool) {
	i := slices.IndexFunc(h.Clients, func(c Client) bool { return c.ID == id })
	if i < 0 {
		return Client{}, false
	}
	return h.Clients[i], true
}
