package runtimeapi

import (
	"crypto/md5" //nolint:gosec // SQS sums bodies by it, so that senders see what arrived
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"shoebox/shared/fault"
)

// SQS is the address of queues as a client of the SDK speaks to it: AWS JSON 1.0, and
// of its actions SendMessage, the one that functions use. It looks at who signed a
// request and not at the signature, which is the SDK's business.
type SQS struct {
	queues map[string]*Queue
}

// NewSQS makes the address of queues. The URL of one ends in /ACCOUNT/NAME.
func NewSQS(queues ...*Queue) *SQS {
	s := &SQS{map[string]*Queue{}}
	for _, q := range queues {
		s.queues[q.Name()] = q
	}
	return s
}

// QueueURL is a queue's at the address of a server.
func QueueURL(server string, q *Queue) string { return server + "/" + Account + "/" + q.Name() }

// signed is how a request for SQS is signed.
var signed = regexp.MustCompile(`^AWS4-HMAC-SHA256 Credential=[^/,]+/\d{8}/[a-z0-9-]+/sqs/aws4_request,`)

// sendMessage is what a client sends.
type sendMessage struct {
	QueueURL   string `json:"QueueUrl"`
	Body       string `json:"MessageBody"`
	Delay      int    `json:"DelaySeconds"`
	Attributes map[string]struct {
		Type  string `json:"DataType"`
		Value string `json:"StringValue"`
	} `json:"MessageAttributes"`
}

// ServeHTTP takes a request.
func (s *SQS) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.Method != http.MethodPost || !strings.HasPrefix(r.Header.Get("Content-Type"), "application/x-amz-json-1.0"):
		decline(w, http.StatusBadRequest, "InvalidAction", "only AWS JSON 1.0 is spoken here")
	case !signed.MatchString(r.Header.Get("Authorization")):
		decline(w, http.StatusForbidden, "MissingAuthenticationToken", "the request is not signed for sqs")
	case r.Header.Get("X-Amz-Target") != "AmazonSQS.SendMessage":
		decline(w, http.StatusBadRequest, "UnsupportedOperation", "only SendMessage is served here")
	default:
		s.send(w, r)
	}
}

func (s *SQS) send(w http.ResponseWriter, r *http.Request) {
	var in sendMessage
	const framing = MaxMessage // escapes and names
	raw, err := io.ReadAll(io.LimitReader(r.Body, MaxMessage+framing))
	if err != nil || json.Unmarshal(raw, &in) != nil {
		decline(w, http.StatusBadRequest, "SerializationException", "the request can't be read")
		return
	}
	q := s.find(in.QueueURL)
	if q == nil {
		decline(w, http.StatusBadRequest, "QueueDoesNotExist", "The specified queue does not exist.")
		return
	}
	attributes := map[string]string{}
	for name, a := range in.Attributes {
		attributes[name] = a.Value
	}
	id, err := q.Send(in.Body, time.Duration(in.Delay)*time.Second, attributes)
	if fault.Is(err, fault.TooLarge) || err != nil && in.Delay >= 0 && in.Delay <= 900 {
		decline(w, http.StatusBadRequest, "InvalidMessageContents", err.Error())
		return
	}
	if err != nil {
		decline(w, http.StatusBadRequest, "InvalidParameterValue", err.Error())
		return
	}
	sum := md5.Sum([]byte(in.Body)) //nolint:gosec // as above
	answerJSON(w, http.StatusOK, map[string]string{"MessageId": id, "MD5OfMessageBody": hex.EncodeToString(sum[:])})
}

// find gives the queue of a URL; nil where there is none.
func (s *SQS) find(address string) *Queue {
	u, err := url.Parse(address)
	if err != nil {
		return nil
	}
	name, ok := strings.CutPrefix(u.Path, "/"+Account+"/")
	if !ok {
		return nil
	}
	return s.queues[name]
}

// decline answers with an error as clients of JSON and those of old read it.
func decline(w http.ResponseWriter, status int, code, message string) {
	w.Header().Set("X-Amzn-Query-Error", code+";Sender")
	answerJSON(w, status, map[string]string{"__type": "com.amazonaws.sqs#" + code, "message": message})
}

func answerJSON(w http.ResponseWriter, status int, body any) {
	raw, _ := json.Marshal(body) // texts always have a form
	w.Header().Set("Content-Type", "application/x-amz-json-1.0")
	w.Header().Set("X-Amzn-Requestid", uuid())
	w.WriteHeader(status)
	_, _ = w.Write(raw)
}
