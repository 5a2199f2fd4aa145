package export

import (
	"archive/zip"
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"shoebox/shared/ingest"
)

// archive is a .zip file. Nothing of it is unpacked to a disk, so that no name in it
// leads anywhere. It keeps little of each entry: there can be many, in many archives.
type archive struct {
	file    *os.File
	stamp   fs.FileInfo // of the archive: when its files were changed, where they don't say
	records list
	entries int                      // how many records there are
	folders map[string][]packedEntry // what lies in a folder, sorted; of one name the first comes first
	bad     map[int64]error          // why entries can't be used, by where their records lie
}

// packedEntry is what lies in a folder of an archive.
type packedEntry struct {
	name  string
	at    int64 // where its record lies; -1 for a folder
	stray bool  // its name is no place in the archive
}

// file reports whether it may be opened by its name.
func (e packedEntry) file() bool { return e.at >= 0 && !e.stray }

// openArchive reads an archive's list of files. Its error goes on after "because".
func openArchive(name string) (*archive, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, unreadable(err)
	}
	a := &archive{file: f, folders: map[string][]packedEntry{"": nil}, bad: map[int64]error{}}
	if a.stamp, err = f.Stat(); err != nil {
		err = unreadable(err)
	} else {
		err = a.index()
	}
	if err != nil {
		f.Close() //nolint:errcheck // the first error says more
		return nil, err
	}
	return a, nil
}

// index lists what the archive says it holds.
func (a *archive) index() error {
	size := uint64(a.stamp.Size())
	var err error
	if a.records, err = readList(a.file, a.stamp.Size()); err != nil {
		return ingest.Because(damaged)
	}
	var packed, unpacked uint64
	err = a.records.each(func(at int64, file *zip.File) error {
		packed, unpacked = packed+file.CompressedSize64, unpacked+file.UncompressedSize64
		switch {
		case packed > size:
			return ingest.Because("its files overlap, as in an archive that is made to do harm")
		case file.UncompressedSize64 > maxDeclared || unpacked > maxDeclared:
			return ingest.Because(bomb)
		}
		a.add(at, file)
		a.entries++
		return nil
	})
	switch {
	case errors.Is(err, errListTooLong):
		return ingest.Because("it holds more than 200,000 files: unpack it and name the folder")
	case errors.Is(err, errNoArchive):
		return ingest.Because(damaged)
	case err != nil:
		return err
	case unpacked > size*MaxRatio+1<<20:
		return ingest.Because(bomb)
	}
	a.sort()
	return nil
}

const (
	damaged = "it is damaged, cut short or no .zip archive: fetch it again, or unpack it and name the folder"
	bomb    = "it unpacks to far more than pictures do, as an archive that is made to do harm"
)

// add files an entry under its folder, and the folders above it. One whose name can't
// be a place in the archive lies at its root, with the reason.
func (a *archive) add(at int64, file *zip.File) {
	name, isDir := strings.CutSuffix(strings.ReplaceAll(file.Name, `\`, "/"), "/")
	switch why := misnamed(name); {
	case why != "":
		a.bad[at] = ingest.Because(why)
		a.folders[""] = append(a.folders[""], packedEntry{name: strings.Clone(shortened(file.Name)), at: at, stray: true})
		return
	case isDir:
		a.folder(name)
		return
	}
	if why := unfit(file); why != nil {
		a.bad[at] = why
	}
	dir, base := path.Split(name)
	dir = strings.TrimSuffix(dir, "/")
	a.folder(dir)
	a.folders[dir] = append(a.folders[dir], packedEntry{name: strings.Clone(base), at: at}) // without the folder, which would be kept for each
}

// folder makes a folder known, and those above it.
func (a *archive) folder(dir string) {
	if _, known := a.folders[dir]; known {
		return
	}
	dir = strings.Clone(dir)
	a.folders[dir] = nil
	above, base := path.Split(dir)
	above = strings.TrimSuffix(above, "/")
	a.folder(above)
	a.folders[above] = append(a.folders[above], packedEntry{name: base, at: -1})
}

// sort brings the folders in order, and finds files that have one name.
func (a *archive) sort() {
	for dir, found := range a.folders {
		found = slices.Clone(found) // without the room it grew by
		slices.SortStableFunc(found, func(a, b packedEntry) int { return strings.Compare(a.name, b.name) })
		var before packedEntry
		for _, e := range found {
			if !e.file() {
				continue
			}
			if e.name == before.name {
				a.bad[e.at] = ingest.Because("the archive holds two files of this name, and the first was taken")
			}
			before = e
		}
		a.folders[dir] = found
	}
}

// fileNamed finds a file in a folder.
func fileNamed(folder []packedEntry, name string) (packedEntry, bool) {
	i, _ := slices.BinarySearchFunc(folder, name, func(e packedEntry, name string) int { return strings.Compare(e.name, name) })
	for ; i < len(folder) && folder[i].name == name; i++ {
		if folder[i].file() {
			return folder[i], true
		}
	}
	return packedEntry{}, false
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
	all := make([]entry, len(found))
	for i, e := range found {
		all[i] = entry{name: e.name, dir: e.at < 0, bad: a.bad[e.at], stray: e.stray}
	}
	return all, nil
}

// Open opens an entry. Reading more of it than it says it is long is an error.
func (a *archive) Open(name string) (fs.File, error) {
	dir, base := path.Split(name)
	found, known := fileNamed(a.folders[strings.TrimSuffix(dir, "/")], base)
	switch {
	case !known:
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	case a.bad[found.at] != nil:
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	file, err := a.records.file(found.at)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
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

// maxList is how many bytes the list of an archive's files may take: as long as the
// names of pictures are, that of MaxEntries files.
const maxList = 40 << 20
