package engines

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"

	"shoebox/shared/fault"
	"shoebox/shared/sdkhttp"
)

// What all engines take. They are those that `sam local` gives to a function where
// the machine has no AWS profile.
const (
	Region    = "us-east-1"
	AccessKey = "defaultkey"
	SecretKey = "defaultsecret"
)

// ErrMissing is what an error is when the machine lacks what an engine needs. The
// error's last part is a sentence that says what, and how to get it.
var ErrMissing = errors.New("an engine is missing")

// Options say how an engine is started.
type Options struct {
	// Host is where an engine listens and how it is reached: an address or a name of
	// this machine; "" is 127.0.0.1. DynamoDB Local always listens everywhere.
	Host string
	Also []string  // more addresses where S3 listens, at the same port
	Port int       // 0 is one that is free
	Log  io.Writer // what the engine prints; nil is nowhere
	// Told is given a message for each object that is put or removed, in the form in
	// which S3 sends them to a queue, one at a time or many at once and in no promised
	// order. It is for S3 alone; nil is nobody.
	Told func(message []byte)
}

// Engine is a server that runs. It is safe for concurrent use.
type Engine struct {
	URL string // such as http://127.0.0.1:8102

	process *process
	notices *notices // of S3
}

// Stop ends the engine, and waits until it has ended and what it kept is gone. To stop
// it again is no error.
func (e *Engine) Stop() error {
	return fault.Wrap("engines.Stop", errors.Join(e.process.stop(), e.notices.close()))
}

// Done is closed when the engine has ended, be it by itself.
func (e *Engine) Done() <-chan struct{} { return e.process.ended }

// SDK gives what a client of the engine is made of. It asks once, without repeating.
func (e *Engine) SDK() aws.Config {
	return aws.Config{
		Region:           Region,
		Credentials:      credentials.NewStaticCredentialsProvider(AccessKey, SecretKey, ""),
		BaseEndpoint:     &e.URL,
		HTTPClient:       &http.Client{Transport: sdkhttp.Transport(&http.Transport{MaxIdleConnsPerHost: 100, IdleConnTimeout: 30 * time.Second})},
		RetryMaxAttempts: 1,
		// As config.LoadDefaultConfig would have it.
		RequestChecksumCalculation: aws.RequestChecksumCalculationWhenSupported,
		ResponseChecksumValidation: aws.ResponseChecksumValidationWhenSupported,
	}
}

// startUp is how long an engine may take until it answers.
const startUp = time.Minute

// ready asks until the engine answers, or has ended, or has taken too long.
func (e *Engine) ready(ctx context.Context, ask func(context.Context) error) error {
	const op = "engines.ready"
	ctx, cancel := context.WithTimeout(ctx, startUp)
	defer cancel()
	for {
		err := ask(ctx)
		if err == nil {
			return nil
		}
		select {
		case <-e.process.ended:
			return fault.New(op, fault.Unavailable, "it ended at once: "+e.process.said())
		case <-ctx.Done():
			return fault.As(op, fault.Of(ctx.Err()), errors.Join(err, ctx.Err()))
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// listening waits until an engine says that it listens, and answers at a path. That it
// says so itself matters where another program may have been quicker at its port.
func listening(ctx context.Context, e *Engine, path string) (*Engine, error) {
	err := e.ready(ctx, func(ctx context.Context) error {
		if !strings.Contains(strings.ToLower(e.process.output.String()), "running on http") {
			return errors.New("it doesn't listen yet")
		}
		return answers(ctx, e.URL+path)
	})
	if err != nil {
		return nil, errors.Join(err, e.Stop())
	}
	return e, nil
}

// tries is how often a free port is looked for, since another program may take one
// between the look and the start.
const tries = 3

// address gives where an engine is to be: what the options say, and a port that
// nothing listens on.
func (o Options) address(ctx context.Context, everywhere bool) (host string, port int, err error) {
	host = o.Host
	if host == "" {
		host = "127.0.0.1"
	}
	hosts := append([]string{host}, o.Also...)
	if everywhere {
		hosts = []string{""}
	}
	port = o.Port
	for _, h := range hosts {
		listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", net.JoinHostPort(h, strconv.Itoa(port)))
		if err != nil {
			return "", 0, taken(h, port, err)
		}
		port = listener.Addr().(*net.TCPAddr).Port
		if err := listener.Close(); err != nil {
			return "", 0, fault.As("engines.address", fault.Unavailable, err)
		}
	}
	return host, port, nil
}

// taken says which address can't be had, and what to do.
func taken(host string, port int, err error) error {
	e := &fault.Error{Op: "engines.address", Kind: fault.Invalid, Err: err}
	e.What = fmt.Sprintf("%s is no address of this machine that can be listened at: name another.", host)
	if errors.Is(err, syscall.EADDRINUSE) {
		e.Kind = fault.Conflict
		e.What = fmt.Sprintf("port %d is in use: stop what listens there, which may be engines that run already.", port)
	}
	return e
}

// lacking makes an ErrMissing of a sentence.
func lacking(op, sentence string) error {
	return &fault.Error{Op: op, Kind: fault.Unavailable, What: sentence, Err: ErrMissing}
}
