package ingest

import (
	"context"
	"errors"
	"image"
	"time"

	"shoebox/shared/ingest/bmff"
	"shoebox/shared/ingest/heif"
)

// heicTime is how long a HEIC picture may take. One of 48 megapixels takes a quarter
// of it.
const heicTime = 40 * time.Second

// heicHeader reads the header of a HEIC picture. What its decoder takes was measured:
// four times the samples, and a little less of those of two bytes.
func heicHeader(ctx context.Context, data []byte) (header, error) {
	ctx, done := context.WithTimeout(ctx, heicTime)
	defer done()
	w, h, err := heif.Size(ctx, data)
	if err != nil {
		return header{}, heicError(err)
	}
	pixels := int64(w) * int64(h)
	coding := heicCodingOf(data)
	memory := pixels * coding.samples * 41 / 10 / 2
	if coding.deep {
		memory = pixels * coding.samples * 72 / 10 / 2
	}
	const program = 16 << 20
	return header{w, h, memory + int64(len(data)) + program}, nil
}

func heicDecode(ctx context.Context, data []byte, memory int64) (image.Image, func(), error) {
	ctx, done := context.WithTimeout(ctx, heicTime)
	defer done()
	p, err := heif.Decode(ctx, data, memory)
	if err != nil {
		return nil, nil, heicError(err)
	}
	return p.Image, p.Close, nil
}

func heicError(err error) error {
	switch {
	case errors.Is(err, heif.ErrMemory):
		return errMemory
	case errors.Is(err, heif.ErrComplex):
		return reason("it is put together from too many pictures: save it as a common JPEG")
	case errors.Is(err, context.DeadlineExceeded):
		return reason("reading it takes too long")
	}
	return err
}

// heicCoding is how the samples of a HEIC picture are coded.
type heicCoding struct {
	samples int64 // for two pixels: three of 4:2:0
	deep    bool  // of more than 8 bits
}

// heicCodingOf gives the most that any part of a picture needs, from the decoders'
// configurations (ISO/IEC 14496-15, 8.3.2).
func heicCodingOf(data []byte) heicCoding {
	c := heicCoding{samples: 3}
	meta := bmff.First(data, "meta")
	if len(meta) < 4 {
		return c
	}
	bmff.Each(bmff.First(bmff.First(meta[4:], "iprp"), "ipco"), func(kind string, body []byte) bool {
		if kind == "hvcC" && len(body) > 18 {
			chroma, bits := body[16]&3, 8+max(body[17]&7, body[18]&7)
			c.samples = max(c.samples, []int64{2, 3, 4, 6}[chroma])
			c.deep = c.deep || bits > 8
		}
		return true
	})
	return c
}
