package photolink_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/google/go-cmp/cmp"

	"shoebox/shared/blob"
	"shoebox/shared/blob/blobtest"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/gateway"
	"shoebox/shared/photolink"
	"shoebox/shared/table/tabletest"
)

// stage is a handler over a gallery of one photo.
type stage struct {
	*photolink.Handler
	links    *photolink.Links
	gallery  *gallery.Gallery
	store    *tabletest.Faulty
	bucket   *blob.Store
	pictures *blobtest.Faulty // beneath the bucket
	log      *bytes.Buffer
}

func TestALinkShowsItsPicture(t *testing.T) {
	s := set(t, nil)
	r := s.ask(t, "GET", s.path(nil))
	if r.status != 200 || r.body != "the large one" {
		t.Errorf("got %d, %q, want the picture", r.status, r.body)
	}
	want := map[string]string{
		"Content-Type":                "image/jpeg",
		"Cache-Control":               "private, max-age=3600",
		"Access-Control-Allow-Origin": "*",
		"X-Content-Type-Options":      "nosniff",
	}
	for name, value := range want {
		if got := r.header.Get(name); got != value {
			t.Errorf("%s: got %q, want %q", name, got, value)
		}
	}
}

func TestACopyThatIsGoodIsNotSentAgain(t *testing.T) {
	s := set(t, nil)
	r := s.ask(t, "GET", s.path(nil))
	etag := r.header.Get("ETag")
	if !strings.HasPrefix(etag, `"`) {
		t.Fatalf("got ETag %q", etag)
	}
	again := s.ask(t, "GET", s.path(nil), "If-None-Match", etag)
	if again.status != 304 || again.body != "" {
		t.Errorf("got %d, %q, want 304 and nothing", again.status, again.body)
	}
	if got := again.header.Get("Cache-Control"); got != "private, max-age=3600" {
		t.Errorf("Cache-Control: got %q", got)
	}
	other := s.ask(t, "GET", s.path(nil), "If-None-Match", `"another"`)
	if other.status != 200 || other.body != "the large one" {
		t.Errorf("got %d, %q, want the picture", other.status, other.body)
	}
}

func TestHeadSaysAllButThePicture(t *testing.T) {
	s := set(t, func(c *photolink.HandlerConfig) { c.Signer = signing{} })
	r := s.ask(t, "HEAD", s.path(nil))
	if r.status != 200 || r.body != "" || r.header.Get("Content-Length") != "13" {
		t.Errorf("got %d, %q, %v", r.status, r.body, r.header)
	}
}

func TestTheNearestRenditionStandsIn(t *testing.T) {
	s := set(t, nil)
	r := s.ask(t, "GET", s.path(func(tg *photolink.Target) { tg.Rendition = photolink.Small }))
	if r.status != 200 || r.body != "the medium one" {
		t.Errorf("got %d, %q, want the medium one", r.status, r.body)
	}
}

func TestABucketThatSignsIsWhereClientsGo(t *testing.T) {
	s := set(t, func(c *photolink.HandlerConfig) { c.Signer = signing{} })
	r := s.ask(t, "GET", s.path(nil))
	if r.status != 302 || r.header.Get("Location") != "https://bucket.example.com/large?good=15m0s" {
		t.Errorf("got %d to %q", r.status, r.header.Get("Location"))
	}
	if got := r.header.Get("Cache-Control"); got != "private, max-age=450" {
		t.Errorf("Cache-Control: got %q, want half of what the signature is good for", got)
	}
	if err := s.bucket.Delete(t.Context(), "large"); err != nil {
		t.Fatal(err)
	}
	gone := s.ask(t, "GET", s.path(nil))
	if gone.status != 404 || gone.body != drawn(t, "gone") {
		t.Errorf("got %d, want 404 and a placeholder, no redirect into nothing", gone.status)
	}
}

func TestThereIsAlwaysAPicture(t *testing.T) {
	type act = func(*testing.T, stage) string // gives the path to ask for
	at := func(change func(*photolink.Target)) act {
		return func(_ *testing.T, s stage) string { return s.path(change) }
	}
	tests := []struct {
		name        string
		act         act
		status      int
		placeholder string
	}{
		{"a forged link", func(_ *testing.T, s stage) string { p := s.path(nil); return p[:len(p)-1] + "!" }, 403, "denied"},
		{"no token", func(*testing.T, stage) string { return "/i/" }, 403, "denied"},
		{"another path", func(*testing.T, stage) string { return "/x" }, 404, "gone"},
		{"an expired link", at(func(tg *photolink.Target) { tg.Expires = noon }), 410, "expired"},
		{"a photo there never was", at(func(tg *photolink.Target) { tg.Photo = "none" }), 404, "gone"},
		{"another gallery's photo", at(func(tg *photolink.Target) { tg.Gallery = "other" }), 404, "gone"},
		{"a photo in the trash", func(t *testing.T, s stage) string {
			t.Helper()
			if _, err := s.gallery.Trash(t.Context(), target().Photo); err != nil {
				t.Fatal(err)
			}
			return s.path(nil)
		}, 404, "gone"},
		{"a photo that was deleted", func(t *testing.T, s stage) string {
			t.Helper()
			if _, err := s.gallery.Trash(t.Context(), target().Photo); err != nil {
				t.Fatal(err)
			}
			if _, err := s.gallery.Delete(t.Context(), target().Photo); err != nil {
				t.Fatal(err)
			}
			return s.path(nil)
		}, 404, "gone"},
		{"an object that was lost", func(t *testing.T, s stage) string {
			t.Helper()
			if err := s.bucket.Delete(t.Context(), "large"); err != nil {
				t.Fatal(err)
			}
			return s.path(nil)
		}, 404, "gone"},
		{"a photo without a file", func(t *testing.T, s stage) string {
			t.Helper()
			s.add(t, gallery.Photo{ID: "words", Taken: noon})
			return s.path(func(tg *photolink.Target) { tg.Photo = "words" })
		}, 200, "pictureless"},
		{"never the original", func(t *testing.T, s stage) string {
			t.Helper()
			s.put(t, "original", "secret")
			s.add(t, gallery.Photo{ID: "raw", Taken: noon, Objects: gallery.Objects{Original: "original"}})
			return s.path(func(tg *photolink.Target) { tg.Photo = "raw" })
		}, 200, "pictureless"},
		{"a store that fails", func(_ *testing.T, s stage) string {
			s.store.FailReads(tabletest.Fault{Times: -1, Kind: fault.Internal})
			return s.path(nil)
		}, 503, "unavailable"},
		{"a bucket that is down", func(_ *testing.T, s stage) string {
			s.pictures.Fail(blobtest.Fault{Times: -1, Kind: fault.Unavailable})
			return s.path(nil)
		}, 503, "unavailable"},
		{"a bucket that is not set up right", func(_ *testing.T, s stage) string {
			s.pictures.Fail(blobtest.Fault{Times: -1, Kind: fault.Internal})
			return s.path(nil)
		}, 503, "unavailable"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := set(t, nil)
			r := s.ask(t, "GET", tt.act(t, s))
			if r.status != tt.status || r.body != drawn(t, tt.placeholder) {
				t.Errorf("got %d with %d bytes, want %d with the placeholder %q", r.status, len(r.body), tt.status, tt.placeholder)
			}
			if r.header.Get("Content-Type") != "image/jpeg" || r.header.Get("Access-Control-Allow-Origin") != "*" {
				t.Errorf("got headers %v", r.header)
			}
			if tt.status != 200 && r.header.Get("Cache-Control") != "no-store" {
				t.Errorf("Cache-Control: got %q, want it not kept", r.header.Get("Cache-Control"))
			}
		})
	}
}

func TestPicturesCanOnlyBeFetched(t *testing.T) {
	s := set(t, nil)
	for _, method := range []string{"POST", "PUT", "DELETE", "PATCH", "OPTIONS"} {
		r := s.ask(t, method, s.path(nil))
		if r.status != 405 || r.header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: got %d, Allow %q", method, r.status, r.header.Get("Allow"))
		}
	}
}

func TestTheLogNamesNothingPrivate(t *testing.T) {
	s := set(t, nil)
	good, bad := s.path(nil), s.path(nil)+"x"
	s.ask(t, "GET", good)
	s.ask(t, "GET", bad)
	lines := s.log.String()
	if got := strings.Count(lines, `"msg":"image"`); got != 2 {
		t.Errorf("got %d lines, want one a request:\n%s", got, lines)
	}
	for _, secret := range []string{token(t, good), token(t, bad), "Private words", string(target().Photo)} {
		if strings.Contains(lines, secret) {
			t.Errorf("the log tells %q:\n%s", secret, lines)
		}
	}
}

func TestLambdaAnswersLikeTheServer(t *testing.T) {
	s := set(t, nil)
	ask := func(method, path string, headers map[string]string) events.APIGatewayV2HTTPResponse {
		event := events.APIGatewayV2HTTPRequest{Version: "2.0", RawPath: path, Headers: headers}
		event.RequestContext.HTTP.Method = method
		response, err := gateway.Lambda(s)(context.WithoutCancel(t.Context()), event)
		if err != nil {
			t.Fatal(err)
		}
		return response
	}
	shown := ask("GET", "/stage"+s.path(nil), nil)
	picture, err := base64.StdEncoding.DecodeString(shown.Body)
	if err != nil || !shown.IsBase64Encoded || shown.StatusCode != 200 {
		t.Fatalf("got %+v, %v", shown, err)
	}
	if diff := cmp.Diff(string(picture), "the large one"); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
	if got := ask("GET", s.path(nil), map[string]string{"if-none-match": shown.Headers["etag"]}); got.StatusCode != 304 || got.Body != "" {
		t.Errorf("got %+v, want 304", got)
	}
	if got := ask("HEAD", s.path(nil), nil); got.StatusCode != 200 || got.Body != "" {
		t.Errorf("got %+v, want headers alone", got)
	}
	if got := ask("GET", "/i/forged", nil); got.StatusCode != 403 || got.Headers["content-type"] != "image/jpeg" {
		t.Errorf("got %d %v, want 403 and a picture", got.StatusCode, got.Headers)
	}
	if got := ask("POST", s.path(nil), nil); got.StatusCode != 405 {
		t.Errorf("got %d, want 405", got.StatusCode)
	}
	if got := ask("", "", nil); got.StatusCode != 400 {
		t.Errorf("an empty event: got %d, want 400", got.StatusCode)
	}
}

func TestAnIncompleteHandlerIsRefused(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("got no panic")
		}
	}()
	photolink.NewHandler(photolink.HandlerConfig{Now: time.Now})
}
