package aws

import (
	"context"
	"net/http"
	"os"
	"time"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"

	"shoebox/shared/account/bearer"
	"shoebox/shared/config"
	"shoebox/shared/fault"
)

// cognito is how the environment calls the service, as the SDK's clients do.
const cognito = "Cognito Identity Provider"

// newVerifier makes the verifier of a user pool's tokens, whose keys are asked for when
// the first token comes. Without an issuer it is nil.
func newVerifier(from config.Issuer, sdk awssdk.Config, now func() time.Time) (*bearer.Verifier, error) {
	const op = "aws.newVerifier"
	if from.Scheme == "" {
		return nil, nil //nolint:nilnil // nobody's tokens are good
	}
	if from.Scheme != "cognito" {
		return nil, fault.New(op, fault.Invalid, "SHOEBOX_ACCOUNTS must be cognito://POOL_ID?client=CLIENT_ID in AWS.")
	}
	issuer, keys, err := bearer.Pool(from.Pool)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	// A stand-in shows its keys where it is, and calls itself what AWS would.
	elsewhere, found, err := environment{os.LookupEnv}.GetServiceBaseEndpoint(context.Background(), cognito)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	if found {
		keys = elsewhere + "/" + from.Pool + "/.well-known/jwks.json"
	}
	return bearer.New(bearer.Config{Issuer: issuer, Clients: []string{from.Client}, Keys: bearer.At(keys, transport(sdk)), Now: now}), nil
}

// transport is what all services are asked with.
func transport(sdk awssdk.Config) http.RoundTripper {
	if shared, ok := sdk.HTTPClient.(client); ok {
		return shared.transport
	}
	return nil
}
