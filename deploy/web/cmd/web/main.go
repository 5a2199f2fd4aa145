// The Lambda function web serves the page.
package main

import (
	"log"
	"os"

	"github.com/aws/aws-lambda-go/lambda"

	"shoebox/deploy/web"
	"shoebox/shared/config"
	"shoebox/shared/gateway"
)

func main() {
	c, err := config.Read(os.LookupEnv, config.PublicURL, config.ObjectsURL)
	if err != nil {
		log.Fatal(err)
	}
	objects := []string{c.ObjectsURL}
	lambda.Start(gateway.Lambda(web.Handler(web.Config{Pictures: append(objects, c.PublicURL), Uploads: objects})))
}
