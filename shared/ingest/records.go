package ingest

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"

	"shoebox/shared/fault"
)

// Records brings in photos from JSON lines, each a [Record]. The pictures they name
// are read from files: [Folder] for a directory. A line that makes no photo is
// skipped with its number and the reason. progress, which may be nil, is called
// after each batch, never by two at once.
//
// Run again after it was stopped it adds what was not added. The Report says what
// was done even beside an error, which is Canceled when ctx ended, Denied where the
// gallery's member may not add, TooLarge where the gallery is full, or Unavailable
// where gallery or bucket failed.
func (in *Ingester) Records(ctx context.Context, lines io.Reader, files fs.FS, progress func(Progress)) (Report, error) {
	return in.run(ctx, func(_ context.Context, give func(input) bool) error {
		return scan(lines, files, give)
	}, 0, progress)
}

// scan reads records. Empty lines are passed over, as is a byte order mark.
func scan(lines io.Reader, files fs.FS, give func(input) bool) error {
	r := bufio.NewReaderSize(lines, 64<<10)
	var read int64
	for number := 1; ; number++ {
		line, n, err := nextLine(r)
		read += n
		if number == 1 {
			line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))
		}
		i := input{line: number, files: files, read: read}
		switch {
		case n > MaxLine:
			i.bad = reason("it is longer than 1 MB")
		case len(bytes.TrimSpace(line)) > 0:
			i.record, i.bad = parse(line)
		}
		if (i.bad != nil || len(bytes.TrimSpace(line)) > 0) && !give(i) {
			return nil
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fault.As("ingest.Records", fault.Unavailable, err)
		}
	}
}

// nextLine reads a line and says how long it was; of one over MaxLine it keeps
// nothing.
func nextLine(r *bufio.Reader) (line []byte, n int64, err error) {
	for {
		part, err := r.ReadSlice('\n')
		n += int64(len(part))
		if n > MaxLine {
			line = nil
		} else {
			line = append(line, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, n, err
		}
	}
}
