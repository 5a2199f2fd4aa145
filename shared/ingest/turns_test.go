package ingest_test

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"shoebox/shared/gallery"
	"shoebox/shared/ingest"
)

func TestAnIdIsOfOnePicture(t *testing.T) {
	t.Parallel()
	files := fstest.MapFS{"a.jpg": {Data: picture(t, 400, 300), ModTime: clock()}, "b.jpg": {Data: picture(t, 600, 200), ModTime: clock()}}
	const (
		first  = `{"id":"1","file":"a.jpg","title":"A"}`
		second = `{"id":"1","file":"b.jpg","title":"B"}`
		bare   = `{"id":"1","taken":"2024-01-01","title":"A"}`
		third  = `{"id":"2","file":"b.jpg","title":"B"}`
	)
	skipped := func(line int, report ingest.Report) ingest.Report {
		report.Skipped = []ingest.Skip{{File: "b.jpg", Line: line, Reason: "another photo has its id"}}
		return report
	}
	tests := []struct {
		name    string
		imports []string
		trash   bool // after the first
		want    ingest.Report
		file    string // of the photo that is left
	}{
		{"in one import", []string{first + "\n" + second}, false, skipped(2, ingest.Report{Added: 1}), "a.jpg"},
		{"in one import, and under an id of its own in the next", []string{first + "\n" + second, third}, false, ingest.Report{Added: 1}, "a.jpg"},
		{"in the next import", []string{first, second}, false, skipped(1, ingest.Report{}), "a.jpg"},
		{"of a photo in the trash", []string{first, second}, true, skipped(1, ingest.Report{}), "a.jpg"},
		{"of a photo that has no picture", []string{bare, second}, false, skipped(1, ingest.Report{}), ""},
		{"the same picture twice", []string{first + "\n" + first}, false, ingest.Report{Added: 1, There: 1}, "a.jpg"},
		{"the same picture and more words", []string{first, strings.Replace(first, `"A"`, `"A","description":"By the lake"`, 1)}, false, ingest.Report{Refined: 1}, "a.jpg"},
		{"words for a picture that is there", []string{first, strings.Replace(bare, `"A"`, `"A","description":"By the lake"`, 1)}, false, ingest.Report{Refined: 1}, "a.jpg"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := open(t)
			var got ingest.Report
			for n, lines := range tt.imports {
				if n > 0 && tt.trash {
					if _, err := r.gallery.Trash(t.Context(), "1"); err != nil {
						t.Fatal(err)
					}
				}
				var err error
				if got, err = r.Records(t.Context(), strings.NewReader(lines), files, nil); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(got, tt.want, cmpopts.IgnoreFields(ingest.Report{}, "Alike")); diff != "" {
				t.Errorf("report (-got +want):\n%s", diff)
			}
			p, err := r.gallery.Photo(t.Context(), "1")
			if err != nil || p.Title != "A" {
				t.Fatalf("got %q, %v, want the first photo", p.Title, err)
			}
			if tt.file == "" {
				if p.Objects != (gallery.Objects{}) {
					t.Errorf("got objects %+v, want none", p.Objects)
				}
				return
			}
			if data, err := r.bucket.ReadAll(t.Context(), p.Objects.Original, ingest.MaxFile); err != nil || !bytes.Equal(data, files[tt.file].Data) {
				t.Errorf("got another original than %s (%v)", tt.file, err)
			}
		})
	}
}
