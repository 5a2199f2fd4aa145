package aws

import (
	"context"
	"fmt"
	"slices"
	"time"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"

	"shoebox/shared/backend/aws/awsjson"
	"shoebox/shared/config"
	"shoebox/shared/fault"
)

var ssm = awsjson.Service{ID: "SSM", Name: "ssm", Target: "AmazonSSM", Version: "1.1"}

// readSecrets gives the values of secrets, "" for one that is not set, with one
// request for all that are parameters, and none where none is.
// The connection to the table is made meanwhile.
func readSecrets(ctx context.Context, sdk awssdk.Config, secrets ...config.Secret) ([]string, error) {
	const op = "aws.readSecrets"
	var in struct {
		Names          []string
		WithDecryption bool
	}
	var out struct {
		Parameters []struct{ Name, Value string }
	}
	for _, s := range secrets {
		if name := s.Parameter(); name != "" && !slices.Contains(in.Names, name) {
			in.Names = append(in.Names, name)
		}
	}
	if in.WithDecryption = len(in.Names) > 0; in.WithDecryption {
		stop := reach(ctx, sdk, dynamoDB)
		err := awsjson.New(sdk, ssm, time.Now).Call(ctx, "GetParameters", in, &out)
		stop()
		if err != nil {
			return nil, fault.As(op, kindOf(err), err)
		}
	}
	values := make([]string, len(secrets))
	for i, s := range secrets {
		values[i] = s.Value()
		for _, p := range out.Parameters {
			if p.Name == s.Parameter() {
				values[i] = p.Value
			}
		}
		if s.Parameter() != "" && values[i] == "" {
			return nil, fault.New(op, fault.NotFound, fmt.Sprintf("there is no SSM parameter %s: make it, as a SecureString.", s.Parameter()))
		}
	}
	return values, nil
}
