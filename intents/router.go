package intents

import (
	"context"
	"log/slog"
	"time"

	"shoebox/shared/account"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
)

// Config is what a Router is made of. All fields are needed.
type Config struct {
	Galleries *gallery.Galleries
	Accounts  account.Accounts
	Table     *table.Table // for markers of requests and stored conversations
	Keys      [][]byte     // seal State; the first seals, all open; 32 bytes or more each
	Log       *slog.Logger
	// Now says how long a request took and when a marker or a conversation
	// ends. What is said is always of Request.At.
	Now func() time.Time
}

// Router is the whole of intents behind one Handler: the middleware in its one
// order (recover, log, deduplicate, identify, apologize), understanding, and the
// handler of each intent. It is safe for concurrent use.
type Router struct{}

// NewRouter makes a Router. It panics when the Config lacks something.
func NewRouter(c Config) *Router { panic("to be written") }

// ServeIntent answers one request. It never fails: what goes wrong is a reply.
func (rt *Router) ServeIntent(ctx context.Context, r *Request) (*Reply, error) {
	panic("to be written")
}
