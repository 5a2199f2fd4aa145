package ingest

import "encoding/binary"

// tiffDirectory is the first directory of a TIFF (TIFF 6.0, section 2). One that is cut
// short has less in it.
type tiffDirectory struct {
	data    []byte
	order   binary.ByteOrder
	entries []byte
}

const tiffEntry = 12 // bytes of an entry

func tiffDirectoryOf(data []byte) tiffDirectory {
	d := tiffDirectory{data: data, order: binary.LittleEndian}
	if len(data) < 8 {
		return d
	}
	if data[0] == 'M' {
		d.order = binary.BigEndian
	}
	at := int64(d.order.Uint32(data[4:]))
	if at+2 > int64(len(data)) {
		return d
	}
	d.entries = data[at+2:]
	d.entries = d.entries[:min(len(d.entries), tiffEntry*int(d.order.Uint16(data[at:])))]
	return d
}

// entry gives the entry of a tag; nil where there is none.
func (d tiffDirectory) entry(tag uint16) []byte {
	for rest := d.entries; len(rest) >= tiffEntry; rest = rest[tiffEntry:] {
		if d.order.Uint16(rest) == tag {
			return rest[:tiffEntry]
		}
	}
	return nil
}

// numbers gives the values of a tag as they lie in the file.
func (d tiffDirectory) numbers(tag uint16) tiffNumbers {
	entry := d.entry(tag)
	if entry == nil {
		return tiffNumbers{}
	}
	n := tiffNumbers{order: d.order}
	switch kind := d.order.Uint16(entry[2:]); kind {
	case 1:
		n.size = 1
	case 3:
		n.size = 2
	case 4:
		n.size = 4
	default:
		return tiffNumbers{}
	}
	long := int64(n.size) * int64(d.order.Uint32(entry[4:]))
	if n.values = entry[8:]; long > int64(len(n.values)) {
		n.values = d.data[min(int64(d.order.Uint32(entry[8:])), int64(len(d.data))):]
	}
	n.values = n.values[:min(long, int64(len(n.values)))]
	return n
}

// tiffNumbers are the values of a tag: BYTE, SHORT or LONG.
type tiffNumbers struct {
	order  binary.ByteOrder
	size   int // bytes of one; 0 if there are none
	values []byte
}

func (n tiffNumbers) len() int64 {
	if n.size == 0 {
		return 0
	}
	return int64(len(n.values) / n.size)
}

// at gives the value at i, counted from 0; 0 where there is none.
func (n tiffNumbers) at(i int64) int64 {
	if i >= n.len() {
		return 0
	}
	value := n.values[i*int64(n.size):]
	switch n.size {
	case 1:
		return int64(value[0])
	case 2:
		return int64(n.order.Uint16(value))
	}
	return int64(n.order.Uint32(value))
}
