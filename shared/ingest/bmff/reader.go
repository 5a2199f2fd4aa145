package bmff

// Reader reads the fields of a body; those beyond its end are 0.
type Reader struct{ Rest []byte }

// Take gives the next bytes, fewer at the end.
func (r *Reader) Take(n uint64) []byte {
	n = min(n, uint64(len(r.Rest)))
	out := r.Rest[:n]
	r.Rest = r.Rest[n:]
	return out
}

// Uint reads a number of so many bytes, at most 8, the most significant first.
func (r *Reader) Uint(size uint64) (n uint64) {
	b := r.Take(size)
	if uint64(len(b)) < size {
		return 0
	}
	for _, c := range b {
		n = n<<8 | uint64(c)
	}
	return n
}
