package aws

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/aws-sdk-go-v2/credentials"

	"shoebox/shared/config"
	"shoebox/shared/fault"
	"shoebox/shared/sdkhttp"
)

// How long a request to AWS may take, within the deadline of who asks. Within a
// region a connection takes a millisecond or two and an answer some ten: what
// takes this long is lost, and asking again is quicker than waiting.
const (
	connectWithin = time.Second
	shakeWithin   = 2 * time.Second
	answerWithin  = 3 * time.Second
	// idleFor is how long an idle connection is kept. DynamoDB closes its own
	// later than that, and a frozen function's may be gone when it wakes; then the
	// transport takes another.
	idleFor = 90 * time.Second
	// idleConnections is how many connections to one service wait for the next
	// request: a search reads 16 spans at once.
	idleConnections = 20
	// attempts and pause are of the calls that the SDK repeats: those of DynamoDB
	// are repeated by package table. The SDK's own pauses are of seconds, and
	// somebody waits.
	attempts = 3
	pause    = 200 * time.Millisecond
)

// configure makes the SDK's configuration of the variables that Lambda sets: the
// region and the credentials of the function's role, and those that say where
// services answer and how often to ask. Other sources of credentials (profiles,
// single sign-on, the metadata of a machine) are not looked at, and not linked:
// that would cost every start some milliseconds and a megabyte.
//
// The credentials stay as they are for the life of the process. In Lambda that is
// right: they outlive the execution environment, and a new one brings new ones.
func configure(lookup config.Lookup) (awssdk.Config, error) {
	env := environment{lookup}
	region := env.first("AWS_REGION", "AWS_DEFAULT_REGION")
	if region == "" {
		return awssdk.Config{}, fault.New("aws.configure", fault.Invalid, "AWS_REGION is not set: Lambda sets it; elsewhere give a region, such as eu-west-1.")
	}
	tries := attempts
	if n, err := strconv.Atoi(env.first("AWS_MAX_ATTEMPTS")); err == nil && n > 0 {
		tries = n
	}
	c := awssdk.Config{
		Region: region,
		Credentials: credentials.NewStaticCredentialsProvider(
			env.first("AWS_ACCESS_KEY_ID"), env.first("AWS_SECRET_ACCESS_KEY"), env.first("AWS_SESSION_TOKEN")),
		HTTPClient:                 newClient(),
		ConfigSources:              []any{env},
		DefaultsMode:               awssdk.DefaultsModeInRegion,
		Retryer:                    retryer(tries),
		RequestChecksumCalculation: awssdk.RequestChecksumCalculationWhenSupported,
		ResponseChecksumValidation: awssdk.ResponseChecksumValidationWhenSupported,
	}
	if url := env.first("AWS_ENDPOINT_URL"); url != "" && !env.ignoresEndpoints() {
		c.BaseEndpoint = &url
	}
	return c, nil
}

// client is what all services are asked with, so that they share its time-outs and
// each keeps its connections. It speaks HTTP/1.1, as they do.
type client struct{ transport http.RoundTripper }

// Do makes one request. A redirect is an answer like another: it would need another
// signature, and the SDK says what it means.
func (c client) Do(r *http.Request) (*http.Response, error) { return c.transport.RoundTrip(r) }

func newClient() client {
	return client{sdkhttp.Transport(&http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           (&net.Dialer{Timeout: connectWithin}).DialContext,
		TLSClientConfig:       &tls.Config{MinVersion: tls.VersionTLS12, ClientSessionCache: tls.NewLRUClientSessionCache(0)},
		TLSHandshakeTimeout:   shakeWithin,
		ResponseHeaderTimeout: answerWithin,
		ExpectContinueTimeout: time.Second,
		IdleConnTimeout:       idleFor,
		MaxIdleConnsPerHost:   idleConnections,
	})}
}

func retryer(attempts int) func() awssdk.Retryer {
	return func() awssdk.Retryer {
		return retry.NewStandard(func(o *retry.StandardOptions) { o.MaxAttempts, o.MaxBackoff = attempts, pause })
	}
}

// environment answers the SDK's clients what the environment says. They ask it by
// these methods.
type environment struct{ lookup config.Lookup }

// first is the first variable that is set to something.
func (e environment) first(names ...string) string {
	for _, name := range names {
		if value, set := e.lookup(name); set && value != "" {
			return value
		}
	}
	return ""
}

func (e environment) says(name string) bool { return strings.EqualFold(e.first(name), "true") }

func (e environment) ignoresEndpoints() bool { return e.says("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS") }

// GetServiceBaseEndpoint gives the address of a service, where it has one of its own.
func (e environment) GetServiceBaseEndpoint(_ context.Context, id string) (string, bool, error) {
	url := e.first("AWS_ENDPOINT_URL_" + strings.ToUpper(strings.ReplaceAll(id, " ", "_")))
	return url, url != "" && !e.ignoresEndpoints(), nil
}

// GetUseFIPSEndpoint tells whether endpoints that follow FIPS 140 are asked for.
func (e environment) GetUseFIPSEndpoint(context.Context) (awssdk.FIPSEndpointState, bool, error) {
	if e.says("AWS_USE_FIPS_ENDPOINT") {
		return awssdk.FIPSEndpointStateEnabled, true, nil
	}
	return awssdk.FIPSEndpointStateUnset, false, nil
}

// GetUseDualStackEndpoint tells whether endpoints with IPv6 are asked for.
func (e environment) GetUseDualStackEndpoint(context.Context) (awssdk.DualStackEndpointState, bool, error) {
	if e.says("AWS_USE_DUALSTACK_ENDPOINT") {
		return awssdk.DualStackEndpointStateEnabled, true, nil
	}
	return awssdk.DualStackEndpointStateUnset, false, nil
}
