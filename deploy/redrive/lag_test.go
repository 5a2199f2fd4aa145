package redrive_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"shoebox/deploy/redrive"
	"shoebox/deploy/runtimeapi"
	"shoebox/shared/fault"
)

// lagging is an SQS whose list of tasks is, for some looks, that of before the last task
// was begun.
type lagging struct {
	http.Handler
	dead *runtimeapi.Queue
	look func() // is called when somebody looks at what is late

	mu        sync.Mutex
	late      int // looks to come
	before    *httptest.ResponseRecorder
	cancelled int
}

// newLagging gives one that has moved three dead letters, and has more.
func newLagging(t *testing.T, late, letters int) (l *lagging, url string) {
	t.Helper()
	l = &lagging{dead: runtimeapi.NewQueue(runtimeapi.QueueConfig{Name: "dead"}), look: func() {}}
	l.Handler = runtimeapi.NewSQS(l.dead, runtimeapi.NewQueue(runtimeapi.QueueConfig{Name: "work", MaxReceives: 5, DeadLetters: l.dead}))
	server := httptest.NewServer(l)
	t.Cleanup(server.Close)
	l.send(t, 3)
	if _, err := redrive.Run(t.Context(), sdk(t, server.URL), l.dead.ARN(), redrive.Options{Pause: time.Millisecond}); err != nil {
		t.Fatal(err)
	}
	time.Sleep(2 * time.Millisecond) // the next task begins at another one
	l.send(t, letters)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.late, l.before = late, nil
	return l, server.URL
}

func (l *lagging) send(t *testing.T, letters int) {
	t.Helper()
	for n := range letters {
		if _, err := l.dead.Send(fmt.Sprint("letter ", n), 0, nil); err != nil {
			t.Fatal(err)
		}
	}
}

func (l *lagging) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	answer := httptest.NewRecorder()
	l.Handler.ServeHTTP(answer, r)
	l.mu.Lock()
	defer l.mu.Unlock()
	switch _, asked, _ := strings.Cut(r.Header.Get("X-Amz-Target"), "."); {
	case asked == "CancelMessageMoveTask":
		l.cancelled++
	case asked != "ListMessageMoveTasks":
	case l.before == nil:
		l.before = answer
	case l.late > 0:
		l.late--
		l.look()
		answer = l.before
	}
	w.Header().Set("Content-Type", answer.Header().Get("Content-Type"))
	w.WriteHeader(answer.Code)
	w.Write(answer.Body.Bytes()) //nolint:errcheck // the client notices
}

func TestWhatWasMovedBeforeIsNotToldAgain(t *testing.T) {
	tests := []struct {
		name string
		late int
		want redrive.Progress
		kind fault.Kind // 0 is none
	}{
		{"a list that is late", 2, redrive.Progress{Moved: 7, Of: 7}, 0},
		{"a list that stays as it was", 1000, redrive.Progress{}, fault.Unavailable},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l, url := newLagging(t, tt.late, 7)
			got, err := redrive.Run(t.Context(), sdk(t, url), l.dead.ARN(), redrive.Options{Pause: time.Millisecond})
			if got != tt.want || (err != nil) != (tt.kind != 0) || err != nil && !fault.Is(err, tt.kind) {
				t.Errorf("got %v, %v, want %v, %v", got, err, tt.want, tt.kind)
			}
		})
	}
}

func TestWhatWasBegunIsStoppedThoughItIsNotListed(t *testing.T) {
	l, url := newLagging(t, 1000, 20_000)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	l.look = stop
	_, err := redrive.Run(ctx, sdk(t, url), l.dead.ARN(), redrive.Options{Pause: time.Millisecond})
	if !fault.Is(err, fault.Canceled) || l.cancelled != 1 {
		t.Errorf("got %v after SQS was told %d times to stop, want once", err, l.cancelled)
	}
}
