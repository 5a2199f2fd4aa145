package bucket

import (
	"context"
	"errors"
	"io"
	"time"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"

	"shoebox/shared/config"
	"shoebox/shared/fault"
)

// Bucket reads the objects of an S3 bucket and signs URLs of them. It is safe for
// concurrent use.
type Bucket struct {
	client *s3.Client
	sign   *s3.PresignClient
	name   *string
}

// New makes a Bucket of a place of scheme "s3", without a request. It panics on
// another, since that is a mistake of the function's setup.
func New(sdk awssdk.Config, place config.Place) *Bucket {
	if place.Scheme != "s3" {
		panic("SHOEBOX_BLOBS must be s3://BUCKET")
	}
	client := s3.NewFromConfig(sdk)
	return &Bucket{client: client, sign: s3.NewPresignClient(client), name: &place.Name}
}

// Exists reports whether the object is there. S3 tells that only those who may
// list the bucket; to others what is not there is an error.
func (b *Bucket) Exists(ctx context.Context, key string) (bool, error) {
	_, err := b.client.HeadObject(ctx, &s3.HeadObjectInput{Bucket: b.name, Key: &key})
	if _, missing := errors.AsType[*types.NotFound](err); missing {
		return false, nil
	}
	return err == nil, fault.As("bucket.Exists", kind(ctx), err)
}

// ReadAll reads an object whole.
func (b *Bucket) ReadAll(ctx context.Context, key string) (data []byte, err error) {
	const op = "bucket.ReadAll"
	object, err := b.client.GetObject(ctx, &s3.GetObjectInput{Bucket: b.name, Key: &key})
	if _, missing := errors.AsType[*types.NoSuchKey](err); missing {
		return nil, fault.As(op, fault.NotFound, err)
	}
	if err != nil {
		return nil, fault.As(op, kind(ctx), err)
	}
	defer object.Body.Close() //nolint:errcheck // it was only read
	data, err = io.ReadAll(object.Body)
	return data, fault.As(op, kind(ctx), err)
}

// Sign gives a URL by which anybody may read the object, for so long. It makes no
// request.
func (b *Bucket) Sign(ctx context.Context, key string, good time.Duration) (string, error) {
	const op = "bucket.Sign"
	request, err := b.sign.PresignGetObject(ctx, &s3.GetObjectInput{Bucket: b.name, Key: &key}, s3.WithPresignExpires(good))
	if err != nil {
		return "", fault.As(op, kind(ctx), err)
	}
	return request.URL, nil
}

// kind is what an error of S3 means, if it isn't the context's.
func kind(ctx context.Context) fault.Kind {
	if err := ctx.Err(); err != nil {
		return fault.Of(err)
	}
	return fault.Unavailable
}
