package s3store_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"shoebox/deploy/engines/unreliable"
	"shoebox/shared/blob"
	"shoebox/shared/blob/s3store"
	"shoebox/shared/config"
	"shoebox/shared/fault"
)

// says is an answer of S3's that refuses.
func says(status int, code string) unreliable.Way {
	body := ""
	if code != "" {
		body = `<?xml version="1.0" encoding="UTF-8"?>` + "\n<Error><Code>" + code + "</Code><Message>of private words</Message><Key>a</Key></Error>"
	}
	return unreliable.Says(unreliable.Answer{Status: status, Header: http.Header{"Content-Type": {"application/xml"}}, Body: []byte(body)})
}

// before gives a driver of a server that goes wrong as planned.
func before(tb testing.TB, target string, c func(endpoint string) *s3store.Driver) (*s3store.Driver, *unreliable.Proxy) {
	tb.Helper()
	proxy, err := unreliable.Start(target)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := proxy.Close(); err != nil {
			tb.Error(err)
		}
	})
	return c(proxy.URL), proxy
}

// alone gives a driver of a server of the test's own.
func alone(tb testing.TB, h http.HandlerFunc) (*s3store.Driver, *unreliable.Proxy) {
	tb.Helper()
	server := httptest.NewServer(h)
	tb.Cleanup(server.Close)
	return before(tb, server.URL, func(endpoint string) *s3store.Driver {
		c := sdk("eu-west-1", endpoint)
		client := &http.Client{Transport: &http.Transport{}}
		tb.Cleanup(client.CloseIdleConnections)
		c.HTTPClient = client
		return s3store.New(c, config.Place{Scheme: "s3", Name: "photos"}, time.Now)
	})
}

// requests are all there are.
var requests = map[string]func(context.Context, blob.Driver) error{
	"put": func(ctx context.Context, d blob.Driver) error {
		return d.Put(ctx, "a", strings.NewReader("picture"), blob.PutOptions{Content: blob.Describe("image/jpeg", []byte("picture"))})
	},
	"get": func(ctx context.Context, d blob.Driver) error {
		o, err := d.Get(ctx, "a", blob.Range{})
		if err != nil {
			return err
		}
		return o.Body.Close()
	},
	"head": func(ctx context.Context, d blob.Driver) error {
		_, err := d.Head(ctx, "a")
		return err
	},
	"delete": func(ctx context.Context, d blob.Driver) error { return d.Delete(ctx, "a") },
	"list": func(ctx context.Context, d blob.Driver) error {
		_, _, err := d.List(ctx, "", "", 10)
		return err
	},
}

func TestWhatARefusalMeans(t *testing.T) {
	tests := []struct {
		name string
		way  unreliable.Way
		want fault.Kind
	}{
		{"no such bucket", says(404, "NoSuchBucket"), fault.Internal},
		{"no permission", says(403, "AccessDenied"), fault.Internal},
		{"a bad signature", says(403, "SignatureDoesNotMatch"), fault.Internal},
		{"an unknown key id", says(403, "InvalidAccessKeyId"), fault.Internal},
		{"another region", says(301, "PermanentRedirect"), fault.Internal},
		{"credentials that have expired", says(400, "ExpiredToken"), fault.Unavailable},
		{"asked too often", says(503, "SlowDown"), fault.Throttled},
		{"asked too often, without a word", says(429, ""), fault.Throttled},
		{"somebody else is at it", says(409, "ConditionalRequestConflict"), fault.Throttled},
		{"a failure inside", says(500, "InternalError"), fault.Unavailable},
		{"down", says(503, "ServiceUnavailable"), fault.Unavailable},
		{"something between that is down", says(502, ""), fault.Unavailable},
		{"nonsense from between", unreliable.Says(unreliable.Answer{Status: 504, Body: []byte("<html>&nope;")}), fault.Unavailable},
		{"a body that took too long", says(400, "RequestTimeout"), fault.Unavailable},
		{"bytes that were not as announced", says(400, "BadDigest"), fault.Invalid},
		{"too many bytes", says(400, "EntityTooLarge"), fault.TooLarge},
		{"a condition that does not hold", says(412, "PreconditionFailed"), fault.Conflict},
		{"something nobody knows", says(400, "Whatever"), fault.Internal},
		{"a connection that is cut", unreliable.Refused, fault.Unavailable},
	}
	driver, proxy := alone(t, func(http.ResponseWriter, *http.Request) { t.Error("a request went through") })
	for _, tt := range tests {
		for name, request := range requests {
			t.Run(tt.name+", "+name, func(t *testing.T) {
				proxy.Plan(unreliable.Fault{Times: -1, Way: tt.way})
				want := tt.want
				if name == "head" && tt.name == "asked too often" {
					want = fault.Unavailable // a HEAD is not told why, and who is asked too often is not asked once more
				}
				err := request(t.Context(), driver)
				if !fault.Is(err, want) {
					t.Fatalf("got %v, want %v", err, want)
				}
				if strings.Contains(err.Error(), "private words") {
					t.Errorf("got %v, which repeats what S3 said", err)
				}
			})
		}
	}
}

func TestWhatIsNotThere(t *testing.T) {
	driver, proxy := alone(t, nil)
	for name, want := range map[string]fault.Kind{"get": fault.NotFound, "head": fault.NotFound} {
		proxy.Plan(unreliable.Fault{Times: -1, Way: says(404, "NoSuchKey")})
		if err := requests[name](t.Context(), driver); !fault.Is(err, want) {
			t.Errorf("%s: got %v, want %v", name, err, want)
		}
	}
	if err := requests["delete"](t.Context(), driver); err != nil {
		t.Errorf("got %v, want nothing to delete to be no error", err)
	}
}

func TestAnAnswerThatMakesNoSenseIsAnOutage(t *testing.T) {
	part := http.Header{"Content-Range": {"bytes nobody knows"}}
	tests := []struct {
		name   string
		answer unreliable.Answer
		ask    string
	}{
		{"a part of who knows what", unreliable.Answer{Status: 206, Header: part, Body: []byte("pic")}, "get"},
		{"a part that says nothing", unreliable.Answer{Status: 206, Body: []byte("pic")}, "get"},
		{"a list that is none", unreliable.Answer{Status: 200, Body: []byte("{}")}, "list"},
		{"a list that breaks off", unreliable.Answer{Status: 200, Body: []byte("<ListBucketResult><Contents><Key>a</Key>")}, "list"},
		{"a list of nonsense", unreliable.Answer{Status: 200, Body: []byte("<ListBucketResult><EncodingType>url</EncodingType><Contents><Key>%zz</Key></Contents></ListBucketResult>")}, "list"},
	}
	driver, proxy := alone(t, nil)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			proxy.Plan(unreliable.Fault{Times: -1, Way: unreliable.Says(tt.answer)})
			if err := requests[tt.ask](t.Context(), driver); !fault.Is(err, fault.Unavailable) {
				t.Errorf("got %v, want unavailable", err)
			}
		})
	}
}

func TestKeysOfAListAreReadAsTheyAreWritten(t *testing.T) {
	driver, proxy := alone(t, nil)
	proxy.Plan(unreliable.Fault{Times: -1, Way: unreliable.Says(unreliable.Answer{Status: 200, Body: []byte(
		`<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><EncodingType>url</EncodingType><IsTruncated>true</IsTruncated>` +
			`<Contents><Key>a/%C3%A4+b%2B%25</Key><Size>7</Size><LastModified>2026-11-22T12:00:00.500Z</LastModified></Contents></ListBucketResult>`)})})
	found, more, err := driver.List(t.Context(), "", "", 10)
	want := blob.Listed{Key: "a/ä b+%", Size: 7, Modified: noon}
	if err != nil || !more || len(found) != 1 || found[0] != want {
		t.Errorf("got %v, %v, %v, want %v and more", found, more, err, want)
	}
}

func TestARequestIsSignedWithTheSessionsToken(t *testing.T) {
	var got http.Header
	driver, _ := alone(t, func(_ http.ResponseWriter, r *http.Request) { got = r.Header })
	if err := requests["put"](t.Context(), driver); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"X-Amz-Security-Token": "session token", "Content-Type": "image/jpeg", "Accept-Encoding": "identity",
		"X-Amz-Content-Sha256": fmt.Sprintf("%x", sha256.Sum256([]byte("picture"))),
	} {
		if got.Get(name) != want {
			t.Errorf("%s: got %q, want %q", name, got.Get(name), want)
		}
	}
	if signed := got.Get("Authorization"); !strings.Contains(signed, "SignedHeaders=content-length;content-type;host;x-amz-checksum-sha256;x-amz-content-sha256;x-amz-date;x-amz-security-token,") {
		t.Errorf("got %q, want all of it signed", signed)
	}
}
