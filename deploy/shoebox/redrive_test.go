package main_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	main "shoebox/deploy/shoebox"

	"shoebox/deploy/runtimeapi"
)

// cloud is as much of AWS as bringing dead letters back takes.
type cloud struct {
	queues  http.Handler
	outputs string
}

// ServeHTTP answers SQS, which speaks JSON, and CloudFormation, which speaks forms.
func (c cloud) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.Contains(r.Header.Get("Content-Type"), "json") {
		c.queues.ServeHTTP(w, r)
		return
	}
	fmt.Fprintf(w, `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><Outputs>%s</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`, c.outputs) //nolint:errcheck // what is missing shows
}

func TestDeadLettersOfAStackComeBack(t *testing.T) {
	dead := runtimeapi.NewQueue(runtimeapi.QueueConfig{Name: "shoebox-ingest-dead"})
	q := runtimeapi.NewQueue(runtimeapi.QueueConfig{Name: "shoebox-ingest", MaxReceives: 5, DeadLetters: dead})
	server := httptest.NewServer(cloud{
		runtimeapi.NewSQS(q, dead), `<member><OutputKey>IngestDeadLettersArn</OutputKey><OutputValue>` + dead.ARN() + `</OutputValue></member>`,
	})
	defer server.Close()
	env := map[string]string{
		"AWS_REGION": "eu-west-1", "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "example", "AWS_ENDPOINT_URL": server.URL,
	}
	for _, tt := range []struct {
		name    string
		letters int
		args    []string
		code    int
		want    string
	}{
		{"there are none", 0, []string{"--stack", "shoebox"}, 0, "There is nothing to try again.\n"},
		{"there is one", 1, []string{"--stack", "shoebox"}, 0, "1 file is tried again now."},
		{"there are some, by the queue itself", 12, []string{"--queue", q.ARN()}, 0, "12 files are tried again now."},
		{"of what is no queue", 0, []string{"--queue", "dead"}, 2, "that names no queue: give the ARN of one"},
		{"of a queue there is not", 0, []string{"--queue", "arn:aws:sqs:eu-west-1:123456789012:other"}, 1, "there is no queue other in this account and region."},
		{"of both", 0, []string{"--queue", q.ARN(), "--stack", "shoebox"}, 2, "can't be used together"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for n := range tt.letters {
				if _, err := dead.Send(fmt.Sprint(n), 0, nil); err != nil {
					t.Fatal(err)
				}
			}
			before, _ := q.Count()
			var stdout, stderr strings.Builder
			code := main.Run(context.Background(), append([]string{"redrive"}, tt.args...), strings.NewReader(""), &stdout, &stderr,
				func(name string) (string, bool) { v, ok := env[name]; return v, ok }, nil)
			if code != tt.code || !strings.Contains(stdout.String()+stderr.String(), tt.want) {
				t.Errorf("got exit %d, %q and %q, want %d and %q", code, stdout.String(), stderr.String(), tt.code, tt.want)
			}
			if after, _ := q.Count(); after-before != tt.letters {
				t.Errorf("got %d back, want %d", after-before, tt.letters)
			}
		})
	}
}

func TestWhatLiesInTheInboxIsTriedAgain(t *testing.T) {
	dir := withAlbum(t)
	redrive := []string{"redrive", "--data", dir}
	if got := ok(t, "", redrive...); got != "There is nothing to try again.\n" {
		t.Errorf("got %q of an empty inbox", got)
	}
	door := filepath.Join(dir, "blobs", "inbox", "home", "2024")
	if err := os.MkdirAll(door, 0o700); err != nil {
		t.Fatal(err)
	}
	drop := func(name string, content []byte) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(door, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	drop("dahlia.jpg", append(sampleOriginal(t), "and a little more, so that it is none of the album"...))
	drop("list.jpg", []byte("milk, bread"))
	aside := filepath.Join(dir, "blobs", "refused", "home", "2024")
	want := `"inbox/home/2024/list.jpg" was refused, because it is not a picture. It lies in ` + aside + " now.\n" +
		"1 file is a photo now, 1 was refused.\n"
	if got := ok(t, "", redrive...); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if _, err := os.Stat(filepath.Join(aside, "list.jpg")); err != nil {
		t.Error(err)
	}
	drop("again.jpg", append(sampleOriginal(t), "and a little more, so that it is none of the album"...))
	if got, want := ok(t, "", redrive...), "1 file was a photo before.\n"; got != want {
		t.Errorf("got %q of a photo that is there, want %q", got, want)
	}
	if got := ok(t, "", redrive...); got != "There is nothing to try again.\n" {
		t.Errorf("got %q the second time", got)
	}
}

// sampleOriginal is a picture of the sample album.
func sampleOriginal(t *testing.T) []byte {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("..", "sample", "photos", "*.jpg"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("the sample album has no pictures: %v", err)
	}
	picture, err := os.ReadFile(paths[0])
	if err != nil {
		t.Fatal(err)
	}
	return picture
}
