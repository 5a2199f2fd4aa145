package s3store_test

import (
	"testing"
	"time"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"shoebox/deploy/engines/enginestest"
	"shoebox/shared/blob"
	"shoebox/shared/blob/blobtest"
	"shoebox/shared/blob/s3store"
	"shoebox/shared/config"
)

const bucket = "pictures"

// engine starts a real S3 with a bucket in it.
func engine(tb testing.TB) awssdk.Config {
	tb.Helper()
	sdk := enginestest.SDK(tb, enginestest.S3(tb))
	client := s3.NewFromConfig(sdk, func(o *s3.Options) { o.UsePathStyle = true })
	if _, err := client.CreateBucket(tb.Context(), &s3.CreateBucketInput{Bucket: awssdk.String(bucket)}); err != nil {
		tb.Fatal(err)
	}
	return sdk
}

func driver(sdk awssdk.Config, now func() time.Time) *s3store.Driver {
	return s3store.New(sdk, config.Place{Scheme: "s3", Name: bucket}, now)
}

func TestConformanceOnAnEngine(t *testing.T) {
	sdk := engine(t)
	blobtest.Run(t, func(testing.TB) blobtest.Bed {
		return blobtest.Bed{Driver: driver(sdk, time.Now), At: func(now func() time.Time) blob.Driver { return driver(sdk, now) }}
	})
}
