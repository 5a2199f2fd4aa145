// The Lambda function alexa answers the Alexa skill.
package main

import (
	"context"
	"log"
	"net/http"
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
	parts := alexa.Config{Skills: c.SkillIDs, Links: b.Links, Now: b.Now, Log: b.Log, Client: http.DefaultClient, Unlinker: b.People}
	lambda.Start(alexa.New(parts, b.Router()))
}
