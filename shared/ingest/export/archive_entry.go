package export

import (
	"io"
	"io/fs"
	"time"
)

// entryFile is an opened entry of an archive.
type entryFile struct {
	io.ReadCloser
	info fs.FileInfo
}

// Stat describes the entry.
func (f entryFile) Stat() (fs.FileInfo, error) { return f.info, nil }

// entryInfo describes an entry of an archive.
type entryInfo struct {
	fs.FileInfo
	archive fs.FileInfo
}

// firstZip is when the count of the time in archives begins: an entry that says so, or
// an earlier time, says nothing.
var firstZip = time.Date(1980, 1, 2, 0, 0, 0, 0, time.UTC)

// ModTime is when the entry was changed, or the archive where it doesn't say.
func (i entryInfo) ModTime() time.Time {
	if t := i.FileInfo.ModTime(); t.After(firstZip) {
		return t
	}
	return i.archive.ModTime()
}
