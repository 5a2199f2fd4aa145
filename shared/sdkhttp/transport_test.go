package sdkhttp_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"shoebox/shared/sdkhttp"
)

// hurried is a connection whose writer is told that all is written only when the
// answer's beginning was read and more of it is asked for, as happens where processors
// are short.
type hurried struct {
	net.Conn
	wrote   int
	reads   int
	more    chan struct{} // closed when more than the answer's beginning is asked for
	closing *sync.Once
}

func (c *hurried) Write(p []byte) (int, error) {
	n, err := c.Conn.Write(p)
	if c.wrote++; c.wrote == 2 { // the head, then the body
		<-c.more
	}
	return n, err
}

func (c *hurried) Read(p []byte) (int, error) {
	if c.reads++; c.reads == 2 {
		c.closing.Do(func() { close(c.more) })
	}
	return c.Conn.Read(p)
}

func (c *hurried) Close() error {
	c.closing.Do(func() { close(c.more) })
	return c.Conn.Close()
}

func TestAnAnswerMayBeginBeforeTheRequestIsDone(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "application/x-amz-json-1.0")
		w.WriteHeader(http.StatusOK)
		_ = http.NewResponseController(w).Flush()
		select {
		case <-r.Context().Done(): // who asked has hung up
		case <-time.After(50 * time.Millisecond):
		}
		_, _ = io.WriteString(w, `{"TableNames":["photos"]}`)
	}))
	t.Cleanup(server.Close)
	below := &http.Transport{DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := new(net.Dialer).DialContext(ctx, network, address)
		return &hurried{Conn: conn, more: make(chan struct{}), closing: new(sync.Once)}, err
	}}
	client := &http.Client{Transport: sdkhttp.Transport(below)}
	t.Cleanup(client.CloseIdleConnections)
	tables, err := dynamodb.New(dynamodb.Options{
		Region: "eu-west-1", BaseEndpoint: &server.URL, HTTPClient: client, Retryer: aws.NopRetryer{},
		Credentials: credentials.NewStaticCredentialsProvider("AKIDEXAMPLE", "secret", ""),
	}).ListTables(t.Context(), &dynamodb.ListTablesInput{})
	if err != nil || len(tables.TableNames) != 1 {
		t.Errorf("got %v, %v, want one table", tables, err)
	}
}

func TestARequestIsLeftAsItIs(t *testing.T) {
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		var body io.Reader
		if method == http.MethodPost {
			body = strings.NewReader("{}") // which can be written at once
		}
		asked, err := http.NewRequestWithContext(t.Context(), method, "http://photos.example/", body)
		if err != nil {
			t.Fatal(err)
		}
		before := asked.Body
		answer, err := sdkhttp.Transport(seen(func(sent *http.Request) {
			if _, other := sent.Body.(io.WriterTo); other {
				t.Errorf("%s: the body can be read in another way", method)
			}
			if (sent.Body == nil) != (before == nil) || sent.URL != asked.URL {
				t.Errorf("%s: sent %v", method, sent)
			}
		})).RoundTrip(asked)
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close()
		if asked.Body != before {
			t.Errorf("%s: the request was changed", method)
		}
	}
}

type seen func(*http.Request)

func (s seen) RoundTrip(r *http.Request) (*http.Response, error) {
	s(r)
	return &http.Response{StatusCode: http.StatusOK, Body: http.NoBody}, nil
}
