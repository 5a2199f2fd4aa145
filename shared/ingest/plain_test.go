package ingest_test

import (
	"bytes"
	"encoding/binary"
	"slices"
	"testing"

	"shoebox/shared/ingest"
)

// Whatever stands in a small JPEG, what is shown of it holds the picture alone.
func TestNothingButThePictureIsShown(t *testing.T) {
	t.Parallel()
	data := picture(t, 320, 200)
	scan := bytes.Index(data, []byte{0xff, 0xda})
	tables := data[bytes.Index(data, []byte{0xff, 0xdb}):]
	tables = tables[:2+int(binary.BigEndian.Uint16(tables[2:]))]
	const secret = "Exif\x00\x00, taken at home"
	segment := func(marker byte, body string) []byte {
		return append([]byte{0xff, marker, 0, byte(2 + len(body))}, body...)
	}
	at := func(at int, more ...[]byte) []byte {
		return slices.Insert(bytes.Clone(data), at, slices.Concat(more...)...)
	}
	progressive := scans(200, 2)
	second := bytes.LastIndex(progressive, []byte{0xff, 0xda})
	tests := []struct {
		name string
		data []byte
	}{
		{"the same tables a hundred thousand times", at(2, bytes.Repeat(tables, 100_000))},
		{"EXIF", at(2, segment(0xe1, secret))},
		{"EXIF behind a marker without a length", at(2, []byte{0xff, 0xd0}, segment(0xe1, secret))},
		{"EXIF behind a marker that is filled up", at(2, []byte{0xff}, segment(0xe1, secret))},
		{"EXIF before the scan", at(scan, segment(0xe1, secret))},
		{"EXIF behind the scan", at(len(data)-2, segment(0xe1, secret))},
		{"EXIF between two scans", slices.Insert(progressive, second, segment(0xe1, secret)...)},
		{"a comment", at(2, segment(0xfe, secret))},
		{"a thumbnail of JFIF", at(2, segment(0xe0, "JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x02\x02"+secret[:12]))},
		{"an extension of JFIF", at(2, segment(0xe0, "JFXX\x00\x10"+secret))},
		{"what is JFIF's by its length alone", at(2, segment(0xe0, "Exif\x00\x00at home!"))},
		{"another program's segment", at(2, segment(0xee, "Adobe"+secret))},
		{"another picture behind the end", append(bytes.Clone(data), at(2, segment(0xe1, secret))...)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := open(t)
			made, err := r.Picture(t.Context(), ingest.Picture{Data: tt.data})
			if err != nil {
				t.Fatal(err)
			}
			for _, key := range []string{made.Photo.Objects.Small, made.Photo.Objects.Medium, made.Photo.Objects.Large} {
				if _, shown := r.shown(t, key); bytes.Contains(shown, []byte("Exif")) || bytes.Contains(shown, []byte("JFXX")) || len(shown) > 50_000 {
					t.Errorf("%s: got %d bytes, want the picture alone", key, len(shown))
				}
			}
		})
	}
}
