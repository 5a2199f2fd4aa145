package api_test

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// FuzzRoutes sends every operation of the document what strangers may think of. What is
// refused changes nothing, nothing fails, and nobody sees what is another's.
func FuzzRoutes(f *testing.F) {
	tw := openTown(f) // of this process: what one request leaves is there for the next
	f.Add(uint16(0), "", "", `{}`, "")
	f.Add(uint16(7), "limit=-1&cursor=AAAA", "a%2Fb", `{"title":["x"]}`, `"1-a"`)
	for i, value := range nasty() {
		f.Add(uint16(i), "cursor="+value, value, `{"words":"`+value+`","cursor":"`+value+`"}`, value)
	}
	f.Fuzz(func(t *testing.T, n uint16, query, name, body, header string) {
		tw.t = t
		path := slices.Sorted(maps.Keys(tw.Paths))[int(n)%len(tw.Paths)]
		for method, o := range tw.Paths[path] {
			if o.ID == "deleteaccount" || !sendable(query) || !sendable(header) {
				continue // the fuzzing would be over
			}
			tw.later()
			at := path
			for _, p := range o.Parameters {
				if p.In == "path" && name != "" {
					at = tw.path(path, p.Name, name)
				}
			}
			at = tw.path(at, "", "")
			if query != "" {
				at += "?" + query
			}
			r := tw.anna.do(strings.ToUpper(method), at, body, "If-Match", header, "If-None-Match", header, "Idempotency-Key", header, "Cookie", header)
			tw.withstood(o.ID, r)
			if r.StatusCode >= http.StatusBadRequest {
				tw.unchanged(o.ID)
			} else {
				tw.state = tw.look()
			}
		}
	})
}

// sendable reports whether a client can send the text in a line of HTTP.
func sendable(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r >= 0x7f })
}
