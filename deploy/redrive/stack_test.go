package redrive_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shoebox/deploy/redrive"
	"shoebox/shared/fault"
)

// recorded is what CloudFormation answers, as its API reference has it.
const recorded = `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">
  <DescribeStacksResult><Stacks><member>
    <StackName>shoebox</StackName><StackStatus>UPDATE_COMPLETE</StackStatus>
    <Outputs>
      <member><OutputKey>AppAddress</OutputKey><OutputValue>https://example.com</OutputValue></member>
      <member><OutputKey>IngestDeadLettersArn</OutputKey><OutputValue>arn:aws:sqs:eu-west-1:123456789012:shoebox-IngestDeadLetters-1A2B3C4D5E6F</OutputValue></member>
    </Outputs>
  </member></Stacks></DescribeStacksResult>
  <ResponseMetadata><RequestId>b9b4b068-3a41-11e5-94eb-example</RequestId></ResponseMetadata>
</DescribeStacksResponse>`

func refused(code, message string) string {
	return `<ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type><Code>` + code +
		`</Code><Message>` + message + `</Message></Error><RequestId>1</RequestId></ErrorResponse>`
}

func TestAStackTellsItsDeadLetters(t *testing.T) {
	var asked, signed string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body) // what is missing shows
		asked, signed = string(body), r.Header.Get("Authorization")
		io.WriteString(w, recorded) //nolint:errcheck // what is missing shows
	}))
	defer server.Close()
	n, err := redrive.OfStack(t.Context(), sdk(t, server.URL), "shoebox")
	if err != nil || n.Queue != "shoebox-IngestDeadLetters-1A2B3C4D5E6F" || n.Region != "eu-west-1" {
		t.Errorf("got %+v, %v", n, err)
	}
	if asked != "Action=DescribeStacks&StackName=shoebox&Version=2010-05-15" || !strings.Contains(signed, "/eu-west-1/cloudformation/aws4_request") {
		t.Errorf("asked %q, signed %q", asked, signed)
	}
}

func TestAStackThatTellsNothing(t *testing.T) {
	tests := []struct {
		name   string
		status int
		answer string
		want   fault.Kind
		says   string
	}{
		{"none of that name", 400, refused("ValidationError", "Stack with id shoebox does not exist"), fault.NotFound, "there is no stack shoebox in eu-west-1"},
		{"one of before", 200, strings.ReplaceAll(recorded, "IngestDeadLettersArn", "Other"), fault.NotFound, "sam deploy first"},
		{"no permission", 403, refused("AccessDenied", "User: anna is not authorized"), fault.Denied, "cloudformation:DescribeStacks"},
		{"a session that is over", 403, refused("ExpiredToken", "expired"), fault.Unauthenticated, "sign in again"},
		{"a stranger", 403, refused("InvalidClientTokenId", "who?"), fault.Unauthenticated, "aws sts get-caller-identity"},
		{"too often", 400, refused("Throttling", "Rate exceeded"), fault.Throttled, "in a minute"},
		{"a proxy's page", 502, "<html><body>no", fault.Unavailable, "are you online"},
		{"what is no queue", 200, strings.ReplaceAll(recorded, "arn:aws:sqs", "arn:aws:sns"), fault.Invalid, "names no queue"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(tt.status)
				io.WriteString(w, tt.answer) //nolint:errcheck // what is missing shows
			}))
			defer server.Close()
			_, err := redrive.OfStack(t.Context(), sdk(t, server.URL), "shoebox")
			if !fault.Is(err, tt.want) || !strings.Contains(err.Error(), tt.says) || strings.Contains(err.Error(), "anna") {
				t.Errorf("got %v, want %v that says %q", err, tt.want, tt.says)
			}
		})
	}
}

// commandLine puts a program called aws into the way.
func commandLine(t *testing.T, script string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "aws"), []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil { //nolint:gosec // it is run
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+":/usr/bin:/bin")
}

func TestWhoIsAskingIsWhatTheCommandLineOfAWSSays(t *testing.T) {
	nothing := func(string) (string, bool) { return "", false }
	commandLine(t, `case "$*" in
"configure get region") echo eu-central-1 ;;
"configure export-credentials --format process") echo '{"Version":1,"AccessKeyId":"AKIDPROFILE","SecretAccessKey":"s","SessionToken":"t"}' ;;
*) exit 3 ;;
esac`)
	c, err := redrive.Configure(t.Context(), nothing, "")
	if err != nil || c.Region != "eu-central-1" {
		t.Fatalf("got %q, %v, want the region of the profile", c.Region, err)
	}
	if who, err := c.Credentials.Retrieve(context.Background()); err != nil || who.AccessKeyID != "AKIDPROFILE" {
		t.Errorf("got %v, %v, want the credentials of the profile", who.AccessKeyID, err)
	}
	if c, err := redrive.Configure(t.Context(), nothing, "us-west-2"); err != nil || c.Region != "us-west-2" {
		t.Errorf("got %q, %v, want the region that is asked for", c.Region, err)
	}
	commandLine(t, "exit 255")
	if _, err := redrive.Configure(t.Context(), nothing, ""); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "set AWS_REGION") {
		t.Errorf("without a region: got %v", err)
	}
	if _, err := redrive.Configure(t.Context(), nothing, "eu-west-1"); !fault.Is(err, fault.Unauthenticated) || !strings.Contains(err.Error(), "aws sso login") {
		t.Errorf("without credentials: got %v", err)
	}
}
