package s3store_test

import (
	"context"
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/google/go-cmp/cmp"

	"shoebox/shared/blob"
	"shoebox/shared/blob/s3store"
	"shoebox/shared/config"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func at(t time.Time) func() time.Time { return func() time.Time { return t } }

// sdk is a configuration with credentials that are none.
func sdk(region, endpoint string) awssdk.Config {
	c := awssdk.Config{Region: region, Credentials: credentials.NewStaticCredentialsProvider("AKIDEXAMPLE", "secret", "session token")}
	if endpoint != "" {
		c.BaseEndpoint = &endpoint
	}
	return c
}

// source gives the address of S3 alone, as AWS_ENDPOINT_URL_S3 does.
type source string

func (s source) GetServiceBaseEndpoint(_ context.Context, id string) (string, bool, error) {
	return string(s), id == "S3", nil
}

func TestWhereABucketIs(t *testing.T) {
	tests := []struct {
		name, region, bucket, all, own string
		want                           string
	}{
		{"in a region", "eu-west-1", "photos", "", "", "https://photos.s3.eu-west-1.amazonaws.com/a/b.jpg"},
		{"in the first region", "us-east-1", "photos", "", "", "https://photos.s3.us-east-1.amazonaws.com/a/b.jpg"},
		{"in China", "cn-north-1", "photos", "", "", "https://photos.s3.cn-north-1.amazonaws.com.cn/a/b.jpg"},
		{"in the European cloud", "eusc-de-east-1", "photos", "", "", "https://photos.s3.eusc-de-east-1.amazonaws.eu/a/b.jpg"},
		{"of a name with dots", "eu-west-1", "my.photos", "", "", "https://s3.eu-west-1.amazonaws.com/my.photos/a/b.jpg"},
		{"where all services are", "eu-west-1", "photos", "http://localhost:7070/", "", "http://localhost:7070/photos/a/b.jpg"},
		{"where S3 is", "eu-west-1", "photos", "http://localhost:8102", "http://host.docker.internal:7070/s3", "http://host.docker.internal:7070/s3/photos/a/b.jpg"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := sdk(tt.region, tt.all)
			if tt.own != "" {
				c.ConfigSources = []any{"another", source(tt.own)}
			}
			signed, err := s3store.Open(c, config.Place{Scheme: "s3", Name: tt.bucket}, at(noon)).SignGet(t.Context(), "a/b.jpg", time.Minute)
			got, _, _ := strings.Cut(signed, "?")
			if err != nil || got != tt.want {
				t.Errorf("got %q, %v, want %q", got, err, tt.want)
			}
		})
	}
}

// The SDK's own client is the other opinion on how a key is written.
func TestAKeyIsWrittenInAURLAsTheSDKDoes(t *testing.T) {
	c := sdk("eu-west-1", "")
	store := s3store.Open(c, config.Place{Scheme: "s3", Name: "photos"}, at(noon))
	other := s3.NewPresignClient(s3.NewFromConfig(c))
	for _, key := range []string{"a/b.jpg", "öd d+%&?#=~.jpg", "日本/語", "'()*!,;:@$[]|^`{}<>\""} {
		signed, err := store.SignGet(t.Context(), key, time.Minute)
		if err != nil {
			t.Fatal(err)
		}
		want, err := other.PresignGetObject(t.Context(), &s3.GetObjectInput{Bucket: awssdk.String("photos"), Key: &key})
		if err != nil {
			t.Fatal(err)
		}
		got, _, _ := strings.Cut(signed, "?")
		if want, _, _ := strings.Cut(want.URL, "?"); got != want {
			t.Errorf("%s: got %s, want %s", key, got, want)
		}
	}
}

func TestAPutIsBoundToAllThatWasAnnounced(t *testing.T) {
	store := s3store.Open(sdk("eu-west-1", ""), config.Place{Scheme: "s3", Name: "photos"}, at(noon))
	content := blob.Describe("image/jpeg", []byte("picture"))
	signed, err := store.SignPut(t.Context(), "a.jpg", content, 15*time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(signed.URL)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"X-Amz-SignedHeaders":  "content-length;content-type;host;if-none-match;x-amz-checksum-sha256",
		"X-Amz-Expires":        "900",
		"X-Amz-Date":           "20261122T120000Z",
		"X-Amz-Security-Token": "session token",
	} {
		if got := u.Query()[name]; len(got) != 1 || got[0] != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	want := blob.Signed{
		Method: http.MethodPut, URL: signed.URL, Expires: noon.Add(15 * time.Minute),
		Header: map[string]string{
			"Content-Type": "image/jpeg", "Content-Length": "7", "If-None-Match": "*",
			"X-Amz-Checksum-Sha256": base64.StdEncoding.EncodeToString(content.SHA256[:]),
		},
	}
	if diff := cmp.Diff(signed, want); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
}

func TestOnlyABucketOfS3IsTaken(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("got no panic")
		}
	}()
	s3store.New(sdk("eu-west-1", ""), config.Place{Scheme: "file", Name: "/tmp"}, at(noon))
}
