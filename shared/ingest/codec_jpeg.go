package ingest

import (
	"encoding/binary"
	"image"
	"image/color"
)

// jpegMemory counts the planes, as fine as they are, and what a picture is converted to
// that is not brightness and two colours. A progressive one's coefficients are all kept
// until its end, as four bytes each.
func jpegMemory(data []byte, c image.Config) int64 {
	frame, ok := jpegFrame(data)
	planes := frame.planes
	if !ok {
		frame.progressive, planes = true, 4 // the decoder reads what we don't: the most there can be
	}
	if frame.progressive {
		planes += 4 * planes
	}
	if c.ColorModel != color.YCbCrModel && c.ColorModel != color.GrayModel {
		planes += 4
	}
	return planes * area(c)
}

// frame is what a JPEG's frame header says (ITU-T T.81, B.2.2).
type frame struct {
	progressive bool
	planes      int64 // samples for a pixel, rounded up
}

// jpegFrame finds the frame header; false where it is not where it belongs, as behind
// a marker that has no length (B.1.1.3).
func jpegFrame(data []byte) (frame, bool) {
	const sof0, sof2, rst0, eoi, sos = 0xc0, 0xc2, 0xd0, 0xd9, 0xda
	for at := 2; at+4 <= len(data) && data[at] == 0xff; {
		marker := data[at+1]
		if marker == 0xff { // padding
			at++
			continue
		}
		if marker < sof0 || marker >= rst0 && marker <= eoi {
			break
		}
		length := int(binary.BigEndian.Uint16(data[at+2:]))
		if marker >= sof0 && marker <= sof2 && at+2+length <= len(data) {
			return sampled(data[at+4:at+2+max(length, 2)], marker == sof2)
		}
		if marker == sos {
			break
		}
		at += 2 + length
	}
	return frame{}, false
}

// sampled counts the samples of a frame header's components: each has factors, and the
// greatest are one for a pixel.
func sampled(body []byte, progressive bool) (frame, bool) {
	if len(body) < 6 || len(body) < 6+3*int(body[5]) {
		return frame{}, false
	}
	var sum, widest, highest int64
	for i := range int(body[5]) {
		factors := int64(body[6+3*i+1])
		across, down := factors>>4, factors&15
		sum += across * down
		widest, highest = max(widest, across), max(highest, down)
	}
	if widest*highest == 0 {
		return frame{}, false
	}
	if body[5] == 1 {
		sum, widest, highest = 1, 1, 1
	}
	return frame{progressive, (sum + widest*highest - 1) / (widest * highest)}, true
}
