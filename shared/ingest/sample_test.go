package ingest_test

import (
	"bytes"
	"io"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/deploy/sample"
	"shoebox/shared/ingest"
)

// Six photos of the album stand for all: under the race detector pictures take long.
func TestTheSampleAlbumComesIn(t *testing.T) {
	t.Parallel()
	album, err := io.ReadAll(sample.Records())
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.Join(bytes.SplitN(album, []byte("\n"), 7)[:6], []byte("\n"))
	r := open(t)
	got, err := r.Records(t.Context(), bytes.NewReader(lines), sample.Files(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(got, ingest.Report{Added: 6}); diff != "" {
		t.Errorf("report (-got +want):\n%s", diff)
	}
	for _, p := range r.photos(t) {
		if p.Objects.Large == "" || p.Place.City == "" || len(p.Labels) == 0 {
			t.Errorf("got %+v, want a picture, a place and labels", p)
		}
	}
}
