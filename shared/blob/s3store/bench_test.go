package s3store_test

import (
	"bytes"
	"io"
	"testing"
	"time"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"shoebox/shared/blob"
)

// BenchmarkPicture fetches and puts a picture, beside the SDK's own client on the same
// engine as the baseline.
func BenchmarkPicture(b *testing.B) {
	c, client := engine(b)
	store := blob.New(in(c, plain, time.Now))
	data := bytes.Repeat([]byte("picture "), 150<<10/8)
	put := blob.PutOptions{Content: blob.Describe("image/jpeg", data)}
	if err := store.Put(b.Context(), "a.jpg", bytes.NewReader(data), put); err != nil {
		b.Fatal(err)
	}
	bucket, key := awssdk.String(plain), awssdk.String("a.jpg")
	tests := []struct {
		name string
		do   func() error
	}{
		{"get", func() error { _, err := store.ReadAll(b.Context(), *key, 1<<20); return err }},
		{"get by the SDK", func() error {
			o, err := client.GetObject(b.Context(), &s3.GetObjectInput{Bucket: bucket, Key: key})
			if err != nil {
				return err
			}
			defer o.Body.Close()
			_, err = io.ReadAll(o.Body)
			return err
		}},
		{"head", func() error { _, err := store.Head(b.Context(), *key); return err }},
		{"head by the SDK", func() error {
			_, err := client.HeadObject(b.Context(), &s3.HeadObjectInput{Bucket: bucket, Key: key})
			return err
		}},
		{"put", func() error { return store.Put(b.Context(), "b.jpg", bytes.NewReader(data), put) }},
		{"put by the SDK", func() error {
			_, err := client.PutObject(b.Context(), &s3.PutObjectInput{Bucket: bucket, Key: awssdk.String("b.jpg"), Body: bytes.NewReader(data)})
			return err
		}},
		{"sign", func() error { _, err := store.SignGet(b.Context(), *key, time.Minute); return err }},
	}
	for _, tt := range tests {
		b.Run(tt.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := tt.do(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
