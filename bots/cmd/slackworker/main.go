// The Lambda function slackworker does what took slack too long, and posts it.
package main

import (
	"context"
	"log"
	"os"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"

	"shoebox/bots/slackbot/deployed"
	"shoebox/shared/blob"
	"shoebox/shared/blob/s3store"
	"shoebox/shared/config"
)

func main() {
	c, err := config.Read(os.LookupEnv, config.Table, config.Keys, config.PublicURL, config.Queue, config.SlackAppID, config.SlackSigningSecret)
	if err != nil {
		log.Fatal(err)
	}
	bot, err := deployed.Open(context.Background(), c, func(sdk aws.Config, at config.Place) *blob.Store { return s3store.Open(sdk, at, time.Now) })
	if err != nil {
		log.Fatal(err)
	}
	lambda.Start(bot.Work)
}
