package blobtest

import (
	"io"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/go-cmp/cmp/cmpopts"

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
	r, err := http.NewRequestWithContext(h.Context(), method, url, strings.NewReader(body))
	h.check(err)
	for name, value := range header {
		if name != "Content-Length" { // the client counts for itself
			r.Header.Set(name, value)
		}
	}
	got, err := h.client.Do(r)
	h.check(err)
	defer got.Body.Close() //nolint:errcheck // it is only read
	data, err := io.ReadAll(io.LimitReader(got.Body, 1<<20))
	h.check(err)
	return answer{got.StatusCode, got.Header, got.ContentLength, string(data)}
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

func signedPutCases() []testCase {
	const words = "picture"
	content := blob.Describe(jpeg, []byte(words))
	sign := func(h *harness, name string, c blob.Content) blob.Signed {
		h.Helper()
		s, err := h.SignPut(h.Context(), h.key(name), c, good)
		h.check(err)
		return s
	}
	return []testCase{
		{"whoever has it may put the object that was announced", func(h *harness) {
			for _, name := range []string{"a.jpg", "öd d+%&?#.jpg"} {
				s := sign(h, name, content)
				h.status(s.Method, s.URL, words, s.Header, 200)
				h.wantObject(name, words, jpeg)
			}
		}},
		{"it says what to send and how long", func(h *harness) {
			s := sign(h, "a", content)
			want := blob.Signed{Method: "PUT", Expires: time.Now().Add(good), Header: map[string]string{
				"Content-Type": jpeg, "Content-Length": strconv.Itoa(len(words)), "If-None-Match": "*",
				"X-Amz-Checksum-Sha256": s.Header["X-Amz-Checksum-Sha256"],
			}}
			h.diff(s, want, cmpopts.IgnoreFields(blob.Signed{}, "URL"), cmpopts.EquateApproxTime(time.Minute))
		}},
		{"an empty object can be announced", func(h *harness) {
			s := sign(h, "a", blob.Describe(jpeg, nil))
			h.status(s.Method, s.URL, "", s.Header, 200)
			h.wantObject("a", "", jpeg)
		}},
		{"it is good once, and never takes the place of another", func(h *harness) {
			first, second := sign(h, "a", content), sign(h, "a", blob.Describe(jpeg, []byte("another")))
			h.status(first.Method, first.URL, words, first.Header, 200)
			h.status(first.Method, first.URL, words, first.Header, 412)
			h.status(second.Method, second.URL, "another", second.Header, 412)
			h.wantObject("a", words, jpeg)
		}},
		{"other bytes are refused, and nothing is left", func(h *harness) {
			s := sign(h, "a", content)
			for _, body := range []string{"PICTURE", "pictur", "pictures", "", strings.Repeat(words, 300)} {
				h.status(s.Method, s.URL, body, s.Header, 400, 403, 411)
			}
			h.wantNone()
		}},
		{"other headers are refused, and nothing is left", func(h *harness) {
			s := sign(h, "a", content)
			other := blob.Describe(jpeg, []byte("PICTURE"))
			for name, value := range map[string]string{
				"Content-Type":          "text/html",
				"X-Amz-Checksum-Sha256": sign(h, "b", other).Header["X-Amz-Checksum-Sha256"],
				"If-None-Match":         "\"x\"",
			} {
				for _, give := range []string{value, ""} {
					changed := maps.Clone(s.Header)
					if changed[name] = give; give == "" {
						delete(changed, name)
					}
					body := words
					if name == "X-Amz-Checksum-Sha256" && give != "" {
						body = "PICTURE"
					}
					h.status(s.Method, s.URL, body, changed, 400, 403)
				}
			}
			h.wantNone()
		}},
		{"one that has expired is refused", func(h *harness) {
			s, err := blob.New(h.bed.At(ago)).SignPut(h.Context(), h.key("a"), content, 59*time.Minute)
			h.check(err)
			h.status(s.Method, s.URL, words, s.Header, 403)
			h.wantNone()
		}},
		{"it is for one object and for putting it", func(h *harness) {
			s := sign(h, "a", content)
			h.status("PUT", strings.Replace(s.URL, "/a?", "/b?", 1), words, s.Header, 403)
			h.status("GET", s.URL, "", s.Header, 400, 403)
			h.status("DELETE", s.URL, "", nil, 403, 405)
			h.wantNone()
		}},
		{"what makes no sense is not signed", func(h *harness) {
			_, err := h.SignPut(h.Context(), h.key("a"), blob.Content{}, good)
			h.wantKind(err, fault.Invalid)
			large := content
			large.Size = blob.MaxSize + 1
			_, err = h.SignPut(h.Context(), h.key("a"), large, good)
			h.wantKind(err, fault.TooLarge)
		}},
	}
}
