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
	plain := ingest.Record{}
	tests := []struct {
		name   string
		before []ingest.Record // that it came by before
		edited bool            // by somebody, since
		says   ingest.Record
		want   filed
	}{
		{"beside what the picture says", nil, false, plain, filed{own.Albums, []string{"summer", "Sea"}}},
		{"beside what a sidecar says, once each", nil, false, barn, filed{[]string{"Holidays", "The lake"}, []string{"summer", "barn"}}},
		{"on a photo that is there", []ingest.Record{plain}, false, barn, filed{[]string{"Holidays", "The lake"}, []string{"Sea", "summer", "barn"}}},
		{"on a photo that nothing new is said of", []ingest.Record{plain, barn}, false, plain, filed{[]string{"The lake", "Holidays"}, []string{"Sea", "barn", "SUMMER"}}},
		{"but not where somebody has edited them", []ingest.Record{barn}, true, barn, filed{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := open(t)
			for _, says := range tt.before {
				bring(t, r.Ingester, files, says)
			}
			if none := []string(nil); tt.edited {
				if _, err := r.gallery.Edit(t.Context(), r.photos(t)[0].ID, gallery.Edit{Albums: &none, Tags: &none}); err != nil {
					t.Fatal(err)
				}
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
