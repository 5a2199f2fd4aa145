package house

import (
	"crypto/sha256"
	"encoding/hex"
	"sync"
	"time"

	"shoebox/shared/account/issuer"
	"shoebox/shared/table"
)

// Config is what a House is made of. All fields are needed.
type Config struct {
	Table  *table.Table
	Issuer string // scheme and host of the server that shows the keys
	Client string // what the tokens are for
	Mail   Mailer
	Now    func() time.Time
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
	return &House{Config: c}
}

// hashed is what a secret or an address is known by: what the table holds tells
// neither.
func hashed(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

func accountKey(email string) table.Key {
	return table.Key{Partition: "E#" + hashed(email), Sort: "M"}
}

func beside(email, what string) table.Key {
	return table.Key{Partition: "E#" + hashed(email), Sort: what}
}
