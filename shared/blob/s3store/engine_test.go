package s3store_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"

	"shoebox/deploy/engines/enginestest"
	"shoebox/deploy/engines/unreliable"
	"shoebox/shared/blob"
	"shoebox/shared/blob/blobtest"
	"shoebox/shared/blob/s3store"
	"shoebox/shared/config"
	"shoebox/shared/fault"
)

// plain is the engine's bucket. It keeps no versions: with them this engine, unlike
// S3, counts the mark of a deletion as an object that is there, and fails to delete
// what is a folder.
const plain = "pictures"

// engine starts a real S3 with the bucket in it, and gives the SDK's client, too.
func engine(tb testing.TB) (awssdk.Config, *s3.Client) {
	tb.Helper()
	c := enginestest.SDK(tb, enginestest.S3(tb))
	client := s3.NewFromConfig(c, func(o *s3.Options) { o.UsePathStyle = true })
	if _, err := client.CreateBucket(tb.Context(), &s3.CreateBucketInput{Bucket: awssdk.String(plain)}); err != nil {
		tb.Fatal(err)
	}
	return c, client
}

func in(c awssdk.Config, bucket string, now func() time.Time) *s3store.Driver {
	return s3store.New(c, config.Place{Scheme: "s3", Name: bucket}, now)
}

func TestConformanceOnAnEngine(t *testing.T) {
	c, _ := engine(t)
	blobtest.Run(t, func(testing.TB) blobtest.Bed {
		return blobtest.Bed{
			Driver: in(c, plain, time.Now),
			At:     func(now func() time.Time) blob.Driver { return in(c, plain, now) },
		}
	})
}

func TestTheSDKReadsWhatWePutAndTheReverse(t *testing.T) {
	c, client := engine(t)
	store := blob.New(in(c, plain, time.Now))
	const key, words = "home/ä b+.jpg", "picture"
	content := blob.Describe("image/jpeg", []byte(words))
	if err := store.Put(t.Context(), key, strings.NewReader(words), blob.PutOptions{Content: content}); err != nil {
		t.Fatal(err)
	}
	got, err := client.GetObject(t.Context(), &s3.GetObjectInput{Bucket: awssdk.String(plain), Key: awssdk.String(key), ChecksumMode: types.ChecksumModeEnabled})
	if err != nil {
		t.Fatal(err)
	}
	defer got.Body.Close()
	data, err := io.ReadAll(got.Body)
	if err != nil || string(data) != words || awssdk.ToString(got.ContentType) != "image/jpeg" ||
		awssdk.ToString(got.ChecksumSHA256) != base64.StdEncoding.EncodeToString(content.SHA256[:]) {
		t.Errorf("got %q, %v as %+v", data, err, got)
	}
	_, err = client.PutObject(t.Context(), &s3.PutObjectInput{
		Bucket: awssdk.String(plain), Key: awssdk.String("theirs"), Body: strings.NewReader(words), ContentType: awssdk.String("image/png"),
	})
	if err != nil {
		t.Fatal(err)
	}
	a, err := store.Head(t.Context(), "theirs")
	if err != nil || a.Type != "image/png" || a.Size != 7 || a.SHA256 != (blob.Sum{}) {
		t.Errorf("got %+v, %v, want what the SDK put, of no SHA-256 that is known", a, err)
	}
	if data, err := store.ReadAll(t.Context(), "theirs", 100); err != nil || string(data) != words {
		t.Errorf("got %q, %v", data, err)
	}
}

func TestAnEngineThatIsNotSetUpRight(t *testing.T) {
	c, _ := engine(t)
	stranger, thief := c, c
	stranger.Credentials = credentials.NewStaticCredentialsProvider("nobody", "knows", "")
	thief.Credentials = credentials.NewStaticCredentialsProvider(must(c.Credentials.Retrieve(t.Context())).AccessKeyID, "guessed", "")
	late := func() time.Time { return time.Now().Add(-time.Hour) }
	for name, d := range map[string]*s3store.Driver{
		"no such bucket": in(c, "none", time.Now), "an unknown key id": in(stranger, plain, time.Now),
		"a bad secret": in(thief, plain, time.Now), "a clock that is an hour late": in(c, plain, late),
	} {
		for what, request := range requests {
			if err := request(t.Context(), d); !fault.Is(err, fault.Internal) {
				t.Errorf("%s, %s: got %v, want a mistake of the set-up", name, what, err)
			}
		}
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// unsteady gives a store of an engine that goes wrong as planned. The engine is
// called by its own name, since that is signed.
func unsteady(t *testing.T) (*blob.Store, *unreliable.Proxy) {
	t.Helper()
	c, _ := engine(t)
	d, proxy := before(t, *c.BaseEndpoint, func(endpoint string) *s3store.Driver {
		through, err := url.Parse(endpoint)
		if err != nil {
			t.Fatal(err)
		}
		transport := &http.Transport{DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, network, through.Host)
		}}
		t.Cleanup(transport.CloseIdleConnections)
		c.HTTPClient = &http.Client{Transport: transport}
		return in(c, plain, time.Now)
	})
	return blob.New(d), proxy
}

func TestAnEngineThatFailsForAWhileIsSurvived(t *testing.T) {
	store, proxy := unsteady(t)
	words := bytes.Repeat([]byte("picture"), 100_000)
	put := blob.PutOptions{Content: blob.Describe("image/jpeg", words)}
	tests := []struct {
		name   string
		way    unreliable.Way
		stalls bool
	}{
		{"asked too often", says(503, "SlowDown"), false},
		{"a failure inside", says(500, "InternalError"), false},
		{"a failure between", says(502, ""), false},
		{"a failure once it was done", unreliable.SaysAfter(unreliable.Answer{Status: 500}), false},
		{"a connection that is cut before", unreliable.Refused, false},
		{"an answer that is cut", unreliable.Cut, false},
		{"an answer that is lost", lost, false},
		{"no answer", unreliable.Silent, true},
		{"no answer once it was done", unreliable.Unanswered, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			patience := time.Minute // of which nothing takes any
			if tt.stalls {
				patience = 3 * time.Second // a try that stalls has half of it
			}
			again := func(what string, request func(context.Context) error) {
				t.Helper()
				proxy.Plan(unreliable.Fault{Way: tt.way})
				ctx, cancel := context.WithTimeout(t.Context(), patience)
				defer cancel()
				if err := request(ctx); err != nil {
					t.Errorf("%s: got %v, want it to come right", what, err)
				}
			}
			again("put", func(ctx context.Context) error { return store.Put(ctx, "a", bytes.NewReader(words), put) })
			again("read", func(ctx context.Context) error {
				data, err := store.ReadAll(ctx, "a", blob.MaxSize)
				if err == nil && !bytes.Equal(data, words) {
					err = errors.New("other bytes")
				}
				return err
			})
			if tt.stalls {
				return // the rest would wait in the same way
			}
			again("list", func(ctx context.Context) error { _, err := store.List(ctx, "", "", 10); return err })
			again("delete", func(ctx context.Context) error { return store.Delete(ctx, "a") })
		})
	}
}

func TestAnEngineThatStaysDownIsGivenUpWithinTheDeadline(t *testing.T) {
	store, proxy := unsteady(t)
	put := blob.PutOptions{Content: blob.Describe("image/jpeg", []byte("picture"))}
	for name, way := range map[string]unreliable.Way{"silent": unreliable.Silent, "cut": unreliable.Refused, "slow down": says(503, "SlowDown")} {
		proxy.Plan(unreliable.Fault{Times: -1, Way: way})
		ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
		err := store.Put(ctx, "a", strings.NewReader("picture"), put)
		cancel()
		if !fault.Of(err).Temporary() {
			t.Errorf("%s: got %v, want an outage", name, err)
		}
	}
}

func TestACreationWhoseAnswerIsLostIsNotTriedAgain(t *testing.T) {
	store, proxy := unsteady(t)
	put := blob.PutOptions{Content: blob.Describe("image/jpeg", []byte("picture")), IfAbsent: true}
	for name, way := range map[string]unreliable.Way{"cut": lost, "failed": unreliable.SaysAfter(unreliable.Answer{Status: 500})} {
		proxy.Plan(unreliable.Fault{Way: way})
		err := store.Put(t.Context(), name, strings.NewReader("picture"), put)
		if !fault.Is(err, fault.Unavailable) || proxy.Requests() != 1 {
			t.Errorf("%s: got %v after %d requests, want to be told that it is unknown", name, err, proxy.Requests())
		}
		proxy.Plan()
		if _, err := store.Head(t.Context(), name); err != nil {
			t.Errorf("%s: got %v, want it there", name, err)
		}
		proxy.Plan(unreliable.Fault{Way: says(503, "SlowDown")})
		if err := store.Put(t.Context(), name, strings.NewReader("picture"), put); !fault.Is(err, fault.Conflict) {
			t.Errorf("%s: got %v, want a conflict", name, err)
		}
	}
}

// lost asks the server and breaks the connection instead of an answer.
func lost(x unreliable.Exchange) {
	x.Ask(x.Request)
	panic(http.ErrAbortHandler)
}

func TestAReadThatIsCutIsAnError(t *testing.T) {
	store, proxy := unsteady(t)
	words := strings.Repeat("picture", 100_000)
	if err := store.Put(t.Context(), "a", strings.NewReader(words), blob.PutOptions{Content: blob.Describe("image/jpeg", []byte(words))}); err != nil {
		t.Fatal(err)
	}
	proxy.Plan(unreliable.Fault{Way: unreliable.Cut})
	o, err := store.Get(t.Context(), "a", blob.Range{})
	if err != nil {
		t.Fatal(err)
	}
	defer o.Body.Close()
	data, err := io.ReadAll(o.Body)
	if !fault.Is(err, fault.Unavailable) || len(data) == 0 || len(data) >= len(words) || !strings.HasPrefix(words, string(data)) {
		t.Errorf("got %d bytes, %v, want a part and an error", len(data), err)
	}
}
