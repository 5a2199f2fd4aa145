package filestore_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"shoebox/shared/blob"
	"shoebox/shared/blob/filestore"
	"shoebox/shared/fault"
)

// FuzzAnyKeyIsKeptOrRefused holds a folder to giving back every key that is taken,
// and to nothing outside of it.
func FuzzAnyKeyIsKeptOrRefused(f *testing.F) {
	for _, k := range []string{"a", "a/b", "../a", "a__0x2f__b", "__0x__", "ü/日", "a.attrs", "a\\b", "C:", "a\x00", " ", "~", "-"} {
		f.Add(k)
	}
	f.Fuzz(func(t *testing.T, key string) {
		s := blob.New(folder(t, filestore.Config{Dir: t.TempDir(), Now: time.Now}))
		o := blob.PutOptions{Content: blob.Describe("image/jpeg", []byte("picture"))}
		err := s.Put(t.Context(), key, strings.NewReader("picture"), o)
		if fault.Is(err, fault.Invalid) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if got := listed(t, s); len(got) != 1 || got[0] != key {
			t.Fatalf("got %q, want %q", got, key)
		}
		if data, err := s.ReadAll(t.Context(), key, 100); err != nil || string(data) != "picture" {
			t.Fatalf("got %q, %v", data, err)
		}
	})
}

// FuzzNothingIsServedUnsigned puts strangers' requests to the handler.
func FuzzNothingIsServedUnsigned(f *testing.F) {
	f.Add("GET", "/objects/a", "expires=99999999999&signature=AAAA", "", "", "*", "x")
	f.Add("PUT", "/objects/b", "expires=99999999999&signature=AAAA", "image/jpeg", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "*", "")
	f.Add("PUT", "/objects/../b", "signature=%zz", "image/jpeg", "", "", "x")
	f.Add("DELETE", "/objects/a", "", "", "", "", "")
	f.Fuzz(func(t *testing.T, method, path, query, mediaType, sum, absent, body string) {
		d := folder(t, filestore.Config{Dir: t.TempDir(), URL: "http://localhost/objects", Keys: [][]byte{key}, Now: time.Now})
		put(t, blob.New(d), "a")
		r := (&http.Request{
			Method: method, URL: &url.URL{Path: path, RawQuery: query}, ContentLength: int64(len(body)), Header: http.Header{
				"Content-Type": {mediaType}, "X-Amz-Checksum-Sha256": {sum}, "If-None-Match": {absent},
			}, Body: http.NoBody,
		}).WithContext(t.Context())
		w := httptest.NewRecorder()
		d.Handler().ServeHTTP(w, r)
		if w.Code < 400 || strings.Contains(w.Body.String(), "picture") {
			t.Fatalf("got %d: %s", w.Code, w.Body)
		}
		if got := listed(t, blob.New(d)); len(got) != 1 {
			t.Fatalf("got %q, want nothing put", got)
		}
	})
}
