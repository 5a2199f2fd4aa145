// The Lambda function bare does nothing but answer, always the same: with the file
// that ANSWER names. It is what the other functions are measured against, since
// nothing on top of aws-lambda-go can start or answer sooner.
package main

import (
	"context"
	"encoding/json"
	"log"
	"os"

	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	answer, err := os.ReadFile(os.Getenv("ANSWER"))
	if err != nil {
		log.Fatal(err)
	}
	lambda.Start(func(context.Context, json.RawMessage) (json.RawMessage, error) { return answer, nil })
}
