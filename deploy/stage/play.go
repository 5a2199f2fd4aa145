package stage

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"gocloud.dev/blob"
	"gocloud.dev/blob/memblob"

	"shoebox/deploy/sample"
	"shoebox/shared/account"
	"shoebox/shared/backend"
	"shoebox/shared/config"
	"shoebox/shared/fault"
	"shoebox/shared/ingest"
	"shoebox/shared/table"
	"shoebox/shared/table/dynamotable"
)

// play puts the sample album into the table and the bucket, and links who asks in the
// samples to its gallery.
func (s *Stage) play(ctx context.Context, tables *dynamodb.Client, buckets *s3.Client, c config.Config) error {
	keys, err := backend.ParseKeys(c.Keys.Value())
	if err != nil {
		return err
	}
	t := table.New(dynamotable.New(tables, s.TableName), time.Now)
	linked := account.NewLinked(t)
	b := backend.New(backend.Parts{
		Table: t, Accounts: linked, Keys: keys, PublicURL: c.PublicURL, Log: slog.New(slog.DiscardHandler), Now: c.Now(),
	})
	defer b.Close() //nolint:errcheck // every write was made or failed by now
	asker := sample.Asker()
	for _, identity := range asker.Identities {
		if err := linked.Link(ctx, identity, asker.Actor); err != nil {
			return err
		}
	}
	pictures := memblob.OpenBucket(nil)
	defer pictures.Close() //nolint:errcheck // it is only memory
	if err := sample.Into(ctx, ingest.New(b.Galleries.As(asker.Membership), pictures, c.Now())); err != nil {
		return err
	}
	return carry(ctx, pictures, buckets, s.BucketName)
}

// carry puts all objects of a bucket into one of S3.
func carry(ctx context.Context, from *blob.Bucket, to *s3.Client, bucket string) error {
	const op = "stage.carry"
	for list := from.List(nil); ; {
		object, err := list.Next(ctx)
		if err == io.EOF { //nolint:errorlint // as its documentation says
			return nil
		}
		if err != nil {
			return fault.As(op, fault.Internal, err)
		}
		data, err := from.ReadAll(ctx, object.Key)
		if err != nil {
			return fault.As(op, fault.Internal, err)
		}
		kind := "image/jpeg"
		if _, err := to.PutObject(ctx, &s3.PutObjectInput{Bucket: &bucket, Key: &object.Key, ContentType: &kind, Body: bytes.NewReader(data)}); err != nil {
			return fault.As(op, fault.Unavailable, err)
		}
	}
}
