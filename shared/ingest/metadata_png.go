package ingest

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/hex"
	"io"
)

// pngBlocks finds the parts in the chunks of a PNG: EXIF in its own, XMP in a text,
// and what ImageMagick writes as texts of hexadecimals.
func pngBlocks(data []byte) blocks {
	r := pngReader{room: maxBlock}
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
			r.exif = body
		case "tEXt", "zTXt", "iTXt":
			r.chunk(kind, body)
		}
	}
	return r.blocks
}

// pngReader collects parts.
type pngReader struct {
	blocks
	room int // bytes of texts that are still read
}

// chunk takes what a chunk of text is of.
func (r *pngReader) chunk(kind string, body []byte) {
	keyword, rest, ok := bytes.Cut(body, []byte{0})
	if !ok {
		return
	}
	switch string(keyword) {
	case "XML:com.adobe.xmp":
		r.addXMP(r.text(kind, rest))
	case "Raw profile type xmp":
		r.addXMP(rawProfile(r.text(kind, rest)))
	case "Raw profile type iptc":
		r.iptc = photoshopIPTC(rawProfile(r.text(kind, rest)))
	case "Raw profile type exif", "Raw profile type APP1":
		profile := rawProfile(r.text(kind, rest))
		if _, packet, ok := bytes.Cut(profile, []byte(headXMP)); ok {
			r.addXMP(packet)
		} else if r.exif == nil {
			r.exif = profile
		}
	}
}

// text gives the text of a chunk, whose kind says how it is written.
func (r *pngReader) text(kind string, rest []byte) []byte {
	compressed := kind == "zTXt"
	switch {
	case kind == "iTXt" && len(rest) >= 2: // compressed or not, how, language, translated keyword
		compressed = rest[0] == 1
		fields := bytes.SplitN(rest[2:], []byte{0}, 3)
		rest = fields[len(fields)-1]
	case compressed && len(rest) >= 1:
		rest = rest[1:]
	}
	text := rest[:min(len(rest), r.room)]
	if compressed {
		z, err := zlib.NewReader(bytes.NewReader(rest))
		if err != nil {
			return nil
		}
		text, _ = io.ReadAll(io.LimitReader(z, int64(r.room))) // what came before a fault may be enough
	}
	r.room -= len(text)
	return text
}

// rawProfile reads a profile that is written as lines: its name, its length, and its
// bytes in hexadecimals.
func rawProfile(text []byte) []byte {
	lines := bytes.SplitN(bytes.TrimSpace(text), []byte("\n"), 3)
	if len(lines) < 3 {
		return nil
	}
	digits := make([]byte, 0, len(lines[2]))
	for _, c := range lines[2] {
		if c != ' ' && c != '\n' && c != '\r' && c != '\t' {
			digits = append(digits, c)
		}
	}
	n, _ := hex.Decode(digits, digits[:len(digits)/2*2]) // up to what is no digit
	return digits[:n]
}
