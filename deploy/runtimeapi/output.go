package runtimeapi

import (
	"io"
	"os"
	"sync"
	"syscall"
)

// maxLogs is how much of what one invocation prints is kept, in bytes: the end of it.
const maxLogs = 1 << 20

// output collects what a process prints.
type output struct {
	pipe *os.File
	raw  syscall.RawConn
	also io.Writer
	done chan struct{}

	mu   sync.Mutex
	kept []byte
}

// newOutput gives a pipe's end for a process to print into. The caller closes its own.
func newOutput(also io.Writer) (*output, *os.File, error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, nil, err
	}
	raw, err := r.SyscallConn()
	if err != nil {
		_, _ = r.Close(), w.Close()
		return nil, nil, err
	}
	o := &output{pipe: r, raw: raw, also: also, done: make(chan struct{})}
	go func() {
		defer close(o.done)
		_ = raw.Read(func(fd uintptr) bool { return o.drain(fd) }) // ends with the pipe
	}()
	return o, w, nil
}

// drain reads all that is in the pipe, and reports whether that was its end.
func (o *output) drain(fd uintptr) (end bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	buffer := make([]byte, 32<<10)
	for {
		n, err := syscall.Read(int(fd), buffer)
		if err == syscall.EINTR {
			continue
		}
		if n <= 0 {
			return err != syscall.EAGAIN
		}
		if o.also != nil {
			_, _ = o.also.Write(buffer[:n]) // who does not take it does without
		}
		o.kept = append(o.kept, buffer[:n]...)
		if extra := len(o.kept) - maxLogs; extra > 0 {
			o.kept = o.kept[extra:]
		}
	}
}

// take gives what was printed since it was asked last, to the last byte: the caller
// has seen to it that nothing prints at the moment.
func (o *output) take() []byte {
	_ = o.raw.Control(func(fd uintptr) { o.drain(fd) }) // else it is closed, and all is there
	o.mu.Lock()
	defer o.mu.Unlock()
	kept := o.kept
	o.kept = nil
	return kept
}

// Close ends the collecting. What outlived its process may print no more.
func (o *output) Close() error {
	err := o.pipe.Close()
	<-o.done
	return err
}
