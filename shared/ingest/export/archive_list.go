package export

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"slices"
)

// list is the list of an archive's files, with a record of each. It is read here, since
// archive/zip keeps half a kilobyte of each record for as long as the archive is open:
// for all parts of a large Takeout together that is more than an import may take. What
// a record says, and how its file is unpacked, is left to archive/zip, which is given
// some records at a time as an archive of their own.
//
// Where things lie is from PKWARE's APPNOTE 6.3.10, 4.3.12 to 4.3.16.
type list struct {
	from  io.ReaderAt
	size  int64
	base  int64  // where the archive begins: something may lie before it
	at    int64  // where the first record lies
	count uint16 // how many records there are, as far as 16 bits tell
}

const (
	signRecord  = 0x02014b50
	signEnd     = 0x06054b50
	signEnd64   = 0x06064b50
	signLocator = 0x07064b50

	lenSign    = 4
	lenRecord  = 46 // without name, extra field and comment
	lenEnd     = 22 // without comment
	lenEnd64   = 56
	lenLocator = 20

	// maxPiece is how many bytes of records are handed on at a time.
	maxPiece = 256 << 10
)

var (
	errNoArchive   = errors.New("export: damaged, or no archive")
	errListTooLong = errors.New("export: the list of the archive's files is too long")
)

// readList finds the list by what stands at an archive's end.
func readList(from io.ReaderAt, size int64) (list, error) {
	tail := make([]byte, min(size, lenEnd+1<<16))
	if _, err := from.ReadAt(tail, size-int64(len(tail))); err != nil && !errors.Is(err, io.EOF) {
		return list{}, err
	}
	i := bytes.LastIndex(tail[:max(0, len(tail)-lenEnd+lenSign)], binary.LittleEndian.AppendUint32(nil, signEnd))
	if i < 0 {
		return list{}, errNoArchive
	}
	end := tail[i:]
	if int(binary.LittleEndian.Uint16(end[20:])) > len(end)-lenEnd { // its comment is cut short
		return list{}, errNoArchive
	}
	l := list{from: from, size: size, count: binary.LittleEndian.Uint16(end[10:])}
	listed, offset := int64(binary.LittleEndian.Uint32(end[12:])), int64(binary.LittleEndian.Uint32(end[16:]))
	endAt := size - int64(len(end))
	if at, end64 := l.end64(endAt); end64 != nil && (l.count == 1<<16-1 || listed == 1<<32-1 || offset == 1<<32-1) {
		endAt, l.count = at, binary.LittleEndian.Uint16(end64[32:])
		listed, offset = int64(binary.LittleEndian.Uint64(end64[40:])), int64(binary.LittleEndian.Uint64(end64[48:]))
	}
	if listed < 0 || offset < 0 || listed > endAt || offset > endAt-listed {
		return list{}, errNoArchive
	}
	l.base, l.at = endAt-listed-offset, endAt-listed
	if _, err := l.record(offset); err == nil { // some count what lies before the archive in
		l.base, l.at = 0, offset
	}
	return l, nil
}

// end64 gives the end of an archive that is large, and where it lies; nil of another.
func (l list) end64(endAt int64) (at int64, end []byte) {
	locator := make([]byte, lenLocator)
	if _, err := l.from.ReadAt(locator, endAt-lenLocator); err != nil || binary.LittleEndian.Uint32(locator) != signLocator {
		return 0, nil
	}
	at, end = int64(binary.LittleEndian.Uint64(locator[8:])), make([]byte, lenEnd64)
	if at < 0 || at > endAt-lenLocator-lenEnd64 {
		return 0, nil
	}
	if _, err := l.from.ReadAt(end, at); err != nil || binary.LittleEndian.Uint32(end) != signEnd64 {
		return 0, nil
	}
	return at, end
}

// each gives the files of all records, with where the record lies. It keeps none.
func (l list) each(take func(at int64, file *zip.File) error) error {
	r := bufio.NewReaderSize(io.NewSectionReader(l.from, l.at, l.size-l.at), 64<<10)
	all, at := 0, l.at
	for {
		piece, n := nextPiece(r)
		if all += n; all > MaxEntries || at+int64(len(piece))-l.at > maxList {
			return errListTooLong
		}
		if n == 0 {
			break
		}
		files, err := l.files(at, piece, n)
		if err != nil {
			return err
		}
		for _, file := range files {
			if err := take(at, file); err != nil {
				return err
			}
			at += int64(lenRecord + len(file.Name) + len(file.Extra) + len(file.Comment))
		}
	}
	if uint16(all) != l.count {
		return errNoArchive
	}
	return nil
}

// nextPiece reads some records; none where something else comes.
func nextPiece(r *bufio.Reader) (piece []byte, records int) {
	for len(piece) < maxPiece {
		head, err := r.Peek(lenRecord)
		n, is := recordLen(head)
		if err != nil || !is {
			break
		}
		start := len(piece)
		piece = slices.Grow(piece, n)[:start+n]
		if _, err := io.ReadFull(r, piece[start:]); err != nil {
			return piece[:start], records
		}
		records++
	}
	return piece, records
}

// recordLen gives how long a record is by its head.
func recordLen(head []byte) (int, bool) {
	if len(head) < lenRecord || binary.LittleEndian.Uint32(head) != signRecord {
		return 0, false
	}
	name, extra, comment := binary.LittleEndian.Uint16(head[28:]), binary.LittleEndian.Uint16(head[30:]), binary.LittleEndian.Uint16(head[32:])
	return lenRecord + int(name) + int(extra) + int(comment), true
}

// record reads one record.
func (l list) record(at int64) ([]byte, error) {
	head := make([]byte, lenRecord)
	if _, err := l.from.ReadAt(head, at); err != nil {
		return nil, err
	}
	n, is := recordLen(head)
	if !is {
		return nil, errNoArchive
	}
	record := make([]byte, n)
	_, err := l.from.ReadAt(record, at)
	return record, err
}
