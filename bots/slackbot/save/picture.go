package save

import (
	"bytes"
	"io"
	"io/fs"
	"time"
)

// pictureName is what the one file of a picture is called.
const pictureName = "picture"

// picture is a file system that holds one picture, in memory.
type picture struct {
	data    []byte
	changed time.Time
}

// Open opens the picture, and nothing else.
func (p picture) Open(name string) (fs.File, error) {
	if name != pictureName {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return opened{bytes.NewReader(p.data), p}, nil
}

// opened is the picture while it is read.
type opened struct {
	io.Reader
	picture
}

func (o opened) Stat() (fs.FileInfo, error) { return stat(o.picture), nil }
func (opened) Close() error                 { return nil }

// stat is what is known of the picture's file.
type stat picture

func (stat) Name() string         { return pictureName }
func (s stat) Size() int64        { return int64(len(s.data)) }
func (stat) Mode() fs.FileMode    { return 0o400 }
func (s stat) ModTime() time.Time { return s.changed }
func (stat) IsDir() bool          { return false }
func (stat) Sys() any             { return nil }
