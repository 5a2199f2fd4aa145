// The Lambda function slack answers Slack, or acknowledges and hands over to slackworker.
package main

import (
	"context"
	"log"
	"os"

	"github.com/aws/aws-lambda-go/lambda"

	"shoebox/bots/slackbot/deployed"
	"shoebox/shared/config"
)

func main() {
	c, err := config.Read(os.LookupEnv, config.Table, config.Keys, config.PublicURL, config.Queue, config.SlackAppID, config.SlackSigningSecret)
	if err != nil {
		log.Fatal(err)
	}
	bot, err := deployed.Open(context.Background(), c, nil)
	if err != nil {
		log.Fatal(err)
	}
	lambda.Start(bot)
}
