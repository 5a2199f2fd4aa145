package bucket

import (
	"context"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"gocloud.dev/blob"
	"gocloud.dev/blob/s3blob"

	"shoebox/shared/config"
	"shoebox/shared/fault"
)

// Open opens the bucket that c names. It makes no request.
func Open(ctx context.Context, sdk awssdk.Config, c config.Config) (*blob.Bucket, error) {
	const op = "bucket.Open"
	if c.Blobs.Scheme != "s3" {
		return nil, fault.New(op, fault.Invalid, "SHOEBOX_BLOBS must be s3://BUCKET.")
	}
	b, err := s3blob.OpenBucket(ctx, s3.NewFromConfig(sdk), c.Blobs.Name, nil)
	return b, fault.As(op, fault.Invalid, err)
}
