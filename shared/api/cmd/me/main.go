// The Lambda function me keeps what is a person's own, and forgets it when they ask.
package main

import (
	"context"
	"os"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"

	"shoebox/shared/account/issuer/cognito"
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
	parts.Issuer = cognito.New(cognito.Config{API: cognitoidentityprovider.NewFromConfig(b.SDK), Client: c.Accounts.Client, Verifier: b.Verifier})
	parts.Blobs = s3store.Open(b.SDK, c.Blobs, time.Now)
	lambda.Start(gateway.Lambda(api.New(parts).Handler(api.ServiceMe)))
}
