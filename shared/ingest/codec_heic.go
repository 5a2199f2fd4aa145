package ingest

import (
	"context"
	"errors"
	"image"

	"shoebox/shared/fault"
	"shoebox/shared/ingest/bmff"
	"shoebox/shared/ingest/heif"
)

// heicCodec reads HEIC pictures, with some decoders.
type heicCodec struct{ *heif.Decoders }

// header reads the header of a HEIC picture. What its decoder takes was measured: four
// times the samples, and a little less of those of two bytes. Its pixels come on top, as
// one byte a sample.
func (c heicCodec) header(ctx context.Context, data []byte) (header, error) {
	w, h, err := c.Size(ctx, data)
	if err != nil {
		return header{}, heicError(err)
	}
	pixels := int64(w) * int64(h)
	coding := heicCodingOf(data)
	memory := pixels * coding.samples * 51 / 10 / 2
	if coding.deep {
		memory = pixels * coding.samples * 82 / 10 / 2
	}
	const program = 16 << 20
	return header{w, h, memory + int64(len(data)) + program}, nil
}

func (c heicCodec) decode(ctx context.Context, data []byte, memory int64) (image.Image, func(), error) {
	p, err := c.Decode(ctx, data, memory)
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
	case errors.Is(err, heif.ErrTime):
		return reason("reading it takes too long")
	case errors.Is(err, heif.ErrProcess):
		return fault.As("ingest.heicCodec", fault.Unavailable, err)
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
