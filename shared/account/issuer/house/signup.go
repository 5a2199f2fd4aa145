package house

import (
	"context"
	"crypto/rand"
	"time"

	"shoebox/shared/account/issuer"
	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// unconfirmedLife is how long an account waits for its address to be confirmed.
const unconfirmedLife = 7 * 24 * time.Hour

// What is mailed. Each has one place for the code.
const (
	confirmText = "Your code for Shoebox is %s. It is good for a day.\n\nIf you didn't ask for it, somebody mistyped their address: there is nothing to do."
	resetText   = "Your code for a new password is %s. It is good for an hour.\n\nIf you didn't ask for it, there is nothing to do: your password stays as it is."
	againText   = "Somebody signed up for Shoebox with this address, which has an account. If it was you, sign in, or ask for a new password there.\n\nIf it wasn't, there is nothing to do."
)

// SignUp implements issuer.Issuer.
func (h *House) SignUp(ctx context.Context, s issuer.SignUp) error {
	const op = "house.SignUp"
	email, err := issuer.Email(s.Email)
	if err != nil {
		return fault.Wrap(op, err)
	}
	if err := issuer.Password(s.Password, email); err != nil {
		return fault.Wrap(op, err)
	}
	name, err := issuer.Name(s.Name)
	if err != nil {
		return fault.Wrap(op, err)
	}
	if err := h.count(ctx, email, mails); err != nil {
		return fault.Wrap(op, err)
	}
	hash, err := h.kiln.hash(ctx, s.Password)
	if err != nil {
		return fault.Wrap(op, err)
	}
	item := table.Item{Key: accountKey(email), Expires: h.Now().Add(unconfirmedLife), Attributes: table.Attributes{
		"email": email, "sub": rand.Text(), "hash": hash, "epoch": int64(1),
	}}
	if name != "" {
		item.Attributes["name"] = name
	}
	// Who has not confirmed yet may start again: nobody can say whose address it is.
	err = h.Table.Write(ctx, table.Put(item, table.AnyOf(table.Absent(), table.HasNo("confirmed"))))
	switch {
	case fault.Is(err, fault.Conflict):
		return fault.As(op, fault.Unavailable, h.Mail.Mail(Mail{To: email, Subject: "You have an account already", Text: againText}))
	case err != nil:
		return fault.Wrap(op, err)
	}
	return fault.Wrap(op, h.send(ctx, email, toConfirm, "Your code for Shoebox", confirmText, confirmLife))
}

// Resend implements issuer.Issuer.
func (h *House) Resend(ctx context.Context, email string) error {
	const op = "house.Resend"
	email, item, err := h.addressed(ctx, email)
	if err == nil && !item.Bool("confirmed") {
		err = h.send(ctx, email, toConfirm, "Your code for Shoebox", confirmText, confirmLife)
	}
	return fault.Wrap(op, quiet(err))
}

// Confirm implements issuer.Issuer.
func (h *House) Confirm(ctx context.Context, email, code string) error {
	const op = "house.Confirm"
	email, item, err := h.account(ctx, email)
	if fault.Is(err, fault.NotFound) {
		return fault.New(op, fault.Stale, "the code is not good, or no longer")
	}
	if err == nil {
		err = h.take(ctx, email, toConfirm, code)
	}
	if err != nil {
		return fault.Wrap(op, err)
	}
	// The account stays from now on: a put takes its end away.
	hash := item.String("hash")
	item.Attributes["confirmed"], item.Expires = true, time.Time{}
	return fault.Wrap(op, overtaken(h.Table.Write(ctx, table.Put(item, table.Equal("hash", hash)))))
}

// Forgot implements issuer.Issuer.
func (h *House) Forgot(ctx context.Context, email string) error {
	const op = "house.Forgot"
	email, item, err := h.addressed(ctx, email)
	if err == nil && item.Bool("confirmed") {
		err = h.send(ctx, email, toReset, "Your code for a new password", resetText, resetLife)
	}
	return fault.Wrap(op, quiet(err))
}

// Reset implements issuer.Issuer.
func (h *House) Reset(ctx context.Context, email, code, password string) error {
	const op = "house.Reset"
	// The password first: what is wrong with it tells nothing of the address.
	if err := issuer.Password(password, email); err != nil {
		return fault.Wrap(op, err)
	}
	email, _, err := h.account(ctx, email)
	if fault.Is(err, fault.NotFound) {
		return fault.New(op, fault.Stale, "the code is not good, or no longer")
	}
	if err != nil {
		return fault.Wrap(op, err)
	}
	if err := h.take(ctx, email, toReset, code); err != nil {
		return fault.Wrap(op, err)
	}
	hash, err := h.kiln.hash(ctx, password)
	if err != nil {
		return fault.Wrap(op, err)
	}
	change := table.Change{Set: table.Attributes{"hash": hash}, Add: map[string]int64{"epoch": 1}}
	if err := h.Table.Write(ctx, table.Update(accountKey(email), change, table.Present())); err != nil {
		return fault.Wrap(op, overtaken(err))
	}
	return fault.Wrap(op, h.Table.Write(ctx, table.Delete(beside(email, signIns.name))))
}

// overtaken says of a conflict that the account is no longer the one the code was for.
func overtaken(err error) error {
	if fault.Is(err, fault.Conflict) {
		return fault.As("house.overtaken", fault.Stale, err)
	}
	return err
}

// addressed is account for who wants a mail, which is counted.
func (h *House) addressed(ctx context.Context, email string) (string, table.Item, error) {
	email, item, err := h.account(ctx, email)
	if email != "" {
		if err := h.count(ctx, email, mails); err != nil {
			return "", table.Item{}, err
		}
	}
	return email, item, err
}

// quiet makes nothing of an account that is not there.
func quiet(err error) error {
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	return err
}

// account gives the account of an address, and the address as it is kept: NotFound
// where it has none, or is none.
func (h *House) account(ctx context.Context, email string) (string, table.Item, error) {
	email, err := issuer.Email(email)
	if err != nil {
		return "", table.Item{}, fault.As("house.account", fault.NotFound, err)
	}
	item, err := h.Table.GetConsistent(ctx, accountKey(email))
	return email, item, err
}
