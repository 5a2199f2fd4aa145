package engines

import (
	"context"
	"errors"
	"os/exec"
	"path/filepath"
	"strconv"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"shoebox/shared/fault"
)

// DynamoDB starts DynamoDB Local 3.3.0 with nothing in it, and returns when it
// answers. It keeps its tables in memory, the same for every region and key. Errors
// are ErrMissing, or Conflict for a port that is taken.
func DynamoDB(ctx context.Context, o Options) (*Engine, error) {
	const op = "engines.DynamoDB"
	java, err := exec.LookPath("java")
	if err != nil {
		return nil, lacking(op, "java is missing, which DynamoDB Local runs on: install Java 17 or newer (Debian: apt-get install openjdk-17-jre-headless).")
	}
	jar, err := installJar(ctx)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	// Whether who answers at a port is the one that was started can't be asked, so
	// that two that look for a free one do it one after the other.
	dir, err := cache()
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	unlock, err := lock(ctx, filepath.Join(dir, "dynamodb.lock"))
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	defer unlock()
	for try := 1; ; try++ {
		e, err := startDynamoDB(ctx, o, java, jar)
		if err == nil || o.Port != 0 || try == tries || ctx.Err() != nil {
			return e, fault.Wrap(op, err)
		}
	}
}

func startDynamoDB(ctx context.Context, o Options, java, jar string) (*Engine, error) {
	host, port, err := o.address(ctx, true)
	if err != nil {
		return nil, err
	}
	p, err := run(program{path: java, dir: jar, args: []string{
		"-Xmx512m", "-XX:+UseSerialGC",
		"-XX:TieredStopAtLevel=1", // half the work until it answers, and a third less for a suite: it doesn't live long enough for more
		"-XX:-UsePerfData",        // a file in the temporary folder, which would stay behind if it is killed
		"-Djava.library.path=./DynamoDBLocal_lib", "-jar", "DynamoDBLocal.jar",
		"-inMemory", "-sharedDb", "-disableTelemetry", "-port", strconv.Itoa(port),
	}}, o.Log)
	if err != nil {
		return nil, err
	}
	e := &Engine{URL: address(host, port), process: p}
	client := dynamodb.NewFromConfig(e.SDK())
	err = e.ready(ctx, func(ctx context.Context) error {
		_, err := client.ListTables(ctx, nil)
		return err
	})
	if err != nil {
		return nil, errors.Join(err, e.Stop())
	}
	return e, nil
}
