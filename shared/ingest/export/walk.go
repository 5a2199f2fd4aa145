package export

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"shoebox/shared/ingest"
)

// tree is some parts that belong together: what has the same path in two of them is
// in one folder.
type tree struct {
	parts   []*part
	only    map[string]bool // names at the root that are taken, and nothing below; nil takes all
	takeout bool            // it is what Google Takeout wrote
	beside  *beside         // PhotoPrism's sidecars for what is in the tree
}

// place is a folder of a tree, and what the ones above it tell of it.
type place struct {
	dir    string
	beside *beside
}

func (t *tree) start() place { return place{beside: t.beside} }

// file is a file of a folder.
type file struct {
	part *part
	path string // in the part
	name string
	kind kind
}

func (f file) item(says ingest.Record, bad error) ingest.Item {
	return ingest.Item{Files: f.part, Name: f.part.at(f.path), Says: says, Bad: bad}
}

func (f file) skipped(why string) ingest.Item {
	return f.item(ingest.Record{}, ingest.Because(why))
}

// sidecar reports whether the file may be one.
func (f file) sidecar() bool {
	return f.kind == kindJSON || f.kind == kindXMP || f.kind == kindYAML
}

// folder is what lies in one place of a tree.
type folder struct {
	files []file
	dirs  []string
	bad   []ingest.Item
}

// walk goes through a tree. Its methods that report a bool give false when nobody
// wants more, which is also when their context ends.
type walk struct {
	*tree
	names  bool // only names matter: no file is opened
	albums albums
	passed map[string]int
	looked *looked
	yield  func(ingest.Item) bool
	each   func([]file) bool // is shown the files of each folder; nil is nobody
}

// folder walks a folder and what is in it.
func (w *walk) folder(ctx context.Context, at place) bool {
	if ctx.Err() != nil {
		return false
	}
	w.looked.at(w.parts[0].at(at.dir))
	here := w.list(ctx, at.dir)
	if ctx.Err() != nil || !w.all(here.bad) {
		return false
	}
	if w.immichCopies(ctx, at.dir) {
		w.passed[ownCopies] += len(here.files)
		return true
	}
	if w.each != nil && !w.each(here.files) {
		return false
	}
	at.beside = w.photoprism(ctx, at, here)
	if !w.files(ctx, at, here.files) {
		return false
	}
	for _, name := range here.dirs {
		dir := join(at.dir, name)
		more := true
		switch {
		case at.beside.holds(at, dir):
		case strings.EqualFold(path.Ext(name), ".photoslibrary"):
			more = w.yield(file{part: w.parts[0], path: dir}.skipped(appleLibrary))
		default:
			more = w.folder(ctx, place{dir, at.beside})
		}
		if !more {
			return false
		}
	}
	return true
}

// list gives what lies in a folder of all parts.
func (w *walk) list(ctx context.Context, dir string) folder {
	var here folder
	dirs := map[string]bool{}
	for _, p := range w.parts {
		entries, err := p.entries(ctx, dir)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			here.bad = append(here.bad, file{part: p, path: dir}.item(ingest.Record{}, unreadable(err)))
		}
		for _, e := range entries {
			f := file{p, join(dir, e.name), e.name, kindOf(e.name)}
			switch {
			case p.shut[f.path]:
			case w.only != nil && !w.only[e.name] && (e.dir || !f.sidecar()):
			case hidden(e.name) && w.only == nil && !e.stray:
			case e.dir:
				dirs[e.name] = true
			case e.bad != nil:
				here.bad = append(here.bad, f.item(ingest.Record{}, e.bad))
			default:
				here.files = append(here.files, f)
			}
		}
	}
	here.dirs = slices.Sorted(maps.Keys(dirs))
	return here
}

// hidden reports whether systems hide a name, or keep their own things under it.
func hidden(name string) bool {
	return strings.HasPrefix(name, ".") || name == "@eaDir" || name == "__MACOSX"
}

// files gives the items of a folder's files.
func (w *walk) files(ctx context.Context, at place, files []file) bool {
	stems := map[string]bool{}
	for i, f := range files {
		if ctx.Err() != nil {
			return false
		}
		if !w.names {
			w.looked.file()
		}
		files[i].kind = w.look(f)
		if files[i].kind == kindPicture {
			stems[fold(stem(f.name))] = true
		}
	}
	told := w.sidecars(ctx, at, files)
	for _, f := range files {
		if !w.file(f, told, stems) {
			return false
		}
	}
	return w.all(told.left(ctx, w.passed))
}

// look gives a file's kind, by its first bytes where its name tells none. A file that
// somebody names is taken for a picture as long as it can be one.
func (w *walk) look(f file) kind {
	switch {
	case f.kind != kindNone && f.kind != kindOther:
		return f.kind
	case w.only != nil:
		return kindPicture
	case f.kind == kindNone && !w.names && looksLikePicture(f.part, f.path):
		return kindPicture
	}
	return kindOther
}

// file gives a file's item, or counts it among what is passed over.
func (w *walk) file(f file, told *sidecars, stems map[string]bool) bool {
	switch f.kind {
	case kindPicture:
		return w.yield(told.item(f))
	case kindFilm:
		told.claim(f)
		if !stems[fold(stem(f.name))] && !stems[fold(f.name)] { // "a.mov" of a.heic, "a.MP" of a.MP.jpg
			return w.yield(f.skipped("it is a video, and Shoebox keeps photos"))
		}
		w.passed[liveFilms]++
	case kindZip:
		return w.yield(f.skipped("it is an archive in a folder or archive: name it by itself, unpacked if it lies in an archive"))
	case kindPacked:
		return w.yield(f.skipped(packed))
	case kindEdits:
		w.passed[editNotes]++
	case kindOther, kindNone:
		w.passed[otherFiles]++
	case kindJSON, kindXMP, kindYAML: // told has them
	}
	return true
}

func (w *walk) all(items []ingest.Item) bool {
	for _, i := range items {
		if !w.yield(i) {
			return false
		}
	}
	return true
}

const (
	// packed is why an archive of another kind is not read.
	packed = "only .zip archives are read: unpack it and name the folder, or ask Takeout for .zip"
	// appleLibrary is why the folder in which Apple Photos keeps everything is not read.
	appleLibrary = `it is the library of Apple Photos itself: choose "Export Unmodified Originals" with XMP sidecars there, and name the folder that it writes`
)
