// The Lambda function slackworker does what took slack too long, and posts it.
package main

import (
	"context"
	"log"
	"net/http"
	"os"

	"github.com/aws/aws-lambda-go/lambda"

	"shoebox/bots/slackbot"
	"shoebox/shared/backend/aws"
	"shoebox/shared/config"
)

func main() {
	c, err := config.Read(os.LookupEnv, config.Table, config.Keys, config.PublicURL, config.Queue, config.SlackAppID, config.SlackSigningSecret)
	if err != nil {
		log.Fatal(err)
	}
	b, err := aws.Open(context.Background(), c)
	if err != nil {
		log.Fatal(err)
	}
	lambda.Start(slackbot.New(slackbot.Config{
		Secrets: b.SlackSecrets, AppID: c.SlackAppID, Links: b.Links, Queue: b.Queue(), Client: http.DefaultClient, Now: b.Now, Log: b.Log,
	}, b.Router()).Work)
}
