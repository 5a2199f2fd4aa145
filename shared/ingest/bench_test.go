package ingest_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"shoebox/deploy/sample"
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

func BenchmarkTwelveMegapixels(b *testing.B) {
	data := oriented(picture(b, 4000, 3000), 6)
	for b.Loop() {
		r := open(b)
		files := fstest.MapFS{"a.jpg": {Data: data, ModTime: clock()}}
		if _, err := r.Records(b.Context(), strings.NewReader(`{"file":"a.jpg"}`), files, nil); err != nil {
			b.Fatal(err)
		}
	}
}
