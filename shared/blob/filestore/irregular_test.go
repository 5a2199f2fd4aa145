//go:build unix

package filestore_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/blob"
	"shoebox/shared/blob/filestore"
	"shoebox/shared/fault"
)

// lay lays a name into a folder that is no file: "pipe" or "link", or a file whose notes
// are a pipe.
func lay(t *testing.T, dir, name string) {
	t.Helper()
	secret := filepath.Join(t.TempDir(), "secret")
	path := filepath.Join(dir, name)
	err := os.WriteFile(secret, []byte("a secret"), 0o600)
	if err == nil && strings.HasPrefix(name, "noted") {
		err = os.WriteFile(path, []byte("picture"), 0o600)
		path += ".attrs"
	}
	switch {
	case err != nil:
	case strings.HasPrefix(name, "link"):
		err = os.Symlink(secret, path)
	default:
		err = syscall.Mkfifo(path, 0o600)
		t.Cleanup(func() { // whoever waits at it goes on
			if f, err := os.OpenFile(path, os.O_RDWR|syscall.O_NONBLOCK, 0); err == nil {
				f.Close() //nolint:errcheck // it was only opened
			}
		})
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestWhatIsNoFileIsNotThere(t *testing.T) {
	for _, name := range []string{"pipe.jpg", "link.jpg", "noted.jpg"} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			s := blob.New(folder(t, filestore.Config{Dir: dir, Now: time.Now}))
			lay(t, dir, name)
			done := make(chan struct{})
			go func() {
				defer close(done)
				if _, err := s.Head(t.Context(), name); !fault.Is(err, fault.NotFound) {
					t.Errorf("head: got %v, want nothing there", err)
				}
				if data, err := s.ReadAll(t.Context(), name, 100); !fault.Is(err, fault.NotFound) {
					t.Errorf("get: got %q, %v, want nothing there", data, err)
				}
				if err := s.Delete(t.Context(), name); err != nil {
					t.Errorf("delete: got %v, want nothing to do", err)
				}
				put(t, s, "other.jpg") // which waits for nobody
			}()
			select {
			case <-done:
			case <-time.After(time.Minute):
				t.Fatal("the folder waits for what is written into a pipe")
			}
			want := []string{"other.jpg"}
			if strings.HasPrefix(name, "noted") {
				want = []string{name, "other.jpg"}
			}
			if diff := cmp.Diff(listed(t, s), want); diff != "" {
				t.Errorf("got - want +:\n%s", diff)
			}
			if _, err := os.Lstat(filepath.Join(dir, name)); err != nil {
				t.Errorf("got %v, want left what is somebody else's", err)
			}
		})
	}
}
