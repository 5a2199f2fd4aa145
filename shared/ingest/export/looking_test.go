package export_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/ingest/export"
)

func TestAWalkTellsWhereItIsAndEndsWhereItIsToldTo(t *testing.T) {
	files := map[string]string{}
	for i := range 3 {
		for n := range 4 {
			files[fmt.Sprintf("%d/notes %d.txt", i, n)] = "no picture"
		}
	}
	files["3/a.jpg"], files["3/a.jpg.json"], files["3/metadata.json"] = picture, about("a.jpg"), `{"title":"Lisbon","access":"protected"}`
	dir := lay(t, t.TempDir(), files)
	zipped(t, filepath.Join(dir, "more.zip"), "b.jpg", picture)
	all := []string{
		"at more.zip", // is opened
		"for albums at .", "for albums at 0", "for albums at 1", "for albums at 2", "for albums at 3", "for albums at 3, 1 file", "for albums at 3, 2 files",
		"at .", "at 0", "at 0, 1 file", "at 0, 2 files", "at 0, 3 files", "at 0, 4 files",
		"at 1, 4 files", "at 1, 5 files", "at 1, 6 files", "at 1, 7 files", "at 1, 8 files",
		"at 2, 8 files", "at 2, 9 files", "at 2, 10 files", "at 2, 11 files", "at 2, 12 files",
		"at 3, 12 files", "at 3, 13 files", "at 3, 14 files", "at 3, 15 files",
		"for albums at more.zip, 2 files", "at more.zip, 15 files", "at more.zip, 16 files",
	}
	for most := 1; most <= len(all); most++ {
		ctx, stop := context.WithCancel(t.Context())
		var told []string
		e := export.Open(ctx, []string{dir}, func(l export.Looking) {
			if told = append(told, toldOf(dir, l)); len(told) == most {
				stop()
			}
		})
		items := 0
		for range e.Items(ctx) {
			items++
		}
		if diff := cmp.Diff(told, all[:most]); diff != "" {
			t.Errorf("told, to end after %d (-got +want):\n%s", most, diff)
		}
		if want := most == len(all); want != (items == 2) {
			t.Errorf("got %d items where it ended after %d", items, most)
		}
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	}
}

func toldOf(dir string, l export.Looking) string {
	line := "at ." + strings.TrimPrefix(l.At, filepath.ToSlash(dir))
	if l.At != filepath.ToSlash(dir) {
		line = "at " + strings.TrimPrefix(l.At, filepath.ToSlash(dir)+"/")
	}
	if l.Albums {
		line = "for albums " + line
	}
	switch l.Files {
	case 0:
		return line
	case 1:
		return line + ", 1 file"
	}
	return fmt.Sprintf("%s, %d files", line, l.Files)
}

func TestAfterAStopNothingIsSkippedForIt(t *testing.T) {
	dir := lay(t, t.TempDir(), map[string]string{"a.jpg": picture, "lost.xmp": ""})
	ctx, stop := context.WithCancel(t.Context())
	before := open(t, dir)
	stop()
	after := export.Open(ctx, []string{dir, filepath.Join(dir, "gone")}, nil)
	for name, e := range map[string]*export.Export{"opened before it": before, "opened after it": after} {
		for item := range e.Items(ctx) {
			t.Errorf("%s: got %s, %v, want nothing", name, item.Name, item.Bad)
		}
		if n := e.Count(ctx); n != 0 {
			t.Errorf("%s: counted %d, want none", name, n)
		}
	}
	if err := after.Close(); err != nil {
		t.Error(err)
	}
}
