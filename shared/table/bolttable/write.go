package bolttable

import (
	"context"
	"time"

	"go.etcd.io/bbolt"

	"shoebox/shared/table"
)

// Write implements table.Driver.
func (d *Driver) Write(ctx context.Context, writes []table.Write, opts table.WriteOptions) (table.Wrote, error) {
	const op = "bolttable.Write"
	var wrote table.Wrote
	err := d.queue.update(ctx, d.db, func(tx *bbolt.Tx) error {
		if opts.Token != "" && d.tokens.has(opts.Token) {
			return nil
		}
		plans, err := d.plan(tx, writes, opts.Now, &wrote)
		if err != nil {
			return err
		}
		for _, p := range plans {
			if err := d.make(tx, p); err != nil {
				return err
			}
		}
		return d.sweep(tx, opts.Now)
	})
	if err != nil {
		return wrote, storeFault(op, err)
	}
	if opts.Token != "" {
		d.tokens.add(opts.Token, opts.Now)
	}
	return wrote, nil
}

// Batch implements table.Driver: all of it in one commit.
func (d *Driver) Batch(ctx context.Context, writes []table.Write) (table.Wrote, error) {
	const op = "bolttable.Batch"
	var wrote table.Wrote
	err := d.queue.update(ctx, d.db, func(tx *bbolt.Tx) error {
		plans, err := d.plan(tx, writes, time.Time{}, &wrote)
		if err != nil {
			return err
		}
		for _, p := range plans {
			if err := d.make(tx, p); err != nil {
				return err
			}
		}
		return nil
	})
	return wrote, storeFault(op, err)
}

func (d *Driver) make(tx *bbolt.Tx, p plan) error {
	if p.keep {
		return nil
	}
	if err := d.forgetExpiry(tx, p); err != nil {
		return err
	}
	if p.after == nil {
		return tx.Bucket(d.items).Delete(p.key)
	}
	if !p.expires.IsZero() {
		if err := tx.Bucket(d.expiry).Put(expiryKey(p.expires, p.key), nil); err != nil {
			return err
		}
	}
	return tx.Bucket(d.items).Put(p.key, p.after)
}

func (d *Driver) forgetExpiry(tx *bbolt.Tx, p plan) error {
	if expires := expiryOf(p.before); !expires.IsZero() {
		return tx.Bucket(d.expiry).Delete(expiryKey(expires, p.key))
	}
	return nil
}
