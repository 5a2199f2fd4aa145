// The Lambda function search finds photos by words.
package main

import (
	"context"
	"os"

	"github.com/aws/aws-lambda-go/lambda"

	"shoebox/shared/api"
	"shoebox/shared/api/deployed"
	"shoebox/shared/backend/aws"
	"shoebox/shared/config"
	"shoebox/shared/gateway"
)

func main() {
	c := aws.Must(config.Read(os.LookupEnv, config.Table, config.Keys, config.Accounts, config.PublicURL))
	b := aws.Must(aws.Open(context.Background(), c))
	lambda.Start(gateway.Lambda(api.New(deployed.Parts(b)).Handler(api.ServiceSearch)))
}
