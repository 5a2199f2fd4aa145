package bucket_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"

	"shoebox/shared/backend/aws/bucket"
	"shoebox/shared/config"
	"shoebox/shared/fault"
	"shoebox/shared/photolink"
)

var (
	_ photolink.Bucket = (*bucket.Bucket)(nil)
	_ photolink.Signer = (*bucket.Bucket)(nil)
)

func sdk(endpoint string) awssdk.Config {
	c := awssdk.Config{
		Region:           "eu-west-1",
		Credentials:      credentials.NewStaticCredentialsProvider("sample", "sample", ""),
		RetryMaxAttempts: 1,
	}
	if endpoint != "" {
		c.BaseEndpoint = &endpoint
	}
	return c
}

func TestABucketSignsURLsWithoutARequest(t *testing.T) {
	url, err := bucket.New(sdk(""), config.Place{Scheme: "s3", Name: "photos-of-mine"}).Sign(t.Context(), "a/b.jpg", time.Minute)
	if err != nil || !strings.HasPrefix(url, "https://photos-of-mine.s3.eu-west-1.amazonaws.com/a/b.jpg?") || !strings.Contains(url, "X-Amz-Expires=60") {
		t.Errorf("got %q, %v, want a URL signed for a minute", url, err)
	}
}

func TestWhatIsThereIsToldFromWhatIsNotAndFromFailure(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasSuffix(r.URL.Path, "/there.jpg"):
			w.Write([]byte("picture")) //nolint:errcheck // the test sees what is missing
		case strings.HasSuffix(r.URL.Path, "/broken.jpg"):
			w.WriteHeader(http.StatusInternalServerError)
		default:
			w.WriteHeader(http.StatusNotFound)
			w.Write([]byte("<Error><Code>NoSuchKey</Code></Error>")) //nolint:errcheck // as above
		}
	}))
	defer server.Close()
	b := bucket.New(sdk(server.URL), config.Place{Scheme: "s3", Name: "photos"})
	tests := []struct {
		key   string
		there bool
		read  string
		kind  fault.Kind // of reading it; that of asking is the same unless it is NotFound
	}{
		{"there.jpg", true, "picture", 0},
		{"gone.jpg", false, "", fault.NotFound},
		{"broken.jpg", false, "", fault.Unavailable},
	}
	for _, tt := range tests {
		t.Run(tt.key, func(t *testing.T) {
			there, err := b.Exists(t.Context(), tt.key)
			if there != tt.there || (err != nil) != (tt.kind == fault.Unavailable) {
				t.Errorf("exists: got %v, %v", there, err)
			}
			data, err := b.ReadAll(t.Context(), tt.key)
			if string(data) != tt.read || (err != nil) != (tt.kind != 0) || err != nil && fault.Of(err) != tt.kind {
				t.Errorf("read: got %q, %v", data, err)
			}
		})
	}
}

func TestOnlyABucketOfS3IsTaken(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("got no panic")
		}
	}()
	bucket.New(sdk(""), config.Place{Scheme: "file", Name: "/tmp"})
}
