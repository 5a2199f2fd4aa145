package filestore

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"shoebox/shared/fault"
)

// Move gives an object another key that has none: Conflict where it has. It is as new as
// one that is put. Whoever writes into the file by themselves goes on doing so.
func (d *Driver) Move(ctx context.Context, from, to string) error {
	const op = "filestore.Move"
	d.files.Lock()
	defer d.files.Unlock()
	old, path := d.pathOf(from), d.pathOf(to)
	if err := regular(old); err != nil {
		return classify(ctx, op, err)
	}
	if _, err := os.Lstat(path); err == nil {
		return fault.New(op, fault.Conflict, "there is an object already")
	}
	now := d.config.Now()
	err := os.MkdirAll(filepath.Dir(path), 0o700)
	if err == nil {
		err = os.Chtimes(old, now, now)
	}
	if err == nil {
		err = os.Rename(old, path)
	}
	if err != nil {
		return misplaced(ctx, op, err)
	}
	if err := os.Rename(old+".attrs", path+".attrs"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return classify(ctx, op, err)
	}
	return nil
}
