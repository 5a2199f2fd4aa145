package api

import (
	"net/http"
	"time"

	"shoebox/shared/account"
	"shoebox/shared/gallery"
)

// Call is one request to an operation, once all of it was checked, and what its
// answer gets beside the body.
type Call struct {
	At      time.Time        // when it came
	User    account.User     // who calls; zero where the operation is Open
	Actor   account.Actor    // the same in their gallery; zero unless a Member calls
	Gallery *gallery.Gallery // as that actor may use it; nil unless a Member calls
	Token   string           // the access token, for the issuer; never log it

	request    *http.Request
	parameters map[string]string
	header     http.Header // of the answer
	status     int         // 0 is the operation's own
	version    int64       // of what is answered; 0 is none
}

// Path gives a segment of the path, unescaped: {name}.
func (c *Call) Path(name string) string { return c.request.PathValue(name) }

// Header is the answer's, for what the frame does not set.
func (c *Call) Header() http.Header { return c.header }

// Status has the answer go by another status than the operation's own, one of Also.
func (c *Call) Status(status int) { c.status = status }

// Cookie gives the value of a cookie; "" is none.
func (c *Call) Cookie(name string) string {
	cookie, err := c.request.Cookie(name)
	if err != nil {
		return ""
	}
	return cookie.Value
}

// SetCookie adds a cookie to the answer.
func (c *Call) SetCookie(cookie *http.Cookie) { c.header.Add("Set-Cookie", cookie.String()) }
