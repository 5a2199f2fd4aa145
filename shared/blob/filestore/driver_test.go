package filestore_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"shoebox/shared/blob"
	"shoebox/shared/blob/blobtest"
	"shoebox/shared/blob/filestore"
)

func TestConformance(t *testing.T) {
	blobtest.Run(t, open)
}

var key = bytes.Repeat([]byte("k"), 32)

// open serves a folder on loopback.
func open(tb testing.TB) blobtest.Bed {
	tb.Helper()
	var handler http.Handler
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { handler.ServeHTTP(w, r) }))
	tb.Cleanup(server.Close)
	dir := tb.TempDir()
	at := func(now func() time.Time) *filestore.Driver {
		return folder(tb, filestore.Config{Dir: dir, URL: server.URL + "/objects/", Keys: [][]byte{key}, Now: now})
	}
	driver := at(time.Now)
	handler = driver.Handler()
	return blobtest.Bed{Driver: driver, At: func(now func() time.Time) blob.Driver { return at(now) }, Folds: folds(tb)}
}

// folds reports whether the file system takes "a" for "A".
func folds(tb testing.TB) bool {
	tb.Helper()
	dir := tb.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a"), nil, 0o600); err != nil {
		tb.Fatal(err)
	}
	_, err := os.Stat(filepath.Join(dir, "A"))
	return err == nil
}

func folder(tb testing.TB, c filestore.Config) *filestore.Driver {
	tb.Helper()
	driver, err := filestore.Open(c)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := driver.Close(); err != nil {
			tb.Error(err)
		}
	})
	return driver
}
