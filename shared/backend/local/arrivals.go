package local

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/url"
	"strings"
	"sync"

	"shoebox/shared/fault"
)

// Sender takes messages. A [Queue] is one.
type Sender interface {
	Send(ctx context.Context, body []byte) error
}

// Announce has a queue be told of the objects that are put below a prefix from now on, in
// the words of S3's notifications. One that the queue does not take is logged: it lies
// there, for whoever looks.
func (b *Backend) Announce(to Sender, prefix string) {
	b.arrivals.mu.Lock()
	defer b.arrivals.mu.Unlock()
	b.arrivals.told = append(b.arrivals.told, listener{to, prefix})
}

// arrivals tell of what is put into the folder.
type arrivals struct {
	log *slog.Logger

	mu   sync.Mutex
	told []listener
}

// listener is who is told of some objects.
type listener struct {
	Sender
	prefix string
}

func (a *arrivals) landed(key string, size int64) {
	a.mu.Lock()
	told := a.told
	a.mu.Unlock()
	for _, to := range told {
		if !strings.HasPrefix(key, to.prefix) {
			continue
		}
		ctx := context.Background() // the object is there, whoever put it
		if err := to.Send(ctx, Notification(key, size)); err != nil {
			a.log.WarnContext(ctx, "arrival not told", "fault", fault.Of(err).String())
		}
	}
}

// Notification is what S3 tells of an object that was created, as far as anybody here
// reads it.
func Notification(key string, size int64) []byte {
	type object struct {
		Key  string `json:"key"` // encoded as in a query
		Size int64  `json:"size"`
	}
	type place struct {
		Object object `json:"object"`
	}
	type record struct {
		EventSource string `json:"eventSource"`
		EventName   string `json:"eventName"`
		S3          place  `json:"s3"`
	}
	raw, _ := json.Marshal(map[string][]record{"Records": {{ // texts and a number always have a form
		EventSource: "aws:s3", EventName: "ObjectCreated:Put", S3: place{object{url.QueryEscape(key), size}},
	}}})
	return raw
}
