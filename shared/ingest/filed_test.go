package ingest_test

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/gallery"
	"shoebox/shared/ingest"
)

func TestAnImportPutsItsAlbumsAndTagsBesideWhatIsSaid(t *testing.T) {
	t.Parallel()
	sea := "<dc:subject><rdf:Bag><rdf:li>Sea</rdf:li></rdf:Bag></dc:subject>"
	picture := headed(t, segment(0xe1, "http://ns.adobe.com/xap/1.0/\x00"+string(describing("", sea))))
	files := fstest.MapFS{"a.jpg": {Data: picture, ModTime: clock()}}
	barn := ingest.Record{Albums: []string{"The lake"}, Tags: []string{"barn", "SUMMER"}}
	type filed struct{ Albums, Tags []string }
	own := filed{[]string{"Holidays"}, []string{"summer"}}
	tests := []struct {
		name  string
		there func(t *testing.T, r room) // what was before; nil is nothing
		says  ingest.Record
		want  filed
	}{
		{"beside what the picture says", nil, ingest.Record{}, filed{own.Albums, []string{"summer", "Sea"}}},
		{"beside what a sidecar says, once each", nil, barn, filed{[]string{"Holidays", "The lake"}, []string{"summer", "barn"}}},
		{"on a photo that is there", func(t *testing.T, r room) { bring(t, r.Ingester, files, ingest.Record{}) }, barn, filed{[]string{"Holidays", "The lake"}, []string{"Sea", "summer", "barn"}}},
		{"on a photo that is there and was read before anybody said anything", func(t *testing.T, r room) {
			bring(t, r.Ingester, files, ingest.Record{Taken: "2024-01-01"})
		}, ingest.Record{}, filed{own.Albums, []string{"Sea", "summer"}}},
		{"but not where somebody has edited them", func(t *testing.T, r room) {
			bring(t, r.Ingester, files, barn)
			none := []string{}
			if _, err := r.gallery.Edit(t.Context(), r.photos(t)[0].ID, gallery.Edit{Albums: &none, Tags: &none}); err != nil {
				t.Fatal(err)
			}
		}, barn, filed{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := open(t)
			if tt.there != nil {
				tt.there(t, r)
			}
			in := ingest.New(ingest.Config{Gallery: r.gallery, Bucket: r.bucket, Now: clock, Albums: own.Albums, Tags: own.Tags})
			bring(t, in, files, tt.says)
			p := r.photos(t)[0]
			if diff := cmp.Diff(filed{p.Albums, p.Tags}, tt.want); diff != "" {
				t.Errorf("(-got +want):\n%s", diff)
			}
		})
	}
}

// bring brings in the one picture there is.
func bring(t *testing.T, in *ingest.Ingester, files fstest.MapFS, says ingest.Record) {
	t.Helper()
	if report, err := in.Items(t.Context(), given(ingest.Item{Files: files, Name: "a.jpg", Says: says}), 1, nil); err != nil || len(report.Skipped) > 0 {
		t.Fatal(report, err)
	}
}
