package export

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"slices"
)

// file gives the file of one record.
func (l list) file(at int64) (*zip.File, error) {
	record, err := l.record(at)
	if err != nil {
		return nil, err
	}
	files, err := l.files(at, record, 1)
	if err != nil {
		return nil, err
	}
	return files[0], nil
}

// files gives what records say, and the files behind them: archive/zip reads an archive
// that ends where the records lie, and has no others.
func (l list) files(at int64, records []byte, n int) ([]*zip.File, error) {
	before := at - l.base
	tail := ended(records, uint64(n), uint64(before))
	z, err := zip.NewReader(spliced{io.NewSectionReader(l.from, l.base, before), tail}, before+int64(len(tail)))
	if err != nil || len(z.File) != n {
		return nil, errNoArchive
	}
	return z.File, nil
}

// ended gives some records with an archive's end, of which the records lie at a place in
// it. It is that of a large archive, which is right for all.
func ended(records []byte, n, at uint64) []byte {
	le, size := binary.LittleEndian, uint64(len(records))
	b := slices.Grow(slices.Clip(records), lenEnd64+lenLocator+lenEnd)
	b = le.AppendUint32(b, signEnd64)
	b = le.AppendUint64(b, lenEnd64-12) // how long it is after this
	b = le.AppendUint32(b, 45<<16|45)   // the version that wrote it and that is needed
	b = le.AppendUint64(b, 0)           // of the disks the first
	b = le.AppendUint64(b, n)
	b = le.AppendUint64(b, n)
	b = le.AppendUint64(b, size)
	b = le.AppendUint64(b, at)

	b = le.AppendUint32(b, signLocator)
	b = le.AppendUint32(b, 0)
	b = le.AppendUint64(b, at+size)
	b = le.AppendUint32(b, 1)

	b = le.AppendUint32(b, signEnd)
	b = le.AppendUint32(b, 0)
	b = le.AppendUint64(b, 1<<64-1) // see the other end
	b = le.AppendUint32(b, 1<<32-1)
	return le.AppendUint16(b, 0)
}

// spliced is the beginning of a file with another end.
type spliced struct {
	head *io.SectionReader
	tail []byte
}

func (s spliced) ReadAt(p []byte, off int64) (int, error) {
	n := 0
	if off < s.head.Size() {
		read, err := s.head.ReadAt(p, off)
		if read == len(p) || err != nil && !errors.Is(err, io.EOF) {
			return read, err
		}
		n = read
	}
	more, err := bytes.NewReader(s.tail).ReadAt(p[n:], off+int64(n)-s.head.Size())
	return n + more, err
}
