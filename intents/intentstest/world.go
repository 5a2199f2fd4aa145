package intentstest

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"shoebox/intents"
	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/photolink"
	"shoebox/shared/table/tabletest"
	"shoebox/shared/telemetry"
)

// The galleries of a World: the Family's has the Album, the Neighbours' one photo.
const (
	Family     gallery.ID = "01J0000000000000000000000F"
	Neighbours gallery.ID = "01J0000000000000000000000N"
)

// NeighboursPhoto is the photo that nobody of the family may see.
const NeighboursPhoto gallery.PhotoID = "01J00000000000000000009999"

// Anna is the user at every channel who belongs to the Family, as do those whose
// names begin like hers; Norman belongs to the Neighbours. Nobody else is known.
const (
	Anna   = "UANNA"
	Norman = "UNORMAN"
)

// World is a router over two galleries, with all it stands on.
type World struct {
	Router    *intents.Router
	Galleries *gallery.Galleries
	Store     tabletest.Store
	Links     *photolink.Links
	Clock     *Clock
	Log       *Log
	Logger    *slog.Logger // writes to Log
	titles    map[gallery.PhotoID]string
}

// Keys are good for a World's cursors, states and links.
func Keys() [][]byte { return [][]byte{bytes.Repeat([]byte{7}, 32)} }

// Open makes a World that is gone with the test.
func Open(tb testing.TB) *World {
	tb.Helper()
	return OpenWith(tb, func(w io.Writer) *slog.Logger { return telemetry.NewLogger(w, slog.LevelInfo) })
}

// OpenWith is Open with another logger.
func OpenWith(tb testing.TB, logger func(io.Writer) *slog.Logger) *World {
	tb.Helper()
	w := &World{Clock: &Clock{now: Now()}, Log: new(Log), titles: map[gallery.PhotoID]string{}}
	w.Logger = logger(w.Log)
	w.Store = tabletest.OpenStore(tb, w.Clock.Now)
	w.Galleries = gallery.New(w.Store.Table, Keys(), w.Clock.Now)
	w.Links = photolink.New(PublicURL, []photolink.Key{{Number: 1, Secret: Keys()[0]}}, w.Clock.Now)
	w.add(tb, Family, Album()...)
	for person, nicknames := range Nicknames() {
		g := w.Galleries.As(gallery.Membership{Gallery: Family, Role: gallery.Owner})
		if err := g.Nickname(context.Background(), person, nicknames); err != nil {
			tb.Fatalf("giving %s nicknames: %v", person, err)
		}
	}
	w.add(tb, Neighbours, gallery.Photo{ID: NeighboursPhoto, Title: "Secret beach", Taken: Now().AddDate(0, 0, -3), Labels: labels("Beach")})
	w.Router = w.NewRouter(Accounts{})
	return w
}

// PublicURL is where the people of a World reach it on the web.
const PublicURL = "https://photos.example.com"

// NewRouter makes another router over the same store. Accounts that can join
// identities with people do so.
func (w *World) NewRouter(accounts account.Accounts) *intents.Router {
	people, _ := accounts.(intents.People)
	return intents.NewRouter(intents.Config{
		Galleries: w.Galleries, Accounts: accounts, Table: w.Store.Table, Keys: Keys(),
		Log: w.Logger, Now: w.Clock.Now, People: people, PublicURL: PublicURL,
	})
}

func (w *World) add(tb testing.TB, id gallery.ID, photos ...gallery.Photo) {
	tb.Helper()
	g := w.Galleries.As(gallery.Membership{Gallery: id, Role: gallery.Owner})
	refused, err := g.AddAll(context.Background(), photos)
	if err != nil {
		tb.Fatalf("filling a gallery: %v", err)
	}
	for i, err := range refused {
		if err != nil {
			tb.Fatalf("adding %q: %v", photos[i].Title, err)
		}
		w.titles[photos[i].ID] = photos[i].Title
	}
}

// Title is the title of a photo of any gallery of the World.
func (w *World) Title(id gallery.PhotoID) string { return w.titles[id] }

// Shown gives the photo behind a link, as the link's own signature says.
func (w *World) Shown(token string) (gallery.PhotoID, error) {
	target, err := w.Links.Verify(token)
	return target.Photo, err
}

// Accounts know Anna and Norman, whatever the channel.
type Accounts struct{}

// Identify implements account.Accounts.
func (Accounts) Identify(_ context.Context, who account.Identity) (account.Actor, error) {
	const op = "intentstest.Identify"
	var home gallery.ID
	switch {
	case strings.HasPrefix(who.User, Anna):
		home = Family
	case who.User == Norman:
		home = Neighbours
	default:
		return account.Actor{}, fault.New(op, fault.Unauthenticated, "a stranger")
	}
	return account.Actor{
		User: account.UserID(who.User), Zone: Zone().String(),
		Membership: gallery.Membership{Gallery: home, Role: gallery.Viewer},
	}, nil
}

// Clock stands still until it is moved.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// Now is the time it shows.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Move moves it.
func (c *Clock) Move(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// Log is what was logged.
type Log struct {
	mu    sync.Mutex
	bytes bytes.Buffer
}

// Write implements io.Writer.
func (l *Log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.bytes.Write(p)
}

// String is all that was logged so far.
func (l *Log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.bytes.String()
}
