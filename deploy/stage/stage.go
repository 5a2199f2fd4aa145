package stage

import (
	"cmp"
	"context"
	"errors"
	"io"
	"maps"
	"net/url"
	"slices"
	"strconv"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"golang.org/x/sync/errgroup"

	"shoebox/deploy/engines"
	"shoebox/deploy/env"
	"shoebox/shared/config"
	"shoebox/shared/fault"
)

// Options say how a stage is opened.
type Options struct {
	Host string   // where S3 listens; "" is 127.0.0.1
	Also []string // more addresses where S3 listens
	// Fixed has the engines at the ports that deploy/env/local.json names, where
	// `sam local` looks for them; else they have any that are free.
	Fixed bool
	Log   io.Writer // what the engines print; nil is nowhere
}

// Stage is an AWS on this machine. It is safe for concurrent use.
type Stage struct {
	TableName, BucketName      string
	DynamoDBURL, S3URL, KeyURL string
	tableEngine, blobEngine    *engines.Engine
	keys                       *keys
	listeners                  listeners
}

// Open starts the engines and fills them. Errors are engines.ErrMissing, or Conflict
// for a port that is taken.
func Open(ctx context.Context, o Options) (*Stage, error) {
	const op = "stage.Open"
	c, err := configuration()
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	s := &Stage{TableName: c.Table.Name, BucketName: c.Blobs.Name}
	if err := s.start(ctx, o); err != nil {
		return nil, fault.Wrap(op, errors.Join(err, s.Close()))
	}
	if err := s.fill(ctx, c); err != nil {
		return nil, fault.Wrap(op, errors.Join(err, s.Close()))
	}
	return s, nil
}

// function is one that has all that a stage is: it reads the table and the bucket.
const function = "ImageFunction"

// asking is one that people ask with a token.
const asking = "MeFunction"

// configuration is what the functions are told here of where things are.
func configuration() (config.Config, error) {
	set := env.Local()[function]
	lookup := func(name string) (string, bool) { value, ok := set[name]; return value, ok }
	return config.Read(lookup, config.Table, config.Blobs, config.Keys)
}

// start starts both engines, at once, and then shows the keys of the samples' user pool.
// What runs is the stage's, also beside an error.
func (s *Stage) start(ctx context.Context, o Options) error {
	options := func(endpoint string) engines.Options {
		e := engines.Options{Host: o.Host, Also: o.Also, Log: o.Log}
		if o.Fixed {
			e.Port = port(env.Local()[function][endpoint])
		}
		return e
	}
	parent := ctx
	starting, ctx := errgroup.WithContext(ctx)
	starting.Go(func() (err error) {
		s.tableEngine, err = engines.DynamoDB(ctx, options(dynamoDBEndpoint))
		return err
	})
	starting.Go(func() (err error) {
		e := options(s3Endpoint)
		e.Told = s.listeners.tell
		s.blobEngine, err = engines.S3(ctx, e)
		return err
	})
	if err := starting.Wait(); err != nil {
		return err
	}
	var err error
	keysPort := 0
	if o.Fixed {
		keysPort = port(env.Local()[asking][keysEndpoint])
	}
	if s.keys, err = serveKeys(parent, append([]string{cmp.Or(o.Host, "127.0.0.1")}, o.Also...), keysPort); err != nil {
		return err
	}
	s.DynamoDBURL, s.S3URL, s.KeyURL = s.tableEngine.URL, s.blobEngine.URL, s.keys.URL
	return nil
}

// fill makes what the template makes, and puts the sample into it.
func (s *Stage) fill(ctx context.Context, c config.Config) error {
	tables := dynamodb.NewFromConfig(s.TableSDK())
	if err := makeTable(ctx, tables, s.TableName); err != nil {
		return err
	}
	if err := makeBucket(ctx, s3.NewFromConfig(s.BucketSDK()), s.BucketName); err != nil {
		return err
	}
	return s.play(ctx, tables, c)
}

// Wait returns nil when ctx ends, or an Unavailable when an engine does before.
func (s *Stage) Wait(ctx context.Context) error {
	const op = "stage.Wait"
	select {
	case <-s.tableEngine.Done():
		return fault.New(op, fault.Unavailable, "DynamoDB Local has ended by itself: start it again.")
	case <-s.blobEngine.Done():
		return fault.New(op, fault.Unavailable, "versitygw has ended by itself: start it again.")
	case <-ctx.Done():
		return nil
	}
}

// Close stops the engines, and what they hold is gone.
func (s *Stage) Close() error {
	errs := []error{s.keys.Close()}
	for _, e := range []*engines.Engine{s.tableEngine, s.blobEngine} {
		if e != nil {
			errs = append(errs, e.Stop())
		}
	}
	return fault.Wrap("stage.Close", errors.Join(errs...))
}

// TableSDK gives what a client of the table is made of.
func (s *Stage) TableSDK() aws.Config { return s.tableEngine.SDK() }

// BucketSDK gives what a client of the bucket is made of.
func (s *Stage) BucketSDK() aws.Config { return s.blobEngine.SDK() }

// The variables of local.json that say where the engines are.
const (
	dynamoDBEndpoint = "AWS_ENDPOINT_URL_DYNAMODB"
	s3Endpoint       = "AWS_ENDPOINT_URL_S3"
	keysEndpoint     = "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER"
)

// Environment gives the variables that a function is started with: those of
// deploy/env/local.json, with the addresses of this stage, and a region and keys that
// its engines take. The function is named as the folder of its main ("slack") or as
// in the template ("SlackFunction"); one that nobody knows has none.
func (s *Stage) Environment(function string) []string {
	if logical := env.Function(function); logical != "" {
		function = logical
	}
	variables := env.Local()[function]
	if variables == nil {
		return nil
	}
	maps.Copy(variables, map[string]string{
		"AWS_REGION":            engines.Region,
		"AWS_ACCESS_KEY_ID":     engines.AccessKey,
		"AWS_SECRET_ACCESS_KEY": engines.SecretKey,
	})
	for name, url := range map[string]string{dynamoDBEndpoint: s.DynamoDBURL, s3Endpoint: s.S3URL, keysEndpoint: s.KeyURL, string(config.ObjectsURL): s.S3URL} {
		if _, used := variables[name]; used {
			variables[name] = url
		}
	}
	var environment []string
	for _, name := range slices.Sorted(maps.Keys(variables)) {
		environment = append(environment, name+"="+variables[name])
	}
	return environment
}

// port is that of an address; 0 where it has none.
func port(address string) int {
	u, err := url.Parse(address)
	if err != nil {
		return 0
	}
	n, err := strconv.Atoi(u.Port())
	if err != nil {
		return 0
	}
	return n
}
