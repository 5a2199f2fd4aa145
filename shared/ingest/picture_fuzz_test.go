package ingest_test

import (
	"image"
	"os"
	"runtime"
	"testing"

	"shoebox/shared/fault"
	"shoebox/shared/ingest"
)

// fuzzMemory is the budget under which strangers' pictures are decoded, and
// fuzzBound how much may be allocated for one in all, over time: the budget once for
// its pixels, their copies and what decoders and encoders keep beside them.
const (
	fuzzMemory = 24 << 20
	fuzzBound  = 160 << 20
)

// FuzzPicture: whatever a file is, it becomes a whole photo or is refused with a
// reason, and takes no more memory than it may.
func FuzzPicture(f *testing.F) {
	for _, data := range drawn(f, corners(24, 16)) {
		f.Add(data)
	}
	f.Add(oriented(picture(f, 24, 16), 6))
	f.Add(encoded(image.NewGray(image.Rect(0, 0, 17, 9)), 50))
	for _, seed := range []struct{ module, file string }{
		{ximage, "testdata/gopher-doc.1bpp.lossless.webp"},
		{ximage, "testdata/yellow_rose.lossy-with-alpha.webp"},
		{ximage, "testdata/video-001.lossy.webp"},
		{ximage, "testdata/bw-gopher_ccittGroup3.tiff"},
		{ximage, "testdata/video-001-tile-64x64.tiff"},
		{ximage, "testdata/blue-purple-pink.lzwcompressed.tiff"},
	} {
		f.Add(module(f, seed.module, seed.file))
	}
	heic, err := os.ReadFile("heif/testdata/grey.heic")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(heic)
	for _, data := range lies(f) {
		f.Add(data)
	}
	r := open(f)
	in := ingest.New(ingest.Config{Gallery: r.gallery, Bucket: r.bucket, Now: clock, Memory: ingest.NewMemory(fuzzMemory)})
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<20 {
			t.Skip("what is found in small files is enough")
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		made, err := in.Picture(t.Context(), ingest.Picture{Data: data})
		runtime.ReadMemStats(&after)
		if took := after.TotalAlloc - before.TotalAlloc; took > fuzzBound+32*uint64(len(data)) {
			t.Errorf("it took %d MB, of %d bytes", took>>20, len(data))
		}
		if err != nil {
			if !fault.Is(err, fault.Invalid) && !fault.Is(err, fault.TooLarge) || what(err) == "" {
				t.Errorf("got %v, want a reason", err)
			}
			return
		}
		p := made.Photo
		if p.Width <= 0 || p.Height <= 0 || p.Blurhash == "" || p.Objects.Large == "" || p.Taken.IsZero() {
			t.Errorf("got half a photo: %+v", p)
		}
	})
}
