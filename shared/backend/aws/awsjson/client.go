package awsjson

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// maxAnswer is how many bytes of an answer are read; AWS sends fewer than 300,000.
const maxAnswer = 1 << 20

// Service is what the protocol needs to know of a service.
type Service struct {
	ID      string // the SDK's name of it: "SSM"
	Name    string // in host names and signatures: "ssm"
	Target  string // before the operation, in X-Amz-Target: "AmazonSSM"
	Version string // of the protocol: "1.0" or "1.1"
}

// Client calls one service. It is safe for concurrent use.
type Client struct {
	sdk      awssdk.Config
	service  Service
	endpoint string
	signer   *v4.Signer
	retryer  awssdk.Retryer
	now      func() time.Time
}

// New makes a Client without a request. It takes of the configuration region,
// credentials, endpoints, HTTP client and retryer; the clock is for signatures.
func New(sdk awssdk.Config, service Service, now func() time.Time) *Client {
	retryer := sdk.Retryer
	if retryer == nil {
		retryer = func() awssdk.Retryer { return retry.NewStandard() }
	}
	return &Client{
		sdk: sdk, service: service, endpoint: Endpoint(sdk, service), signer: v4.NewSigner(), retryer: retryer(), now: now,
	}
}

// Call asks for an operation, in the JSON of in, and reads the answer into out. It
// asks again as the SDK would, unless the wait would outlast the context's
// deadline. An error of the service is a [smithy.APIError].
func (c *Client) Call(ctx context.Context, operation string, in, out any) error {
	body, err := json.Marshal(in)
	if err != nil {
		return err
	}
	for attempt := 1; ; attempt++ {
		err := c.once(ctx, operation, body, out)
		if err == nil || ctx.Err() != nil || attempt >= c.retryer.MaxAttempts() || !c.retryer.IsErrorRetryable(err) {
			return err
		}
		if !c.wait(ctx, attempt, err) {
			return err
		}
	}
}

// wait reports whether it is time for another attempt.
func (c *Client) wait(ctx context.Context, attempt int, failed error) bool {
	delay, err := c.retryer.RetryDelay(attempt, failed)
	if err != nil {
		return false
	}
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) <= delay {
		return false
	}
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

func (c *Client) once(ctx context.Context, operation string, body []byte, out any) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.endpoint, bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/x-amz-json-"+c.service.Version)
	request.Header.Set("X-Amz-Target", c.service.Target+"."+operation)
	credentials, err := c.sdk.Credentials.Retrieve(ctx)
	if err != nil {
		return err
	}
	hash := sha256.Sum256(body)
	if err := c.signer.SignHTTP(ctx, credentials, request, hex.EncodeToString(hash[:]), c.service.Name, c.sdk.Region, c.now()); err != nil {
		return err
	}
	response, err := c.sdk.HTTPClient.Do(request)
	if err != nil {
		return &smithyhttp.RequestSendError{Err: err}
	}
	defer response.Body.Close() //nolint:errcheck // it was only read
	answer, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer))
	if err != nil {
		return &smithyhttp.RequestSendError{Err: err}
	}
	if response.StatusCode != http.StatusOK {
		return &smithyhttp.ResponseError{Response: &smithyhttp.Response{Response: response}, Err: refusal(response, answer)}
	}
	if len(answer) == 0 { // some operations have nothing to say
		return nil
	}
	if err := json.Unmarshal(answer, out); err != nil {
		return &smithy.DeserializationError{Err: fmt.Errorf("%s.%s: %w", c.service.Target, operation, err)}
	}
	return nil
}
