package engines

import (
	"context"
	"crypto/rand"
	"errors"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"

	"github.com/aws/aws-sdk-go-v2/service/s3"

	"shoebox/shared/fault"
)

// S3 starts versitygw v1.8.0 with no bucket in it, and returns when it answers. It
// keeps objects in a temporary folder that goes with it; buckets may have versions.
// Buckets are part of the path, not of the host. Errors are ErrMissing, or Conflict
// for a port that is taken.
func S3(ctx context.Context, o Options) (*Engine, error) {
	const op = "engines.S3"
	gateway, err := installGateway(ctx)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	for try := 1; ; try++ {
		e, err := startS3(ctx, o, gateway)
		if err == nil || o.Port != 0 || try == tries || ctx.Err() != nil {
			return e, fault.Wrap(op, err)
		}
	}
}

func startS3(ctx context.Context, o Options, gateway string) (*Engine, error) {
	host, port, err := o.address(ctx, false)
	if err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "shoebox-s3-")
	if err != nil {
		return nil, fault.As("engines.startS3", fault.Unavailable, err)
	}
	objects, versions := filepath.Join(folder, "objects"), filepath.Join(folder, "versions")
	if err := errors.Join(os.Mkdir(objects, 0o700), os.Mkdir(versions, 0o700)); err != nil {
		return nil, fault.As("engines.startS3", fault.Unavailable, errors.Join(err, os.RemoveAll(folder)))
	}
	health := "/" + rand.Text() // nobody else answers to it
	var told *notices
	args := append(listeners(append([]string{host}, o.Also...), port), "--region", Region, "--health", health, "--keep-alive")
	if o.Told != nil {
		if told, err = takeNotices(ctx, o.Told); err != nil {
			return nil, errors.Join(err, os.RemoveAll(folder))
		}
		args = append(args, "--event-webhook-url", told.url)
	}
	p, err := run(program{
		path: gateway, dir: folder, folder: folder,
		env:  []string{"ROOT_ACCESS_KEY=" + AccessKey, "ROOT_SECRET_KEY=" + SecretKey},
		args: append(args, "posix", "--versioning-dir", versions, objects),
	}, o.Log)
	if err != nil {
		return nil, errors.Join(err, told.close(), os.RemoveAll(folder))
	}
	e := &Engine{URL: address(host, port), process: p, notices: told}
	client := s3.NewFromConfig(e.SDK())
	err = e.ready(ctx, func(ctx context.Context) error {
		if err := answers(ctx, e.URL+health); err != nil {
			return err
		}
		_, err := client.ListBuckets(ctx, nil)
		return err
	})
	if err != nil {
		return nil, errors.Join(err, e.Stop())
	}
	return e, nil
}

// listeners tells versitygw where to listen.
func listeners(hosts []string, port int) []string {
	var args []string
	for _, h := range hosts {
		args = append(args, "--port", net.JoinHostPort(h, strconv.Itoa(port)))
	}
	return args
}

// answers is nil where a URL is answered with success.
func answers(ctx context.Context, url string) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, http.NoBody)
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close() //nolint:errcheck // it was not read
	if response.StatusCode != http.StatusOK {
		return errors.New(response.Status)
	}
	return nil
}

// address is that of a server on a host, which may be one that stands for all.
func address(host string, port int) string {
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, strconv.Itoa(port))
}
