package house

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"sync"
	"time"

	"shoebox/shared/account/bearer"
	"shoebox/shared/account/issuer"
	"shoebox/shared/table"
)

// Config is what a House is made of. All fields but Clients are needed.
type Config struct {
	Table  *table.Table
	Issuer string // scheme and host of the server that shows the keys
	Client string // what the page's tokens are for
	// Clients may ask people for access by OAuth 2; none is none.
	Clients []Client
	Mail    Mailer
	Now     func() time.Time
}

// Mailer sends mail.
type Mailer interface {
	// Mail sends one; it is not waited for longer than the context lasts.
	Mail(m Mail) error
}

// Mail is a message to one address.
type Mail struct {
	To      string
	Subject string
	Text    string
	// Code is the code in the text, for who shows it otherwise; "" is none.
	Code string
}

// House is an issuer of its own. It is safe for concurrent use.
type House struct {
	Config
	verifier *bearer.Verifier // of the page's tokens
	kiln     kiln
	forms    []byte // what forms are sealed with, for as long as the process lives

	mu   sync.Mutex
	ring ring
}

var _ issuer.Issuer = (*House)(nil)

// New makes a House. It panics where something is missing, since that is a mistake of
// the program's setup.
func New(c Config) *House {
	if c.Table == nil || c.Issuer == "" || c.Client == "" || c.Mail == nil || c.Now == nil {
		panic("house.New: a part is missing")
	}
	for i, client := range c.Clients {
		if !client.sound() || client.ID == c.Client || slices.ContainsFunc(c.Clients[:i], func(o Client) bool { return o.ID == client.ID }) {
			panic("house.New: a client that can't be")
		}
	}
	h := &House{Config: c, kiln: newKiln(), forms: make([]byte, 32)}
	rand.Read(h.forms) // never fails
	h.verifier = bearer.New(bearer.Config{Issuer: c.Issuer, Clients: []string{c.Client}, Keys: h.Keys, Now: c.Now})
	return h
}

// hashed is what a secret or an address is known by: what the table holds tells
// neither.
func hashed(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// accounts begins the partitions of accounts.
const accounts = "E#"

func accountKey(email string) table.Key { return beside(email, "M") }

func beside(email, what string) table.Key {
	return table.Key{Partition: accounts + hashed(email), Sort: what}
}
