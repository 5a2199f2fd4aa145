package awsjson_test

import (
	"context"
	"errors"
	"net/http"
	"testing"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"

	"shoebox/shared/backend/aws/awsjson"
)

// source is a source of the SDK's configuration.
type source struct {
	service    string
	fips, dual bool
}

func (s source) GetServiceBaseEndpoint(_ context.Context, id string) (string, bool, error) {
	return s.service, s.service != "" && id == "SSM", nil
}

func (s source) GetUseFIPSEndpoint(context.Context) (awssdk.FIPSEndpointState, bool, error) {
	return awssdk.FIPSEndpointStateEnabled, s.fips, nil
}

func (s source) GetUseDualStackEndpoint(context.Context) (awssdk.DualStackEndpointState, bool, error) {
	return awssdk.DualStackEndpointStateEnabled, s.dual, nil
}

// nowhere keeps where a request was to go.
type nowhere struct{ url string }

func (n *nowhere) Do(r *http.Request) (*http.Response, error) {
	n.url = r.URL.String()
	return nil, context.Canceled
}

func TestAServiceIsAskedWhereItIs(t *testing.T) {
	base := "http://127.0.0.1:4566"
	tests := []struct {
		name, region string
		base         *string
		source       any
		want         string
	}{
		{"in a region", "eu-west-1", nil, nil, "https://ssm.eu-west-1.amazonaws.com"},
		{"in China", "cn-north-1", nil, nil, "https://ssm.cn-north-1.amazonaws.com.cn"},
		{"in the sovereign cloud", "eusc-de-east-1", nil, nil, "https://ssm.eusc-de-east-1.amazonaws.eu"},
		{"by an endpoint for everything", "eu-west-1", &base, source{}, "http://127.0.0.1:4566"},
		{"by an endpoint of its own", "eu-west-1", &base, source{service: "http://127.0.0.1:8000"}, "http://127.0.0.1:8000"},
		{"by FIPS", "us-east-1", nil, source{fips: true}, "https://ssm-fips.us-east-1.amazonaws.com"},
		{"by IPv6", "us-east-1", nil, source{dual: true}, "https://ssm.us-east-1.api.aws"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var to nowhere
			c := awssdk.Config{
				Region: tt.region, BaseEndpoint: tt.base, ConfigSources: []any{tt.source}, HTTPClient: &to,
				Credentials: credentials.NewStaticCredentialsProvider("sample", "sample", ""),
				Retryer:     func() awssdk.Retryer { return awssdk.NopRetryer{} },
			}
			if err := awsjson.New(c, ssm, clock).Call(t.Context(), "X", nil, nil); !errors.Is(err, context.Canceled) {
				t.Errorf("got %v", err)
			}
			if to.url != tt.want {
				t.Errorf("got %q, want %q", to.url, tt.want)
			}
		})
	}
}
