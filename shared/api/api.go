package api

import (
	"log/slog"
	"net/http"
	"time"

	"shoebox/intents"
	"shoebox/shared/account"
	"shoebox/shared/account/issuer"
	"shoebox/shared/blob"
	"shoebox/shared/gallery"
	"shoebox/shared/inbox"
	"shoebox/shared/photolink"
	"shoebox/shared/table"
)

// Config is what the services are made of. Verify, People, Galleries, Table, Links,
// Keys, Log and Now are needed always; the rest by the services that say so in
// needs, and a function that serves none of those leaves it out.
type Config struct {
	Galleries *gallery.Galleries
	People    *account.People
	Verify    account.Verify // whom an access token speaks of
	Table     *table.Table   // for idempotency keys and rate limits
	Links     *photolink.Links
	Issuer    issuer.Issuer
	Blobs     *blob.Store
	// Understander reads what people search for, as in every channel.
	Understander *intents.Understander
	// PublicURL is scheme and host of the page, for links that people send on.
	PublicURL string
	// Keys seal what is kept of answers; the first seals, all open. 32 bytes or more
	// each.
	Keys [][]byte
	Log  *slog.Logger
	Now  func() time.Time
}

const minKey = 32 // bytes

// API is all operations over one Config. It is safe for concurrent use.
type API struct {
	Config
	inbox      *inbox.Inbox
	operations []Operation
	foreign    *http.CrossOriginProtection
}

// New makes an API. It panics on a Config that lacks what is needed always, and on
// operations that contradict each other, since those are mistakes of the program.
func New(c Config) *API {
	if c.Galleries == nil || c.People == nil || c.Verify == nil || c.Table == nil || c.Links == nil || c.Log == nil || c.Now == nil || len(c.Keys) == 0 {
		panic("api.New: Config lacks something")
	}
	for _, key := range c.Keys {
		if len(key) < minKey {
			panic("api.New: a key is shorter than 32 bytes")
		}
	}
	a := &API{Config: c, foreign: http.NewCrossOriginProtection()}
	a.inbox = inbox.New(inbox.Config{Table: c.Table, Blobs: c.Blobs, Galleries: c.Galleries, Now: c.Now})
	a.operations = a.registry()
	return a
}

// Operations are all there are, in the order of the registry.
func (a *API) Operations() []Operation { return a.operations }
