package house

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"fmt"
	"math/big"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// What a code waits for.
const (
	toConfirm = "confirm"
	toReset   = "reset"
)

const (
	confirmLife = 24 * time.Hour
	resetLife   = time.Hour
	codeTries   = 5 // wrong ones, then the code is over
)

// send makes a code of six digits and mails it. The code before is over.
func (h *House) send(ctx context.Context, email, what, subject, text string, life time.Duration) error {
	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		return err
	}
	code := fmt.Sprintf("%06d", n)
	item := table.Item{
		Key: beside(email, what), Attributes: table.Attributes{"hash": hashed(email + code), "tries": int64(0)}, Expires: h.Now().Add(life),
	}
	if err := h.Table.Write(ctx, table.Put(item)); err != nil {
		return err
	}
	return h.Mail.Mail(Mail{To: email, Subject: subject, Text: fmt.Sprintf(text, code), Code: code})
}

// take uses a code up: Stale for one that is wrong, over or used. Each try counts
// before the code is looked at, so that many at once don't get more tries.
func (h *House) take(ctx context.Context, email, what, code string) error {
	const op = "house.take"
	stale := fault.New(op, fault.Stale, "the code is not good, or no longer")
	key := beside(email, what)
	err := h.Table.Write(ctx, table.Update(key, table.Change{Add: map[string]int64{"tries": 1}}, table.Less("tries", int64(codeTries))))
	if fault.Is(err, fault.Conflict) {
		return stale
	}
	if err != nil {
		return err
	}
	item, err := h.Table.GetConsistent(ctx, key)
	if fault.Is(err, fault.NotFound) {
		return stale
	}
	if err != nil {
		return err
	}
	if subtle.ConstantTimeCompare([]byte(item.String("hash")), []byte(hashed(email+code))) != 1 {
		return stale
	}
	err = h.Table.Write(ctx, table.Delete(key, table.Equal("hash", item.String("hash"))))
	if fault.Is(err, fault.Conflict) {
		return stale // somebody used it at the same time
	}
	return err
}
