//go:build unix

package ingest_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/ingest"
)

// A record that names a pipe, into which nobody writes or somebody who says nothing, is
// skipped as what it is.
func TestNobodyWaitsForAPipe(t *testing.T) {
	for name, written := range map[string]bool{"that nobody writes into": false, "whose writer says nothing": true} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "pipe.jpg")
			if err := syscall.Mkfifo(path, 0o600); err != nil {
				t.Fatal(err)
			}
			end := func() *os.File { // lets whoever waits at the pipe go on
				f, err := os.OpenFile(path, os.O_RDWR|syscall.O_NONBLOCK, 0)
				if err != nil {
					t.Fatal(err)
				}
				return f
			}
			if written {
				f := end()
				t.Cleanup(func() { f.Close() }) //nolint:errcheck // nothing is written
			}
			r, files := open(t), openFolder(t, dir)
			done := make(chan struct{})
			go func() {
				defer close(done)
				got, err := r.Records(t.Context(), strings.NewReader(`{"file":"pipe.jpg"}`), files, nil)
				want := ingest.Report{Skipped: []ingest.Skip{{File: "pipe.jpg", Line: 1, Reason: "it is not a file"}}}
				if diff := cmp.Diff(got, want); err != nil || diff != "" {
					t.Errorf("%v, report (-got +want):\n%s", err, diff)
				}
			}()
			select {
			case <-done:
			case <-time.After(time.Minute):
				t.Error("the import waits for a pipe")
				f := end()
				f.Close() //nolint:errcheck // nothing is written
				<-done
			}
		})
	}
}
