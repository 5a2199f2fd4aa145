package s3store

import (
	"io"
	"sync"
)

// upload is a body on its way. Once it has ended it is not read any more, even
// where the transport still tries to, so that its owner may have it back.
type upload struct {
	watch *watcher

	mu   sync.Mutex
	body io.ReadSeeker
	turn int // of whom the body is read by
	over bool
}

// open gives the body as it stands, to be read instead of what was opened before.
func (u *upload) open() io.ReadCloser {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.turn++
	return sending{u, u.turn}
}

// again gives the body from its start, for a connection that was closed before
// anything was written.
func (u *upload) again() (io.ReadCloser, error) {
	r := u.open()
	u.mu.Lock()
	defer u.mu.Unlock()
	_, err := u.body.Seek(0, io.SeekStart)
	return r, err
}

func (u *upload) end() {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.over = true
}

// sending is one go at reading a body.
type sending struct {
	of   *upload
	turn int
}

func (s sending) Read(p []byte) (int, error) {
	s.of.mu.Lock()
	defer s.of.mu.Unlock()
	if s.of.over || s.turn != s.of.turn {
		return 0, io.ErrClosedPipe
	}
	if err := s.of.watch.ctx.Err(); err != nil { // else all of it may be sent before the transport notices
		return 0, err
	}
	s.of.watch.moved()
	return s.of.body.Read(p)
}

func (sending) Close() error { return nil }
