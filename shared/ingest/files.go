package ingest

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Files brings in pictures: files, and folders with all in them but what is hidden.
// A file that makes no photo is skipped with the reason. It is otherwise as
// [Ingester.Records].
func (in *Ingester) Files(ctx context.Context, paths []string, progress func(Progress)) (Report, error) {
	var inputs []input
	for _, p := range paths {
		inputs = append(inputs, walk(p)...)
	}
	return in.run(ctx, func(give func(input) bool) error {
		for _, i := range inputs {
			if !give(i) {
				break
			}
		}
		return nil
	}, len(inputs), progress)
}

// walk lists the files of a path.
func walk(root string) []input {
	var found []input
	note := func(path string, bad error) {
		found = append(found, input{record: Record{File: path}, files: anywhere{}, bad: bad})
	}
	if resolved, err := filepath.EvalSymlinks(root); err == nil {
		root = resolved // a link that a person names is followed, one that is found is not
	}
	_ = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			note(path, reason("there is no such file or folder"))
		case err != nil:
			note(path, reason("it may not be read"))
		case path != root && strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case entry.IsDir():
		case !entry.Type().IsRegular():
			note(path, reason("it is a link or a device, and no file"))
		default:
			note(path, nil)
		}
		return nil
	}) // every error was noted
	return found
}

// anywhere opens the files of this machine by the names a person gave.
type anywhere struct{}

func (anywhere) Open(name string) (fs.File, error) { return os.Open(name) }
