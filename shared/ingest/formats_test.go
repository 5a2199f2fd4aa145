package ingest_test

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/gif"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/image/tiff"

	"shoebox/shared/blob"
	"shoebox/shared/fault"
	"shoebox/shared/ingest"
)

// module gives a file that a module brings for its own tests.
func module(tb testing.TB, name, file string) []byte {
	tb.Helper()
	data, err := os.ReadFile(filepath.Join(album{module: name}.dir(tb), filepath.FromSlash(file)))
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

const (
	imagemeta = "github.com/bep/imagemeta"
	ximage    = "golang.org/x/image"
)

// unraced skips what is only pixels where the race detector watches.
func unraced(tb testing.TB) {
	tb.Helper()
	if raced {
		tb.Skip("it has no goroutines of its own")
	}
}

// drawn gives a picture as every format that Go writes.
func drawn(tb testing.TB, m image.Image) map[string][]byte {
	tb.Helper()
	all := map[string][]byte{"image/jpeg": encoded(m, 90)}
	for mime, write := range map[string]func(*bytes.Buffer) error{
		"image/png":  func(b *bytes.Buffer) error { return png.Encode(b, m) },
		"image/gif":  func(b *bytes.Buffer) error { return gif.Encode(b, m, nil) },
		"image/tiff": func(b *bytes.Buffer) error { return tiff.Encode(b, m, &tiff.Options{Compression: tiff.Deflate}) },
	} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			tb.Fatal(err)
		}
		all[mime] = b.Bytes()
	}
	return all
}

func TestEveryFormatBecomesAPhotoThatIsShown(t *testing.T) {
	t.Parallel()
	files := drawn(t, corners(400, 200))
	files["image/webp"] = module(t, ximage, "testdata/yellow_rose.lossy.webp")
	files["image/webp without loss"] = module(t, ximage, "testdata/yellow_rose.lossless.webp")
	files["image/webp see-through"] = module(t, ximage, "testdata/yellow_rose.lossy-with-alpha.webp")
	files["image/tiff of 16 bits"] = module(t, ximage, "testdata/video-001-16bit.tiff")
	files["image/tiff of one bit"] = module(t, ximage, "testdata/bw-gopher_ccittGroup4.tiff")
	for name, data := range files {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := open(t)
			made, err := r.Picture(t.Context(), ingest.Picture{Data: data})
			if err != nil {
				t.Fatal(err)
			}
			p := made.Photo
			if p.Width == 0 || p.Height == 0 || p.Blurhash == "" || p.Likeness == 0 {
				t.Errorf("got %+v, want its size and looks", p)
			}
			original, err := r.bucket.ReadAll(t.Context(), p.Objects.Original, blob.MaxSize)
			if err != nil || !bytes.Equal(original, data) {
				t.Errorf("got %d bytes and %v as the original, want it as it came", len(original), err)
			}
			for _, key := range []string{p.Objects.Small, p.Objects.Medium, p.Objects.Large} {
				r.shown(t, key) // it is a JPEG
			}
			if name == "image/png" || name == "image/tiff" || name == "image/gif" {
				if m, _ := r.shown(t, p.Objects.Small); cornersOf(m) != [4]string{"red", "green", "blue", "white"} {
					t.Errorf("got the corners %v", cornersOf(m))
				}
			}
		})
	}
}

func TestAHEICPictureStandsAsItsFileSaysWhateverEXIFSays(t *testing.T) {
	unraced(t)
	t.Parallel()
	data := bytes.Clone(module(t, imagemeta, "testdata/images/iphone.heic"))
	tag := []byte{0x01, 0x12, 0x00, 0x03, 0x00, 0x00, 0x00, 0x01, 0x00, 0x01} // Orientation, big endian, 1
	at := bytes.Index(data, tag)
	if at < 0 {
		t.Fatal("the file tells no orientation")
	}
	data[at+len(tag)-1] = 6 // to be turned: but HEIC is turned by what its decoder reads
	r := open(t)
	made, err := r.Picture(t.Context(), ingest.Picture{Data: data, Type: "image/heic"})
	if err != nil {
		t.Fatal(err)
	}
	if p := made.Photo; p.Width != 5712 || p.Height != 4284 || p.Camera == "" || p.Place.Lat == 0 {
		t.Errorf("got %+v, want it lying, with its camera and place", p)
	}
	if m, _ := r.shown(t, made.Photo.Objects.Large); m.Bounds().Size() != image.Pt(1067, 800) {
		t.Errorf("got a large rendition of %v", m.Bounds().Size())
	}
}

// isoFile begins as files of ISO/IEC 14496-12 do.
func isoFile(brands ...string) []byte {
	data := binary.BigEndian.AppendUint32(nil, uint32(12+4*len(brands)))
	data = append(data, "ftyp"+brands[0]+"\x00\x00\x00\x00"...)
	for _, b := range brands[1:] {
		data = append(data, b...)
	}
	return append(data, "........................"...)
}

func TestWhatIsNoPictureOfOursIsRefusedPolitely(t *testing.T) {
	const video = "it is a video, and Shoebox keeps photos"
	tests := []struct {
		name string
		data []byte
		why  string
	}{
		{"AVIF", isoFile("avif", "mif1"), "AVIF pictures are not read yet: export it as JPEG or HEIC"},
		{"AVIF of the family's brand", isoFile("mif1", "miaf", "avif"), "AVIF pictures are not read yet: export it as JPEG or HEIC"},
		{"a Live Photo's film", isoFile("qt  "), video},
		{"an older film of QuickTime", []byte("\x00\x00\x00\x08wide\x00\x00\x10\x00mdat"), video},
		{"MP4", isoFile("isom", "mp42"), video},
		{"a film of QuickTime with room at its beginning", []byte("\x00\x00\x00\x08free\x00\x00\x10\x00mdat"), video},
		{"a film of QuickTime with a preview", []byte("\x00\x00\x00\x14pnot\x00\x00\x00\x00\x00\x00PICT\x00\x01"), video},
		{"MPEG", []byte("\x00\x00\x01\xba\x44\x00\x04\x00\x04\x01\x00\x01\x89"), video},
		{"MPEG of one stream", []byte("\x00\x00\x01\xb3\x16\x00\xf0\xc4"), video},
		{"a film of a tape camera", packets(0, 188), video},
		{"a film of AVCHD", packets(4, 192), video},
		{"Windows Media", []byte("\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c"), video},
		{"Flash", []byte("FLV\x01\x05\x00\x00\x00\x09"), video},
		{"a film of 3GPP", isoFile("3gp4"), video},
		{"WebM", []byte("\x1aE\xdf\xa3\x9fB\x86\x81\x01"), video},
		{"AVI", []byte("RIFF\x00\x00\x00\x00AVI LIST"), video},
		{"Canon's raw", isoFile("crx "), "raw pictures are not read: export it as JPEG"},
		{"HEIC with nothing in it", isoFile("heic", "mif1"), "it is damaged or cut short"},
		{"HEIC of the family's brand with nothing in it", isoFile("mif1", "heic"), "it is damaged or cut short"},
		{"a PDF", []byte("%PDF-1.7"), "it is a PDF document, and Shoebox keeps photos"},
		{"Photoshop", []byte("8BPS\x00\x01"), "Photoshop's own files are not read: export it as JPEG or TIFF"},
		{"a BMP", []byte("BM\x0e\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"), "BMP pictures are not read: save it as PNG"},
		{"JPEG XL", []byte("\xff\x0a\xfa\x1f"), "JPEG XL pictures are not read yet: export it as JPEG"},
		{"a page of the web", []byte("<!doctype html>"), "it is not a picture"},
		{"a word that begins like BMP", []byte("BMW is a maker of cars"), "it is not a picture"},
		{"a text with a word where a film has one", []byte("the free encyclopedia"), "it is not a picture"},
		{"a text that begins like a packet", []byte("Good morning to all, " + strings.Repeat("and ", 100)), "it is not a picture"},
		{"a TIFF of JPEG's", tiffOf(t, 7), "it is an uncommon kind of TIFF that is not read: save it as a common JPEG"},
	}
	for _, file := range []string{"sample.arw", "sample.cr2", "sample.dng", "sample.nef"} {
		tests = append(tests, struct {
			name string
			data []byte
			why  string
		}{file, module(t, imagemeta, "testdata/images/"+file), "raw pictures are not read: export it as JPEG"})
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := open(t)
			_, err := r.Picture(t.Context(), ingest.Picture{Data: tt.data})
			if !fault.Is(err, fault.Invalid) || what(err) != tt.why {
				t.Errorf("got %v, want it refused because %s", err, tt.why)
			}
			if got := r.keys(t); len(got) > 0 {
				t.Errorf("got the objects %v, want none", got)
			}
		})
	}
}

// packets are those of a film that is sent in them, of so many bytes each.
func packets(mark, size int) []byte {
	data := make([]byte, 4*size)
	for at := mark; at < len(data); at += size {
		data[at] = 'G'
	}
	return data
}

// tiffOf is a TIFF whose compression is another than it was written with.
func tiffOf(tb testing.TB, compression uint16) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := tiff.Encode(&b, corners(16, 16), nil); err != nil {
		tb.Fatal(err)
	}
	data := b.Bytes()
	entry := []byte{0x03, 0x01, 0x03, 0x00, 0x01, 0x00, 0x00, 0x00} // Compression, a SHORT
	at := bytes.Index(data, entry)
	if at < 0 {
		tb.Fatal("the TIFF names no compression")
	}
	binary.LittleEndian.PutUint16(data[at+len(entry):], compression)
	return data
}

func TestATypeThatWasAnnouncedIsHeld(t *testing.T) {
	heic := isoFile("heic")
	tests := []struct {
		name string
		data []byte
		mime string
		why  string
	}{
		{"HEIC said to be HEIF", heic, "image/heif", "it is damaged or cut short"},
		{"HEIC said to be HEIC", heic, "image/heic", "it is damaged or cut short"},
		{"HEIC said to be JPEG", heic, "image/jpeg", "it was announced as another kind of picture than it is"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := open(t).Picture(t.Context(), ingest.Picture{Data: tt.data, Type: tt.mime})
			if what(err) != tt.why {
				t.Errorf("got %v, want it refused because %s", err, tt.why)
			}
		})
	}
}
