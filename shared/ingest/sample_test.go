package ingest_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/deploy/sample"
	"shoebox/shared/ingest"
)

func TestTheSampleAlbumComesInWhole(t *testing.T) {
	r := open(t)
	got, err := r.Records(t.Context(), sample.Records(), sample.Files(), nil)
	if err != nil {
		t.Fatal(err)
	}
	want := ingest.Report{Added: len(sample.Credits())}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("report (-got +want):\n%s", diff)
	}
}
