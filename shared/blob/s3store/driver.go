package s3store

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"

	"shoebox/shared/blob"
	"shoebox/shared/config"
)

// Driver is a bucket. It is safe for concurrent use.
type Driver struct {
	sdk awssdk.Config
	// base is where keys begin: the bucket's own host, or its path on a host that
	// was configured.
	base *url.URL
	sign *v4.Signer
	now  func() time.Time
}

// Open gives the store of a bucket, as New does its driver.
func Open(sdk awssdk.Config, place config.Place, now func() time.Time) *blob.Store {
	return blob.New(New(sdk, place, now))
}

// New makes a Driver of a place of scheme "s3", without a request. It panics on
// another, since that is a mistake of the function's setup. Region, credentials,
// endpoints and the HTTP client are those of the SDK's configuration; the clock is for
// signatures.
func New(sdk awssdk.Config, place config.Place, now func() time.Time) *Driver {
	if place.Scheme != "s3" {
		panic("SHOEBOX_BLOBS must be s3://BUCKET")
	}
	if sdk.HTTPClient == nil {
		sdk.HTTPClient = http.DefaultClient
	}
	return &Driver{
		sdk: sdk, base: address(sdk, place.Name), now: now,
		// Every header is signed as a header: what is moved into the query is
		// not checked by everybody who speaks S3.
		sign: v4.NewSigner(func(o *v4.SignerOptions) { o.DisableURIPathEscaping, o.DisableHeaderHoisting = true, true }),
	}
}

// serviceEndpoints is the part of the SDK's configuration that holds
// AWS_ENDPOINT_URL_S3.
type serviceEndpoints interface {
	GetServiceBaseEndpoint(ctx context.Context, sdkID string) (string, bool, error)
}

// address gives where the keys of a bucket begin. A host that was configured gets
// the bucket in its path: not every name of an engine has names below it.
func address(sdk awssdk.Config, bucket string) *url.URL {
	if own := endpoint(sdk); own != "" {
		if u, err := url.Parse(own); err == nil && u.Host != "" {
			return &url.URL{Scheme: u.Scheme, Host: u.Host, Path: strings.TrimRight(u.Path, "/") + "/" + bucket + "/"}
		}
	}
	host := "s3." + sdk.Region + "." + domain(sdk.Region)
	if strings.Contains(bucket, ".") { // a certificate is for one level of names
		return &url.URL{Scheme: "https", Host: host, Path: "/" + bucket + "/"}
	}
	return &url.URL{Scheme: "https", Host: bucket + "." + host, Path: "/"}
}

// domain is where the services of a region are.
func domain(region string) string {
	switch partition, _, _ := strings.Cut(region, "-"); partition {
	case "cn":
		return "amazonaws.com.cn"
	case "eusc":
		return "amazonaws.eu"
	}
	return "amazonaws.com"
}

// endpoint gives the address that was configured for S3, else for all services.
func endpoint(sdk awssdk.Config) string {
	for _, source := range sdk.ConfigSources {
		if s, ok := source.(serviceEndpoints); ok {
			if own, found, err := s.GetServiceBaseEndpoint(context.Background(), "S3"); err == nil && found && own != "" {
				return own
			}
		}
	}
	return awssdk.ToString(sdk.BaseEndpoint)
}

// Close does nothing: connections are the SDK's.
func (*Driver) Close() error { return nil }
