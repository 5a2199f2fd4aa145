package ingest_test

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"io/fs"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/image/draw"

	"shoebox/deploy/sample"
	"shoebox/shared/ingest"
)

func BenchmarkSampleAlbum(b *testing.B) {
	for b.Loop() {
		r := open(b)
		if _, err := r.Records(b.Context(), sample.Records(), sample.Files(), nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkTenThousandRecords(b *testing.B) {
	lines := numbered(10_000)
	for b.Loop() {
		r := open(b)
		if _, err := r.Records(b.Context(), strings.NewReader(lines), fstest.MapFS{}, nil); err != nil {
			b.Fatal(err)
		}
	}
}

// grainy is a JPEG as a telephone writes it: a photo of the sample album blown up,
// with the grain of a sensor, at quality 92.
var grainy = sync.OnceValue(func() func(tb testing.TB, w, h int) []byte {
	var mu sync.Mutex
	made := map[image.Point][]byte{}
	return func(tb testing.TB, w, h int) []byte {
		tb.Helper()
		mu.Lock()
		defer mu.Unlock()
		if data := made[image.Pt(w, h)]; data != nil {
			return data
		}
		m := grain(tb, w, h)
		var b bytes.Buffer
		if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 92}); err != nil {
			tb.Fatal(err)
		}
		made[image.Pt(w, h)] = b.Bytes()
		return b.Bytes()
	}
})

// grain is the picture of grainy.
func grain(tb testing.TB, w, h int) *image.RGBA {
	tb.Helper()
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	src := samplePhoto(tb, "photos/stream.jpg")
	draw.CatmullRom.Scale(m, m.Rect, src, src.Bounds(), draw.Src, nil)
	random := rand.New(rand.NewPCG(1, 2))
	for at := 0; at < len(m.Pix); at += 4 {
		noise := int(random.NormFloat64() * 3)
		for c := range 3 {
			m.Pix[at+c] = uint8(min(max(int(m.Pix[at+c])+noise, 0), 255))
		}
	}
	return m
}

func samplePhoto(tb testing.TB, name string) image.Image {
	tb.Helper()
	f, err := sample.Files().Open(name)
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	m, err := jpeg.Decode(f)
	if err != nil {
		tb.Fatal(err)
	}
	return m
}

// BenchmarkTwelveMegapixels brings in photos of a telephone, each once. Its baseline
// does what nothing can do without: decode the same on all cores.
func BenchmarkTwelveMegapixels(b *testing.B) {
	data := grainy()(b, 4000, 3000)
	const photos = 24
	var decoding, all []time.Duration
	for b.Loop() {
		started := time.Now()
		decodeAll(b, data, photos)
		decoding = append(decoding, time.Since(started))
		r := open(b)
		started = time.Now()
		var items []ingest.Item
		for n := range photos { // each is another file: a comment tells them apart
			items = append(items, ingest.Item{Files: commented{data, n}, Name: "photo.jpg"})
		}
		report, err := r.Items(b.Context(), given(items...), photos, nil)
		if err != nil || report.Added != photos {
			b.Fatal(report, err)
		}
		all = append(all, time.Since(started))
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(photos/median(all).Seconds(), "photos/s")
	b.ReportMetric(photos/median(decoding).Seconds(), "decoded/s")
	b.ReportMetric(median(all).Seconds()/median(decoding).Seconds(), "x-decoding")
	b.ReportMetric(float64(len(data))/1e6, "MB")
}

// BenchmarkTwentyFourMegapixels brings in one photo of a camera.
func BenchmarkTwentyFourMegapixels(b *testing.B) {
	data := grainy()(b, 6000, 4000)
	var decoding, all []time.Duration
	for b.Loop() {
		started := time.Now()
		if _, err := jpeg.Decode(bytes.NewReader(data)); err != nil {
			b.Fatal(err)
		}
		decoding = append(decoding, time.Since(started))
		r := open(b)
		started = time.Now()
		if _, err := r.Picture(b.Context(), ingest.Picture{Data: data}); err != nil {
			b.Fatal(err)
		}
		all = append(all, time.Since(started))
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(median(all).Seconds()*1000, "ms/photo")
	b.ReportMetric(median(all).Seconds()/median(decoding).Seconds(), "x-decoding")
}

func median(d []time.Duration) time.Duration { return slices.Sorted(slices.Values(d))[len(d)/2] }

func decodeAll(b *testing.B, data []byte, photos int) {
	b.Helper()
	work := make(chan int)
	var workers sync.WaitGroup
	for range 2 {
		workers.Go(func() {
			for range work {
				if _, err := jpeg.Decode(bytes.NewReader(data)); err != nil {
					b.Error(err)
				}
			}
		})
	}
	for n := range photos {
		work <- n
	}
	close(work)
	workers.Wait()
}

// commented is a folder of one JPEG, with a number as a comment.
type commented struct {
	data   []byte
	number int
}

func (c commented) Open(name string) (fs.File, error) {
	return fstest.MapFS{name: {Data: withComment(c.data, c.number), ModTime: clock()}}.Open(name)
}

func withComment(data []byte, number int) []byte {
	head := fmt.Appendf([]byte("\xff\xd8\xff\xfe\x00\x0a"), "%08d", number)
	return append(head, data[2:]...)
}
