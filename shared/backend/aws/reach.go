package aws

import (
	"context"
	"io"
	"net/http"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"

	"shoebox/shared/backend/aws/awsjson"
)

var dynamoDB = awsjson.Service{ID: "DynamoDB", Name: "dynamodb", Target: "DynamoDB_20120810", Version: "1.0"}

// reach begins to connect to a service, so that the first request need not, and
// gives what ends that: stop gives up what is not done, and waits until nothing is
// under way. Whether it worked shows in the first request.
func reach(ctx context.Context, sdk awssdk.Config, service awsjson.Service) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, awsjson.Endpoint(sdk, service), nil)
		if err != nil {
			return
		}
		response, err := sdk.HTTPClient.Do(request)
		if err != nil {
			return
		}
		defer response.Body.Close()
		_, _ = io.Copy(io.Discard, io.LimitReader(response.Body, 1<<10)) // read to its end the connection is kept
	}()
	return func() {
		cancel()
		<-done
	}
}
