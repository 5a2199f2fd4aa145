package ingest

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/hex"
	"io"
	"strings"
)

// pngBlocks finds the parts in the chunks of a PNG: EXIF in its own, XMP in a text,
// and what ImageMagick writes as texts of hexadecimals.
func pngBlocks(data []byte) blocks {
	var b blocks
	texts := 0
	for at := 8; at+12 <= len(data); {
		size, kind := int(binary.BigEndian.Uint32(data[at:])), string(data[at+4:at+8])
		body := data[at+8:]
		if size > len(body) {
			size = len(body)
		}
		body = body[:size]
		at += 12 + size
		switch kind {
		case "eXIf":
			b.exif = body
		case "tEXt", "zTXt", "iTXt":
			if texts++; texts <= 100 { // each may be inflated
				b.pngText(kind, body)
			}
		}
	}
	return b
}

// pngText takes what a text chunk is of.
func (b *blocks) pngText(kind string, body []byte) {
	keyword, rest, ok := bytes.Cut(body, []byte{0})
	if !ok {
		return
	}
	name, raw := strings.CutPrefix(string(keyword[:min(len(keyword), 79)]), "Raw profile type ")
	switch {
	case name == "XML:com.adobe.xmp":
		if text := pngTextOf(kind, rest); text != nil {
			b.xmp = append(b.xmp, text)
		}
	case raw && (name == "exif" || name == "APP1"):
		profile := rawProfile(pngTextOf(kind, rest))
		if xmp, ok := bytes.CutPrefix(profile, []byte("http://ns.adobe.com/xap/1.0/\x00")); ok {
			b.xmp = append(b.xmp, xmp)
		} else if b.exif == nil {
			b.exif = profile
		}
	case raw && name == "iptc":
		b.iptc = photoshopIPTC(rawProfile(pngTextOf(kind, rest)))
	case raw && name == "xmp":
		b.xmp = append(b.xmp, rawProfile(pngTextOf(kind, rest)))
	}
}

// pngTextOf gives the text of a chunk, whose kind says how it is written.
func pngTextOf(kind string, rest []byte) []byte {
	compressed := kind == "zTXt"
	switch {
	case kind == "iTXt" && len(rest) >= 2: // compressed or not, how, language, translated keyword
		compressed = rest[0] == 1
		fields := bytes.SplitN(rest[2:], []byte{0}, 3)
		rest = fields[len(fields)-1]
	case compressed && len(rest) >= 1:
		rest = rest[1:]
	}
	if !compressed {
		return rest
	}
	z, err := zlib.NewReader(bytes.NewReader(rest))
	if err != nil {
		return nil
	}
	text, _ := io.ReadAll(io.LimitReader(z, maxBlock)) // what came before a fault may be enough
	return text
}

// rawProfile reads a profile that is written as lines: its name, its length, and its
// bytes in hexadecimals.
func rawProfile(text []byte) []byte {
	lines := bytes.SplitN(bytes.TrimSpace(text), []byte("\n"), 3)
	if len(lines) < 3 {
		return nil
	}
	digits := bytes.Join(bytes.Fields(lines[2]), nil)
	n, _ := hex.Decode(digits, digits[:len(digits)/2*2]) // up to what is no digit
	return digits[:n]
}
