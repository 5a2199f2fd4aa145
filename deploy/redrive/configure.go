package redrive

import (
	"cmp"
	"context"
	"net/http"
	"os/exec"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/credentials/processcreds"

	"shoebox/shared/config"
	"shoebox/shared/fault"
	"shoebox/shared/sdkhttp"
)

// cliWithin is how long the AWS CLI may take: a token of single sign-on may have to be
// asked for anew.
const cliWithin = 20 * time.Second

// Configure makes the configuration of the SDK. The region is the one given, else that of
// the environment, else that of the AWS CLI. Errors are Invalid without a region, and
// Unauthenticated without credentials.
func Configure(ctx context.Context, lookup config.Lookup, region string) (aws.Config, error) {
	const op = "redrive.Configure"
	first := func(names ...string) (value string) {
		for _, name := range names {
			v, _ := lookup(name)
			value = cmp.Or(value, v)
		}
		return value
	}
	c := aws.Config{
		Region:           cmp.Or(region, first("AWS_REGION", "AWS_DEFAULT_REGION")),
		HTTPClient:       &http.Client{Transport: sdkhttp.Transport(http.DefaultTransport), Timeout: time.Minute},
		RetryMaxAttempts: 5,
	}
	if c.Region == "" {
		c.Region = cliSays(ctx, "configure", "get", "region")
	}
	if c.Region == "" {
		return aws.Config{}, fault.New(op, fault.Invalid, "no region is known: set AWS_REGION to the one that you deployed to, such as eu-west-1.")
	}
	if url := first("AWS_ENDPOINT_URL"); url != "" {
		c.BaseEndpoint = &url
	}
	if key, secret := first("AWS_ACCESS_KEY_ID"), first("AWS_SECRET_ACCESS_KEY"); key != "" && secret != "" {
		c.Credentials = credentials.NewStaticCredentialsProvider(key, secret, first("AWS_SESSION_TOKEN"))
		return c, nil
	}
	c.Credentials = aws.NewCredentialsCache(processcreds.NewProviderCommand(processcreds.NewCommandBuilderFunc(func(ctx context.Context) (*exec.Cmd, error) {
		return exec.CommandContext(ctx, "aws", "configure", "export-credentials", "--format", "process"), nil
	}), func(o *processcreds.Options) { o.Timeout = cliWithin }))
	if _, err := c.Credentials.Retrieve(ctx); err != nil {
		// What the CLI prints may name accounts; whoever runs this can ask it.
		return aws.Config{}, fault.New(op, fault.Unauthenticated, "no credentials for AWS are known: try aws sts get-caller-identity, and aws configure or aws sso login.")
	}
	return c, nil
}

// cliSays is what the AWS CLI prints; "" where there is none, or nothing.
func cliSays(ctx context.Context, args ...string) string {
	ctx, cancel := context.WithTimeout(ctx, cliWithin)
	defer cancel()
	out, err := exec.CommandContext(ctx, "aws", args...).Output()
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(out))
}
