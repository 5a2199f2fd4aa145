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
	list := exec.CommandContext(t.Context(), "go", "list", "-deps", "-tags", "lambda.norpc,timetzdata", "./"+main)
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
		"gocloud.dev/blob", "gocloud.dev/blob/fileblob", "shoebox/shared/blob/filestore", "shoebox/deploy/sample",
		"shoebox/skills/alexa/alexasim", "shoebox/bots/slackbot/slacktest", "shoebox/bots/slackbot/slacksim", "shoebox/bots/slackbot/manifest", "github.com/goccy/go-yaml",
	}
	// What serves pictures or keeps them in Slack, takes uploads, makes photos of them, and deletes.
	withS3 := []string{
		"ImageFunction", "SlackWorkerFunction", "IngestFunction", "RetentionFunction", "AddPhotoFunction", "DeletePhotoFunction", "MeFunction", "GalleriesFunction",
	}
	// What makes photos, with its megabytes of decoders, places and labels.
	pictures := []string{
		"shoebox/shared/ingest", "shoebox/shared/ingest/places", "shoebox/shared/inbox/intake", "shoebox/shared/ingest/heif",
		"shoebox/shared/ingest/rekognition", "github.com/aws/aws-sdk-go-v2/service/rekognition",
	}
	withAccounts := []string{"SignUpFunction", "ConfirmEmailFunction", "LoginFunction", "MeFunction"}
	only := func(id, main string, packages []string, name string, those []string) {
		if linked := slices.Contains(packages, name); linked != slices.Contains(those, id) {
			t.Errorf("%s links %s: %v, of which %v have need", main, name, linked, those)
		}
	}
	for id, main := range functions {
		t.Run(id, func(t *testing.T) {
			packages := linked(t, main)
			if id == "WebFunction" {
				if slices.ContainsFunc(packages, func(p string) bool { return strings.HasPrefix(p, "github.com/aws/aws-sdk-go-v2") }) {
					t.Errorf("%s links the SDK, and only serves files", main)
				}
				return // without a client, html/template keeps little
			}
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
			for _, making := range pictures {
				if slices.Contains(packages, making) != (id == "IngestFunction") {
					t.Errorf("%s links %s: %v, and that is for who makes photos alone", main, making, id != "IngestFunction")
				}
			}
			only(id, main, packages, "shoebox/shared/blob/s3store", withS3)
			only(id, main, packages, "github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider", withAccounts)
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
