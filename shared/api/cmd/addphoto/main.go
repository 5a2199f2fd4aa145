// The Lambda function addphoto makes photos of what people upload.
package main

import (
	"context"
	"os"
	"time"

	"github.com/aws/aws-lambda-go/lambda"

	"shoebox/shared/api"
	"shoebox/shared/api/deployed"
	"shoebox/shared/backend/aws"
	"shoebox/shared/blob/s3store"
	"shoebox/shared/config"
	"shoebox/shared/gateway"
)

func main() {
	c := aws.Must(config.Read(os.LookupEnv, config.Table, config.Keys, config.Accounts, config.PublicURL, config.Blobs))
	b := aws.Must(aws.Open(context.Background(), c))
	parts := deployed.Parts(b)
	parts.Blobs = s3store.Open(b.SDK, c.Blobs, time.Now)
	lambda.Start(gateway.Lambda(api.New(parts).Handler(api.ServiceAddPhoto)))
}
