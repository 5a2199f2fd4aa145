package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"

	"shoebox/shared/ingest"
	"shoebox/shared/ingest/export"
)

// foresight is what an import would bring in, as far as shows without opening a picture.
type foresight struct {
	summary                // what it would skip and pass over
	kinds   map[string]int // how many pictures there are, by the ends of their names
	albums  map[string]int // how many of them are in each album
}

// foresee says what would come in, and opens no gallery.
func (c *importCmd) foresee(sh *shell) (err error) {
	ctx, meter := metered(sh, 0)
	found := export.Open(ctx, c.Paths, meter.look)
	defer func() { err = errors.Join(err, found.Close()) }()
	f := foresight{kinds: map[string]int{}, albums: map[string]int{}}
	for item := range found.Items(ctx) {
		f.take(item, c.Albums)
	}
	meter.done()
	if ctx.Err() != nil {
		return failure{"stopped before the end: run the same command again to see all.", ctx.Err()}
	}
	f.passed = found.Passed()
	if err := f.tell(sh.stdout, c.All); err != nil {
		return err
	}
	if len(f.kinds) == 0 {
		return failure{noPictures, nil}
	}
	return nil
}

// take counts one item. All pictures would be put into some albums.
func (f *foresight) take(i ingest.Item, albums []string) {
	if i.Bad != nil {
		f.Skipped = append(f.Skipped, ingest.Skip{File: i.Name, Reason: i.Bad.Error()})
		return
	}
	f.kinds[pictureKind(i.Name)]++
	all := slices.Concat(albums, i.Says.Albums)
	slices.Sort(all)
	for _, album := range slices.Compact(all) {
		f.albums[album]++
	}
}

// pictureKind calls a picture by the end of its name, as people do.
func pictureKind(name string) string {
	switch end := strings.ToUpper(strings.TrimPrefix(path.Ext(name), ".")); end {
	case "":
		return "without an ending"
	case "JPG", "JPE", "JFIF":
		return "JPEG"
	case "HEIF":
		return "HEIC"
	case "TIF":
		return "TIFF"
	default:
		return end
	}
}

// tell says what was counted.
func (f *foresight) tell(w io.Writer, all bool) error {
	var out strings.Builder
	f.tellSkipped(&out, all)
	if len(f.passed) > 0 {
		fmt.Fprintf(&out, "passed over %s.\n", counted(f.passed))
	}
	pictures := 0
	for _, n := range f.kinds {
		pictures += n
	}
	for _, album := range most(f.albums) {
		fmt.Fprintf(&out, "into the album %s: %d.\n", plain(album), f.albums[album])
	}
	fmt.Fprintf(&out, "%s would come in", howMany(pictures, "picture", "pictures"))
	before := ":"
	for _, kind := range most(f.kinds) {
		fmt.Fprintf(&out, "%s %d %s", before, f.kinds[kind], kind)
		before = ","
	}
	fmt.Fprintf(&out, "; %d skipped. Nothing was changed.\n", len(f.Skipped))
	_, err := io.WriteString(w, out.String())
	return err
}

// most gives the names of what was counted, the most frequent first.
func most(counts map[string]int) []string {
	return slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(counts[b]-counts[a], strings.Compare(a, b))
	})
}
