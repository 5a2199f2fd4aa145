// The Lambda function alexa answers the Alexa skill.
package main

import (
	"context"
	"log"
	"os"

	"github.com/aws/aws-lambda-go/lambda"

	"shoebox/shared/backend/aws"
	"shoebox/shared/config"
	"shoebox/skills/alexa"
)

func main() {
	c, err := config.Read(os.LookupEnv, config.Table, config.Keys, config.PublicURL, config.SkillIDs)
	if err != nil {
		log.Fatal(err)
	}
	b, err := aws.Open(context.Background(), c)
	if err != nil {
		log.Fatal(err)
	}
	lambda.Start(alexa.New(alexa.Config{Skills: c.SkillIDs, Links: b.Links, Now: b.Now, Log: b.Log}, b.Router()).Serve)
}
