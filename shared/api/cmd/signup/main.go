// The Lambda function signup signs people up.
package main

import (
	"context"
	"os"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"

	"shoebox/shared/account/issuer/cognito"
	"shoebox/shared/api"
	"shoebox/shared/api/deployed"
	"shoebox/shared/backend/aws"
	"shoebox/shared/config"
	"shoebox/shared/gateway"
)

func main() {
	c := aws.Must(config.Read(os.LookupEnv, config.Table, config.Keys, config.Accounts, config.PublicURL))
	b := aws.Must(aws.Open(context.Background(), c))
	parts := deployed.Parts(b)
	parts.Issuer = cognito.New(cognito.Config{API: cognitoidentityprovider.NewFromConfig(b.SDK), Client: c.Accounts.Client, Verifier: b.Verifier})
	lambda.Start(gateway.Lambda(api.New(parts).Handler(api.ServiceSignUp)))
}
