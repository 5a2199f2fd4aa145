package check_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// linked gives every package a main links, of this module and of others.
func linked(t *testing.T, main string) []string {
	t.Helper()
	list := exec.CommandContext(t.Context(), "go", "list", "-deps", "-tags", "lambda.norpc", "./"+main)
	list.Dir = root
	var errs bytes.Buffer
	list.Stderr = &errs
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v: %s", err, errs.String())
	}
	return strings.Fields(string(out))
}

// costly are packages that a function pays for at every start, with why; see
// backend/aws/doc.go.
func costly() map[string]string {
	const (
		methods  = "reflects on methods: the linker keeps every one of every client, half of the function's size again"
		identity = "looks for credentials that Lambda gives in the environment"
		shapes   = "describes all shapes of its service at the start: package awsjson makes the one call that is needed"
		gateway  = "is of a megabyte: package s3store makes the requests that are needed"
	)
	const sdk = "github.com/aws/aws-sdk-go-v2/"
	return map[string]string{
		"html/template": methods, "text/template": methods,
		sdk + "config": identity, sdk + "feature/ec2/imds": identity,
		sdk + "service/sts": identity, sdk + "service/sso": identity, sdk + "service/ssooidc": identity, sdk + "service/signin": identity,
		sdk + "service/ssm": shapes, sdk + "service/sqs": shapes, sdk + "service/kms": shapes,
		sdk + "service/s3": gateway, "gocloud.dev/blob/s3blob": gateway,
	}
}

func TestLambdaFunctionsLinkOnlyDriversOfAWS(t *testing.T) {
	embedded := []string{
		"shoebox/shared/backend/local", "shoebox/shared/table/bolttable", "go.etcd.io/bbolt",
		"gocloud.dev/blob", "gocloud.dev/blob/fileblob", "shoebox/shared/blob/filestore", "shoebox/deploy/sample", "shoebox/shared/ingest",
		"shoebox/skills/alexa/alexasim", "shoebox/bots/slackbot/slacktest", "shoebox/bots/slackbot/slacksim", "shoebox/bots/slackbot/manifest", "github.com/goccy/go-yaml",
	}
	withS3 := []string{"shoebox/shared/blob/s3store"}
	for id, main := range functions {
		t.Run(id, func(t *testing.T) {
			packages := linked(t, main)
			for no, why := range costly() {
				if slices.Contains(packages, no) {
					t.Errorf("%s links %s, which %s", main, no, why)
				}
			}
			if !slices.Contains(packages, "shoebox/shared/table/dynamotable") {
				t.Errorf("%s does not link the driver of DynamoDB: is it looked at in the right place?", main)
			}
			for _, no := range embedded {
				if slices.Contains(packages, no) {
					t.Errorf("%s links %s, which is for laptops", main, no)
				}
			}
			for _, no := range withS3 {
				if id != "ImageFunction" && id != "SlackWorkerFunction" && slices.Contains(packages, no) {
					t.Errorf("%s links %s: only what serves pictures, or keeps them in Slack, needs S3", main, no)
				}
			}
		})
	}
}

func TestLambdaMainsAreShort(t *testing.T) {
	const most = 30 // lines
	for id, main := range functions {
		source, err := os.ReadFile(filepath.Join(root, main, "main.go"))
		if err != nil {
			t.Errorf("%s: %v", id, err)
			continue
		}
		if got := bytes.Count(source, []byte("\n")); got >= most {
			t.Errorf("%s/main.go has %d lines, want fewer than %d: what is more belongs behind a constructor", main, got, most)
		}
	}
}
