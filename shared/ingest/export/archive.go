package export

import (
	"archive/zip"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"shoebox/shared/ingest"
)

// archive is a .zip file. Nothing of it is unpacked to a disk, so that no name in it
// leads anywhere.
type archive struct {
	file    io.Closer
	stamp   fs.FileInfo // of the archive: when its files were changed, where they don't say
	entries map[string]*zip.File
	folders map[string][]entry // what lies in a folder, sorted
}

// openArchive reads an archive's list of files. Its error goes on after "because".
func openArchive(name string) (*archive, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, unreadable(err)
	}
	stamp, err := f.Stat()
	if err != nil {
		f.Close() //nolint:errcheck // the first error says more
		return nil, unreadable(err)
	}
	a := &archive{file: f, stamp: stamp, entries: map[string]*zip.File{}, folders: map[string][]entry{"": nil}}
	if err := a.index(f, stamp.Size()); err != nil {
		f.Close() //nolint:errcheck // as above
		return nil, err
	}
	return a, nil
}

// index lists what the archive says it holds.
func (a *archive) index(f io.ReaderAt, size int64) error {
	bounded := &bounded{from: f, left: maxIndex}
	z, err := zip.NewReader(bounded, size)
	switch {
	case bounded.left < 0 || err == nil && len(z.File) > MaxEntries:
		return ingest.Because("it holds more than 200,000 files: unpack it and name the folder")
	case err != nil:
		return ingest.Because("it is damaged, cut short or no .zip archive: fetch it again, or unpack it and name the folder")
	}
	bounded.left = 1<<63 - 1
	var packed, unpacked uint64
	for _, file := range z.File {
		packed, unpacked = packed+file.CompressedSize64, unpacked+file.UncompressedSize64
		if packed > uint64(size) {
			return ingest.Because("its files overlap, as in an archive that is made to do harm")
		}
		if file.UncompressedSize64 > maxDeclared {
			unpacked = maxDeclared
			break
		}
	}
	if unpacked >= maxDeclared || unpacked > uint64(size)*MaxRatio+1<<20 {
		return ingest.Because("it unpacks to far more than pictures do, as an archive that is made to do harm")
	}
	for _, file := range z.File {
		a.add(file)
	}
	for dir := range a.folders {
		slices.SortStableFunc(a.folders[dir], func(a, b entry) int { return strings.Compare(a.name, b.name) })
	}
	return nil
}

// add files an entry under its folder, and the folders above it. One whose name can't
// be a place in the archive lies at its root, with the reason.
func (a *archive) add(file *zip.File) {
	name, isDir := strings.CutSuffix(strings.ReplaceAll(file.Name, `\`, "/"), "/")
	switch why := misnamed(name); {
	case why != "":
		a.folders[""] = append(a.folders[""], entry{name: shortened(file.Name), bad: ingest.Because(why), stray: true})
		return
	case isDir:
		a.folder(name)
		return
	}
	dir, base := path.Split(name)
	dir = strings.TrimSuffix(dir, "/")
	a.folder(dir)
	e := entry{name: base, bad: unfit(file)}
	if _, taken := a.entries[name]; taken {
		e.bad = ingest.Because("the archive holds two files of this name, and the first was taken")
	} else {
		a.entries[name] = file
	}
	a.folders[dir] = append(a.folders[dir], e)
}

// folder makes a folder known, and those above it.
func (a *archive) folder(dir string) {
	if _, known := a.folders[dir]; known {
		return
	}
	a.folders[dir] = nil
	above, base := path.Split(dir)
	above = strings.TrimSuffix(above, "/")
	a.folder(above)
	a.folders[above] = append(a.folders[above], entry{name: base, dir: true})
}

// misnamed says what is wrong with a path in an archive; "" is nothing.
func misnamed(name string) string {
	switch {
	case name == "" || len(name) > maxName || strings.Count(name, "/") > maxDepth:
		return "its name is longer than any file's, or missing"
	case strings.ContainsRune(name, 0):
		return "its name has a zero byte in it"
	case path.IsAbs(name) || len(name) > 1 && name[1] == ':':
		return "its name leads out of the archive"
	}
	for element := range strings.SplitSeq(name, "/") {
		if element == ".." || element == "." || element == "" {
			return "its name leads out of the archive"
		}
	}
	return ""
}

// shortened makes a name of any bytes fit for a report.
func shortened(name string) string {
	if len(name) > 200 {
		return name[:200] + "..."
	}
	return name
}

// How the entries of an archive that are read are packed.
const encrypted = 0x1 // among the flags of an entry

// unfit says why an entry's content is not read; nil is nothing wrong.
func unfit(file *zip.File) error {
	switch {
	case file.Flags&encrypted != 0:
		return ingest.Because("it is encrypted: unpack the archive with its password and name the folder")
	case !file.Mode().IsRegular():
		return ingest.Because("it is a link or a device, and no file")
	case file.Method != zip.Store && file.Method != zip.Deflate:
		return ingest.Because("it is packed in a way that is not read: unpack the archive and name the folder")
	case file.UncompressedSize64 > 1<<20 && file.UncompressedSize64/MaxRatio > file.CompressedSize64:
		return ingest.Because("it unpacks to far more than a picture does, as a file that is made to do harm")
	}
	return nil
}

func (a *archive) list(_ context.Context, dir string) ([]entry, error) {
	found, known := a.folders[dir]
	if !known {
		return nil, fs.ErrNotExist
	}
	return found, nil
}

// Open opens an entry. Reading more of it than it says it is long is an error.
func (a *archive) Open(name string) (fs.File, error) {
	file, known := a.entries[name]
	if !known {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	if unfit(file) != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	r, err := file.Open()
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return entryFile{r, entryInfo{file.FileInfo(), a.stamp}}, nil
}

// Close lets go of the file.
func (a *archive) Close() error { return a.file.Close() }

// maxDeclared is more than any archive or file in it is, in bytes.
const maxDeclared = 1 << 45

// maxIndex is how many bytes the list of an archive's files may take, with what is
// around it: as long as the names of pictures are, those of MaxEntries files.
const maxIndex = 40 << 20

// bounded reads so many bytes and no more.
type bounded struct {
	from io.ReaderAt
	left int64
}

var errIndexTooLong = errors.New("export: the list of the archive's files is too long")

func (b *bounded) ReadAt(p []byte, off int64) (int, error) {
	if b.left < int64(len(p)) {
		b.left = -1
		return 0, errIndexTooLong
	}
	n, err := b.from.ReadAt(p, off)
	if b.left != 1<<63-1 {
		b.left -= int64(n)
	}
	return n, err
}
