package engines_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/google/go-cmp/cmp"

	"shoebox/deploy/engines"
	"shoebox/deploy/engines/enginestest"
)

// told is what of a message matters to who receives it, read as functions of Go read it.
type told struct {
	Source, Name, Bucket, ARN, Key, Decoded string
	Size                                    int64
	ETag                                    string
	Versioned, Sequenced                    bool
}

func TestS3TellsOfObjectsAsAmazonsDoes(t *testing.T) {
	enginestest.Require(t)
	messages := make(chan []byte, 10)
	e, err := engines.S3(t.Context(), engines.Options{Told: func(m []byte) { messages <- m }})
	enginestest.Check(t, err)
	t.Cleanup(func() {
		if err := e.Stop(); err != nil {
			t.Error(err)
		}
	})
	client, bucket, key := s3.NewFromConfig(enginestest.SDK(t, e)), "pictures", "inbox/G/Sommer 2024 + See/Üm%20lauf.jpg"
	if _, err := client.CreateBucket(t.Context(), &s3.CreateBucketInput{Bucket: &bucket}); err != nil {
		t.Fatal(err)
	}
	put := func(key, body string) {
		t.Helper()
		if _, err := client.PutObject(t.Context(), &s3.PutObjectInput{Bucket: &bucket, Key: &key, Body: strings.NewReader(body)}); err != nil {
			t.Fatal(err)
		}
	}
	put(key, "hello")
	first := read(t, <-messages)
	want := told{
		Source: "aws:s3", Name: "ObjectCreated:Put", Bucket: bucket, ARN: "arn:aws:s3:::pictures", Size: 5,
		Key: "inbox/G/Sommer+2024+%2B+See/%C3%9Cm%2520lauf.jpg", Decoded: key, ETag: "5d41402abc4b2a76b9719d911017c592", Sequenced: true,
	}
	if diff := cmp.Diff(first, want); diff != "" {
		t.Errorf("got - want +:\n%s", diff)
	}
	if _, err := client.DeleteObject(t.Context(), &s3.DeleteObjectInput{Bucket: &bucket, Key: &key}); err != nil {
		t.Fatal(err)
	}
	if got := read(t, <-messages); got.Name != "ObjectRemoved:Delete" || got.Key != want.Key {
		t.Errorf("got %+v, want it removed", got)
	}
	parts(t, client, bucket, "inbox/G/large.jpg")
	if got := read(t, <-messages); got.Name != "ObjectCreated:CompleteMultipartUpload" || got.Key != "inbox/G/large.jpg" {
		t.Errorf("got %+v, want one that was made of parts", got)
	}
}

// parts puts an object as `aws s3 cp` does with a large file.
func parts(t *testing.T, client *s3.Client, bucket, key string) {
	t.Helper()
	begun, err := client.CreateMultipartUpload(t.Context(), &s3.CreateMultipartUploadInput{Bucket: &bucket, Key: &key})
	if err != nil {
		t.Fatal(err)
	}
	one := aws.Int32(1)
	part, err := client.UploadPart(t.Context(), &s3.UploadPartInput{Bucket: &bucket, Key: &key, UploadId: begun.UploadId, PartNumber: one, Body: strings.NewReader("hello")})
	if err != nil {
		t.Fatal(err)
	}
	_, err = client.CompleteMultipartUpload(t.Context(), &s3.CompleteMultipartUploadInput{
		Bucket: &bucket, Key: &key, UploadId: begun.UploadId,
		MultipartUpload: &types.CompletedMultipartUpload{Parts: []types.CompletedPart{{ETag: part.ETag, PartNumber: one}}},
	})
	if err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, message []byte) told {
	t.Helper()
	var e events.S3Event
	if err := json.Unmarshal(message, &e); err != nil || len(e.Records) != 1 {
		t.Fatalf("got %s (%v), want a message with one record", message, err)
	}
	r := e.Records[0]
	if since := time.Since(r.EventTime); since < -time.Minute || since > time.Minute {
		t.Errorf("got a time of %v", r.EventTime)
	}
	var fields struct {
		Records []map[string]json.RawMessage
	}
	if err := json.Unmarshal(message, &fields); err != nil {
		t.Fatal(err)
	}
	var names []string
	for name := range fields.Records[0] {
		names = append(names, name)
	}
	slices.Sort(names)
	documented := []string{"awsRegion", "eventName", "eventSource", "eventTime", "eventVersion", "requestParameters", "responseElements", "s3", "userIdentity"}
	if diff := cmp.Diff(names, documented); diff != "" {
		t.Errorf("fields, got - documented +:\n%s", diff)
	}
	o := r.S3.Object
	return told{r.EventSource, r.EventName, r.S3.Bucket.Name, r.S3.Bucket.Arn, o.Key, o.URLDecodedKey, o.Size, o.ETag, o.VersionID != "", len(o.Sequencer) == 18}
}
