package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"image"
	"image/jpeg"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"time"

	"golang.org/x/sync/errgroup"

	"shoebox/deploy/sample"
)

// The pictures are those of a camera of 12 megapixels.
const (
	wide, high = 4000, 3000
	quality    = 92
	grain      = 7.0 // of the sensor: the standard deviation of the luma's noise
	burst      = 4   // pictures of one sight, which differ in their EXIF alone
)

// makePictures writes so many pictures into a folder, or takes those that are there:
// sights of the sample album at another scale, with a sensor's noise and a camera's
// EXIF. They are between three and six megabytes long, as photographs of this size are.
func makePictures(ctx context.Context, dir string, n int) ([]string, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	sights, err := sights()
	if err != nil {
		return nil, err
	}
	files := make([]string, n)
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for first := 0; first < n; first += burst {
		for i := first; i < min(first+burst, n); i++ {
			files[i] = filepath.Join(dir, fmt.Sprintf("IMG_%05d.jpg", i))
		}
		group.Go(func() error {
			if _, err := os.Stat(files[min(first+burst, n)-1]); err == nil || ctx.Err() != nil {
				return ctx.Err() // it is there
			}
			return shoot(files[first:min(first+burst, n)], sights[first/burst%len(sights)], first)
		})
	}
	return files, group.Wait()
}

// sights are the photographs of the sample album.
func sights() ([]*image.YCbCr, error) {
	names, err := fs.Glob(sample.Files(), "photos/*.jpg")
	if err != nil {
		return nil, err
	}
	var all []*image.YCbCr
	for _, name := range names {
		data, err := fs.ReadFile(sample.Files(), name)
		if err != nil {
			return nil, err
		}
		m, err := jpeg.Decode(bytes.NewReader(data))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path.Base(name), err)
		}
		if y, ok := m.(*image.YCbCr); ok {
			all = append(all, y)
		}
	}
	return all, nil
}

// shoot writes the pictures of one sight: a part of it, chosen by the number.
func shoot(files []string, sight *image.YCbCr, number int) error {
	chance := rand.New(rand.NewPCG(1, uint64(number)))
	m := image.NewYCbCr(image.Rect(0, 0, wide, high), image.YCbCrSubsampleRatio420)
	b := sight.Bounds()
	part := 0.6 + 0.4*chance.Float64()
	view := image.Rect(0, 0, int(part*float64(b.Dx())), int(part*float64(b.Dy())))
	view = view.Add(image.Pt(chance.IntN(b.Dx()-view.Dx()+1), chance.IntN(b.Dy()-view.Dy()+1)))
	enlarge(m.Y, m.YStride, wide, high, view, func(x, y int) byte { return sight.Y[sight.YOffset(b.Min.X+x, b.Min.Y+y)] })
	enlarge(m.Cb, m.CStride, wide/2, high/2, view, func(x, y int) byte { return sight.Cb[sight.COffset(b.Min.X+x, b.Min.Y+y)] })
	enlarge(m.Cr, m.CStride, wide/2, high/2, view, func(x, y int) byte { return sight.Cr[sight.COffset(b.Min.X+x, b.Min.Y+y)] })
	noise := make([]int16, 1<<16)
	for i := range noise {
		noise[i] = int16(chance.NormFloat64() * grain)
	}
	at := chance.Uint32()
	for i, v := range m.Y {
		at = at*1664525 + 1013904223
		m.Y[i] = byte(min(max(int16(v)+noise[at>>16], 0), 255))
	}
	var data bytes.Buffer
	if err := jpeg.Encode(&data, m, &jpeg.Options{Quality: quality}); err != nil {
		return err
	}
	for i, file := range files {
		taken := time.Date(2019, 1, 1, 8, 0, 0, 0, time.UTC).Add(time.Duration(number+i) * time.Hour)
		if err := os.WriteFile(file, withEXIF(data.Bytes(), taken), 0o600); err != nil {
			return err
		}
	}
	return nil
}

// enlarge fills a plane with a part of another, between whose samples it goes straight.
func enlarge(plane []byte, stride, w, h int, view image.Rectangle, sample func(x, y int) byte) {
	const one = 1 << 8
	for y := range h {
		sy := y * (view.Dy() - 1) * one / h
		row := plane[y*stride : y*stride+w]
		for x := range row {
			sx := x * (view.Dx() - 1) * one / w
			px, py, fx, fy := view.Min.X+sx/one, view.Min.Y+sy/one, sx%one, sy%one
			top := int(sample(px, py))*(one-fx) + int(sample(px+1, py))*fx
			bottom := int(sample(px, py+1))*(one-fx) + int(sample(px+1, py+1))*fx
			row[x] = byte((top*(one-fy) + bottom*fy) / (one * one))
		}
	}
}

// withEXIF puts a camera's EXIF into a JPEG: what made it, and when.
func withEXIF(data []byte, taken time.Time) []byte {
	const ascii, long = 2, 4
	var values []byte
	entry := func(tag, kind uint16, count, value uint32) []byte {
		b := binary.BigEndian.AppendUint16(nil, tag)
		b = binary.BigEndian.AppendUint16(b, kind)
		b = binary.BigEndian.AppendUint32(b, count)
		return binary.BigEndian.AppendUint32(b, value)
	}
	const ifd0, sub, text = 8, 8 + 2 + 3*12 + 4, 8 + 2 + 3*12 + 4 + 2 + 1*12 + 4
	say := func(tag uint16, s string) []byte {
		e := entry(tag, ascii, uint32(len(s)+1), uint32(text+len(values)))
		values = append(append(values, s...), 0)
		if len(values)%2 == 1 {
			values = append(values, 0)
		}
		return e
	}
	tiff := binary.BigEndian.AppendUint32([]byte("MM\x00*"), ifd0)
	tiff = append(tiff, 0, 3)
	tiff = append(tiff, say(0x010f, "Shoebox")...)
	tiff = append(tiff, say(0x0110, "Bench 12")...)
	tiff = append(tiff, entry(0x8769, long, 1, sub)...)
	tiff = append(tiff, 0, 0, 0, 0)
	tiff = append(tiff, 0, 1)
	tiff = append(tiff, say(0x9003, taken.Format("2006:01:02 15:04:05"))...)
	tiff = append(tiff, 0, 0, 0, 0)
	tiff = append(tiff, values...)
	segment := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(2+6+len(tiff)))
	segment = append(append(segment, "Exif\x00\x00"...), tiff...)
	return append(append(append([]byte{}, data[:2]...), segment...), data[2:]...)
}
