// The Lambda function image shows the pictures that links name.
package main

import (
	"context"
	"os"
	"time"

	"github.com/aws/aws-lambda-go/lambda"

	"shoebox/shared/backend/aws"
	"shoebox/shared/blob/s3store"
	"shoebox/shared/config"
	"shoebox/shared/gateway"
	"shoebox/shared/photolink"
)

func main() {
	c := aws.Must(config.Read(os.LookupEnv, config.Table, config.Blobs, config.Keys))
	b := aws.Must(aws.Open(context.Background(), c))
	s3 := s3store.Open(b.SDK, c.Blobs, time.Now) // S3 refuses what was signed at another time
	lambda.Start(gateway.Lambda(photolink.NewHandler(photolink.HandlerConfig{Links: b.Links, Photos: photolink.From(b.Galleries), Bucket: s3, Signer: s3, Now: b.Now, Log: b.Log})))
}
