package blobtest

import (
	"io"
	"net/http"
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

// ask makes a request by hand, as any client would, and gives status and body.
func (h *harness) ask(method, url, body string, header map[string]string) (*http.Response, string) {
	h.Helper()
	r, err := http.NewRequestWithContext(h.Context(), method, url, strings.NewReader(body))
	h.check(err)
	for name, value := range header {
		if name != "Content-Length" { // the client counts for itself
			r.Header.Set(name, value)
		}
	}
	answer, err := h.client.Do(r)
	h.check(err)
	defer answer.Body.Close() //nolint:errcheck // it is only read
	data, err := io.ReadAll(io.LimitReader(answer.Body, 1<<20))
	h.check(err)
	return answer, string(data)
}

func (h *harness) status(method, url, body string, header map[string]string, want ...int) {
	h.Helper()
	answer, said := h.ask(method, url, body, header)
	for _, status := range want {
		if answer.StatusCode == status {
			return
		}
	}
	h.Fatalf("got %s: %s; want %v", answer.Status, said, want)
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
				answer, data := h.ask("GET", signed(h, name), "", nil)
				if answer.StatusCode != 200 || data != "picture" || answer.Header.Get("Content-Type") != jpeg || answer.ContentLength != 7 {
					h.Errorf("got %d with %v: %s", answer.StatusCode, answer.Header, data)
				}
			}
		}},
		{"a part can be got", func(h *harness) {
			h.put("a", "picture")
			answer, data := h.ask("GET", signed(h, "a"), "", map[string]string{"Range": "bytes=1-3"})
			if answer.StatusCode != 206 || data != "ict" || answer.Header.Get("Content-Range") != "bytes 1-3/7" {
				h.Errorf("got %d with %v: %s", answer.StatusCode, answer.Header, data)
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
			h.wantNone("a")
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
					changed := map[string]string{}
					for n, v := range s.Header {
						changed[n] = v
					}
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
			h.wantNone("a")
		}},
		{"one that has expired is refused", func(h *harness) {
			s, err := blob.New(h.bed.At(ago)).SignPut(h.Context(), h.key("a"), content, 59*time.Minute)
			h.check(err)
			h.status(s.Method, s.URL, words, s.Header, 403)
			h.wantNone("a")
		}},
		{"it is for one object and for putting it", func(h *harness) {
			s := sign(h, "a", content)
			h.status("PUT", strings.Replace(s.URL, "/a?", "/b?", 1), words, s.Header, 403)
			h.status("GET", s.URL, "", s.Header, 400, 403)
			h.status("DELETE", s.URL, "", nil, 403, 405)
			h.wantNone("a")
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
