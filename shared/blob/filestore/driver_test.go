package filestore_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"shoebox/shared/blob"
	"shoebox/shared/blob/blobtest"
	"shoebox/shared/blob/filestore"
	"shoebox/shared/fault"
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

func TestWhoIsToldOfAnObjectCanReadIt(t *testing.T) {
	var d *filestore.Driver
	type landing struct {
		Key  string
		Size int64
	}
	var told []landing
	d, err := filestore.Open(filestore.Config{Dir: t.TempDir(), Now: time.Now, Landed: func(key string, size int64) {
		if _, err := d.Head(t.Context(), key); err != nil {
			t.Errorf("got %v, want it to be there", err)
		}
		told = append(told, landing{key, size})
	}})
	if err != nil {
		t.Fatal(err)
	}
	store := blob.New(d)
	data := []byte("jpeg")
	put := func(data string, absent bool) error {
		return store.Put(t.Context(), "a/b", strings.NewReader(data), blob.PutOptions{Content: blob.Describe("image/jpeg", []byte("jpeg")), IfAbsent: absent})
	}
	if err := put("jpeg", false); err != nil {
		t.Error(err)
	}
	if err := put("jpeg", true); !fault.Is(err, fault.Conflict) {
		t.Errorf("got %v, want a conflict", err)
	}
	if err := put("gpej", false); !fault.Is(err, fault.Invalid) {
		t.Errorf("got %v, want another content refused", err)
	}
	if want := []landing{{"a/b", int64(len(data))}}; !slices.Equal(told, want) {
		t.Errorf("got %v, want %v: what was put, and nothing else", told, want)
	}
}
