// The Lambda function retention empties the trash of what lay there for 30 days.
package main

import (
	"context"
	"os"
	"time"

	"github.com/aws/aws-lambda-go/lambda"

	"shoebox/shared/backend/aws"
	"shoebox/shared/blob/s3store"
	"shoebox/shared/config"
	"shoebox/shared/retention"
)

func main() {
	c := aws.Must(config.Read(os.LookupEnv, config.Table, config.Keys, config.Blobs))
	b := aws.Must(aws.Open(context.Background(), c))
	blobs := s3store.Open(b.SDK, c.Blobs, time.Now)
	lambda.Start(func(ctx context.Context) (retention.Report, error) {
		return retention.Sweep(ctx, retention.Config{Galleries: b.Galleries, Blobs: blobs, Now: b.Now, Log: b.Log})
	})
}
