package bolttable

import "shoebox/shared/table"

// Decode and Encode open the stored form to the tests.
func Decode(key table.Key, stored []byte) (table.Item, int, error) {
	return newDecoder().item(key, stored)
}

func Encode(item table.Item, size int) []byte { return encode(item, size) }

// Stored counts the items in the file, expired or not, and those in the order of
// expiry.
func (d *Driver) Stored() (items, expiring int, err error) {
	tx, err := d.db.Begin(false)
	if err != nil {
		return 0, 0, err
	}
	items, expiring = tx.Bucket(d.items).Stats().KeyN, tx.Bucket(d.expiry).Stats().KeyN
	return items, expiring, tx.Rollback()
}
