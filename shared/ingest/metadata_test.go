package ingest_test

import (
	"bytes"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/gallery"
)

func TestWhatAPhotoSaysOfItself(t *testing.T) {
	t.Parallel()
	type facts struct {
		Taken, Title, Camera string
		Place                gallery.Place
		Tags                 []string
		Size                 image.Point
	}
	iptc := facts{
		Taken: "2021-10-20T21:01:01+00:00", Title: "The Title (ref2021.1)",
		Place: gallery.Place{City: "City (Core) (ref2021.1)", Region: "Province/State(Core)(ref2021.1)", Country: "Country (Core) (ref2021.1)", Lat: 48.275, Lon: 16.338},
		Tags:  []string{"Keyword1ref2021.1", "Keyword2ref2021.1", "Keyword3ref2021.1"},
		Size:  image.Point{2000, 1000},
	}
	tests := []struct {
		name, file string
		want       facts
	}{
		{"time with the zone beside it, place west of Greenwich", "bep/sunrise.jpg", facts{
			Taken: "2017-10-27T08:38:52+02:00", Title: "Sunrise in Spain", Camera: "RICOH PENTAX K-3 II", Tags: []string{"Malaga", "Torremolinos"},
			Place: gallery.Place{City: "Benalmádena", Region: "Andalucía", Country: "Spain", Lat: 36.59744166666667, Lon: -4.50846}, Size: image.Point{1024, 640},
		}},
		{"the same as WebP", "bep/sunrise.webp", facts{
			Taken: "2017-10-27T08:38:52+02:00", Title: "Sunrise in Spain", Camera: "RICOH PENTAX K-3 II", Tags: []string{"Malaga", "Torremolinos"},
			Place: gallery.Place{City: "Benalmádena", Region: "Andalucía", Country: "Spain", Lat: 36.59744166666667, Lon: -4.50846}, Size: image.Point{1024, 640},
		}},
		{"time without a zone, and no place in the directory that looks like GPS", "hugo-issue-8996.jpg", facts{
			Taken: "2021-01-20T15:51:50+02:00", Camera: "FUJIFILM X-E2", Size: image.Point{1160, 1430},
		}},
		{"title, keywords and place in words", "IPTC-PhotometadataRef-Std2021.1.jpg", iptc},
	}
	dir := realPhotos(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := open(t)
			report, err := r.files(t, []string{filepath.Join(dir, tt.file)}, nil)
			if err != nil || report.Added != 1 {
				t.Fatalf("got %+v, %v", report, err)
			}
			p := r.photos(t)[0]
			got := facts{p.Taken.Format("2006-01-02T15:04:05-07:00"), p.Title, p.Camera, p.Place, p.Tags, image.Point{p.Width, p.Height}}
			if diff := cmp.Diff(got, tt.want); diff != "" {
				t.Errorf("(-got +want):\n%s", diff)
			}
		})
	}
}

// Every photograph of many cameras, broken ones among them, is taken or skipped with
// a reason, and no time is nonsense.
func TestRealPhotosAreTakenOrRefused(t *testing.T) {
	t.Parallel()
	r := open(t)
	dir := realPhotos(t)
	cameras, err := filepath.Glob(filepath.Join(dir, "metadata-extractor", "with*"))
	if err != nil {
		t.Fatal(err)
	}
	report, err := r.files(t, append(cameras, filepath.Join(dir, "corrupt")), nil)
	if err != nil {
		t.Fatal(err)
	}
	if report.Added < 8 {
		t.Errorf("got %d photos, want 8 or more; skipped %v", report.Added, report.Skipped)
	}
	for _, s := range report.Skipped {
		if s.Reason == "" {
			t.Errorf("%s was skipped without a reason", s.File)
		}
	}
	for _, p := range r.photos(t) {
		if p.Taken.Year() < 1990 || p.Taken.Year() > 2090 {
			t.Errorf("%s was taken %v", p.Title, p.Taken)
		}
	}
}

func FuzzAFile(f *testing.F) {
	f.Add(picture(f, 20, 10))
	f.Add(oriented(picture(f, 20, 10), 6))
	for _, name := range []string{"bep/sunrise_lossy.webp", "largeexif.png"} {
		data, err := os.ReadFile(filepath.Join(realPhotos(f), name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	r := open(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		files := fstest.MapFS{"a": {Data: data, ModTime: clock()}}
		report, err := r.Records(t.Context(), strings.NewReader(`{"file":"a"}`), files, nil)
		if err != nil {
			t.Fatal(err)
		}
		if report.Added+report.There+len(report.Skipped) != 1 {
			t.Errorf("got %+v, want the file to be dealt with once", report)
		}
	})
}

func FuzzRecords(f *testing.F) {
	f.Add([]byte(full))
	f.Add([]byte("{}\n\n[]\n{\"taken\":\"2024-01-01\"}"))
	r := open(f)
	f.Fuzz(func(t *testing.T, lines []byte) {
		if _, err := r.Records(t.Context(), bytes.NewReader(lines), fstest.MapFS{}, nil); err != nil {
			t.Fatal(err)
		}
	})
}
