package bmff

import "encoding/binary"

// Each calls each box in data with its type and its body, until it wants no more. A box
// that is longer than data is ends with it, and one that is shorter than its own head
// ends them all.
func Each(data []byte, each func(kind string, body []byte) (more bool)) {
	for len(data) >= 8 {
		size, head := uint64(binary.BigEndian.Uint32(data)), 8
		kind := string(data[4:8])
		if size == 1 && len(data) >= 16 {
			size, head = binary.BigEndian.Uint64(data[8:]), 16
		}
		if size == 0 || size > uint64(len(data)) {
			size = uint64(len(data))
		}
		if size < uint64(head) || !each(kind, data[head:size]) {
			return
		}
		data = data[size:]
	}
}

// First gives the body of the first box of a type; nil where there is none.
func First(data []byte, want string) (found []byte) {
	Each(data, func(kind string, body []byte) bool {
		if kind == want {
			found = body
		}
		return found == nil
	})
	return found
}
