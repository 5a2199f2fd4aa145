package blobtest

import (
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"shoebox/shared/blob"
	"shoebox/shared/fault"
)

const good = 5 * time.Minute

// ago is the clock of who signed an hour ago.
func ago() time.Time { return time.Now().Add(-time.Hour) }

// answer is what a client is told.
type answer struct {
	status int
	header http.Header
	length int64 // as it was announced
	body   string
}

// ask makes a request by hand, as any client would.
func (h *harness) ask(method, url, body string, header map[string]string) answer {
	h.Helper()
	got, err := h.send(method, url, body, header)
	h.check(err)
	return got
}

func (h *harness) send(method, url, body string, header map[string]string) (answer, error) {
	r, err := http.NewRequestWithContext(h.Context(), method, url, strings.NewReader(body))
	if err != nil {
		return answer{}, err
	}
	for name, value := range header {
		if name != "Content-Length" { // the client counts for itself
			r.Header.Set(name, value)
		}
	}
	got, err := h.client.Do(r)
	if err != nil {
		return answer{}, err
	}
	defer got.Body.Close() //nolint:errcheck // it is only read
	data, err := io.ReadAll(io.LimitReader(got.Body, 1<<20))
	return answer{got.StatusCode, got.Header, got.ContentLength, string(data)}, err
}

func (h *harness) status(method, url, body string, header map[string]string, want ...int) {
	h.Helper()
	if got := h.ask(method, url, body, header); !slices.Contains(want, got.status) {
		h.Fatalf("got %d: %s; want one of %v", got.status, got.body, want)
	}
}

func signedGetCases() []testCase {
	signed := func(h *harness, name string) string {
		h.Helper()
		url, err := h.SignGet(h.Context(), h.key(name), good)
		h.check(err)
		return url
	}
	return []testCase{
		{"whoever has the URL may get the object", func(h *harness) {
			for _, name := range []string{"a.jpg", "öd d+%&?#.jpg"} {
				h.put(name, "picture")
				got := h.ask("GET", signed(h, name), "", nil)
				if got.status != 200 || got.body != "picture" || got.header.Get("Content-Type") != jpeg || got.length != 7 {
					h.Errorf("got %+v", got)
				}
			}
		}},
		{"a part can be got", func(h *harness) {
			h.put("a", "picture")
			got := h.ask("GET", signed(h, "a"), "", map[string]string{"Range": "bytes=1-3"})
			if got.status != 206 || got.body != "ict" || got.header.Get("Content-Range") != "bytes 1-3/7" {
				h.Errorf("got %+v", got)
			}
		}},
		{"a URL of nothing is answered so", func(h *harness) {
			h.status("GET", signed(h, "none"), "", nil, 404)
		}},
		{"a URL that has expired is refused", func(h *harness) {
			h.put("a", "picture")
			early := blob.New(h.bed.At(ago))
			url, err := early.SignGet(h.Context(), h.key("a"), 59*time.Minute)
			h.check(err)
			h.status("GET", url, "", nil, 403)
			url, err = early.SignGet(h.Context(), h.key("a"), 2*time.Hour)
			h.check(err)
			h.status("GET", url, "", nil, 200)
		}},
		{"a URL is for one object and for getting it", func(h *harness) {
			h.put("a", "picture")
			h.put("b", "another")
			url := signed(h, "a")
			h.status("GET", strings.Replace(url, "/a?", "/b?", 1), "", nil, 403)
			h.status("PUT", url, "mine", nil, 400, 403)
			h.status("DELETE", url, "", nil, 403, 405)
			bare, _, _ := strings.Cut(url, "?")
			h.status("GET", bare, "", nil, 403)
			h.status("GET", bare+"?expires=9999999999&signature=AAAA&X-Amz-Expires=60", "", nil, 400, 403)
			h.status("GET", strings.ReplaceAll(url, "ignature=", "ignature=0"), "", nil, 400, 403)
			h.wantObject("a", "picture", jpeg)
		}},
		{"a signature is good for a second to a week", func(h *harness) {
			for _, d := range []time.Duration{0, -time.Hour, time.Second - 1, blob.MaxSigned + 1} {
				_, err := h.SignGet(h.Context(), h.key("a"), d)
				h.wantKind(err, fault.Invalid)
				_, err = h.SignPut(h.Context(), h.key("a"), create("x").Content, d)
				h.wantKind(err, fault.Invalid)
			}
		}},
	}
}
