package filestore

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"shoebox/shared/fault"
)

// Move gives an object another key that has none: Conflict where it has. It is as new as
// one that is put. Whoever writes into the file by themselves goes on doing so.
func (d *Driver) Move(ctx context.Context, from, to string) error {
	const op = "filestore.Move"
	d.files.Lock()
	defer d.files.Unlock()
	old, path := d.pathOf(from), d.pathOf(to)
	if err := movable(ctx, op, old, path); err != nil {
		return err
	}
	was, err := os.Lstat(old)
	if err == nil { // before it moves: whoever dies here leaves no old file where old ones are removed
		err = os.Chtimes(old, time.Time{}, d.config.Now())
	}
	if err != nil {
		return classify(ctx, op, err)
	}
	if err := rename(old, path); err != nil {
		return misplaced(ctx, op, errors.Join(err, os.Chtimes(old, time.Time{}, was.ModTime())))
	}
	return nil
}

// Adopt gives a key, that has no object, to a file that somebody laid into the folder
// under a name that is none. It stays as old as it is.
func (d *Driver) Adopt(ctx context.Context, name, key string) error {
	const op = "filestore.Adopt"
	local := filepath.FromSlash(name)
	if !filepath.IsLocal(local) || ownFile(name) {
		return fault.New(op, fault.Invalid, "a name of no file here")
	}
	d.files.Lock()
	defer d.files.Unlock()
	old, path := filepath.Join(d.config.Dir, local), d.pathOf(key)
	if err := movable(ctx, op, old, path); err != nil {
		return err
	}
	return misplaced(ctx, op, rename(old, path))
}

// movable says whether a file is one, and nothing is where it is to be.
func movable(ctx context.Context, op, old, path string) error {
	if err := regular(old); err != nil {
		return classify(ctx, op, err)
	}
	if _, err := os.Lstat(path); err == nil {
		return fault.New(op, fault.Conflict, "there is an object already")
	}
	return nil
}

// rename renames a file, with its notes if it has some.
func rename(old, path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	if err := os.Rename(old, path); err != nil {
		return err
	}
	if err := os.Rename(old+".attrs", path+".attrs"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
