// The Lambda function digest has slackworker post the digests that are due.
package main

import (
	"context"
	"os"

	"github.com/aws/aws-lambda-go/lambda"

	"shoebox/bots/slackbot/deployed"
	"shoebox/shared/backend/aws"
	"shoebox/shared/config"
)

func main() {
	c := aws.Must(config.Read(os.LookupEnv, config.Table, config.Keys, config.Queue))
	lambda.Start(aws.Must(deployed.OpenDigest(context.Background(), c)))
}
