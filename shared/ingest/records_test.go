package ingest_test

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/ingest"
	"shoebox/shared/table"
	"shoebox/shared/table/tabletest"
)

const full = `{"id":"01HZ000000000000000000000A","file":"","taken":"2024-07-21T18:30:00+02:00","title":"Dusk","description":"A long day","tags":["holiday"],"labels":[{"name":"Beach","confidence":98.5,"parents":["Coast"]}],"people":["Anna"],"place":{"city":"Lisbon","region":"Lisbon","country":"Portugal","lat":38.7,"lon":-9.1},"albums":["Summer"],"favourite":true,"stars":5}`

func TestARecordBecomesAPhoto(t *testing.T) {
	r := open(t)
	report, err := r.Records(t.Context(), strings.NewReader(full), fstest.MapFS{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(report, ingest.Report{Added: 1}); diff != "" {
		t.Errorf("report (-got +want):\n%s", diff)
	}
	got, err := r.gallery.Photo(t.Context(), "01HZ000000000000000000000A")
	if err != nil {
		t.Fatal(err)
	}
	want := gallery.Photo{
		ID: "01HZ000000000000000000000A", Title: "Dusk", Description: "A long day",
		Taken: time.Date(2024, 7, 21, 18, 30, 0, 0, zone), Added: clock(),
		Tags: []string{"holiday"}, People: []string{"Anna"}, Albums: []string{"Summer"}, Favourite: true,
		Labels: []gallery.Label{{Name: "Beach", Confidence: 98.5, Parents: []string{"Coast"}}},
		Place:  gallery.Place{City: "Lisbon", Region: "Lisbon", Country: "Portugal", Lat: 38.7, Lon: -9.1},
		State:  gallery.Live, Version: 1,
	}
	if diff := cmp.Diff(got, want, cmpopts.IgnoreFields(gallery.Photo{}, "Terms")); diff != "" {
		t.Errorf("photo (-got +want):\n%s", diff)
	}
}

func TestTimesOfRecords(t *testing.T) {
	tests := []struct {
		name, taken string
		want        time.Time
	}{
		{"with its zone", "2024-01-02T03:04:05-05:00", time.Date(2024, 1, 2, 3, 4, 5, 0, time.FixedZone("", -5*3600))},
		{"in UTC", "2024-01-02T03:04:05Z", time.Date(2024, 1, 2, 3, 4, 5, 0, time.UTC)},
		{"without a zone it is the ingester's", "2024-01-02T03:04:05", time.Date(2024, 1, 2, 3, 4, 5, 0, zone)},
		{"with a space", "2024-01-02 03:04:05", time.Date(2024, 1, 2, 3, 4, 5, 0, zone)},
		{"a day is its noon", "2024-01-02", time.Date(2024, 1, 2, 12, 0, 0, 0, zone)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := open(t)
			line := fmt.Sprintf(`{"id":"a","taken":%q}`, tt.taken)
			if _, err := r.Records(t.Context(), strings.NewReader(line), fstest.MapFS{}, nil); err != nil {
				t.Fatal(err)
			}
			p, err := r.gallery.Photo(t.Context(), "a")
			if err != nil {
				t.Fatal(err)
			}
			if got, want := p.Taken.Format(time.RFC3339), tt.want.Format(time.RFC3339); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}

func TestAnInstantWithoutAZoneIsInThatOfThePicturesClock(t *testing.T) {
	tests := []struct{ name, clock, want string }{
		{"two hours ahead", "2023:07:05 14:26:40", "2023-07-05T14:26:40+02:00"},
		{"behind", "2023:07:05 05:26:40", "2023-07-05T05:26:40-07:00"},
		{"by quarters of an hour", "2023:07:05 18:11:40", "2023-07-05T18:11:40+05:45"},
		{"a second off, by rounding", "2023:07:05 14:26:41", "2023-07-05T14:26:40+02:00"},
		{"wrong by minutes, so that it is the ingester's", "2023:07:05 14:30:40", "2023-07-05T14:26:40+02:00"},
		{"wrong by days, so that it is the ingester's", "2023:07:09 12:26:40", "2023-07-05T14:26:40+02:00"},
		{"that is missing, so that it is the ingester's", "", "2023-07-05T14:26:40+02:00"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := open(t)
			files := fstest.MapFS{"a": {Data: clocked(picture(t, 40, 30), tt.clock), ModTime: clock()}}
			line := `{"id":"a","file":"a","taken":"2023-07-05T12:26:40-00:00"}`
			if report, err := r.Records(t.Context(), strings.NewReader(line), files, nil); err != nil || report.Added != 1 {
				t.Fatal(report, err)
			}
			p, err := r.gallery.Photo(t.Context(), "a")
			if err != nil {
				t.Fatal(err)
			}
			if got := p.Taken.Format(time.RFC3339); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

// clocked puts an EXIF segment with a camera's clock into a JPEG.
func clocked(data []byte, when string) []byte {
	if when == "" {
		return data
	}
	tiff := []byte("MM\x00*\x00\x00\x00\x08\x00\x01\x87\x69\x00\x04\x00\x00\x00\x01\x00\x00\x00\x1a\x00\x00\x00\x00")
	tiff = append(tiff, "\x00\x01\x90\x03\x00\x02\x00\x00\x00\x14\x00\x00\x00\x2c\x00\x00\x00\x00"...)
	tiff = append(append(tiff, when...), 0)
	segment := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(2+6+len(tiff)))
	segment = append(append(segment, "Exif\x00\x00"...), tiff...)
	return append(append(append([]byte{}, data[:2]...), segment...), data[2:]...)
}

func TestABadLineIsSkippedWithItsNumberAndReason(t *testing.T) {
	lines := strings.Join([]string{
		full,
		`{"id":"no json`,
		``,
		`{"title":"no date"}`,
		`{"taken":"last summer"}`,
		`{"taken":"2024-01-01","title":7}`,
		`{"id":"../etc","taken":"2024-01-01"}`,
		`{"taken":"2024-01-01","file":"gone.jpg"}`,
		`{"taken":"2024-01-01","file":"notes.jpg"}`,
		`{"taken":"2024-01-01","title":"` + strings.Repeat("x", ingest.MaxLine) + `"}`,
		`[1,2]`,
		`{"id":"last","taken":"2024-01-01"}`,
	}, "\r\n")
	r := open(t)
	files := fstest.MapFS{"notes.jpg": {Data: []byte("just words")}}
	got, err := r.Records(t.Context(), strings.NewReader("\xef\xbb\xbf"+lines), files, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := ingest.Report{Added: 2, Skipped: []ingest.Skip{
		{Line: 2, Reason: "it is not a JSON object"},
		{Line: 4, Reason: "it is not known when the photo was taken"},
		{Line: 5, Reason: `its "taken" is no time: write it like 2024-07-21T18:30:00+02:00`},
		{Line: 6, Reason: "its title is a number, which it can't be"},
		{Line: 7, Reason: "a photo's id is 1 to 40 letters, digits, dashes and underscores"},
		{Line: 8, File: "gone.jpg", Reason: "there is no such file"},
		{Line: 9, File: "notes.jpg", Reason: "it is not a picture"},
		{Line: 10, Reason: "it is longer than 1 MB"},
		{Line: 11, Reason: "it is not a JSON object"},
	}}
	byLine := cmpopts.SortSlices(func(a, b ingest.Skip) bool { return a.Line < b.Line })
	if diff := cmp.Diff(got, want, byLine); diff != "" {
		t.Errorf("report (-got +want):\n%s", diff)
	}
}

func TestRunAgainNothingIsDoubled(t *testing.T) {
	r := open(t)
	files := fstest.MapFS{"a.jpg": {Data: picture(t, 40, 30), ModTime: clock()}}
	lines := full + "\n" + `{"taken":"2024-01-01","title":"without id or file"}` + "\n" + `{"file":"a.jpg"}` + "\n" + `{"file":"a.jpg","id":"other"}`
	first, err := r.Records(t.Context(), strings.NewReader(lines), files, nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first, ingest.Report{Added: 3, There: 1}); diff != "" {
		t.Errorf("first (-got +want):\n%s", diff)
	}
	keys := r.keys(t)
	if len(keys) != 4 {
		t.Errorf("got objects %v, want the four of one photo", keys)
	}
	again, err := r.Records(t.Context(), strings.NewReader(lines), files, nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(again, ingest.Report{There: 4}); diff != "" {
		t.Errorf("again (-got +want):\n%s", diff)
	}
	if got := len(r.photos(t)); got != 3 {
		t.Errorf("got %d photos, want 3", got)
	}
	if diff := cmp.Diff(r.keys(t), keys); diff != "" {
		t.Errorf("objects (-again +first):\n%s", diff)
	}
}

func TestStoppedAndRunAgainEverythingIsThereOnce(t *testing.T) {
	r := open(t)
	lines := numbered(1_500)
	ctx, stop := context.WithCancel(t.Context())
	first, err := r.Records(ctx, strings.NewReader(lines), fstest.MapFS{}, func(ingest.Progress) { stop() })
	if !fault.Is(err, fault.Canceled) {
		t.Fatalf("got %v, want it canceled", err)
	}
	second, err := r.Records(t.Context(), strings.NewReader(lines), fstest.MapFS{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := ingest.Report{Added: 1_500 - first.Added, There: first.Added}
	if diff := cmp.Diff(second, want); diff != "" {
		t.Errorf("report (-got +want):\n%s", diff)
	}
}

func TestProgressEndsWithEverything(t *testing.T) {
	r := open(t)
	lines := numbered(1_000)
	var last ingest.Progress
	_, err := r.Records(t.Context(), strings.NewReader(lines), fstest.MapFS{}, func(p ingest.Progress) {
		if p.Done < last.Done || p.Read < last.Read {
			t.Errorf("went back from %+v to %+v", last, p)
		}
		last = p
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(last, ingest.Progress{Received: 1_000, Done: 1_000, Read: int64(len(lines))}); diff != "" {
		t.Errorf("last (-got +want):\n%s", diff)
	}
}

func TestAFailingStoreStopsTheImport(t *testing.T) {
	var faulty *tabletest.Faulty
	r := open(t, func(d table.Driver) table.Driver {
		faulty = tabletest.NewFaulty(d)
		return faulty
	})
	faulty.FailWrites(tabletest.Fault{Times: -1, Kind: fault.Denied})
	report, err := r.Records(t.Context(), strings.NewReader(numbered(700)), fstest.MapFS{}, nil)
	if !fault.Is(err, fault.Denied) || report.Added != 0 {
		t.Errorf("got %+v, %v, want nothing added and the store's error", report, err)
	}
	faulty.FailWrites()
	report, err = r.Records(t.Context(), strings.NewReader(numbered(700)), fstest.MapFS{}, nil)
	if err != nil || report.Added+report.There != 700 {
		t.Errorf("got %+v, %v, want all 700 there", report, err)
	}
}

func TestABrokenReaderIsAnError(t *testing.T) {
	r := open(t)
	broken := io.MultiReader(strings.NewReader(numbered(3)), failing{})
	report, err := r.Records(t.Context(), broken, fstest.MapFS{}, nil)
	if !fault.Is(err, fault.Unavailable) || report.Added != 3 {
		t.Errorf("got %+v, %v, want what was read to be added, and an error", report, err)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("the disk is gone") }

func TestAViewerMayNotImport(t *testing.T) {
	r := open(t)
	viewer := ingest.New(ingest.Config{Gallery: r.galleries.As(gallery.Membership{Gallery: home, Role: gallery.Viewer}), Bucket: r.bucket, Now: clock})
	_, err := viewer.Records(t.Context(), strings.NewReader(full), fstest.MapFS{}, nil)
	if !fault.Is(err, fault.Denied) {
		t.Errorf("got %v, want it denied", err)
	}
}

// numbered gives records without files.
func numbered(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `{"id":"r%05d","taken":"2024-%02d-%02dT10:00:00Z","title":"Photo %d","tags":["t%d"]}`+"\n", i, 1+i%12, 1+i%28, i, i%17)
	}
	return b.String()
}
