package ingest_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"image"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"golang.org/x/image/tiff"
	"golang.org/x/image/webp"

	"shoebox/shared/fault"
	"shoebox/shared/ingest"
)

// lies are small files that take more memory than a glance at their headers tells.
func lies(tb testing.TB) map[string][]byte {
	tb.Helper()
	var deflated bytes.Buffer
	w := zlib.NewWriter(&deflated)
	if _, err := w.Write(make([]byte, 8*2000*2000)); err != nil {
		tb.Fatal(err)
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	repeated := bytes.Repeat([]byte{0x81, 0}, 8*2000*2000/128)
	return map[string][]byte{
		"JPEG whose frame stands behind a marker without a length": hiddenFrame(2000),
		"TIFF of one byte for a pixel and a strip of eight":        stripped(2000, 2000, 8, deflated.Bytes()),
		"TIFF the same, with the number that came before":          stripped(2000, 2000, 32946, deflated.Bytes()),
		"TIFF the same, that repeats":                              stripped(2000, 2000, 32773, repeated),
		"WebP without loss behind a colour profile":                profiledWebP(3400, 3400),
		"WebP of few pixels and many codes":                        codedWebP(),
	}
}

func TestHeadersThatLieLightNoBomb(t *testing.T) {
	for name, data := range lies(t) {
		t.Run(name, func(t *testing.T) {
			r := open(t)
			in := ingest.New(ingest.Config{Gallery: r.gallery, Bucket: r.bucket, Now: clock, Memory: ingest.NewMemory(fuzzMemory)})
			var err error
			took := allocated(func() { _, err = in.Picture(t.Context(), ingest.Picture{Data: data}) })
			if !fault.Is(err, fault.Invalid) || what(err) == "" {
				t.Errorf("got %v, want a reason", err)
			}
			if took > fuzzMemory {
				t.Errorf("it took %d MB, of %d bytes", took>>20, len(data))
			}
		})
	}
}

// allocated is how many bytes are allocated in the course of do, in all.
func allocated(do func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// A strip that goes on behind its last line is refused however it is compressed.
func TestATIFFWhoseStripGoesOnIsRefused(t *testing.T) {
	data := bytes.Clone(module(t, ximage, "testdata/blue-purple-pink.lzwcompressed.tiff"))
	entry := []byte{0x01, 0x01, 0x03, 0x00, 0x01, 0x00, 0x00, 0x00} // ImageLength, a SHORT
	at := bytes.Index(data, entry)
	if at < 0 {
		t.Fatal("the file tells no height")
	}
	binary.LittleEndian.PutUint16(data[at+len(entry):], 8)
	_, err := open(t).Picture(t.Context(), ingest.Picture{Data: data})
	if !fault.Is(err, fault.Invalid) || what(err) != "it is damaged or cut short" {
		t.Errorf("got %v, want it refused", err)
	}
}

// hiddenFrame is a progressive JPEG of side×side pixels. Who reads a length behind the
// marker of a restart jumps to another frame, of one plane.
func hiddenFrame(side uint16) []byte {
	frame := func(marker byte, planes ...byte) []byte {
		b := []byte{0xff, marker, 0, byte(8 + 3*len(planes)), 8}
		b = binary.BigEndian.AppendUint16(b, side)
		b = binary.BigEndian.AppendUint16(b, side)
		b = append(b, byte(len(planes)))
		for _, p := range planes {
			b = append(b, p, 0x11, 0)
		}
		return b
	}
	b := append([]byte{0xff, 0xd8, 0xff, 0xd0}, frame(0xc2, 1, 2, 3)...)
	b = append(b, 0xff, 0xfe, 0xff, 0xff) // a comment
	comment := make([]byte, 0xffff-2)
	const jump = 2 + 2 + 0xffc2
	copy(comment[jump-len(b):], frame(0xc0, 1))
	b = append(b, comment...)
	b = append(b, 0xff, 0xda, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 0, 0)
	return append(b, make([]byte, 64)...)
}

// stripped is a grey TIFF of one strip.
func stripped(width, height uint32, compression uint32, strip []byte) []byte {
	tags := [][2]uint32{
		{256, width}, {257, height}, {258, 8}, {259, compression}, {262, 1},
		{273, 0}, {278, height}, {279, uint32(len(strip))},
	}
	at := uint32(8 + 2 + 12*len(tags) + 4)
	b := binary.LittleEndian.AppendUint32([]byte("II*\x00"), 8)
	b = binary.LittleEndian.AppendUint16(b, uint16(len(tags)))
	for _, t := range tags {
		if t[0] == 273 {
			t[1] = at
		}
		b = binary.LittleEndian.AppendUint16(b, uint16(t[0]))
		b = binary.LittleEndian.AppendUint16(b, 4) // LONG
		b = binary.LittleEndian.AppendUint32(b, 1)
		b = binary.LittleEndian.AppendUint32(b, t[1])
	}
	return append(append(b, 0, 0, 0, 0), strip...)
}

// What is refused for its blocks or its codes is not what anybody writes.
func TestEveryPictureThatTheDecodersReadIsAPhoto(t *testing.T) {
	unraced(t)
	dir := filepath.Join(album{module: ximage}.dir(t), "testdata")
	for pattern, decode := range map[string]func(io.Reader) (image.Image, error){"*.tiff": tiff.Decode, "*.webp": webp.Decode} {
		names, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil || len(names) == 0 {
			t.Fatalf("got the files %v, %v", names, err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := decode(bytes.NewReader(data)); err != nil {
				continue
			}
			if _, err := open(t).Picture(t.Context(), ingest.Picture{Data: data}); err != nil {
				t.Errorf("%s: got %v", filepath.Base(name), err)
			}
		}
	}
}
