package ingest_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

func TestAFullGalleryStopsTheImportAndRoomLetsItGoOn(t *testing.T) {
	r := open(t)
	files, lines := fstest.MapFS{}, ""
	for i, name := range strings.Split("abcdefgh", "") {
		files[name+".jpg"] = &fstest.MapFile{Data: picture(t, 40+i, 30), ModTime: clock()}
		lines += `{"file":"` + name + `.jpg"}` + "\n"
	}
	if err := r.galleries.Found(t.Context(), home, gallery.Shared, "Home", gallery.Member{User: "anna"}); err != nil {
		t.Fatal(err)
	}
	if err := r.galleries.SetQuota(t.Context(), home, int64(3*len(files["a.jpg"].Data))); err != nil {
		t.Fatal(err)
	}
	report, err := r.Records(t.Context(), strings.NewReader(lines), files, nil)
	if !fault.Is(err, fault.TooLarge) || report.Added < 1 || report.Added > 3 {
		t.Fatalf("got %+v, %v, want some added, and that there is no room", report, err)
	}
	if err := r.galleries.SetQuota(t.Context(), home, 0); err != nil {
		t.Fatal(err)
	}
	again, err := r.Records(t.Context(), strings.NewReader(lines), files, nil)
	if err != nil || again.Added != len(files)-report.Added || again.There != report.Added {
		t.Errorf("got %+v, %v, want the rest added", again, err)
	}
}
