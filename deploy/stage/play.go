package stage

import (
	"context"
	"log/slog"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"shoebox/deploy/pool"
	"shoebox/deploy/sample"
	"shoebox/shared/account"
	"shoebox/shared/backend"
	"shoebox/shared/blob"
	"shoebox/shared/blob/s3store"
	"shoebox/shared/config"
	"shoebox/shared/gallery"
	"shoebox/shared/ingest"
	"shoebox/shared/table"
	"shoebox/shared/table/dynamotable"
)

// play puts the sample album into the table and the bucket, and links who asks in the
// samples to its gallery.
func (s *Stage) play(ctx context.Context, tables *dynamodb.Client, c config.Config) error {
	keys, err := backend.ParseKeys(c.Keys.Value())
	if err != nil {
		return err
	}
	t := table.New(dynamotable.New(tables, s.TableName), time.Now)
	b := backend.New(backend.Parts{
		Table: t, Keys: keys, PublicURL: c.PublicURL, Log: slog.New(slog.DiscardHandler), Now: c.Now(),
	})
	defer b.Close() //nolint:errcheck // every write was made or failed by now
	asker := sample.Asker()
	if err := b.Galleries.Found(ctx, sample.Gallery, gallery.Shared, "The sample album", gallery.Member{User: asker.User}); err != nil {
		return err
	}
	if err := b.People.Introduce(ctx, account.User{ID: asker.User, Gallery: sample.Gallery}, append(asker.Identities, account.Identity{Channel: account.Web, Team: pool.Issuer, User: pool.Subject})...); err != nil {
		return err
	}
	pictures := blob.New(s3store.New(s.BucketSDK(), config.Place{Scheme: "s3", Name: s.BucketName}, time.Now))
	defer pictures.Close() //nolint:errcheck // as above
	return sample.Into(ctx, ingest.New(ingest.Config{Gallery: b.Galleries.As(asker.Membership), Bucket: pictures, Now: c.Now()}))
}
