package s3store_test

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"shoebox/shared/blob"
	"shoebox/shared/blob/s3store"
	"shoebox/shared/config"
	"shoebox/shared/fault"
)

// answering is a server that gives one answer to everything.
type answering struct {
	status int
	header http.Header
	body   string
}

func (a answering) Do(r *http.Request) (*http.Response, error) {
	return &http.Response{
		StatusCode: a.status, Header: a.header, ContentLength: int64(len(a.body)), Body: io.NopCloser(strings.NewReader(a.body)), Request: r,
	}, nil
}

// FuzzAnswersAreTakenOrRefused holds the driver to making sense of what it is told, or
// an error with a kind.
func FuzzAnswersAreTakenOrRefused(f *testing.F) {
	f.Add(200, "", "", "", "picture")
	f.Add(206, "bytes 2-5/10", "AAAA", "Sun, 22 Nov 2026 12:00:00 GMT", "pict")
	f.Add(206, "bytes -5/-1", "", "never", "pict")
	f.Add(404, "", "", "", "<Error><Code>NoSuchKey</Code></Error>")
	f.Add(416, "bytes */10", "", "", "<Error><Code>InvalidRange</Code></Error>")
	f.Add(200, "", "", "", "<ListBucketResult><Contents><Key>a</Key><Size>x</Size></Contents></ListBucketResult>")
	f.Fuzz(func(t *testing.T, status int, part, sum, modified, body string) {
		c := sdk("eu-west-1", "")
		c.HTTPClient = answering{status, http.Header{
			"Content-Range": {part}, "X-Amz-Checksum-Sha256": {sum}, "Last-Modified": {modified},
		}, body}
		d := s3store.New(c, config.Place{Scheme: "s3", Name: "photos"}, time.Now)
		for name, request := range requests {
			if err := request(t.Context(), d); err != nil && fault.Of(err).String() == "unknown" {
				t.Errorf("%s: got %v", name, err)
			}
		}
		if o, err := d.Get(t.Context(), "a", blob.Range{}); err == nil && (o.From < 0 || o.Size < 0 || o.Length != int64(len(body))) {
			t.Errorf("got %+v of %d bytes", o, len(body))
		}
	})
}
