package ingest

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"shoebox/shared/fault"
)

// Folder is a directory that records name pictures in. No name leads out of it, by
// "..", a symbolic link or an absolute path; an absolute path into it is fine.
// Close it when the import is over.
type Folder struct {
	dir  string
	root *os.Root
}

// OpenFolder opens a directory; NotFound where there is none.
func OpenFolder(dir string) (*Folder, error) {
	const op = "ingest.OpenFolder"
	absolute, err := filepath.Abs(dir)
	if err != nil {
		return nil, fault.As(op, fault.Invalid, err)
	}
	root, err := os.OpenRoot(absolute)
	if err != nil {
		return nil, fault.As(op, fault.NotFound, err)
	}
	return &Folder{dir: absolute, root: root}, nil
}

// Open opens a file by its path in the folder, with slashes or as this system
// writes paths.
func (f *Folder) Open(name string) (fs.File, error) {
	name = filepath.FromSlash(name)
	if filepath.IsAbs(name) {
		inside, found := strings.CutPrefix(filepath.Clean(name), f.dir+string(filepath.Separator))
		if !found {
			return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
		}
		name = inside
	}
	return OpenFile(f.root, name)
}

// OpenFile opens a file in a folder, to be read. What is none, such as a folder or a
// pipe, is refused by an error of [Because], and isn't waited for: a pipe that nobody
// writes into would be for ever.
func OpenFile(root *os.Root, name string) (fs.File, error) {
	file, err := root.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	if stat, err := file.Stat(); err != nil || !stat.Mode().IsRegular() {
		_ = file.Close() // nothing was read
		return nil, errNoFile
	}
	return file, nil
}

const errNoFile = reason("it is not a file")

// Close lets go of the directory.
func (f *Folder) Close() error { return f.root.Close() }
