package filestore_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/blob"
	"shoebox/shared/blob/filestore"
	"shoebox/shared/fault"
)

func put(tb testing.TB, s *blob.Store, key string) {
	tb.Helper()
	const words = "picture"
	o := blob.PutOptions{Content: blob.Describe("image/jpeg", []byte(words))}
	if err := s.Put(tb.Context(), key, strings.NewReader(words), o); err != nil {
		tb.Fatal(err)
	}
}

func listed(tb testing.TB, s *blob.Store) []string {
	tb.Helper()
	page, err := s.List(tb.Context(), "", "", blob.MaxPage)
	if err != nil {
		tb.Fatal(err)
	}
	var keys []string
	for _, o := range page.Objects {
		keys = append(keys, o.Key)
	}
	return keys
}

func TestAFolderHoldsFilesAsAPersonWouldLookForThem(t *testing.T) {
	home := t.TempDir()
	dir := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(home, dir); err != nil {
		t.Skip("this system has no links: ", err)
	}
	s := blob.New(folder(t, filestore.Config{Dir: dir, Now: time.Now}))
	put(t, s, "home/beach/large.jpg")
	data, err := os.ReadFile(filepath.Join(home, "home", "beach", "large.jpg"))
	if err != nil || string(data) != "picture" {
		t.Errorf("got %q, %v", data, err)
	}
	if diff := cmp.Diff(listed(t, s), []string{"home/beach/large.jpg"}); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
}

func TestFilesThatNobodyNotedAreObjectsToo(t *testing.T) {
	dir := t.TempDir()
	for name, words := range map[string]string{
		"old.jpg": "picture", "damaged.jpg": "picture", "damaged.jpg.attrs": `{"user.content_type":"image/jpeg","user.metadata":{"sha256":"none"}}`,
		"old.jpg.18ba9c2d3e4f5a6b.tmp": "half a pict", // of a process that died
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(words), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := blob.New(folder(t, filestore.Config{Dir: dir, Now: time.Now}))
	if diff := cmp.Diff(listed(t, s), []string{"damaged.jpg", "old.jpg"}); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
	for _, key := range listed(t, s) {
		a, err := s.Head(t.Context(), key)
		if err != nil || a.Size != 7 || a.SHA256 != (blob.Sum{}) {
			t.Errorf("%s: got %+v, %v, want its size and no SHA-256", key, a, err)
		}
		if data, err := s.ReadAll(t.Context(), key, 100); err != nil || string(data) != "picture" {
			t.Errorf("%s: got %q, %v", key, data, err)
		}
	}
}

func TestAKeyHasNoPlaceBelowAnObjectOrAboveOne(t *testing.T) {
	s := blob.New(folder(t, filestore.Config{Dir: t.TempDir(), Now: time.Now}))
	put(t, s, "a/b")
	for _, key := range []string{"a", "a/b/c", strings.Repeat("ü", 100) + "/" + strings.Repeat("__0x2f__", 25)} {
		o := blob.PutOptions{Content: blob.Describe("image/jpeg", []byte("x"))}
		if err := s.Put(t.Context(), key, strings.NewReader("x"), o); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: got %v, want it invalid", key, err)
		}
		if _, err := s.Head(t.Context(), key); !fault.Is(err, fault.NotFound) && len(key) < 100 {
			t.Errorf("%s: got %v, want nothing there", key, err)
		}
	}
	if diff := cmp.Diff(listed(t, s), []string{"a/b"}); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
}

func TestOpenRefuses(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	good := filestore.Config{Dir: t.TempDir(), URL: "http://localhost/objects", Keys: [][]byte{key}, Now: time.Now}
	tests := []struct {
		name   string
		change func(*filestore.Config)
		kind   fault.Kind
	}{
		{"a file where the folder should be", func(c *filestore.Config) { c.Dir = file }, fault.Unavailable},
		{"no clock", func(c *filestore.Config) { c.Now = nil }, fault.Invalid},
		{"a URL without a key", func(c *filestore.Config) { c.Keys = nil }, fault.Invalid},
		{"a short key", func(c *filestore.Config) { c.Keys = [][]byte{key, []byte("short")} }, fault.Invalid},
		{"a URL without a host", func(c *filestore.Config) { c.URL = "/objects" }, fault.Invalid},
		{"a URL with a query", func(c *filestore.Config) { c.URL += "?a=b" }, fault.Invalid},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := good
			tt.change(&c)
			if _, err := filestore.Open(c); !fault.Is(err, tt.kind) {
				t.Errorf("got %v, want %v", err, tt.kind)
			}
		})
	}
}

func TestAFolderThatIsServedNowhereSignsNothing(t *testing.T) {
	d := folder(t, filestore.Config{Dir: t.TempDir(), Now: time.Now})
	if _, err := blob.New(d).SignGet(t.Context(), "a", time.Minute); !fault.Is(err, fault.Internal) {
		t.Errorf("got %v, want a mistake of the set-up", err)
	}
	if got := ask(t, d, http.MethodGet, "http://localhost/a", ""); got.Code != http.StatusNotFound {
		t.Errorf("got %d, want nothing served", got.Code)
	}
}

// ask puts a request to what a driver serves.
func ask(tb testing.TB, d *filestore.Driver, method, url, body string) *httptest.ResponseRecorder {
	tb.Helper()
	w := httptest.NewRecorder()
	d.Handler().ServeHTTP(w, httptest.NewRequestWithContext(tb.Context(), method, url, strings.NewReader(body)))
	return w
}

func TestAKeyThatWasReplacedIsGoodUntilItIsDropped(t *testing.T) {
	dir, newer := t.TempDir(), bytes.Repeat([]byte("n"), 32)
	with := func(keys ...[]byte) *filestore.Driver {
		return folder(t, filestore.Config{Dir: dir, URL: "http://localhost/objects", Keys: keys, Now: time.Now})
	}
	s := blob.New(with(key))
	put(t, s, "a")
	url, err := s.SignGet(t.Context(), "a", time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	for status, d := range map[int]*filestore.Driver{200: with(newer, key), 403: with(newer)} {
		if got := ask(t, d, http.MethodGet, url, ""); got.Code != status {
			t.Errorf("got %d, want %d", got.Code, status)
		}
	}
}

func TestWhatWasUploadedDoesNotRunAsAPartOfTheSite(t *testing.T) {
	d := folder(t, filestore.Config{Dir: t.TempDir(), URL: "http://localhost/objects", Keys: [][]byte{key}, Now: time.Now})
	s := blob.New(d)
	page := "<script>alert(1)</script>"
	o := blob.PutOptions{Content: blob.Describe("text/html", []byte(page))}
	if err := s.Put(t.Context(), "a", strings.NewReader(page), o); err != nil {
		t.Fatal(err)
	}
	url, err := s.SignGet(t.Context(), "a", time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	got := ask(t, d, http.MethodGet, url, "")
	want := map[string]string{"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox", "Content-Type": "text/html"}
	for name, value := range want {
		if got.Header().Get(name) != value {
			t.Errorf("%s: got %q, want %q", name, got.Header().Get(name), value)
		}
	}
}
