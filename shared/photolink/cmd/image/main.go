// The Lambda function image shows the pictures that links name.
package main

import (
	"context"
	"log"
	"os"

	"github.com/aws/aws-lambda-go/lambda"

	"shoebox/shared/backend/aws"
	"shoebox/shared/backend/aws/bucket"
	"shoebox/shared/config"
	"shoebox/shared/photolink"
)

func main() {
	c, err := config.Read(os.LookupEnv, config.Table, config.Blobs, config.Keys)
	if err != nil {
		log.Fatal(err)
	}
	b, err := aws.Open(context.Background(), c)
	if err != nil {
		log.Fatal(err)
	}
	lambda.Start(photolink.NewHandler(photolink.HandlerConfig{
		Links: b.Links, Photos: photolink.From(b.Galleries), Bucket: bucket.New(b.SDK, c.Blobs), Now: b.Now, Log: b.Log,
	}).Lambda)
}
