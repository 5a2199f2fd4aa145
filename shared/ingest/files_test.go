package ingest_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"shoebox/shared/blob/blobtest"
	"shoebox/shared/fault"
	"shoebox/shared/ingest"
)

// corners is a picture whose four corners are red, green, blue and white, clockwise
// from the top left.
func corners(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for at, c := range map[image.Rectangle]color.RGBA{
		image.Rect(0, 0, w/2, h/2): {0xff, 0, 0, 0xff},
		image.Rect(w/2, 0, w, h/2): {0, 0xff, 0, 0xff},
		image.Rect(w/2, h/2, w, h): {0, 0, 0xff, 0xff},
		image.Rect(0, h/2, w/2, h): {0xff, 0xff, 0xff, 0xff},
	} {
		draw.Draw(m, at, image.NewUniform(c), image.Point{}, draw.Src)
	}
	return m
}

// picture is a JPEG.
func picture(tb testing.TB, w, h int) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, corners(w, h), nil); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// oriented puts an EXIF segment with an orientation into a JPEG.
func oriented(data []byte, orientation uint16) []byte {
	tiff := []byte("MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01")
	tiff = binary.BigEndian.AppendUint16(tiff, orientation)
	tiff = append(tiff, 0, 0, 0, 0, 0, 0)
	segment := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(2+6+len(tiff)))
	segment = append(append(segment, "Exif\x00\x00"...), tiff...)
	return append(append(append([]byte{}, data[:2]...), segment...), data[2:]...)
}

func folder(tb testing.TB, files map[string][]byte) string {
	tb.Helper()
	dir := tb.TempDir()
	for name, data := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			tb.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o600); err != nil {
			tb.Fatal(err)
		}
		when := time.Date(2023, 5, 6, 7, 8, 9, 0, time.UTC)
		if err := os.Chtimes(path, when, when); err != nil {
			tb.Fatal(err)
		}
	}
	return dir
}

func TestAFolderBecomesPhotos(t *testing.T) {
	var anim, pix bytes.Buffer
	if err := gif.Encode(&anim, corners(30, 20), nil); err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(&pix, corners(50, 40)); err != nil {
		t.Fatal(err)
	}
	dir := folder(t, map[string][]byte{
		"red_barn.jpg":        picture(t, 60, 40),
		"copy.jpg":            picture(t, 60, 40),
		"deep/er/IMG_123.GIF": anim.Bytes(),
		"deep/named-jpeg.jpg": pix.Bytes(),
		"words.jpg":           []byte("not a picture"),
		"empty.png":           nil,
		"short.jpg":           picture(t, 200, 100)[:400],
		"film.mp4":            []byte("\x00\x00\x00\x18ftypmp42........"),
		"phone.heic":          []byte("\x00\x00\x00\x18ftypheic........"),
		".hidden.jpg":         picture(t, 9, 9),
		".git/x.jpg":          picture(t, 9, 9),
	})
	if err := os.Symlink(filepath.Join(dir, "red_barn.jpg"), filepath.Join(dir, "zz-link.jpg")); err != nil {
		t.Fatal(err)
	}
	r := open(t)
	var last ingest.Progress
	got, err := r.files(t, []string{dir, filepath.Join(dir, "nowhere")}, func(p ingest.Progress) { last = p })
	if err != nil {
		t.Fatal(err)
	}
	at := func(name string) string { return filepath.Join(dir, name) }
	want := ingest.Report{Added: 3, There: 1, Skipped: []ingest.Skip{
		{File: at("empty.png"), Reason: "it is empty"},
		{File: at("film.mp4"), Reason: "it is a video, and Shoebox keeps photos"},
		{File: at("nowhere"), Reason: "there is no such file or folder"},
		{File: at("phone.heic"), Reason: "it is damaged or cut short"},
		{File: at("short.jpg"), Reason: "it is damaged or cut short"},
		{File: at("words.jpg"), Reason: "it is not a picture"},
		{File: at("zz-link.jpg"), Reason: "it is a link or a device, and no file"},
	}}
	byFile := cmpopts.SortSlices(func(a, b ingest.Skip) bool { return a.File < b.File })
	if diff := cmp.Diff(got, want, byFile); diff != "" {
		t.Errorf("report (-got +want):\n%s", diff)
	}
	if diff := cmp.Diff(last, ingest.Progress{Received: 11, Done: 11, Refused: 7, Total: 11}); diff != "" {
		t.Errorf("progress (-got +want):\n%s", diff)
	}
	titles := map[string]string{}
	for _, p := range r.photos(t) {
		titles[p.Title] = p.Taken.Format(time.RFC3339)
		if _, err := r.gallery.WithFile(t.Context(), p.SHA256); err != nil {
			t.Error(err)
		}
	}
	for _, title := range []string{"named jpeg", ""} {
		if titles[title] != "2023-05-06T09:08:09+02:00" {
			t.Errorf("got %v, want a photo titled %q with the time of its file", titles, title)
		}
	}
}

func TestABombIsRefusedUnopened(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 1, 1))); err != nil {
		t.Fatal(err)
	}
	bomb := b.Bytes()
	binary.BigEndian.PutUint32(bomb[16:], 20_000)
	binary.BigEndian.PutUint32(bomb[20:], 20_000)
	binary.BigEndian.PutUint32(bomb[29:], crc32.ChecksumIEEE(bomb[12:29]))
	r := open(t)
	report, err := r.files(t, []string{folder(t, map[string][]byte{"bomb.png": bomb})}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Skipped) != 1 || report.Skipped[0].Reason != "it is too large, with 20000×20000 pixels" {
		t.Errorf("got %+v, want it too large", report)
	}
}

func TestABucketThatFailsStopsTheImport(t *testing.T) {
	r := open(t)
	files := fstest.MapFS{"a.jpg": {Data: picture(t, 40, 30), ModTime: clock()}}
	bucket, pictures := blobtest.OpenFaulty(t)
	pictures.Fail(blobtest.Fault{Times: -1, Kind: fault.Unavailable})
	broken := ingest.New(ingest.Config{Gallery: r.gallery, Bucket: bucket, Now: clock})
	report, err := broken.Records(t.Context(), strings.NewReader(`{"file":"a.jpg"}`), files, nil)
	if !fault.Is(err, fault.Unavailable) {
		t.Errorf("got %+v, %v, want an error of the bucket", report, err)
	}
	if got := r.photos(t); len(got) != 0 {
		t.Errorf("got %v, want no photo without its objects", got)
	}
}
