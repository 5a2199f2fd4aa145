package engines_test

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"

	"shoebox/deploy/engines"
	"shoebox/deploy/engines/enginestest"
	"shoebox/shared/fault"
)

// kinds are the engines, each with a request that a client makes of it.
var kinds = []struct {
	name  string
	start func(context.Context, engines.Options) (*engines.Engine, error)
	ask   func(context.Context, *engines.Engine) error
}{
	{"DynamoDB", engines.DynamoDB, func(ctx context.Context, e *engines.Engine) error {
		_, err := dynamodb.NewFromConfig(e.SDK()).ListTables(ctx, nil)
		return err
	}},
	{"S3", engines.S3, func(ctx context.Context, e *engines.Engine) error {
		_, err := s3.NewFromConfig(e.SDK()).ListBuckets(ctx, nil)
		return err
	}},
	{"Cognito", engines.Cognito, pools},
	{"Moto", engines.Moto, pools},
}

func pools(ctx context.Context, e *engines.Engine) error {
	_, err := cognitoidentityprovider.NewFromConfig(e.SDK()).ListUserPools(ctx, &cognitoidentityprovider.ListUserPoolsInput{MaxResults: aws.Int32(1)})
	return err
}

func TestAnEngineAnswersUntilItIsStopped(t *testing.T) {
	enginestest.Require(t)
	t.Setenv("TMPDIR", t.TempDir())
	for _, kind := range kinds {
		t.Run(kind.name, func(t *testing.T) {
			var printed strings.Builder
			e, err := kind.start(t.Context(), engines.Options{Log: &printed})
			enginestest.Check(t, err)
			if err := kind.ask(t.Context(), e); err != nil {
				t.Errorf("got %v, want an answer", err)
			}
			select {
			case <-e.Done():
				t.Error("it has ended before it was stopped")
			default:
			}
			for range 2 {
				if err := e.Stop(); err != nil {
					t.Fatal(err)
				}
			}
			<-e.Done()
			if err := kind.ask(t.Context(), e); err == nil {
				t.Error("got an answer of an engine that was stopped")
			}
			if left, err := os.ReadDir(os.Getenv("TMPDIR")); err != nil || len(left) != 0 {
				t.Errorf("got %v, %v, want nothing left in the temporary folder", left, err)
			}
			if printed.Len() == 0 {
				t.Error("got an empty log, want what the engine prints")
			}
		})
	}
}

func TestAnEngineEndsWithWhoStartedItEvenWhenKilled(t *testing.T) {
	enginestest.Require(t)
	if runtime.GOOS == "windows" {
		t.Skip("engines run on POSIX systems")
	}
	for _, kind := range kinds {
		t.Run(kind.name, func(t *testing.T) {
			// The engine is installed by now or here, not by the child.
			e, err := kind.start(t.Context(), engines.Options{})
			enginestest.Check(t, err)
			if err := e.Stop(); err != nil {
				t.Fatal(err)
			}
			temporary := t.TempDir()
			child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestStarterProcess$")
			child.Env = append(os.Environ(), "SHOEBOX_STARTER="+kind.name, "TMPDIR="+temporary)
			out, err := child.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := child.Start(); err != nil {
				t.Fatal(err)
			}
			line, err := bufio.NewReader(out).ReadString('\n')
			if err != nil {
				t.Fatal(err)
			}
			address := strings.TrimPrefix(strings.TrimSpace(line), "http://")
			if err := child.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			child.Wait() //nolint:errcheck // it was killed
			eventually(t, "the engine ends", func() bool {
				c, err := (&net.Dialer{Timeout: time.Second}).DialContext(t.Context(), "tcp", address)
				if err == nil {
					c.Close() //nolint:errcheck // it was only tried
				}
				return err != nil
			})
			eventually(t, "its folder goes", func() bool {
				left, err := os.ReadDir(temporary)
				return err == nil && len(left) == 0
			})
		})
	}
}

// TestStarterProcess is no test but a process that starts an engine and waits to be
// killed.
func TestStarterProcess(t *testing.T) {
	for _, kind := range kinds {
		if kind.name != os.Getenv("SHOEBOX_STARTER") {
			continue
		}
		e, err := kind.start(t.Context(), engines.Options{})
		if err != nil {
			t.Fatal(err)
		}
		os.Stdout.WriteString(e.URL + "\n") //nolint:errcheck // who reads it notices
		select {}
	}
}

// eventually waits for something that another process does.
func eventually(t *testing.T, what string, done func() bool) {
	t.Helper()
	for range 3000 { // a minute
		if done() {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Errorf("waited in vain: %s", what)
}

func TestAPortThatIsTakenIsAConflict(t *testing.T) {
	enginestest.Require(t)
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	port := listener.Addr().(*net.TCPAddr).Port
	for _, kind := range kinds {
		t.Run(kind.name, func(t *testing.T) {
			e, err := kind.start(t.Context(), engines.Options{Port: port})
			if err == nil {
				e.Stop() //nolint:errcheck // that it runs is wrong enough
			}
			if errors.Is(err, engines.ErrMissing) {
				enginestest.Check(t, err)
			}
			if !fault.Is(err, fault.Conflict) || !strings.Contains(err.Error(), "port "+strconv.Itoa(port)+" is in use") {
				t.Errorf("got %v, want a conflict that names the port", err)
			}
		})
	}
}

func TestAHostThatIsNotOfThisMachineIsInvalid(t *testing.T) {
	enginestest.Require(t)
	e, err := engines.S3(t.Context(), engines.Options{Host: "192.0.2.1"})
	if err == nil {
		e.Stop() //nolint:errcheck // that it runs is wrong enough
	}
	if errors.Is(err, engines.ErrMissing) {
		enginestest.Check(t, err)
	}
	if !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "192.0.2.1 is no address of this machine") {
		t.Errorf("got %v, want an invalid that names the host", err)
	}
}

func TestS3ListensWhereElseItIsTold(t *testing.T) {
	enginestest.Require(t)
	if runtime.GOOS != "linux" {
		t.Skip("127.0.0.2 is an address of Linux machines alone")
	}
	e, err := engines.S3(t.Context(), engines.Options{Also: []string{"127.0.0.2"}})
	enginestest.Check(t, err)
	defer e.Stop() //nolint:errcheck // the test is about something else
	for _, host := range []string{"127.0.0.1", "127.0.0.2"} {
		sdk := e.SDK()
		sdk.BaseEndpoint = aws.String(strings.Replace(e.URL, "127.0.0.1", host, 1))
		if _, err := s3.NewFromConfig(sdk).ListBuckets(t.Context(), nil); err != nil {
			t.Errorf("at %s: got %v, want an answer", host, err)
		}
	}
}

func TestAStartThatIsGivenUpLeavesNothing(t *testing.T) {
	enginestest.Require(t)
	t.Setenv("TMPDIR", t.TempDir())
	for _, kind := range kinds {
		t.Run(kind.name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			log := &onFirst{do: cancel} // it runs, and doesn't answer yet
			time.AfterFunc(100*time.Millisecond, cancel)
			e, err := kind.start(ctx, engines.Options{Log: log})
			if err == nil { // it was quicker
				err = e.Stop()
			} else if errors.Is(err, engines.ErrMissing) {
				enginestest.Check(t, err)
			} else if fault.Is(err, fault.Canceled) {
				err = nil
			}
			if err != nil {
				t.Errorf("got %v, want canceled", err)
			}
			if left, err := os.ReadDir(os.Getenv("TMPDIR")); err != nil || len(left) != 0 {
				t.Errorf("got %v, %v, want nothing left in the temporary folder", left, err)
			}
		})
	}
}

// onFirst does something when it is first written to.
type onFirst struct{ do func() }

func (o *onFirst) Write(b []byte) (int, error) {
	o.do()
	return len(b), nil
}

func TestS3VerifiesSignaturesAndKeepsVersions(t *testing.T) {
	e := enginestest.S3(t)
	client := s3.NewFromConfig(enginestest.SDK(t, e))
	bucket := aws.String("photos-of-mine")
	if _, err := client.CreateBucket(t.Context(), &s3.CreateBucketInput{Bucket: bucket}); err != nil {
		t.Fatal(err)
	}
	if _, err := client.PutBucketVersioning(t.Context(), &s3.PutBucketVersioningInput{
		Bucket: bucket, VersioningConfiguration: &types.VersioningConfiguration{Status: types.BucketVersioningStatusEnabled},
	}); err != nil {
		t.Fatal(err)
	}
	for _, body := range []string{"one", "two"} {
		if _, err := client.PutObject(t.Context(), &s3.PutObjectInput{Bucket: bucket, Key: aws.String("a/b.jpg"), Body: strings.NewReader(body)}); err != nil {
			t.Fatal(err)
		}
	}
	got, err := client.GetObject(t.Context(), &s3.GetObjectInput{Bucket: bucket, Key: aws.String("a/b.jpg")})
	if err != nil {
		t.Fatal(err)
	}
	defer got.Body.Close()
	if body, err := io.ReadAll(got.Body); err != nil || string(body) != "two" {
		t.Errorf("got %q, %v, want the newest version", body, err)
	}
	versions, err := client.ListObjectVersions(t.Context(), &s3.ListObjectVersionsInput{Bucket: bucket})
	if err != nil || len(versions.Versions) != 2 {
		t.Errorf("got %d versions, %v, want 2", len(versions.Versions), err)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, e.URL+"/photos-of-mine/a/b.jpg", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusForbidden {
		t.Errorf("got %s for a request without a signature, want 403", response.Status)
	}
}
