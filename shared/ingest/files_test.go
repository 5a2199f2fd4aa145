package ingest_test

import (
	"bytes"
	"context"
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
	"gocloud.dev/blob/memblob"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
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
	got, err := r.Files(t.Context(), []string{dir, filepath.Join(dir, "nowhere")}, func(p ingest.Progress) { last = p })
	if err != nil {
		t.Fatal(err)
	}
	at := func(name string) string { return filepath.Join(dir, name) }
	want := ingest.Report{Added: 3, There: 1, Skipped: []ingest.Skip{
		{File: at("empty.png"), Reason: "it is empty"},
		{File: at("film.mp4"), Reason: "it is a video, and Shoebox keeps photos"},
		{File: at("nowhere"), Reason: "there is no such file or folder"},
		{File: at("phone.heic"), Reason: "HEIC pictures are not read yet"},
		{File: at("short.jpg"), Reason: "it is damaged or cut short"},
		{File: at("words.jpg"), Reason: "it is not a picture"},
		{File: at("zz-link.jpg"), Reason: "it is a link or a device, and no file"},
	}}
	byFile := cmpopts.SortSlices(func(a, b ingest.Skip) bool { return a.File < b.File })
	if diff := cmp.Diff(got, want, byFile); diff != "" {
		t.Errorf("report (-got +want):\n%s", diff)
	}
	if diff := cmp.Diff(last, ingest.Progress{Done: 11, Total: 11}); diff != "" {
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
		if titles[title] != "2023-05-06T07:08:09Z" {
			t.Errorf("got %v, want a photo titled %q with the time of its file", titles, title)
		}
	}
}

func TestPicturesStandUprightInEveryRendition(t *testing.T) {
	t.Parallel()
	upright := [4]string{"red", "green", "blue", "white"}
	// The order of the corners once a viewer has turned the picture as EXIF says.
	tests := map[uint16][4]string{
		0: upright, 1: upright, 9: upright,
		2: {"green", "red", "white", "blue"},
		3: {"blue", "white", "red", "green"},
		4: {"white", "blue", "green", "red"},
		5: {"red", "white", "blue", "green"},
		6: {"white", "red", "green", "blue"},
		7: {"blue", "green", "red", "white"},
		8: {"green", "blue", "white", "red"},
	}
	for orientation, want := range tests {
		t.Run(string('0'+rune(orientation)), func(t *testing.T) {
			r := open(t)
			p := r.one(t, oriented(picture(t, 400, 200), orientation))
			w, h := 400, 200
			if orientation >= 5 && orientation <= 8 {
				w, h = h, w
			}
			if p.Width != w || p.Height != h {
				t.Errorf("got a photo of %d×%d, want %d×%d", p.Width, p.Height, w, h)
			}
			for _, key := range []string{p.Objects.Small, p.Objects.Medium, p.Objects.Large} {
				m, _ := r.shown(t, key)
				if got := cornersOf(m); got != want {
					t.Errorf("%s: got corners %v, want %v", key, got, want)
				}
			}
		})
	}
}

func TestRenditionsFitTheirBoxes(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		w, h  int
		sizes [3]image.Point // small, medium, large
	}{
		{"a landscape", 1400, 700, [3]image.Point{{320, 160}, {720, 360}, {1200, 600}}},
		{"a portrait", 500, 1000, [3]image.Point{{160, 320}, {240, 480}, {400, 800}}},
		{"a square", 900, 900, [3]image.Point{{320, 320}, {480, 480}, {800, 800}}},
		{"a panorama", 2000, 50, [3]image.Point{{320, 8}, {720, 18}, {1200, 30}}},
		{"one that is small stays so", 300, 200, [3]image.Point{{300, 200}, {300, 200}, {300, 200}}},
		{"a hair", 3000, 1, [3]image.Point{{320, 1}, {720, 1}, {1200, 1}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := open(t)
			p := r.one(t, oriented(picture(t, tt.w, tt.h), 1))
			var got [3]image.Point
			for i, key := range []string{p.Objects.Small, p.Objects.Medium, p.Objects.Large} {
				m, data := r.shown(t, key)
				got[i] = m.Bounds().Size()
				if bytes.Contains(data, []byte("Exif")) {
					t.Errorf("%s holds EXIF", key)
				}
			}
			if diff := cmp.Diff(got, tt.sizes); diff != "" {
				t.Errorf("sizes (-got +want):\n%s", diff)
			}
		})
	}
}

func TestAPictureThatIsARenditionIsUsedAsItIs(t *testing.T) {
	r := open(t)
	data := picture(t, 1000, 600)
	p := r.one(t, data)
	if _, large := r.shown(t, p.Objects.Large); !bytes.Equal(large, data) {
		t.Error("the large rendition was encoded again")
	}
	if m, _ := r.shown(t, p.Objects.Medium); m.Bounds().Size() != (image.Point{720, 432}) {
		t.Errorf("got a medium rendition of %v, want 720×432", m.Bounds().Size())
	}
}

func TestWhatIsSeeThroughIsWhite(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewNRGBA(image.Rect(0, 0, 20, 20))); err != nil {
		t.Fatal(err)
	}
	r := open(t)
	p := r.one(t, b.Bytes())
	m, _ := r.shown(t, p.Objects.Small)
	if got := nameOf(m.At(10, 10)); got != "white" {
		t.Errorf("got %s, want white", got)
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
	report, err := r.Files(t.Context(), []string{filepath.Join(folder(t, map[string][]byte{"bomb.png": bomb}), "bomb.png")}, nil)
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
	closed := memblob.OpenBucket(nil)
	if err := closed.Close(); err != nil {
		t.Fatal(err)
	}
	broken := ingest.New(r.gallery, closed, clock)
	report, err := broken.Records(t.Context(), strings.NewReader(`{"file":"a.jpg"}`), files, nil)
	if !fault.Is(err, fault.Unavailable) {
		t.Errorf("got %+v, %v, want an error of the bucket", report, err)
	}
	if got := r.photos(t); len(got) != 0 {
		t.Errorf("got %v, want no photo without its objects", got)
	}
}

// one ingests one file.
func (r room) one(t *testing.T, data []byte) gallery.Photo {
	t.Helper()
	files := fstest.MapFS{"a": {Data: data, ModTime: clock()}}
	report, err := r.Records(t.Context(), strings.NewReader(`{"file":"a"}`), files, nil)
	if err != nil || report.Added != 1 {
		t.Fatalf("got %+v, %v", report, err)
	}
	return r.photos(t)[0]
}

func (r room) shown(t *testing.T, key string) (image.Image, []byte) {
	t.Helper()
	data, err := r.bucket.ReadAll(context.WithoutCancel(t.Context()), key)
	if err != nil {
		t.Fatal(err)
	}
	m, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return m, data
}

func cornersOf(m image.Image) [4]string {
	w, h := m.Bounds().Dx(), m.Bounds().Dy()
	return [4]string{nameOf(m.At(w/4, h/4)), nameOf(m.At(w*3/4, h/4)), nameOf(m.At(w*3/4, h*3/4)), nameOf(m.At(w/4, h*3/4))}
}

func nameOf(c color.Color) string {
	r, g, b, _ := c.RGBA()
	switch high := func(v uint32) bool { return v > 0x8000 }; {
	case high(r) && high(g) && high(b):
		return "white"
	case high(r):
		return "red"
	case high(g):
		return "green"
	case high(b):
		return "blue"
	}
	return "black"
}
