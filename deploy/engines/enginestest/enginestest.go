package enginestest

import (
	"context"
	"errors"
	"os"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"

	"shoebox/deploy/engines"
)

// DynamoDB starts a DynamoDB with nothing in it, which ends with the test.
func DynamoDB(tb testing.TB) *engines.Engine {
	tb.Helper()
	return start(tb, engines.DynamoDB)
}

// S3 starts an S3 with no bucket in it, which ends with the test.
func S3(tb testing.TB) *engines.Engine {
	tb.Helper()
	return start(tb, engines.S3)
}

// Cognito starts a cognito-local with no user pool in it, which ends with the test.
func Cognito(tb testing.TB) *engines.Engine {
	tb.Helper()
	return start(tb, engines.Cognito)
}

// Moto starts a moto with no user pool in it, which ends with the test.
func Moto(tb testing.TB) *engines.Engine {
	tb.Helper()
	return start(tb, engines.Moto)
}

// Require skips the test unless engines are switched on.
func Require(tb testing.TB) {
	tb.Helper()
	if os.Getenv("SHOEBOX_ENGINES") == "" {
		tb.Skip("it needs a real engine, which is started by: make engines")
	}
}

// Check ends the test where an engine could not be started: it is skipped where one is
// missing on a developer's machine, and fails else. Nil goes through.
func Check(tb testing.TB, err error) {
	tb.Helper()
	switch {
	case err == nil:
	case errors.Is(err, engines.ErrMissing) && os.Getenv("CI") == "":
		tb.Skip(err)
	default:
		tb.Fatal(err)
	}
}

func start(tb testing.TB, engine func(context.Context, engines.Options) (*engines.Engine, error)) *engines.Engine {
	tb.Helper()
	Require(tb)
	e, err := engine(tb.Context(), engines.Options{})
	Check(tb, err)
	tb.Cleanup(func() {
		if err := e.Stop(); err != nil {
			tb.Error(err)
		}
	})
	return e
}

// SDK gives what clients of an engine are made of. Its idle connections end with the
// test.
func SDK(tb testing.TB, e *engines.Engine) aws.Config {
	tb.Helper()
	sdk := e.SDK()
	if idle, ok := sdk.HTTPClient.(interface{ CloseIdleConnections() }); ok {
		tb.Cleanup(idle.CloseIdleConnections)
	}
	return sdk
}
