package deployed

import (
	"net/http"
	"sync"

	"shoebox/intents"
	"shoebox/shared/api"
	"shoebox/shared/backend/aws"
)

// Parts are what every service is made of. The page's address is not among them: see
// AtItsAddress.
func Parts(b *aws.Backend) api.Config {
	c := api.Config{
		Galleries: b.Galleries, People: b.People, Table: b.Table, Links: b.Links, Keys: b.AnswerKeys, Log: b.Log, Now: b.Now,
		Understander: intents.NewUnderstander(),
	}
	if b.Verifier != nil {
		c.Verify = b.Verifier.Verify
	}
	return c
}

// AtItsAddress serves services whose answers hold the page's address, which is taken
// from the first request: the gateway says with each by which of its own names it was
// called, and no client can. The configuration can't say it, since the gateway is made
// after the functions it calls.
func AtItsAddress(c api.Config, services ...api.Service) http.Handler {
	var once sync.Once
	var h http.Handler
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		once.Do(func() {
			c.PublicURL = address(r)
			h = api.New(c).Handler(services...)
		})
		h.ServeHTTP(w, r)
	})
}

// address is what a request's gateway says it is called by.
func address(r *http.Request) string { return "https://" + r.Host }
