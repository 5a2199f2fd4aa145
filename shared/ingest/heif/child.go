package heif

import (
	"encoding/binary"
	"io"
	"os"
	"os/exec"
	"runtime"
	"sync"
	"time"
)

// name is what a process that decodes is called, by which it knows what it is for.
const name = "shoebox-heif"

// child is a process that decodes, one picture at a time.
type child struct {
	cmd  *exec.Cmd
	in   io.WriteCloser
	out  io.ReadCloser
	used bool        // it has answered before
	idle *time.Timer // ends it
	end  func()
}

// newChild starts this executable again. It inherits nothing but where faults of the
// program itself are told, and ends when this process does, however that ends: nobody
// else holds the other end of its input.
func newChild() (*child, error) {
	path, err := executable()
	if err != nil {
		return nil, err
	}
	c := &child{cmd: &exec.Cmd{Path: path, Args: []string{name}, Env: []string{}, Stderr: os.Stderr}}
	if c.in, err = c.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	if c.out, err = c.cmd.StdoutPipe(); err != nil {
		return nil, err
	}
	if err := c.cmd.Start(); err != nil {
		return nil, err
	}
	c.end = sync.OnceFunc(func() {
		_ = c.cmd.Process.Kill() // one that has ended already is as good
		_ = c.cmd.Wait()         // it was killed
	})
	return c, nil
}

// executable is this program, even where another lies in its place by now.
func executable() (string, error) {
	if runtime.GOOS == "linux" {
		return "/proc/self/exe", nil
	}
	return os.Executable()
}

// ask asks, sends the file and waits for the answer. Errors of the picture are those of
// [Decoders.Decode]; after all others the child is of no use.
func (c *child) ask(q question, data []byte) (header, pixels, error) {
	q.Copied, q.Size = true, int64(len(data))
	if err := binary.Write(c.in, order, q); err != nil {
		return header{}, pixels{}, ended(err)
	}
	if _, err := c.in.Write(data); err != nil {
		return header{}, pixels{}, ended(err)
	}
	var a answer
	if err := binary.Read(c.out, order, &a); err != nil {
		return header{}, pixels{}, ended(err)
	}
	if err := a.Verdict.err(); err != nil || q.HeaderOnly {
		return a.Header, pixels{}, err
	}
	p, err := c.receive(a.Header, q.Memory)
	return a.Header, p, err
}

// receive takes the planes. What the child says is believed no more than the picture is.
func (c *child) receive(h header, memory int64) (pixels, error) {
	l, err := h.layout()
	if h.check() != nil || err != nil || int64(l.size()) > memory {
		return pixels{}, ended(ErrDamaged)
	}
	planes, err := reservePages(l.size())
	if err != nil {
		return pixels{}, ended(err)
	}
	if _, err := io.ReadFull(c.out, planes); err != nil {
		releasePages(planes)
		return pixels{}, ended(err)
	}
	return pixels{planes, func() { releasePages(planes) }}, nil
}
