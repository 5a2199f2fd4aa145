package table

import (
	"context"
	"time"
)

// Table is what Shoebox stores things in. Its methods may be called concurrently.
//
// Errors have the kinds NotFound (Get), Conflict (a condition did not hold, or a
// transaction met another), Invalid, TooLarge, Throttled, Unavailable, Timeout and
// Canceled.
type Table struct {
	driver Driver
	now    func() time.Time
}

// New makes a table over a driver. The clock decides what has expired.
func New(driver Driver, now func() time.Time) *Table {
	return &Table{driver: driver, now: now}
}

// Get reads an item; NotFound where there is no live one.
func (t *Table) Get(ctx context.Context, key Key) (Item, error) {
	panic("to be written")
}

// GetConsistent reads an item as it was last written, at twice the read units.
func (t *Table) GetConsistent(ctx context.Context, key Key) (Item, error) {
	panic("to be written")
}

// BatchGet reads any number of items and gives those that are there, in the order
// of the keys. A key asked twice is an Invalid.
func (t *Table) BatchGet(ctx context.Context, keys []Key) ([]Item, error) {
	panic("to be written")
}

// Query reads one page of a range.
func (t *Table) Query(ctx context.Context, q Query) (Page, error) {
	panic("to be written")
}

// Write makes the changes together, all or none: 1 to 100 of them, no two on the
// same item, 4 MB in all. One change alone costs half of what it costs in a
// transaction.
func (t *Table) Write(ctx context.Context, writes ...Write) error {
	panic("to be written")
}

// Batch makes any number of puts and deletes without conditions, in no order and
// not together: after an error some may have been made. What it takes must be
// safe to repeat.
func (t *Table) Batch(ctx context.Context, writes []Write) error {
	panic("to be written")
}

// Close closes the driver.
func (t *Table) Close() error { panic("to be written") }
