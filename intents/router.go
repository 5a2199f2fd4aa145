package intents

import (
	"context"
	"log/slog"
	"slices"
	"time"

	"shoebox/shared/account"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
)

// Config is what a Router is made of. All fields are needed but People and PublicURL.
type Config struct {
	Galleries *gallery.Galleries
	Accounts  account.Accounts
	Table     *table.Table // for markers of requests and stored conversations
	Keys      [][]byte     // seal State; the first seals, all open; 32 bytes or more each
	Log       *slog.Logger
	// People join identities with people. Without them nobody connects, and nobody
	// uses another gallery.
	People People
	// PublicURL is where people sign in to connect: https://HOST. Without it nobody
	// in Slack does.
	PublicURL string
	// Now says how long a request took and when a marker or a conversation
	// ends. What is said is always of Request.At.
	Now func() time.Time
}

const minKey = 32 // bytes

// Router is the whole of intents behind one Handler: the middleware in its one
// order, understanding, and the handler of each intent. It is safe for concurrent
// use.
type Router struct {
	Config
	understander  *Understander
	vocabularies  *vocabularies
	conversations conversations
	answers       map[Name]answer
	handler       Handler
}

// NewRouter makes a Router. It panics when the Config lacks something.
func NewRouter(c Config) *Router {
	if c.Galleries == nil || c.Accounts == nil || c.Table == nil || c.Log == nil || c.Now == nil || len(c.Keys) == 0 {
		panic("intents: Config lacks something")
	}
	for _, key := range c.Keys {
		if len(key) < minKey {
			panic("intents: a key is too short")
		}
	}
	rt := &Router{
		Config:        c,
		understander:  NewUnderstander(),
		vocabularies:  &vocabularies{now: c.Now},
		conversations: conversations{table: c.Table, seals: c.Keys, now: c.Now},
		answers:       answersByName(),
	}
	rt.handler = HandlerFunc(rt.serve)
	for _, m := range slices.Backward(rt.middleware()) {
		rt.handler = m.wrap(rt.handler)
	}
	return rt
}

// Understander gives what the Router understands with.
func (rt *Router) Understander() *Understander { return rt.understander }

// ServeIntent answers one request. It never fails: what goes wrong is a reply.
func (rt *Router) ServeIntent(ctx context.Context, r *Request) (*Reply, error) {
	return rt.handler.ServeIntent(ctx, r)
}

// step is one middleware with its name.
type step struct {
	name string
	wrap Middleware
}

// middleware is the order in which a request goes through: the first sees it
// first and its reply last.
func (rt *Router) middleware() []step {
	return []step{
		{"recover", rt.recoverer},   // whatever happens beneath, there is a reply
		{"log", rt.logger},          // one line a request, repeated ones too
		{"deduplicate", rt.once},    // before anything is done or read for it
		{"identify", rt.identify},   // before anything is understood: words need a gallery
		{"apologize", rt.apologize}, // faults become words
	}
}

// answersByName gives every intent of the catalogue its handler.
func answersByName() map[Name]answer {
	return map[Name]answer{
		Find: find, Latest: latest, OnThisDay: onThisDay, Random: random, Shuffle: shuffle, Count: count, Overview: overview,
		Next: next, Previous: previous, Repeat: repeat, StartOver: startOver, Refine: refine,
		Select: choose, Back: back, Describe: describe, Send: send,
		Yes: yes, No: no,
		SignIn: signIn, WhoAmI: whoAmI, UseGallery: use, Disconnect: disconnect,
		Digest: digest,
		Help:   help, HelpSearch: helpSearch, Stop: stop, Cancel: cancel, Fallback: fallback, Launch: launch,
	}
}
