package heif

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"syscall"
)

// serve is what a process does that was started to decode: it answers until nobody asks
// any more, which it takes the end of its input for.
func serve(in io.Reader, out io.Writer) error {
	// Who started it is told by the signals that reach both, and lets it end.
	signal.Ignore(os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	if _, err := compile(); err != nil {
		return err
	}
	// Nothing interrupts the decoder: one processor is left for who sees the end of the
	// input, and garbage, of which there is little, waits until a picture is done.
	runtime.GOMAXPROCS(2)
	debug.FreeOSMemory()
	debug.SetGCPercent(-1)
	asked := bufio.NewReader(in)
	for {
		var q question
		if err := binary.Read(asked, order, &q); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		if err := reply(asked, out, q); err != nil {
			return err
		}
	}
}

// reply answers a question, and waits for the next.
func reply(asked *bufio.Reader, out io.Writer, q question) error {
	file := &io.LimitedReader{R: asked, N: q.Size}
	s, err := start(context.Background(), file, int(q.Size), q.Memory)
	if _, rest := io.Copy(io.Discard, file); rest != nil { // of one that was refused at once
		return rest
	}
	next := make(chan struct{})
	go func() {
		if _, err := asked.Peek(1); err != nil {
			os.Exit(0) // nobody waits for what is being decoded
		}
		close(next)
	}()
	if err == nil {
		err = s.answer(out, q)
	} else {
		err = binary.Write(out, order, answer{Verdict: verdictOf(err)})
	}
	if err != nil {
		return err
	}
	runtime.GC()
	<-next
	return nil
}

// answer does what is asked, says what came of it, and closes the sandbox.
func (s *sandbox) answer(out io.Writer, q question) error {
	defer s.close()
	h, planes, err := s.work(q)
	if said := binary.Write(out, order, answer{verdictOf(err), h}); said != nil || err != nil {
		return said
	}
	_, err = out.Write(planes)
	return err
}
