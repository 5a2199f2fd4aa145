package engines

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"shoebox/shared/fault"
)

// notices take what versitygw says of its objects, and hand it on as S3 would say it.
type notices struct {
	server  *http.Server
	url     string
	serving sync.WaitGroup
}

// maxNotice is more bytes than a notice has: a key has 1,024 at most.
const maxNotice = 64 << 10

// take begins to listen. What to is given is S3's message for a queue, with one record.
func takeNotices(ctx context.Context, to func(message []byte)) (*notices, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fault.As("engines.takeNotices", fault.Unavailable, err)
	}
	n := &notices{url: "http://" + listener.Addr().String() + "/"}
	n.server = &http.Server{ReadHeaderTimeout: time.Minute, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		raw, err := io.ReadAll(io.LimitReader(r.Body, maxNotice))
		if message := asS3Says(raw); err == nil && message != nil {
			to(message)
		}
		w.WriteHeader(http.StatusNoContent)
	})}
	n.serving.Go(func() { _ = n.server.Serve(listener) }) // ends when it is closed
	return n, nil
}

// close ends it; nil has nothing to end.
func (n *notices) close() error {
	if n == nil {
		return nil
	}
	err := n.server.Close()
	n.serving.Wait()
	return err
}

// notice is what both say, versitygw and S3: "Event message structure" in S3's guide.
type notice struct {
	EventVersion      string         `json:"eventVersion"`
	EventSource       string         `json:"eventSource"`
	AWSRegion         string         `json:"awsRegion"`
	EventTime         string         `json:"eventTime"`
	EventName         string         `json:"eventName"`
	UserIdentity      identity       `json:"userIdentity"`
	RequestParameters map[string]any `json:"requestParameters"`
	ResponseElements  map[string]any `json:"responseElements"`
	S3                struct {
		SchemaVersion   string `json:"s3SchemaVersion"`
		ConfigurationID string `json:"configurationId"`
		Bucket          struct {
			Name          string   `json:"name"`
			OwnerIdentity identity `json:"ownerIdentity"`
			ARN           string   `json:"arn"`
		} `json:"bucket"`
		Object struct {
			Key       string `json:"key"`
			Size      *int64 `json:"size,omitempty"`
			ETag      string `json:"eTag,omitempty"`
			VersionID string `json:"versionId,omitempty"`
			Sequencer string `json:"sequencer"`
		} `json:"object"`
	} `json:"s3"`
}

type identity struct {
	PrincipalID string `json:"principalId"`
}

// asS3Says gives a notice of versitygw in S3's form; nil for what is none. They differ
// in these: versitygw begins the names of events with "s3:", writes keys as they are,
// where S3 escapes them as forms do (a space is a plus), puts the ETag into quotation
// marks, has the key in the bucket's ARN, and counts in decimal figures where S3's
// sequencer is of hexadecimal digits that are compared as texts. Neither size nor
// version of an object that was copied or made of parts is known to it: there S3's
// have both.
func asS3Says(raw []byte) []byte {
	var said struct{ Records []notice }
	if json.Unmarshal(raw, &said) != nil || len(said.Records) != 1 {
		return nil // the test that it begins with
	}
	r := &said.Records[0]
	r.EventVersion = "2.1"
	r.EventName = strings.TrimPrefix(r.EventName, "s3:")
	if at, err := time.Parse(time.RFC3339, r.EventTime); err == nil {
		r.EventTime = at.UTC().Format("2006-01-02T15:04:05.000Z")
	}
	r.S3.ConfigurationID = "incoming"
	r.S3.Bucket.ARN = "arn:aws:s3:::" + r.S3.Bucket.Name
	r.S3.Object.Key = escapedKey(r.S3.Object.Key)
	r.S3.Object.ETag = strings.Trim(r.S3.Object.ETag, `"`)
	if n, err := strconv.ParseUint(r.S3.Object.Sequencer, 10, 64); err == nil {
		r.S3.Object.Sequencer = fmt.Sprintf("%018X", n)
	}
	if !strings.HasPrefix(r.EventName, "ObjectCreated:") {
		r.S3.Object.Size = nil
	}
	message, err := json.Marshal(said)
	if err != nil {
		return nil
	}
	return message
}

// escapedKey escapes a key as S3 does in its messages.
func escapedKey(key string) string {
	return strings.ReplaceAll(url.QueryEscape(key), "%2F", "/")
}
