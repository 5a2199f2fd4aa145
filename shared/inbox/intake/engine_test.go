package intake_test

import (
	"bytes"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"shoebox/deploy/engines/enginestest"
	"shoebox/shared/blob"
	"shoebox/shared/blob/blobtest"
	"shoebox/shared/blob/s3store"
	"shoebox/shared/config"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/inbox"
	"shoebox/shared/table"
	"shoebox/shared/table/dynamotable/dynamotest"
)

// TestArrivalsOverDynamoDBAndS3 is what leases and records mean to the engines of AWS:
// their conditions, their transactions and their races.
func TestArrivalsOverDynamoDBAndS3(t *testing.T) {
	const name = "photos"
	kept := table.New(dynamotest.Open(t, enginestest.DynamoDB(t).URL), time.Now)
	c := enginestest.SDK(t, enginestest.S3(t))
	client := s3.NewFromConfig(c, func(o *s3.Options) { o.UsePathStyle = true })
	if _, err := client.CreateBucket(t.Context(), &s3.CreateBucketInput{Bucket: aws.String(name)}); err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	b := &bench{now: &now, labels: &seer{}, t: t, bucket: blob.New(s3store.New(c, config.Place{Scheme: "s3", Name: name}, time.Now))}
	b.galleries = gallery.New(kept, gallery.Keys{make([]byte, 32)}, time.Now)
	b.gallery = b.galleries.As(gallery.Membership{Gallery: home, Role: gallery.Owner})
	if err := b.galleries.Found(t.Context(), home, gallery.Shared, "Home", gallery.Member{User: anna}); err != nil {
		t.Fatal(err)
	}
	b.inbox = inbox.New(inbox.Config{Table: kept, Blobs: b.bucket, Galleries: b.galleries, Now: time.Now})
	b.log = &bytes.Buffer{}
	b.again()

	said := inbox.Says{Title: "By the lake"}
	u := b.announce(anna, blobtest.Picture(t, 10))
	bad := b.announce(anna, []byte("Dear Anna"))
	b.drop("inbox/home/ä ö+ü%2B.jpg", blobtest.Picture(t, 90))
	b.drop("inbox/home/letter.jpg", []byte("Dear Ben"))
	var all sync.WaitGroup
	for range 4 {
		for _, key := range []string{u.Key(), bad.Key(), "inbox/home/ä ö+ü%2B.jpg", "inbox/home/letter.jpg"} {
			all.Go(func() {
				_, err := b.Receive(t.Context(), key)
				if _, busy := errors.AsType[*inbox.BusyError](err); err != nil && !busy && !fault.Is(err, fault.Unavailable) {
					t.Errorf("%s: got %v, want it done, or somebody else at it", key, err)
				}
			})
		}
		all.Go(func() {
			if _, err := b.inbox.Say(t.Context(), b.gallery, b.find(u), said); err != nil {
				t.Errorf("got %v, want it said", err)
			}
		})
	}
	all.Wait()
	list, err := b.inbox.List(t.Context(), gallery.Membership{Gallery: home, Role: gallery.Owner}, anna)
	if err != nil || len(list) != 4 {
		t.Fatalf("got %+v, %v, want all four", list, err)
	}
	for _, each := range list {
		want := inbox.Ready
		if each.ID == bad.ID || each.Name == "letter.jpg" {
			want = inbox.Refused
		}
		if each.State != want {
			t.Errorf("got %+v, want it %s", each, want)
		}
	}
	photos := b.photos()
	if len(photos) != 2 || photos[0].Title != "By the lake" && photos[1].Title != "By the lake" {
		t.Errorf("got %+v, want two photos, one with what was said", photos)
	}
	if rest := append(b.keys("incoming/"), b.keys("inbox/")...); len(rest) != 0 {
		t.Errorf("got %v left where files arrive", rest)
	}
	if kept := b.keys("refused/"); len(kept) != 1 {
		t.Errorf("got %v put aside, want the letter", kept)
	}
}
