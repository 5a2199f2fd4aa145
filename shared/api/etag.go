package api

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"
)

// Shows has the answer carry an ETag of the version that is shown, and what a client
// has of it already be told by a 304. The ETag is of the bytes, too: the links to
// pictures in them expire.
func (c *Call) Shows(version int64) { c.version = version }

// Version gives the version that If-Match says is to be changed; 0 is "*", whatever
// it is now. What is no ETag of ours matches nothing: -1.
func (c *Call) Version() int64 {
	text := strings.TrimSpace(c.request.Header.Get("If-Match"))
	if text == "*" || text == "" {
		return 0
	}
	number, _, _ := strings.Cut(strings.Trim(text, `"`), "-")
	version, err := strconv.ParseInt(number, 10, 64)
	if err != nil || version < 1 || !strings.HasPrefix(text, `"`) || !strings.HasSuffix(text, `"`) || strings.Contains(text, ",") {
		return -1
	}
	return version
}

// etag is that of an answer: the version, and a few bits of what is said of it.
func etag(version int64, body []byte) string {
	sum := sha256.Sum256(body)
	return `"` + strconv.FormatInt(version, 10) + "-" + base64.RawURLEncoding.EncodeToString(sum[:9]) + `"`
}

// fresh reports whether a client's copy is as good as the answer.
func fresh(r *http.Request, tag string) bool {
	for each := range strings.SplitSeq(r.Header.Get("If-None-Match"), ",") {
		if each = strings.TrimPrefix(strings.TrimSpace(each), "W/"); each == tag || each == "*" {
			return true
		}
	}
	return false
}
