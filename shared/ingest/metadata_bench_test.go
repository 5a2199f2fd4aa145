package ingest_test

import (
	"bytes"
	"image/jpeg"
	"os"
	"slices"
	"testing"
	"time"

	"shoebox/shared/ingest"
)

// BenchmarkMetadata reads what a photo of 12 megapixels says of itself, in EXIF, IPTC
// and 4 KB of XMP. The unit "of-decoding" is the median's share of decoding its
// pixels, measured beside it.
func BenchmarkMetadata(b *testing.B) {
	xmp, err := os.ReadFile("testdata/sidecars/digikam.xmp")
	if err != nil {
		b.Fatal(err)
	}
	p := parts{exif: camera().tiff(), xmp: xmp, iptc: dataset(2, 25, "sea")}
	said, photo := p.jpeg(b), grainy()(b, 4000, 3000)
	// The parts of the small picture, before the pixels of the large one.
	photo = slices.Insert(slices.Clone(photo), 2, said[2:bytes.Index(said, []byte("\xff\xdb"))]...)
	decode := timed(5, func() {
		if _, err := jpeg.Decode(bytes.NewReader(photo)); err != nil {
			b.Fatal(err)
		}
	})
	b.SetBytes(int64(len(photo)))
	b.ReportAllocs()
	for b.Loop() {
		if got, _ := ingest.Says(photo, clock()); len(got.People) != 2 {
			b.Fatalf("got %+v", got)
		}
	}
	read := timed(101, func() { ingest.Says(photo, clock()) })
	b.ReportMetric(median(read).Seconds()/median(decode).Seconds(), "of-decoding")
}

// timed is how long something takes, each of n times.
func timed(n int, do func()) []time.Duration {
	took := make([]time.Duration, n)
	for i := range took {
		start := time.Now()
		do()
		took[i] = time.Since(start)
	}
	return took
}
