package photolink_test

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shoebox/shared/blob"
	"shoebox/shared/blob/blobtest"
	"shoebox/shared/gallery"
	"shoebox/shared/photolink"
	"shoebox/shared/table"
	"shoebox/shared/table/bolttable"
	"shoebox/shared/table/tabletest"
)

// signing is a signer.
type signing struct{}

func (signing) SignGet(_ context.Context, key string, good time.Duration) (string, error) {
	return "https://bucket.example.com/" + key + "?good=" + good.String(), nil
}

// set sets a stage at noon. change, which may be nil, changes the configuration.
func set(t *testing.T, change func(*photolink.HandlerConfig)) stage {
	t.Helper()
	driver, err := bolttable.Open(filepath.Join(t.TempDir(), "shoebox.db"))
	if err != nil {
		t.Fatal(err)
	}
	s := stage{store: tabletest.NewFaulty(driver), log: &bytes.Buffer{}}
	tb := table.New(s.store, clock(noon))
	s.bucket, s.pictures = blobtest.OpenFaulty(t)
	t.Cleanup(func() {
		if err := tb.Close(); err != nil {
			t.Error(err)
		}
	})
	galleries := gallery.New(tb, gallery.Keys{make([]byte, 32)}, clock(noon))
	s.gallery = galleries.As(gallery.Membership{Gallery: target().Gallery, Role: gallery.Owner})
	s.links = photolink.New("http://localhost", []photolink.Key{fresh, old}, clock(noon))
	config := photolink.HandlerConfig{
		Links: s.links, Photos: photolink.From(galleries), Bucket: s.bucket, Now: clock(noon),
		Log: slog.New(slog.NewJSONHandler(s.log, nil)),
	}
	if change != nil {
		change(&config)
	}
	s.Handler = photolink.NewHandler(config)
	s.put(t, "large", "the large one")
	s.put(t, "medium", "the medium one")
	s.add(t, gallery.Photo{
		ID: target().Photo, Taken: noon, Title: "Private words",
		Objects: gallery.Objects{Original: "original", Medium: "medium", Large: "large"},
	})
	return s
}

func (s stage) put(t *testing.T, key, data string) {
	t.Helper()
	o := blob.PutOptions{Content: blob.Describe("image/jpeg", []byte(data))}
	if err := s.bucket.Put(t.Context(), key, strings.NewReader(data), o); err != nil {
		t.Fatal(err)
	}
}

func (s stage) add(t *testing.T, p gallery.Photo) {
	t.Helper()
	if _, err := s.gallery.Add(t.Context(), p); err != nil {
		t.Fatal(err)
	}
}

// path is where a target's picture is asked for.
func (s stage) path(change func(*photolink.Target)) string {
	tg := target()
	if change != nil {
		change(&tg)
	}
	return strings.TrimPrefix(s.links.URL(tg), "http://localhost")
}

// answer is what a client is told.
type answer struct {
	status int
	header http.Header
	body   string
}

func (s stage) ask(t *testing.T, method, path string, header ...string) answer {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, path, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return answer{w.Code, w.Header(), w.Body.String()}
}

// drawn gives the file of a placeholder.
func drawn(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("placeholders", name+".jpg"))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
