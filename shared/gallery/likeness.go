package gallery

import (
	"math/bits"

	"shoebox/shared/table"
)

// MaxDistance is how many of the 64 bits of two photos' likenesses may differ for
// them to be alike.
const MaxDistance = 7

// bands is how many parts a likeness is cut into. Two that differ in fewer bits than
// there are bands agree in one of them: whoever looks among those that share a band
// finds all within MaxDistance.
const (
	bands    = MaxDistance + 1
	bandBits = 64 / bands
)

// leastTelling is how many bits of a likeness must be set, and not set, for it to say
// anything: a white wall and a black frame look like every other.
const leastTelling = 8

// Distance is in how many bits two likenesses differ, 0 to 64.
func (l Likeness) Distance(m Likeness) int { return bits.OnesCount64(uint64(l ^ m)) }

// telling reports whether photos of this likeness can be told from others.
func (l Likeness) telling() bool {
	set := bits.OnesCount64(uint64(l))
	return set >= leastTelling && 64-set >= leastTelling
}

// turned gives a likeness with its bits in another order, the same for all: each band
// gets one bit of each row and each column of the picture a hash was made of, since
// neighbours mostly agree, and would fill a few bands with everything.
func (l Likeness) turned() uint64 {
	var t uint64
	for n := range 64 {
		row := n % 8
		column := (n/8 + 3*row) % 8
		t |= uint64(l) >> (8*row + column) & 1 << (63 - n)
	}
	return t
}

// bandPartition is the list of all photos by one band: its key begins with the band's
// bits, so that those that share it are neighbours, and those that share more are
// nearer.
func bandPartition(g ID, band int) string {
	return "L#" + string(g) + "#" + string(rune('0'+band))
}

// bandSort gives where a turned likeness stands in the list of a band: its bits begin
// there and go around.
func bandSort(turned uint64, band int) string {
	return hexadecimal(bits.RotateLeft64(turned, band*bandBits))
}

// unbandSort gives the turned likeness back.
func unbandSort(sort string, band int) uint64 {
	return bits.RotateLeft64(uint64(readLikeness(sort)), -band*bandBits)
}

// likenessKeys are where a photo stands among those that may look alike; none for one
// that can't be told from others.
func likenessKeys(g ID, id PhotoID, l Likeness) []table.Key {
	if !l.telling() {
		return nil
	}
	turned := l.turned()
	keys := make([]table.Key, bands)
	for band := range keys {
		keys[band] = table.Key{Partition: bandPartition(g, band), Sort: bandSort(turned, band) + "#" + string(id)}
	}
	return keys
}

// hexadecimal gives 16 digits.
func hexadecimal(n uint64) string {
	const digits = "0123456789abcdef"
	var text [16]byte
	for i := range text {
		text[i] = digits[n>>(60-4*i)&15]
	}
	return string(text[:])
}
