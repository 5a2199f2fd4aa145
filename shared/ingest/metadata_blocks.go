package ingest

import "bytes"

// blocks are the parts of a picture's file that say something of it. They are views
// of the file where they lie in it in one piece.
type blocks struct {
	exif []byte   // a TIFF structure
	xmp  [][]byte // packets
	iptc []byte   // IIM datasets
}

// maxBlock is the most that is put together or inflated of a part that a file keeps
// in pieces, in bytes.
const maxBlock = maxPacket

// maxPackets is how many packets of XMP are read. A picture has one, and more where it
// was too long for the first, or where depths and brightnesses have their own.
const maxPackets = 16

// blocksOf finds the parts.
func blocksOf(f format, data []byte) blocks {
	var b blocks
	switch f {
	case formatJPEG:
		b = jpegBlocks(data)
	case formatPNG:
		b = pngBlocks(data)
	case formatWebP:
		b = webpBlocks(data)
	case formatHEIC:
		b = heifBlocks(data)
	case formatTIFF:
		b = tiffBlocks(data)
	case formatGIF: // it has no room for any but XMP, which nobody writes there
	}
	b.exif = bytes.TrimPrefix(b.exif, []byte("Exif\x00\x00"))
	return b
}

// addXMP adds a packet, up to as much as is read of one: a file of a thousand packets
// says no more than its first.
func (b *blocks) addXMP(packet []byte) {
	room := maxPacket
	for _, p := range b.xmp {
		room -= len(p)
	}
	if packet = packet[:min(len(packet), room)]; len(packet) > 0 && len(b.xmp) < maxPackets {
		b.xmp = append(b.xmp, packet)
	}
}

// packet gives what the packets say together; of what several say the first counts.
func (b blocks) packet() packet {
	all := packet{}
	for _, data := range b.xmp {
		for name, v := range readXMP(data) {
			if _, there := all[name]; !there {
				all[name] = v
			}
		}
	}
	return all
}
