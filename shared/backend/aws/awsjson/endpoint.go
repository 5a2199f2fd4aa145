package awsjson

import (
	"context"
	"strings"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
)

// configured is a source of the SDK's configuration that knows the addresses of
// services, as AWS_ENDPOINT_URL_SSM gives them.
type configured interface {
	GetServiceBaseEndpoint(ctx context.Context, id string) (string, bool, error)
}

// Endpoint is the URL where a service answers: where the configuration says, else
// where it is in the region.
func Endpoint(sdk awssdk.Config, service Service) string {
	own := func(s configured, ctx context.Context) (string, bool, error) {
		return s.GetServiceBaseEndpoint(ctx, service.ID)
	}
	if url := asked(sdk.ConfigSources, own); url != "" {
		return url
	}
	if sdk.BaseEndpoint != nil {
		return *sdk.BaseEndpoint
	}
	host := service.Name
	if asked(sdk.ConfigSources, fips.GetUseFIPSEndpoint) == awssdk.FIPSEndpointStateEnabled {
		host += "-fips"
	}
	domain, dual := domains(sdk.Region)
	if asked(sdk.ConfigSources, dualStack.GetUseDualStackEndpoint) == awssdk.DualStackEndpointStateEnabled {
		domain = dual
	}
	return "https://" + host + "." + sdk.Region + "." + domain
}

// fips and dualStack are sources that know which kinds of endpoints are asked for.
type (
	fips interface {
		GetUseFIPSEndpoint(ctx context.Context) (awssdk.FIPSEndpointState, bool, error)
	}
	dualStack interface {
		GetUseDualStackEndpoint(ctx context.Context) (awssdk.DualStackEndpointState, bool, error)
	}
)

// asked is what the first source of a kind that knows says.
func asked[Source, State any](sources []any, ask func(Source, context.Context) (State, bool, error)) (state State) {
	for _, source := range sources {
		if s, ok := source.(Source); ok {
			if said, found, err := ask(s, context.Background()); found && err == nil {
				return said
			}
		}
	}
	return state
}

// domains are where the services of a region are, by the table of AWS's partitions:
// those for IPv4 alone, and those for both.
func domains(region string) (plain, dual string) {
	partition, _, _ := strings.Cut(region, "-")
	switch {
	case partition == "cn":
		return "amazonaws.com.cn", "api.amazonwebservices.com.cn"
	case partition == "eusc":
		return "amazonaws.eu", "api.amazonwebservices.eu"
	case strings.HasPrefix(region, "us-iso-"):
		return "c2s.ic.gov", "api.aws.ic.gov"
	case strings.HasPrefix(region, "us-isob-"):
		return "sc2s.sgov.gov", "api.aws.scloud"
	case strings.HasPrefix(region, "eu-isoe-"):
		return "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk"
	case strings.HasPrefix(region, "us-isof-"):
		return "csp.hci.ic.gov", "api.aws.hci.ic.gov"
	}
	return "amazonaws.com", "api.aws"
}
