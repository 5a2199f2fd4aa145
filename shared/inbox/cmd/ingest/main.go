// The Lambda function ingest makes photos of the files that come into the bucket.
package main

import (
	"context"
	"os"
	"time"

	"github.com/aws/aws-lambda-go/lambda"

	"shoebox/shared/backend/aws"
	"shoebox/shared/blob/s3store"
	"shoebox/shared/config"
	"shoebox/shared/inbox"
	"shoebox/shared/inbox/intake"
	"shoebox/shared/ingest/heif"
	"shoebox/shared/ingest/places"
	"shoebox/shared/ingest/rekognition"
)

func main() {
	decoders, c := heif.Open(), aws.Must(config.Read(os.LookupEnv, config.Table, config.Keys, config.Blobs, config.Queue))
	b := aws.Must(aws.Open(context.Background(), c))
	parts := intake.Config{Galleries: b.Galleries, Blobs: s3store.Open(b.SDK, c.Blobs, time.Now), Now: b.Now, Log: b.Log, Hide: b.Queue().Hide, Places: places.Open(), HEIC: decoders}
	if parts.Inbox = inbox.New(inbox.Config{Table: b.Table, Blobs: parts.Blobs, Galleries: b.Galleries, Now: b.Now}); c.Labels != "" {
		parts.Labels, parts.LabelsCap = rekognition.New(b.SDK, rekognition.Options{}), c.LabelsCap
	}
	lambda.Start(intake.New(parts).Consume)
}
