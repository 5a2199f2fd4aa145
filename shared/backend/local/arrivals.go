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

// Announce has a queue be told of the objects that are put below some prefixes from now
// on, in the words of S3's notifications. One that the queue does not take is logged: it
// lies there, for whoever looks.
func (b *Backend) Announce(to Sender, prefixes ...string) {
	b.arrivals.mu.Lock()
	defer b.arrivals.mu.Unlock()
	b.arrivals.to, b.arrivals.prefixes = to, prefixes
}

// arrivals tell of what is put into the folder.
type arrivals struct {
	log *slog.Logger

	mu       sync.Mutex
	to       Sender // nil while nobody listens
	prefixes []string
}

func (a *arrivals) landed(key string, size int64) {
	a.mu.Lock()
	to, prefixes := a.to, a.prefixes
	a.mu.Unlock()
	for _, prefix := range prefixes {
		if !strings.HasPrefix(key, prefix) {
			continue
		}
		ctx := context.Background() // the object is there, whoever put it
		if err := to.Send(ctx, Notification(key, size)); err != nil {
			a.log.WarnContext(ctx, "arrival not told", "fault", fault.Of(err).String())
		}
		return
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
