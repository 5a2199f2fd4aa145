package aws_test

import (
	"testing"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/google/go-cmp/cmp"

	"shoebox/shared/backend/aws"
	"shoebox/shared/fault"
)

// settings is what clients of the SDK take from a configuration.
type settings struct {
	Region, Key, Session, Endpoint string
	Attempts                       int
	FIPS                           awssdk.FIPSEndpointState
}

func TestTheEnvironmentConfiguresTheSDK(t *testing.T) {
	lambda := map[string]string{
		"AWS_REGION": "eu-west-1", "AWS_ACCESS_KEY_ID": "AKIDSAMPLE", "AWS_SECRET_ACCESS_KEY": "hush", "AWS_SESSION_TOKEN": "session",
	}
	tests := []struct {
		name string
		env  map[string]string
		want settings
	}{
		{"what Lambda sets", nil, settings{Region: "eu-west-1", Attempts: 3}},
		{"an endpoint for everything", map[string]string{"AWS_ENDPOINT_URL": "http://127.0.0.1:1"}, settings{Region: "eu-west-1", Endpoint: "http://127.0.0.1:1", Attempts: 3}},
		{"one of its own goes first", map[string]string{"AWS_ENDPOINT_URL": "http://127.0.0.1:1", "AWS_ENDPOINT_URL_DYNAMODB": "http://127.0.0.1:2"},
			settings{Region: "eu-west-1", Endpoint: "http://127.0.0.1:2", Attempts: 3}},
		{"endpoints that are to be ignored", map[string]string{
			"AWS_ENDPOINT_URL": "http://127.0.0.1:1", "AWS_ENDPOINT_URL_DYNAMODB": "http://127.0.0.1:2", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true",
		}, settings{Region: "eu-west-1", Attempts: 3}},
		{"how often to ask", map[string]string{"AWS_MAX_ATTEMPTS": "5"}, settings{Region: "eu-west-1", Attempts: 5}},
		{"FIPS", map[string]string{"AWS_USE_FIPS_ENDPOINT": "true"}, settings{Region: "eu-west-1", Attempts: 3, FIPS: awssdk.FIPSEndpointStateEnabled}},
		{"the older name of the region", map[string]string{"AWS_REGION": "", "AWS_DEFAULT_REGION": "us-east-1"}, settings{Region: "us-east-1", Attempts: 3}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, env := range []map[string]string{{"AWS_ENDPOINT_URL": ""}, lambda, tt.env} {
				for name, value := range env {
					t.Setenv(name, value)
				}
			}
			b, err := aws.Open(t.Context(), read(t, map[string]string{"SHOEBOX_KEYS": keys}))
			if err != nil {
				t.Fatal(err)
			}
			o := dynamodb.NewFromConfig(b.SDK).Options()
			credentials, err := o.Credentials.Retrieve(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			got := settings{
				o.Region, credentials.AccessKeyID, credentials.SessionToken, awssdk.ToString(o.BaseEndpoint),
				o.Retryer.MaxAttempts(), o.EndpointOptions.UseFIPSEndpoint,
			}
			tt.want.Key, tt.want.Session = "AKIDSAMPLE", "session"
			if diff := cmp.Diff(got, tt.want); diff != "" {
				t.Errorf("got - want +:\n%s", diff)
			}
		})
	}
}

func TestWithoutARegionNothingOpens(t *testing.T) {
	t.Setenv("AWS_REGION", "")
	t.Setenv("AWS_DEFAULT_REGION", "")
	if _, err := aws.Open(t.Context(), read(t, map[string]string{"SHOEBOX_KEYS": keys})); !fault.Is(err, fault.Invalid) {
		t.Errorf("got %v, want invalid", err)
	}
}
