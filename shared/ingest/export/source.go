package export

import (
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"shoebox/shared/ingest"
)

// source is a folder or an archive. Paths in it have slashes, "" is its root, and
// none leads out of it.
type source interface {
	fs.FS
	// list gives what lies in a folder, sorted by name; an error when ctx ends.
	list(ctx context.Context, dir string) ([]entry, error)
	Close() error
}

// entry is what lies in a folder.
type entry struct {
	name  string // without a slash, but for a stray one; any bytes
	dir   bool
	bad   error // why it can't be used
	stray bool  // its name is no place in the folder
}

// part is a source, or a folder in it, as it belongs to a tree.
type part struct {
	source
	base  string          // the folder in the source
	shown string          // what reports call the source
	shut  map[string]bool // what is left out, by path in the part: it is in another part
}

// leaveOut leaves out what lies at a path.
func (p *part) leaveOut(path string) {
	if p.shut == nil {
		p.shut = map[string]bool{}
	}
	p.shut[path] = true
}

// at gives the name of a path in the part, as reports and Open know it.
func (p *part) at(name string) string { return join(p.shown, join(p.base, name)) }

// entries lists a folder of the part.
func (p *part) entries(ctx context.Context, dir string) ([]entry, error) {
	return p.list(ctx, join(p.base, dir))
}

// Open opens a file by what reports call it.
func (p *part) Open(name string) (fs.File, error) {
	inside, found := strings.CutPrefix(name, p.shown)
	if !found {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	if p.shown != "" {
		inside = strings.TrimPrefix(inside, "/")
	}
	return p.source.Open(inside)
}

// read reads a sidecar whole.
func (p *part) read(name string) ([]byte, error) {
	f, err := p.Open(p.at(name))
	if err != nil {
		return nil, ingest.Because("it can't be opened")
	}
	defer f.Close() //nolint:errcheck // it was only read
	data, err := io.ReadAll(io.LimitReader(f, MaxSidecar+1))
	switch {
	case err != nil:
		return nil, ingest.Because("it can't be read to its end")
	case len(data) > MaxSidecar:
		return nil, ingest.Because("it is larger than 1 MB, which no sidecar is")
	}
	return data, nil
}

// has reports whether a folder is there.
func (p *part) has(ctx context.Context, dir string) bool {
	_, err := p.entries(ctx, dir)
	return err == nil
}

// someEntries are read of a folder before it is looked whether anybody wants more.
const someEntries = 4096

// directory is a folder of this machine.
type directory struct {
	root *os.Root
}

func openDirectory(path string) (*directory, error) {
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, err
	}
	return &directory{root}, nil
}

// Open opens a file. What was one when the folder was listed may be a pipe by now.
func (d *directory) Open(name string) (fs.File, error) {
	return ingest.OpenFile(d.root, filepath.FromSlash(name))
}

func (d *directory) list(ctx context.Context, dir string) ([]entry, error) {
	if dir == "" {
		dir = "."
	}
	f, err := d.root.Open(filepath.FromSlash(dir))
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // it was only read
	var all []entry
	for err == nil {
		err = ctx.Err()
		found, failed := f.ReadDir(someEntries)
		for _, each := range found {
			e := entry{name: each.Name(), dir: each.IsDir()}
			if !e.dir && !each.Type().IsRegular() {
				e.bad = ingest.Because("it is a link or a device, and no file")
			}
			all = append(all, e)
		}
		err = cmp.Or(err, failed)
	}
	slices.SortFunc(all, func(a, b entry) int { return strings.Compare(a.name, b.name) })
	if errors.Is(err, io.EOF) {
		return all, nil
	}
	return all, err
}

// Close lets go of the folder.
func (d *directory) Close() error { return d.root.Close() }

// unreadable says why a path of this machine can't be read.
func unreadable(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return ingest.Because("there is no such file or folder")
	}
	return ingest.Because("it may not be read")
}
