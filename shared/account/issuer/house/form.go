package house

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// cookie ties a form to the browser it was shown in.
const cookie = "shoebox_authorize"

// formLife is how long somebody may take to fill in the form.
const formLife = 30 * time.Minute

// browser gives the secret of a browser, and makes one where it has none. A site that
// isn't ours can neither read it nor have it sent along with a form.
func browser(w http.ResponseWriter, r *http.Request) string {
	if c, err := r.Cookie(cookie); err == nil && len(c.Value) == len(rand.Text()) {
		return c.Value
	}
	secret := rand.Text()
	http.SetCookie(w, &http.Cookie{
		Name: cookie, Value: secret, Path: AuthorizePath, HttpOnly: true, SameSite: http.SameSiteLaxMode,
		Secure: r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https", // by a tunnel
	})
	return secret
}

// seal makes what a form must give back: it is good in one browser, for one request for
// access, and for a while.
func (h *House) seal(browser string, a ask) string {
	until := strconv.FormatInt(h.Now().Add(formLife).Unix(), 10)
	return until + "." + h.mark(browser, a, until)
}

func (h *House) mark(browser string, a ask, until string) string {
	text, err := json.Marshal([]any{browser, a.fields(), until}) // maps are written in order
	if err != nil {
		return ""
	}
	mac := hmac.New(sha256.New, h.forms)
	mac.Write(text)
	return hex.EncodeToString(mac.Sum(nil))
}

// sealed reports whether a form was shown in this browser for this request.
func (h *House) sealed(r *http.Request, a ask) bool {
	c, err := r.Cookie(cookie)
	if err != nil {
		return false
	}
	until, mark, _ := strings.Cut(r.PostForm.Get("form"), ".")
	end, err := strconv.ParseInt(until, 10, 64)
	return err == nil && hmac.Equal([]byte(mark), []byte(h.mark(c.Value, a, until))) && h.Now().Unix() < end
}
