package ingest_test

import (
	"slices"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/ingest"
)

func TestAnImportTellsWhichPhotosLookLikeOthers(t *testing.T) {
	fig, stream := samplePhoto(t, "photos/fig.jpg"), samplePhoto(t, "photos/stream.jpg")
	small := resized(fig, 300, 300*fig.Bounds().Dy()/fig.Bounds().Dx())
	files := fstest.MapFS{
		"1.jpg": {Data: encoded(fig, 90), ModTime: clock()},
		"2.jpg": {Data: encoded(stream, 90), ModTime: clock()},
		"3.jpg": {Data: encoded(small, 90), ModTime: clock()},
		"4.jpg": {Data: encoded(small, 50), ModTime: clock()},
	}
	r := open(t)
	bring := func(names ...string) ingest.Report {
		t.Helper()
		var items []ingest.Item
		for _, name := range names {
			items = append(items, ingest.Item{Files: files, Name: name})
		}
		report, err := r.Items(t.Context(), given(items...), len(items), nil)
		if err != nil {
			t.Fatal(err)
		}
		return report
	}
	if got := bring("1.jpg", "2.jpg"); got.Added != 2 || len(got.Alike) > 0 {
		t.Errorf("got %+v, want two photos unlike one another", got)
	}
	got := bring("3.jpg", "4.jpg")
	var alike []string
	for _, a := range got.Alike {
		alike = append(alike, a.File)
		if a.Photo == a.Before {
			t.Errorf("%s looks like itself", a.File)
		}
	}
	slices.Sort(alike)
	if diff := cmp.Diff(alike, []string{"3.jpg", "4.jpg"}); diff != "" {
		t.Errorf("files that look alike (-got +want):\n%s", diff)
	}
}
