package backend

import (
	"cmp"
	"log/slog"
	"time"

	"shoebox/intents"
	"shoebox/shared/account"
	"shoebox/shared/gallery"
	"shoebox/shared/photolink"
	"shoebox/shared/table"
)

// Parts are what a Backend is made of. All are needed but the two that say so.
type Parts struct {
	Table *table.Table
	// Verify says whom a token speaks of; nil trusts nobody's.
	Verify account.Verify
	// Guests are asked about whom nobody linked; nil lets in none.
	Guests    account.Accounts
	Keys      Keys
	PublicURL string // scheme and host of the links
	AppURL    string // scheme and host of the page; "" is the links'
	Log       *slog.Logger
	Now       func() time.Time
}

// Backend is what requests are answered with. It is safe for concurrent use.
type Backend struct {
	Table     *table.Table
	Galleries *gallery.Galleries
	People    *account.People
	// Accounts are the People, and the guests of a laptop.
	Accounts account.Accounts
	Links    *photolink.Links
	// PublicURL is scheme and host of where people reach us on the web.
	PublicURL string
	// StateKeys seal the state of conversations; the first seals, all open.
	StateKeys [][]byte
	// InstallKey signs what people's browsers keep while they install the Slack
	// app.
	InstallKey []byte
	// TokenKeys seal what workspaces gave the Slack app, where no key of KMS does;
	// the first seals, all open.
	TokenKeys [][]byte
	// AnswerKeys seal what the API keeps of its answers, to give them again; the first
	// seals, all open.
	AnswerKeys [][]byte
	Log        *slog.Logger
	Now        func() time.Time
}

// New puts the parts together.
func New(p Parts) *Backend {
	galleries := gallery.New(p.Table, p.Keys.derive(forCursors), p.Now)
	people := account.NewPeople(account.PeopleConfig{Table: p.Table, Galleries: galleries, Verify: p.Verify, Now: p.Now})
	accounts := account.Accounts(people)
	if p.Guests != nil {
		accounts = account.Either(people, p.Guests)
	}
	return &Backend{
		Table:      p.Table,
		Galleries:  galleries,
		People:     people,
		Accounts:   accounts,
		PublicURL:  cmp.Or(p.AppURL, p.PublicURL),
		Links:      photolink.New(p.PublicURL, p.Keys.links(), p.Now),
		StateKeys:  p.Keys.derive(forState),
		InstallKey: p.Keys.derive(forInstall)[0],
		TokenKeys:  p.Keys.derive(forTokens),
		AnswerKeys: p.Keys.derive(forAnswers),
		Log:        p.Log,
		Now:        p.Now,
	}
}

// Router is the whole of intents over these parts. It makes a new one: make one at
// start.
func (b *Backend) Router() *intents.Router {
	return intents.NewRouter(intents.Config{
		Galleries: b.Galleries, Accounts: b.Accounts, Table: b.Table, Keys: b.StateKeys, Log: b.Log, Now: b.Now,
		People: b.People, PublicURL: b.PublicURL,
	})
}

// Close closes the table.
func (b *Backend) Close() error { return b.Table.Close() }
