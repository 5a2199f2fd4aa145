package filestore

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"shoebox/shared/blob"
)

// List walks the folder itself: fileblob's pages lose objects where the order of its
// walk is not that of keys ("a-b" comes before "a/b"). What the prefix leaves is read
// whole and sorted.
func (d *Driver) List(ctx context.Context, prefix, after string, limit int) ([]blob.Listed, bool, error) {
	const op = "filestore.List"
	folder := prefix[:strings.LastIndexByte(prefix, '/')+1]
	var found []blob.Listed
	err := filepath.WalkDir(filepath.Join(d.config.Dir, filepath.FromSlash(folder)), func(path string, entry fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, fs.ErrNotExist): // gone meanwhile, or never there
			return nil
		case err != nil:
			return err
		}
		key, err := d.keyOf(path)
		if err != nil || !entry.Type().IsRegular() || key <= after || !strings.HasPrefix(key, prefix) || ownFile(key) {
			return err
		}
		info, err := entry.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err == nil {
			found = append(found, blob.Listed{Key: key, Size: info.Size(), Modified: info.ModTime().UTC().Truncate(time.Second)})
		}
		return err
	})
	if err != nil {
		return nil, false, classify(ctx, op, err)
	}
	slices.SortFunc(found, func(a, b blob.Listed) int { return cmp.Compare(a.Key, b.Key) })
	if len(found) > limit {
		return found[:limit], true, nil
	}
	return found, false, nil
}

// ownFile reports whether a file is none of an object: the notes of one, or one that
// is being written.
func ownFile(key string) bool {
	return strings.HasSuffix(key, ".attrs") || strings.HasSuffix(key, ".tmp")
}
