package ingest

import (
	"bytes"
	"strings"
)

// format is what a file is by its first bytes; its name is not asked.
type format string

// The formats that are read.
const (
	formatJPEG format = "jpg"
	formatPNG  format = "png"
	formatGIF  format = "gif"
	formatWebP format = "webp"
)

// mime is the format's content type.
func (f format) mime() string {
	if f == formatJPEG {
		return "image/jpeg"
	}
	return "image/" + string(f)
}

// sniff says what a file is, or why it is not taken.
func sniff(data []byte) (format, error) {
	begins := func(magic string) bool { return bytes.HasPrefix(data, []byte(magic)) }
	switch {
	case len(data) == 0:
		return "", reason("it is empty")
	case begins("\xff\xd8\xff"):
		return formatJPEG, nil
	case begins("\x89PNG\r\n\x1a\n"):
		return formatPNG, nil
	case begins("GIF87a"), begins("GIF89a"):
		return formatGIF, nil
	case begins("RIFF") && len(data) >= 12 && string(data[8:12]) == "WEBP":
		return formatWebP, nil
	case begins("II*\x00"), begins("MM\x00*"):
		return "", reason("TIFF pictures are not read yet")
	case len(data) >= 12 && string(data[4:8]) == "ftyp":
		return "", brand(string(data[8:12]))
	}
	return "", reason("it is not a picture")
}

// brand says what one of the many kinds of ISO media file is.
func brand(b string) error {
	switch {
	case b == "avif" || b == "avis":
		return reason("AVIF pictures are not read yet")
	case strings.HasPrefix(b, "he") || b == "mif1" || b == "msf1":
		return reason("HEIC pictures are not read yet")
	}
	return reason("it is a video, and Shoebox keeps photos")
}
