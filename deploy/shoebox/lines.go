package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
)

// eachLine answers every line of r with one line of JSON on w, and with none where
// the answer is nil. A line of more than most bytes is handed over as too long, and
// empty. What is answered is written as
// soon as no further line waits, so that two programs can talk.
func eachLine(ctx context.Context, r io.Reader, w io.Writer, most int, answer func(line []byte, tooLong bool) any) error {
	in, out := bufio.NewReaderSize(r, 64<<10), bufio.NewWriter(w)
	for ctx.Err() == nil {
		line, tooLong, err := readLine(in, most)
		if ctx.Err() != nil {
			break
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return errors.Join(failure{"what was asked can't be read to its end: " + err.Error() + ".", err}, out.Flush())
		}
		if err != nil && len(line) == 0 && !tooLong {
			break
		}
		if err := printAnswer(out, answer(line, tooLong)); err != nil {
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
	if ctx.Err() != nil {
		return failure{"stopped before the end.", ctx.Err()}
	}
	return nil
}

func printAnswer(w io.Writer, answer any) error {
	if answer == nil {
		return nil
	}
	return printJSON(w, answer)
}

// interruptible reads from a reader until its context ends, also while the reader
// waits for a person to type. It is read by one goroutine at a time.
type interruptible struct {
	ctx context.Context
	r   io.Reader
}

// read is what a reader gave.
type read struct {
	data []byte
	err  error
}

// Read reads, or gives the context's error when that ends first.
func (i *interruptible) Read(p []byte) (int, error) {
	if err := i.ctx.Err(); err != nil {
		return 0, err
	}
	got := make(chan read, 1)
	go func() {
		buffer := make([]byte, len(p)) // p is the caller's again when the context ends
		n, err := i.r.Read(buffer)
		got <- read{buffer[:n], err}
	}()
	select {
	case r := <-got:
		return copy(p, r.data), r.err
	case <-i.ctx.Done():
		return 0, i.ctx.Err()
	}
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
