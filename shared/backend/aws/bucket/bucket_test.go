package bucket_test

import (
	"strings"
	"testing"
	"time"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"gocloud.dev/blob"

	"shoebox/shared/backend/aws/bucket"
	"shoebox/shared/config"
	"shoebox/shared/fault"
)

func TestABucketSignsURLsWithoutARequest(t *testing.T) {
	sdk := awssdk.Config{Region: "eu-west-1", Credentials: credentials.NewStaticCredentialsProvider("sample", "sample", "")}
	b, err := bucket.Open(t.Context(), sdk, config.Config{Blobs: config.Place{Scheme: "s3", Name: "photos-of-mine"}})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close() //nolint:errcheck // nothing was written
	url, err := b.SignedURL(t.Context(), "a/b.jpg", &blob.SignedURLOptions{Expiry: time.Minute})
	if err != nil || !strings.HasPrefix(url, "https://photos-of-mine.s3.eu-west-1.amazonaws.com/a/b.jpg?") || !strings.Contains(url, "X-Amz-Expires=60") {
		t.Errorf("got %q, %v, want a URL signed for a minute", url, err)
	}
}

func TestOnlyABucketIsOpened(t *testing.T) {
	if _, err := bucket.Open(t.Context(), awssdk.Config{}, config.Config{Blobs: config.Place{Scheme: "file", Name: "/tmp"}}); !fault.Is(err, fault.Invalid) {
		t.Errorf("got %v, want an invalid", err)
	}
}
