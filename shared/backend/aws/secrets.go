package aws

import (
	"context"
	"fmt"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ssm"

	"shoebox/shared/config"
	"shoebox/shared/fault"
)

// parameters is the one call of SSM that is made.
type parameters interface {
	GetParameters(ctx context.Context, in *ssm.GetParametersInput, opts ...func(*ssm.Options)) (*ssm.GetParametersOutput, error)
}

// readSecrets gives the values of secrets, "" for one that is not set, with one
// request for all that are parameters.
func readSecrets(ctx context.Context, client parameters, secrets ...config.Secret) ([]string, error) {
	const op = "aws.readSecrets"
	var names []string
	for _, s := range secrets {
		if s.Parameter() != "" {
			names = append(names, s.Parameter())
		}
	}
	found := map[string]string{}
	if len(names) > 0 {
		out, err := client.GetParameters(ctx, &ssm.GetParametersInput{Names: names, WithDecryption: awssdk.Bool(true)})
		if err != nil {
			return nil, fault.As(op, kindOf(err), err)
		}
		for _, p := range out.Parameters {
			found[awssdk.ToString(p.Name)] = awssdk.ToString(p.Value)
		}
	}
	values := make([]string, len(secrets))
	for i, s := range secrets {
		values[i] = s.Value()
		if s.Parameter() == "" {
			continue
		}
		if values[i] = found[s.Parameter()]; values[i] == "" {
			return nil, fault.New(op, fault.NotFound, fmt.Sprintf("there is no SSM parameter %s: make it, as a SecureString.", s.Parameter()))
		}
	}
	return values, nil
}
