package blobtest

import (
	"io"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/google/go-cmp/cmp/cmpopts"

	"shoebox/shared/blob"
	"shoebox/shared/fault"
)

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
		{"a body that does not say how long it is is refused", func(h *harness) {
			s := sign(h, "a", content)
			endless := io.MultiReader(strings.NewReader(words))
			r, err := http.NewRequestWithContext(h.Context(), s.Method, s.URL, endless)
			h.check(err)
			for name, value := range s.Header {
				r.Header.Set(name, value)
			}
			r.Header.Del("Content-Length")
			got, err := h.client.Do(r)
			h.check(err)
			h.check(got.Body.Close())
			if got.StatusCode < 400 || got.StatusCode >= 500 {
				h.Errorf("got %d, want it refused", got.StatusCode)
			}
			h.wantNone()
		}},
		{"of 16 who put an object at once one does", func(h *harness) {
			const clients = 16
			var all sync.WaitGroup
			statuses := make([]int, clients)
			for i := range clients {
				body := strings.Repeat(strconv.Itoa(i), 1000)
				s := sign(h, "a", blob.Describe(jpeg, []byte(body)))
				all.Go(func() {
					if got, err := h.send(s.Method, s.URL, body, s.Header); err == nil {
						statuses[i] = got.status
					} else {
						h.Error(err)
					}
				})
			}
			all.Wait()
			winner := slices.Index(statuses, 200)
			for i, status := range statuses {
				if (i == winner) != (status == 200) || i != winner && status != 412 {
					h.Fatalf("got %v, want one 200 among 412", statuses)
				}
			}
			h.wantObject("a", strings.Repeat(strconv.Itoa(winner), 1000), jpeg)
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
