package export

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"shoebox/shared/ingest"
)

// Limits on what is read. An archive over one of them is refused, or the file in it.
const (
	MaxEntries = 200_000 // files and folders in an archive
	// MaxTogether is how many files and folders are in all archives: about 100 bytes are
	// kept of each.
	MaxTogether = 1_000_000
	MaxSidecar  = 1 << 20 // bytes of a sidecar
	// MaxRatio is how many bytes one byte of an archive may be unpacked to, of an entry
	// larger than 1 MB, and of the whole: pictures are packed already.
	MaxRatio = 200
	maxName  = 4096 // bytes of a path in an archive
	maxDepth = 64   // folders above a file in an archive
)

// Export is what lies at some paths. It is walked by one goroutine at a time, beside
// which another may count; what the items open may be read by several.
type Export struct {
	trees   []*tree
	bad     []ingest.Item // of the paths themselves
	sources []source
	entries int // in all archives
	passed  map[string]int
	looking func(Looking)
}

// Passed is a kind of files that make no photos and are no mistake either.
type Passed struct {
	What  string // in the plural: "other files"
	Files int
}

// String tells how many files of what they are: "1 other file".
func (p Passed) String() string {
	what := p.What
	if p.Files == 1 {
		what = map[string]string{liveFilms: "film of a live photo", editNotes: "note of edits", ownCopies: "smaller copy that a gallery made", otherFiles: "other file"}[what]
	}
	return fmt.Sprintf("%d %s", p.Files, what)
}

// The kinds of files that are passed over.
const (
	liveFilms  = "films of live photos"
	editNotes  = "notes of edits"
	ownCopies  = "smaller copies that a gallery made"
	otherFiles = "other files"
)

// Items walks the export: a picture and what is said of it, or why something there
// makes no photo. Each file comes once, in the order of paths and names. It ends early
// when ctx does, also where no item is found for long.
func (e *Export) Items(ctx context.Context) iter.Seq[ingest.Item] {
	return func(yield func(ingest.Item) bool) {
		e.passed = map[string]int{}
		seen, inAlbums := &looked{tell: e.looking}, &looked{tell: e.looking, so: Looking{Albums: true}}
		for _, item := range e.bad {
			if ctx.Err() != nil || !yield(item) {
				return
			}
		}
		for _, t := range e.trees {
			w := walk{tree: t, albums: albumsOf(ctx, t, inAlbums), passed: e.passed, looked: seen, yield: yield}
			if !w.folder(ctx, t.start()) {
				return
			}
		}
	}
}

// Count gives about how many items there are: files without a known ending are not
// looked into. It reads names alone, and may be called beside Items. When ctx ends it
// is as many as were found by then.
func (e *Export) Count(ctx context.Context) int {
	found := len(e.bad)
	for _, t := range e.trees {
		w := walk{tree: t, names: true, passed: map[string]int{}, looked: untold(), yield: func(ingest.Item) bool {
			found++
			return ctx.Err() == nil
		}}
		if !w.folder(ctx, t.start()) {
			break
		}
	}
	return found
}

// Passed tells what the last walk passed over, most first.
func (e *Export) Passed() []Passed {
	var all []Passed
	for _, what := range slices.Sorted(maps.Keys(e.passed)) {
		all = append(all, Passed{what, e.passed[what]})
	}
	slices.SortStableFunc(all, func(a, b Passed) int { return b.Files - a.Files })
	return all
}

// Close lets go of folders and archives. No item can be opened any more.
func (e *Export) Close() error {
	var all []error
	for _, s := range e.sources {
		all = append(all, s.Close())
	}
	return errors.Join(all...)
}

// refuse notes that a path gives nothing.
func (e *Export) refuse(path, why string) {
	e.bad = append(e.bad, ingest.Item{Name: path, Bad: ingest.Because(why)})
}

// join puts a path together from a folder and a name in it; "" is the folder that is
// looked at.
func join(dir, name string) string {
	switch {
	case dir == "":
		return name
	case name == "":
		return dir
	}
	return strings.TrimSuffix(dir, "/") + "/" + name
}
