package filestore

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"shoebox/shared/blob"
)

// List walks the folder as far as a page reaches.
func (d *Driver) List(ctx context.Context, prefix, after string, limit int) ([]blob.Listed, bool, error) {
	var found []blob.Listed
	for o, err := range d.walk(ctx, prefix, after) {
		if err != nil {
			return nil, false, classify(ctx, "filestore.List", err)
		}
		if len(found) == limit {
			return found, true, nil
		}
		found = append(found, o)
	}
	return found, false, nil
}

// Walk gives the objects whose keys begin with prefix, in the order of their keys' bytes,
// and reads each folder once. It ends after an error.
func (d *Driver) Walk(ctx context.Context, prefix string) iter.Seq2[blob.Listed, error] {
	return func(yield func(blob.Listed, error) bool) {
		for o, err := range d.walk(ctx, prefix, "") {
			if !yield(o, classify(ctx, "filestore.Walk", err)) || err != nil {
				return
			}
		}
	}
}

// walk goes through the folder itself: fileblob's pages lose objects where the order of
// its walk is not that of keys ("a-b" comes before "a/b"). Of what comes before a key it
// asks the disk nothing.
func (d *Driver) walk(ctx context.Context, prefix, after string) iter.Seq2[blob.Listed, error] {
	return func(yield func(blob.Listed, error) bool) {
		folder := prefix[:strings.LastIndexByte(prefix, '/')+1]
		root := d.pathOf(strings.TrimSuffix(folder, "/"))
		if info, err := os.Lstat(root); err == nil && !info.IsDir() { // a link, perhaps
			return
		}
		w := walk{ctx: ctx, prefix: prefix, after: after, yield: yield}
		w.folder(root, folder)
	}
}

// walk is the way through a folder.
type walk struct {
	ctx           context.Context // of the call
	prefix, after string
	yield         func(blob.Listed, error) bool
}

// child is a file or a folder in a folder.
type child struct {
	key   string // of a folder, what the keys of its files begin with
	entry fs.DirEntry
}

// folder goes through one folder, and reports whether to go on.
func (w *walk) folder(path, key string) bool {
	children, err := w.children(path, key)
	if err != nil {
		w.yield(blob.Listed{}, err)
		return false
	}
	for _, c := range children {
		next := w.file
		if c.entry.IsDir() {
			next = func(c child) bool { return w.folder(filepath.Join(path, c.entry.Name()), c.key) }
		}
		if !next(c) {
			return false
		}
	}
	return true
}

// file gives one file, unless it is gone meanwhile.
func (w *walk) file(c child) bool {
	info, err := c.entry.Info()
	switch {
	case w.ctx.Err() != nil:
		err = w.ctx.Err()
	case errors.Is(err, fs.ErrNotExist):
		return true
	}
	if err != nil {
		w.yield(blob.Listed{}, err)
		return false
	}
	return w.yield(blob.Listed{Key: c.key, Size: info.Size(), Modified: info.ModTime().UTC().Truncate(time.Second)}, nil)
}

// children gives what there is to go through in a folder, in the order of keys; nothing
// of one that is not there.
func (w *walk) children(path, key string) ([]child, error) {
	if err := w.ctx.Err(); err != nil {
		return nil, err
	}
	entries, err := entries(path)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var all []child
	for _, e := range entries {
		c := child{key + unescaped(e.Name()), e}
		if e.IsDir() {
			c.key += "/"
		}
		if w.wants(c) {
			all = append(all, c)
		}
	}
	slices.SortFunc(all, func(a, b child) int { return cmp.Compare(a.key, b.key) })
	return all, nil
}

// entries reads a folder, in no order.
func entries(path string) ([]fs.DirEntry, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // it is only read
	return f.ReadDir(-1)
}

// wants reports whether a child is, or may hold, what is looked for.
func (w *walk) wants(c child) bool {
	if c.entry.IsDir() {
		return (strings.HasPrefix(c.key, w.prefix) || strings.HasPrefix(w.prefix, c.key)) &&
			(c.key > w.after || strings.HasPrefix(w.after, c.key))
	}
	return c.entry.Type().IsRegular() && strings.HasPrefix(c.key, w.prefix) && c.key > w.after && !ownFile(c.key)
}

// ownFile reports whether a file is none of an object: the notes of one, or one that
// is being written.
func ownFile(key string) bool {
	return strings.HasSuffix(key, ".attrs") || strings.HasSuffix(key, ".tmp")
}
