package main

import (
	"context"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"shoebox/shared/account"
	"shoebox/shared/account/issuer"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// Where the page signs in as the visitor, and reads mail. Both are this machine's alone:
// no Lambda function has them.
const (
	demoPath = "/api/session/demo"
	mailPath = "/house/mail"
)

// visitorAddress is the account of who looks at the folder's gallery without one. Its
// mail is shown to nobody.
const visitorAddress = "visitor@shoebox.invalid"

// demo signs in whoever opens the page on this machine as the owner of the folder's
// gallery, as the simulators do: it is who runs the command.
type demo struct {
	*accounts
	people   *account.People
	password string
	now      func() time.Time
	log      *slog.Logger

	mu     sync.Mutex
	tokens issuer.Tokens
}

func (b *opened) demo() *demo {
	return &demo{accounts: b.accounts, people: b.People, password: visitorPassword(b.AnswerKeys[0]), now: b.Now, log: b.Log}
}

// found makes the folder's gallery one that has a member, where it has none.
func (b *opened) found(ctx context.Context) error {
	err := b.Galleries.Found(ctx, home, gallery.Shared, galleryTitle, gallery.Member{User: visitorID, Name: visitorName})
	if err != nil {
		return failure{b.Dir + " can't be written to: name another folder with --data DIR.", err}
	}
	return nil
}

// The owner of a folder's gallery, and the gallery, as the page calls them.
const (
	visitorID    = "local"
	visitorName  = "You"
	galleryTitle = "Photos"
)

// enter gives tokens of the visitor's, the same while they are good for long enough.
func (d *demo) enter(ctx context.Context) (issuer.Tokens, error) {
	const op = "main.enter"
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.tokens.Expires.Sub(d.now()) > 30*time.Minute {
		return d.tokens, nil
	}
	if d.tokens.Refresh != "" {
		if tokens, err := d.Refresh(ctx, d.tokens.Refresh); err == nil {
			d.tokens = tokens
			return tokens, nil
		}
	}
	tokens, err := d.arrive(ctx)
	if err != nil {
		return issuer.Tokens{}, fault.Wrap(op, err)
	}
	d.tokens = tokens
	return tokens, nil
}

// arrive signs the visitor in, and makes the account the owner's. At the first start
// there is none yet; under other keys the password is another.
func (d *demo) arrive(ctx context.Context) (issuer.Tokens, error) {
	tokens, err := d.SignIn(ctx, visitorAddress, d.password)
	if fault.Is(err, fault.Unauthenticated) {
		if err = d.settle(ctx); err == nil {
			tokens, err = d.SignIn(ctx, visitorAddress, d.password)
		}
	}
	if err != nil {
		return issuer.Tokens{}, err
	}
	who := account.Identity{Channel: account.Web, Team: tokens.Subject.Issuer, User: tokens.Subject.ID}
	return tokens, d.people.Introduce(ctx, account.User{ID: visitorID, Name: visitorName, Gallery: home}, who)
}

// settle gives the visitor an account of this password, as anybody gets one.
func (d *demo) settle(ctx context.Context) error {
	if err := d.SignUp(ctx, issuer.SignUp{Email: visitorAddress, Password: d.password, Name: visitorName}); err != nil {
		return err
	}
	if mail, _ := d.post.to(visitorAddress); mail.Code != "" {
		return d.Confirm(ctx, visitorAddress, mail.Code)
	}
	if err := d.Forgot(ctx, visitorAddress); err != nil {
		return err
	}
	mail, _ := d.post.to(visitorAddress)
	return d.Reset(ctx, visitorAddress, mail.Code, d.password)
}

// visitorPassword is one that nobody is told and nobody has to keep.
func visitorPassword(secret []byte) string {
	password, err := hkdf.Key(sha256.New, secret, nil, "shoebox visitor 1", 32)
	if err != nil {
		panic(err) // only for a length no hash can give
	}
	return base64.RawURLEncoding.EncodeToString(password)
}

// ServeHTTP answers as signing in does, without a cookie: the visitor has no session to
// keep.
func (d *demo) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	tokens, err := d.enter(r.Context())
	if err != nil {
		d.log.LogAttrs(r.Context(), slog.LevelWarn, "demo", slog.String("fault", fault.Of(err).String()))
		http.Error(w, "The sample album can't be opened at the moment.", http.StatusServiceUnavailable)
		return
	}
	answerJSON(w, map[string]any{"access": tokens.Access, "expires_in": int(tokens.Expires.Sub(d.now()).Seconds())})
}

// showMail answers with the newest mail to ?to=ADDRESS.
func (a *accounts) showMail(w http.ResponseWriter, r *http.Request) {
	address, err := issuer.Email(r.FormValue("to"))
	mail, there := a.post.to(address)
	if err != nil || !there || address == visitorAddress {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	answerJSON(w, map[string]string{"subject": mail.Subject, "text": mail.Text, "code": mail.Code})
}

func answerJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	_ = json.NewEncoder(w).Encode(v) // who has gone needs no answer
}
