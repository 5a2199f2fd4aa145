package ingest

import (
	"bytes"
	"encoding/binary"

	"shoebox/shared/ingest/bmff"
)

// profile gives the colour profile that a picture's renditions need, too: Display P3,
// in whose wider colours telephones write JPEG and HEIC. Nil is sRGB, which is meant
// where nothing is said.
func profile(f format, data []byte) []byte {
	switch f {
	case formatJPEG:
		return wide(jpegProfile(data))
	case formatHEIC:
		return wide(heicProfile(data))
	case formatPNG, formatGIF, formatWebP, formatTIFF:
	}
	return nil
}

// wide gives a profile that is Display P3's, which is small; any other is left out: it
// may tell of a person's machine.
func wide(profile []byte) []byte {
	const most, header = 1 << 10, 128
	if len(profile) < header || len(profile) > most || string(profile[16:20]) != "RGB " || string(profile[36:40]) != "acsp" {
		return nil
	}
	name := "Display P3"
	spaced := bytes.Join(bytes.Split([]byte(name), nil), []byte{0}) // as UTF-16
	if !bytes.Contains(profile, []byte(name)) && !bytes.Contains(profile, spaced) {
		return nil
	}
	return profile
}

// iccMark begins a segment that holds a profile, before its number and how many there
// are (ICC.1:2022, B.4).
const iccMark = "ICC_PROFILE\x00"

// jpegProfile gives a JPEG's profile, if it is in one segment.
func jpegProfile(data []byte) []byte {
	const app2, sos = 0xe2, 0xda
	for at := 2; at+4 <= len(data) && data[at] == 0xff && data[at+1] != sos; {
		length := int(binary.BigEndian.Uint16(data[at+2:]))
		body := data[at+4 : min(max(at+2+length, at+4), len(data))]
		if rest, ok := bytes.CutPrefix(body, []byte(iccMark)); ok && data[at+1] == app2 && len(rest) > 2 && rest[1] == 1 {
			return rest[2:]
		}
		at += 2 + length
	}
	return nil
}

// heicProfile gives the first profile of a HEIC picture's parts (ISO/IEC 14496-12,
// 12.1.5). How its samples are weighed is the decoder's business.
func heicProfile(data []byte) (found []byte) {
	meta := bmff.First(data, "meta")
	if len(meta) < 4 {
		return nil
	}
	bmff.Each(bmff.First(bmff.First(meta[4:], "iprp"), "ipco"), func(kind string, body []byte) bool {
		if kind == "colr" && len(body) > 4 && (string(body[:4]) == "prof" || string(body[:4]) == "rICC") {
			found = body[4:]
		}
		return found == nil
	})
	return found
}

// tagged gives a rendition's JPEG with a profile; as it is where there is none.
func tagged(jpeg, profile []byte) []byte {
	if profile == nil {
		return jpeg
	}
	head := []byte{0xff, 0xd8, 0xff, 0xe2}
	head = binary.BigEndian.AppendUint16(head, uint16(2+len(iccMark)+2+len(profile)))
	head = append(append(head, iccMark...), 1, 1)
	return append(append(head, profile...), jpeg[2:]...)
}
