package redrive_test

import (
	"bytes"
	"context"
	"crypto/md5" //nolint:gosec // SQS sums bodies by it
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/deploy/redrive"
	"shoebox/deploy/runtimeapi"
)

// plain is an address of queues as imitations of SQS are: it moves nothing by itself, and
// gives messages away.
type plain struct {
	http.Handler
	work, dead *runtimeapi.Queue
	counted    int  // dead letters, as it says; 0 is as many as there are
	failing    bool // what comes back fails again at once
	given      int  // how often it gave messages
}

// ServeHTTP implements http.Handler.
func (p *plain) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	answer := func(body any) {
		w.Header().Set("Content-Type", "application/x-amz-json-1.0")
		json.NewEncoder(w).Encode(body) //nolint:errcheck // the client notices
	}
	visible, _ := p.dead.Count()
	switch action := strings.TrimPrefix(r.Header.Get("X-Amz-Target"), "AmazonSQS."); {
	case action == "StartMessageMoveTask":
		w.WriteHeader(http.StatusNotImplemented)
	case action == "ListDeadLetterSourceQueues":
		answer(map[string]any{"queueUrls": []string{runtimeapi.QueueURL("http://"+r.Host, p.work)}})
	case action == "GetQueueAttributes" && p.counted > 0:
		answer(map[string]any{"Attributes": map[string]string{"ApproximateNumberOfMessages": fmt.Sprint(p.counted)}})
	case action == "GetQueueAttributes":
		answer(map[string]any{"Attributes": map[string]string{"ApproximateNumberOfMessages": fmt.Sprint(visible)}})
	case action == "ReceiveMessage":
		p.given++
		var in struct{ MaxNumberOfMessages int }
		if json.Unmarshal(raw, &in) != nil || in.MaxNumberOfMessages < 1 || in.MaxNumberOfMessages > 10 || p.given > 20 { // who asks for more would never end
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		answer(map[string]any{"Messages": p.give(r.Context(), min(visible, in.MaxNumberOfMessages))})
	case action == "DeleteMessage":
		var in struct{ ReceiptHandle string }
		if json.Unmarshal(raw, &in) != nil || !p.dead.Delete(in.ReceiptHandle) {
			w.WriteHeader(http.StatusBadRequest)
		}
	case action == "SendMessage" && p.failing:
		raw = bytes.Replace(raw, []byte("/work"), []byte("/dead"), 1)
		fallthrough
	default:
		r.Body = io.NopCloser(bytes.NewReader(raw))
		p.Handler.ServeHTTP(w, r)
	}
}

// give gives so many messages away.
func (p *plain) give(ctx context.Context, n int) (messages []map[string]string) {
	if n == 0 {
		return nil
	}
	for _, m := range p.dead.Receive(ctx, n) {
		sum := md5.Sum([]byte(m.Body)) //nolint:gosec // as above
		messages = append(messages, map[string]string{"MessageId": m.ID, "ReceiptHandle": m.Receipt, "Body": m.Body, "MD5OfBody": hex.EncodeToString(sum[:])})
	}
	return messages
}

func TestDeadLettersAreCarriedOnce(t *testing.T) {
	tests := []struct {
		name    string
		letters int
		counted int
		failing bool
		want    redrive.Progress
		back    int // messages in the queue afterwards
		left    int // dead letters
	}{
		{"all of them", 23, 0, false, redrive.Progress{Moved: 23, Of: 23}, 23, 0},
		{"those that were there, where each fails again at once", 23, 0, true, redrive.Progress{Moved: 23, Of: 23}, 0, 23},
		{"no more than there are, where SQS counts too many", 5, 9, false, redrive.Progress{Moved: 5, Of: 9}, 5, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dead := runtimeapi.NewQueue(runtimeapi.QueueConfig{Name: "dead"})
			work := runtimeapi.NewQueue(runtimeapi.QueueConfig{Name: "work", MaxReceives: 5, DeadLetters: dead})
			for n := range tt.letters {
				if _, err := dead.Send(fmt.Sprint("letter ", n), 0, nil); err != nil {
					t.Fatal(err)
				}
			}
			server := httptest.NewServer(&plain{Handler: runtimeapi.NewSQS(work, dead), work: work, dead: dead, counted: tt.counted, failing: tt.failing})
			t.Cleanup(server.Close)
			var told redrive.Progress
			got, err := redrive.Run(t.Context(), sdk(t, server.URL), dead.ARN(), redrive.Options{Tell: func(p redrive.Progress) { told = p }, Pause: time.Millisecond})
			if err != nil || got != tt.want || told != tt.want {
				t.Errorf("got %v, was told %v, %v, want %v", got, told, err, tt.want)
			}
			back, _ := work.Count()
			left, hidden := dead.Count()
			if diff := cmp.Diff([]int{back, left, hidden}, []int{tt.back, tt.left, 0}); diff != "" {
				t.Errorf("back, left, hidden: got - want +:\n%s", diff)
			}
		})
	}
}
