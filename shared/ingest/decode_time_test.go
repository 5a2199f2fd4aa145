package ingest_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"image"
	"image/jpeg"
	"testing"
	"time"

	"golang.org/x/image/tiff"

	"shoebox/shared/fault"
	"shoebox/shared/ingest"
)

// slow are small files that are decoded for longer than anybody waits.
func slow() map[string][]byte {
	return map[string][]byte{
		"JPEG of a hundred thousand scans":                     scans(8000, 100_000),
		"TIFF of two million strips that are one and the same": strips(2_000_000),
	}
}

// Smaller ones of their kind are pictures: what is damaged is found out at some time, which
// on a quick machine is sooner than anybody loses patience.
func TestWhatIsDecodedSlowlyIsAPicture(t *testing.T) {
	for name, decode := range map[string]func() (image.Image, error){
		"JPEG": func() (image.Image, error) { return jpeg.Decode(bytes.NewReader(scans(2000, 3))) },
		"TIFF": func() (image.Image, error) { return tiff.Decode(bytes.NewReader(strips(100))) },
	} {
		if _, err := decode(); err != nil {
			t.Errorf("%s: got %v, want a picture", name, err)
		}
	}
}

// A picture that takes long is given up, and who stops waiting need not wait.
func TestDecodingEndsInItsTime(t *testing.T) {
	for name, data := range slow() {
		t.Run(name, func(t *testing.T) {
			t.Run("its own", func(t *testing.T) {
				r := open(t)
				ingest.Hurry(r.Ingester, 100*time.Millisecond)
				_, err := r.Picture(t.Context(), ingest.Picture{Data: data})
				if !fault.Is(err, fault.Invalid) || what(err) != "reading it takes too long" {
					t.Errorf("got %v, want the reason", err)
				}
			})
			t.Run("that of who waits", func(t *testing.T) {
				ctx, stop := context.WithTimeout(t.Context(), 100*time.Millisecond)
				defer stop()
				_, err := open(t).Picture(ctx, ingest.Picture{Data: data})
				if !fault.Is(err, fault.Of(context.DeadlineExceeded)) {
					t.Errorf("got %v, want what ended the context", err)
				}
			})
		})
	}
}

// scans is a grey progressive JPEG of side×side pixels that has so many scans, each of
// one run over all blocks (ITU-T T.81, G.1.2.2).
func scans(side uint16, count int) []byte {
	b := []byte{0xff, 0xd8, 0xff, 0xc2, 0, 11, 8}
	b = binary.BigEndian.AppendUint16(b, side)
	b = binary.BigEndian.AppendUint16(b, side)
	b = append(b, 1, 1, 0x11, 0)
	const runs = 14 // the category of the longest, 2^14 blocks and more
	b = append(b, 0xff, 0xc4, 0, 20, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, runs<<4)
	blocks := (int(side) + 7) / 8 * ((int(side) + 7) / 8)
	// A run is a bit for its category and fourteen of its length.
	bits := 15 * (blocks/(1<<15-1) + 1)
	scan := []byte{0xff, 0xda, 0, 8, 1, 1, 0, 1, 63, 0}
	var run bytes.Buffer
	for range bits / 15 {
		run.WriteString("011111111111111")
	}
	for run.Len()%8 != 0 {
		run.WriteByte('1')
	}
	for digits := run.Bytes(); len(digits) > 0; digits = digits[8:] {
		var v byte
		for _, d := range digits[:8] {
			v = v<<1 | (d - '0')
		}
		if scan = append(scan, v); v == 0xff {
			scan = append(scan, 0)
		}
	}
	b = append(b, bytes.Repeat(scan, count)...)
	return append(b, 0xff, 0xd9)
}

// strips is a grey TIFF of one pixel a line, whose lines all lie on the same bytes.
func strips(count uint32) []byte {
	line := deflated(0)
	tags := [][3]uint32{
		{256, 4, 1}, {257, 4, count}, {258, 4, 8}, {259, 4, 8}, {262, 4, 1}, {273, 1, 0}, {278, 4, 1}, {279, 1, 0},
	}
	const start = 8
	values := uint32(start + 2 + 12*len(tags) + 4)
	b := []byte("II*\x00\x08\x00\x00\x00")
	b = binary.LittleEndian.AppendUint16(b, uint16(len(tags)))
	for _, tag := range tags {
		number, value := uint32(1), tag[2]
		switch tag[0] {
		case 273:
			number, value = count, values+uint32(len(line))
		case 279:
			number, value = count, values+uint32(len(line))+count
		}
		b = binary.LittleEndian.AppendUint16(b, uint16(tag[0]))
		b = binary.LittleEndian.AppendUint16(b, uint16(tag[1]))
		b = binary.LittleEndian.AppendUint32(b, number)
		b = binary.LittleEndian.AppendUint32(b, value)
	}
	b = append(binary.LittleEndian.AppendUint32(b, 0), line...)
	b = append(b, bytes.Repeat([]byte{byte(values)}, int(count))...)
	return append(b, bytes.Repeat([]byte{byte(len(line))}, int(count))...)
}
