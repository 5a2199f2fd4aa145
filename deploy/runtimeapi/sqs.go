package runtimeapi

import (
	"crypto/md5" //nolint:gosec // SQS sums bodies by it, so that senders see what arrived
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"shoebox/shared/fault"
)

// SQS is the address of queues as a client of the SDK speaks to it: AWS JSON 1.0, and
// of its actions those that functions use (SendMessage, ChangeMessageVisibility) and
// that bring dead letters back (GetQueueUrl, GetQueueAttributes,
// StartMessageMoveTask, ListMessageMoveTasks, CancelMessageMoveTask). It looks at who
// signed a request and not at the signature, which is the SDK's business.
type SQS struct {
	queues map[string]*Queue
	moves  moves
}

// NewSQS makes the address of queues. The URL of one ends in /ACCOUNT/NAME.
func NewSQS(queues ...*Queue) *SQS {
	s := &SQS{queues: map[string]*Queue{}}
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

// actions are what is served at a host, each of the body of a request.
func (s *SQS) actions(host string) map[string]func(raw []byte) (any, *declined) {
	return map[string]func([]byte) (any, *declined){
		"SendMessage": s.send, "ChangeMessageVisibility": s.hide, "GetQueueAttributes": s.attributes,
		"GetQueueUrl":          func(raw []byte) (any, *declined) { return s.queueURL(raw, host) },
		"StartMessageMoveTask": s.startMove, "ListMessageMoveTasks": s.listMoves, "CancelMessageMoveTask": s.cancelMove,
	}
}

// declined is why a request is not done.
type declined struct{ code, message string }

var (
	unreadable = &declined{"SerializationException", "the request can't be read"}
	noQueue    = &declined{"QueueDoesNotExist", "The specified queue does not exist."}
)

// ServeHTTP takes a request.
func (s *SQS) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	action, _ := strings.CutPrefix(r.Header.Get("X-Amz-Target"), "AmazonSQS.")
	do, known := s.actions(r.Host)[action]
	switch {
	case r.Method != http.MethodPost || !strings.HasPrefix(r.Header.Get("Content-Type"), "application/x-amz-json-1.0"):
		decline(w, http.StatusBadRequest, declined{"InvalidAction", "only AWS JSON 1.0 is spoken here"})
		return
	case !signed.MatchString(r.Header.Get("Authorization")):
		decline(w, http.StatusForbidden, declined{"MissingAuthenticationToken", "the request is not signed for sqs"})
		return
	case !known:
		decline(w, http.StatusBadRequest, declined{"UnsupportedOperation", action + " is not served here"})
		return
	}
	const framing = MaxMessage // escapes and names
	raw, err := io.ReadAll(io.LimitReader(r.Body, MaxMessage+framing))
	if err != nil {
		decline(w, http.StatusBadRequest, *unreadable)
		return
	}
	answer, no := do(raw)
	if no != nil {
		decline(w, http.StatusBadRequest, *no)
		return
	}
	answerJSON(w, http.StatusOK, answer)
}

func (s *SQS) send(raw []byte) (any, *declined) {
	var in sendMessage
	if json.Unmarshal(raw, &in) != nil {
		return nil, unreadable
	}
	q := s.find(in.QueueURL)
	if q == nil {
		return nil, noQueue
	}
	attributes := map[string]string{}
	for name, a := range in.Attributes {
		attributes[name] = a.Value
	}
	id, err := q.Send(in.Body, time.Duration(in.Delay)*time.Second, attributes)
	if fault.Is(err, fault.TooLarge) || err != nil && in.Delay >= 0 && in.Delay <= 900 {
		return nil, &declined{"InvalidMessageContents", err.Error()}
	}
	if err != nil {
		return nil, &declined{"InvalidParameterValue", err.Error()}
	}
	sum := md5.Sum([]byte(in.Body)) //nolint:gosec // as above
	return map[string]string{"MessageId": id, "MD5OfMessageBody": hex.EncodeToString(sum[:])}, nil
}

func (s *SQS) hide(raw []byte) (any, *declined) {
	var in struct {
		QueueURL string `json:"QueueUrl"`
		Receipt  string `json:"ReceiptHandle"`
		Timeout  int    `json:"VisibilityTimeout"`
	}
	if json.Unmarshal(raw, &in) != nil {
		return nil, unreadable
	}
	q := s.find(in.QueueURL)
	if q == nil {
		return nil, noQueue
	}
	switch err := q.Hide(in.Receipt, time.Duration(in.Timeout)*time.Second); {
	case errors.Is(err, errReceipt):
		return nil, &declined{"ReceiptHandleIsInvalid", err.Error()}
	case fault.Is(err, fault.NotFound):
		return nil, &declined{"MessageNotInflight", err.Error()}
	case err != nil:
		return nil, &declined{"InvalidParameterValue", err.Error()}
	}
	return nil, nil
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
func decline(w http.ResponseWriter, status int, no declined) {
	w.Header().Set("X-Amzn-Query-Error", no.code+";Sender")
	answerJSON(w, status, map[string]string{"__type": "com.amazonaws.sqs#" + no.code, "message": no.message})
}

// answerJSON answers with a body, or, as SQS does where it has nothing to say, without.
func answerJSON(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/x-amz-json-1.0")
	w.Header().Set("X-Amzn-Requestid", uuid())
	w.WriteHeader(status)
	if body == nil {
		return
	}
	raw, _ := json.Marshal(body) // texts always have a form
	_, _ = w.Write(raw)
}
