package ingest

import (
	"bytes"
	"encoding/binary"
	"slices"
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
	formatHEIC format = "heic"
	formatTIFF format = "tiff"
)

// formats are all that are read, the most common first.
func formats() []format {
	return []format{formatJPEG, formatPNG, formatGIF, formatWebP, formatHEIC, formatTIFF}
}

// mime is the format's content type.
func (f format) mime() string {
	if f == formatJPEG {
		return "image/jpeg"
	}
	return "image/" + string(f)
}

// name is what people call the format.
func (f format) name() string {
	switch f {
	case formatJPEG:
		return "JPEG"
	case formatWebP:
		return "WebP"
	case formatPNG, formatGIF, formatHEIC, formatTIFF:
	}
	return strings.ToUpper(string(f))
}

// announcedAs reports whether a content type stands for the format. HEIF is the
// family of HEIC, and programs say either.
func (f format) announcedAs(mime string) bool {
	return mime == f.mime() || f == formatHEIC && mime == "image/heif"
}

// Types are the media types of the pictures that are read.
func Types() []string {
	var types []string
	for _, f := range formats() {
		types = append(types, f.mime())
	}
	return append(types, "image/heif")
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
		return formatTIFF, nil
	case len(data) >= 12 && string(data[4:8]) == "ftyp":
		return branded(data)
	case video(data):
		return "", errVideo
	case begins("%PDF-"):
		return "", reason("it is a PDF document, and Shoebox keeps photos")
	case begins("8BPS"):
		return "", reason("Photoshop's own files are not read: export it as JPEG or TIFF")
	case begins("BM") && len(data) >= 14 && int(binary.LittleEndian.Uint32(data[2:])) == len(data):
		return "", reason("BMP pictures are not read: save it as PNG")
	case begins("\xff\x0a"), begins("\x00\x00\x00\x0cJXL "):
		return "", reason("JPEG XL pictures are not read yet: export it as JPEG")
	}
	return "", reason("it is not a picture")
}

// branded says what one of the many kinds of ISO media files is (ISO/IEC 14496-12,
// 4.3): its major brand, and where that is only the family's (ISO/IEC 23008-12,
// 10.2), those it is compatible with.
func branded(data []byte) (format, error) {
	end := min(int(binary.BigEndian.Uint32(data)), len(data), 256)
	brands := []string{string(data[8:12])}
	for at := 16; at+4 <= end; at += 4 {
		brands = append(brands, string(data[at:at+4]))
	}
	has := func(names ...string) bool {
		return slices.ContainsFunc(brands, func(b string) bool { return slices.Contains(names, b) })
	}
	family := slices.Contains([]string{"mif1", "mif2", "msf1", "miaf"}, brands[0])
	switch major := brands[0]; {
	case major == "avif", major == "avis", family && has("avif", "avis"):
		return "", reason("AVIF pictures are not read yet: export it as JPEG or HEIC")
	case slices.Contains([]string{"heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs"}, major), family:
		return formatHEIC, nil
	case major == "crx ":
		return "", errRaw
	}
	return "", errVideo
}
