package sample_test

import (
	"bytes"
	"encoding/json"
	"image/jpeg"
	"io/fs"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/deploy/sample"
	"shoebox/shared/ingest"
)

func records(t *testing.T) []ingest.Record {
	t.Helper()
	var all []ingest.Record
	d := json.NewDecoder(sample.Records())
	d.DisallowUnknownFields()
	for d.More() {
		var r ingest.Record
		if err := d.Decode(&r); err != nil {
			t.Fatal(err)
		}
		all = append(all, r)
	}
	return all
}

func TestEveryPictureHasARecordAndACredit(t *testing.T) {
	var recorded, credited []string
	for _, r := range records(t) {
		recorded = append(recorded, r.File)
	}
	for _, c := range sample.Credits() {
		credited = append(credited, c.File)
		if c.Author == "" || c.Licence == "" || c.Source == "" {
			t.Errorf("%s: author, licence or source is missing", c.File)
		}
	}
	if diff := cmp.Diff(recorded, credited); diff != "" {
		t.Errorf("records and credits differ (-records +credits):\n%s", diff)
	}
	shipped, err := fs.Glob(sample.Files(), "photos/*")
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(recorded)
	if diff := cmp.Diff(shipped, recorded); diff != "" {
		t.Errorf("files and records differ (-files +records):\n%s", diff)
	}
}

// A picture that is a large rendition already needs no scaling when an album is
// first opened, and one without metadata can be shown as it is.
func TestPicturesAreReadyToShow(t *testing.T) {
	total := 0
	for _, r := range records(t) {
		data, err := fs.ReadFile(sample.Files(), r.File)
		if err != nil {
			t.Fatal(err)
		}
		total += len(data)
		c, err := jpeg.DecodeConfig(bytes.NewReader(data))
		if err != nil {
			t.Fatalf("%s: %v", r.File, err)
		}
		if c.Width > 1200 || c.Height > 800 {
			t.Errorf("%s has %d×%d pixels, want at most 1200×800", r.File, c.Width, c.Height)
		}
		if bytes.Contains(data[:min(len(data), 4096)], []byte("Exif\x00")) {
			t.Errorf("%s holds EXIF", r.File)
		}
	}
	if total > 6<<20 {
		t.Errorf("the pictures have %d bytes, want at most 6 MiB", total)
	}
}

func TestTheAlbumAnswersWhatPeopleTryFirst(t *testing.T) {
	label := func(name string) func(ingest.Record) bool {
		return func(r ingest.Record) bool {
			for _, l := range r.Labels {
				if l.Name == name || slices.Contains(l.Parents, name) {
					return true
				}
			}
			return false
		}
	}
	taken := func(from, to string) func(ingest.Record) bool {
		return func(r ingest.Record) bool { return r.Taken >= from && r.Taken < to }
	}
	both := func(a, b func(ingest.Record) bool) func(ingest.Record) bool {
		return func(r ingest.Record) bool { return a(r) && b(r) }
	}
	tests := []struct {
		name  string
		fits  func(ingest.Record) bool
		least int
	}{
		{"beach last summer", both(label("Beach"), taken("2026-06", "2026-09")), 2},
		{"summer 2025", taken("2025-06", "2025-09"), 3},
		{"dogs", label("Dog"), 1},
		{"cats", label("Cat"), 1},
		{"flowers", label("Flower"), 3},
		{"mountains", label("Mountain"), 3},
		{"Lisbon", func(r ingest.Record) bool { return r.Place.City == "Lisbon" }, 2},
		{"Anna", func(r ingest.Record) bool { return slices.Contains(r.People, "Anna") }, 5},
		{"Christmas", taken("2025-12-20", "2025-12-27"), 2},
		{"weekends", func(r ingest.Record) bool {
			at, err := time.Parse(time.RFC3339, r.Taken)
			return err == nil && (at.Weekday() == time.Saturday || at.Weekday() == time.Sunday)
		}, 8},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found := 0
			for _, r := range records(t) {
				if tt.fits(r) {
					found++
				}
			}
			if found < tt.least {
				t.Errorf("got %d photos, want at least %d", found, tt.least)
			}
		})
	}
}
