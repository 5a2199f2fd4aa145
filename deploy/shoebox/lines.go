package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
)

// eachLine answers every line of r with one line of JSON on w. A line of more than
// most bytes is handed over as too long, and empty. What is answered is written as
// soon as no further line waits, so that two programs can talk.
func eachLine(ctx context.Context, r io.Reader, w io.Writer, most int, answer func(line []byte, tooLong bool) any) error {
	in, out := bufio.NewReaderSize(r, 64<<10), bufio.NewWriter(w)
	for ctx.Err() == nil {
		line, tooLong, err := readLine(in, most)
		if err != nil && (!errors.Is(err, io.EOF) || len(line) == 0 && !tooLong) {
			break
		}
		if err := printJSON(out, answer(line, tooLong)); err != nil {
			return failure{"what was answered can't be written: " + err.Error() + ".", err}
		}
		if in.Buffered() == 0 {
			if err := out.Flush(); err != nil {
				return failure{"what was answered can't be written: " + err.Error() + ".", err}
			}
		}
	}
	if err := out.Flush(); err != nil {
		return failure{"what was answered can't be written: " + err.Error() + ".", err}
	}
	return nil
}

// readLine reads a line without its end.
func readLine(in *bufio.Reader, most int) (line []byte, tooLong bool, err error) {
	for {
		part, err := in.ReadSlice('\n')
		if len(line)+len(part) > most+1 { // the newline is not counted
			tooLong = true
		} else {
			line = append(line, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			line = bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r"))
			if tooLong {
				line = nil
			}
			return line, tooLong, err
		}
	}
}

// printJSON writes a value as one line of JSON, with < and & as they are.
func printJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
