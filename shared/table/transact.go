package table

import (
	"context"
	"crypto/rand"
	"errors"
	"maps"
	"slices"

	"shoebox/shared/fault"
)

// Write makes the changes together, all or none: 1 to 100 of them, no two on the
// same item, 4 MB in all. One change alone costs half of what it costs in a
// transaction. [Failed] tells from a Conflict which conditions did not hold.
func (t *Table) Write(ctx context.Context, writes ...Write) error {
	const op = "table.Write"
	writes, err := checkWrites(op, writes)
	if err != nil {
		return err
	}
	if err := checkTransaction(op, writes); err != nil {
		return err
	}
	// An update that meets an expired item becomes a put that replaces it; if
	// somebody else is first with that, it is an update again.
	made := writes
	var replaced []int
	for range attempts {
		err = t.write(ctx, made)
		rejection, _ := errors.AsType[*RejectedError](err)
		switch {
		case rejection == nil:
			return fault.Wrap(op, err)
		case len(rejection.Failed) == 0 && len(rejection.Expired) > 0:
			replaced = append(replaced, rejection.Expired...)
			made = replacing(made, rejection.Expired)
		case slices.ContainsFunc(rejection.Failed, func(i int) bool { return slices.Contains(replaced, i) }):
			made, replaced = writes, nil
		default:
			return fault.Wrap(op, err)
		}
	}
	return fault.Wrap(op, err)
}

// write makes one request, again while it fails for a while and repeating does no
// harm: a transaction is made once under its token.
func (t *Table) write(ctx context.Context, writes []Write) error {
	// A transaction repeated under its token must be the same to the second,
	// or the engine refuses it.
	opts := WriteOptions{Now: t.now()}
	if len(writes) > 1 || writes[0].Op == OpCheck {
		opts.Token = rand.Text()
	}
	harmless := opts.Token != "" || repeatable(writes[0])
	return retry(ctx, harmless, func(ctx context.Context) (bool, error) {
		_, err := t.driver.Write(ctx, writes, opts)
		return false, err
	})
}

// repeatable reports whether a single write may be made twice: it then leaves what
// it left the first time, and no condition turns against it.
func repeatable(w Write) bool { return len(w.If) == 0 && len(w.Add) == 0 }

// replacing gives the writes with the updates at some places turned into puts of
// what they make where nothing is.
func replacing(writes []Write, places []int) []Write {
	writes = slices.Clone(writes)
	for _, i := range places {
		update := writes[i]
		attributes := make(Attributes, len(update.Set)+len(update.Add))
		maps.Copy(attributes, update.Set)
		for name, n := range update.Add {
			attributes[name] = n
		}
		item := Item{Key: update.Item.Key, Attributes: attributes, Expires: update.Item.Expires}
		writes[i] = Put(item, append([]Condition{Absent()}, update.If...)...)
	}
	return writes
}
