package house

import (
	"context"

	"shoebox/shared/account/issuer"
	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// SignIn implements issuer.Issuer.
func (h *House) SignIn(ctx context.Context, email, password string) (issuer.Tokens, error) {
	const op = "house.SignIn"
	item, err := h.recognize(ctx, email, password)
	if err != nil {
		return issuer.Tokens{}, fault.Wrap(op, err)
	}
	tokens, err := h.tokens(ctx, item, grant{client: h.Client, life: refreshLife})
	return tokens, fault.Wrap(op, err)
}

// recognize gives the account of who knows its password. Errors are SignIn's.
func (h *House) recognize(ctx context.Context, email, password string) (table.Item, error) {
	const op = "house.recognize"
	wrong := fault.New(op, fault.Unauthenticated, "wrong address or password")
	if len([]rune(password)) > issuer.Rules().Most {
		return table.Item{}, wrong // nobody's
	}
	email, item, err := h.account(ctx, email)
	switch {
	case email == "":
		return table.Item{}, wrong
	case fault.Is(err, fault.NotFound):
		item.Attributes = table.Attributes{"hash": h.kiln.nobodys()}
	case err != nil:
		return table.Item{}, err
	}
	if err := h.count(ctx, email, signIns); err != nil {
		return table.Item{}, err
	}
	right, err := h.kiln.is(ctx, item.String("hash"), password)
	switch {
	case err != nil:
		return table.Item{}, err
	case !right:
		return table.Item{}, wrong
	case !item.Bool("confirmed"):
		return table.Item{}, fault.New(op, fault.Denied, "the address is not confirmed yet")
	}
	return item, h.Table.Write(ctx, table.Delete(beside(email, signIns.name)))
}

// Remove implements issuer.Issuer.
func (h *House) Remove(ctx context.Context, access string) error {
	const op = "house.Remove"
	item, err := h.holder(ctx, access)
	if err != nil {
		return fault.Wrap(op, err)
	}
	email := item.String("email")
	if err := h.endSessions(ctx, item.Partition); err != nil {
		return fault.Wrap(op, err)
	}
	// Counts of mails end by themselves: another account of this address goes on with them.
	return fault.Wrap(op, h.Table.Batch(ctx, []table.Write{
		table.Delete(accountKey(email)), table.Delete(beside(email, toConfirm)), table.Delete(beside(email, toReset)),
		table.Delete(beside(email, signIns.name)),
	}))
}

// endSessions removes all refresh tokens of an account.
func (h *House) endSessions(ctx context.Context, account string) error {
	from, to := table.Prefix(refreshes)
	q := table.Query{Partition: account, From: from, To: to, Consistent: true}
	for {
		page, err := h.Table.Query(ctx, q)
		if err != nil {
			return err
		}
		var gone []table.Write
		for _, item := range page.Items {
			gone = append(gone, table.Delete(table.Key{Partition: item.Sort, Sort: "M"}), table.Delete(item.Key))
		}
		if err := h.Table.Batch(ctx, gone); err != nil || page.Next == "" {
			return err
		}
		q.After = page.Next
	}
}
