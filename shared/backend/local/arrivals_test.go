package local_test

import (
	"context"
	"encoding/json"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/blob"
	"shoebox/shared/fault"
)

// told notes the keys of what a folder tells of.
type told struct {
	mu   sync.Mutex
	keys []string
	full bool
}

func (q *told) Send(_ context.Context, body []byte) error {
	var n struct {
		Records []struct {
			EventName string
			S3        struct{ Object struct{ Key string } }
		}
	}
	if err := json.Unmarshal(body, &n); err != nil {
		return err
	}
	key, err := url.QueryUnescape(n.Records[0].S3.Object.Key)
	if err != nil {
		return err
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	q.keys = append(q.keys, n.Records[0].EventName+" "+key)
	if q.full {
		return fault.New("told", fault.Throttled, "full")
	}
	return nil
}

func TestAFolderTellsOfWhatIsPutWhereFilesArrive(t *testing.T) {
	b := mustOpen(t, t.TempDir(), nil)
	defer shut(t, b)
	put := func(key string) {
		t.Helper()
		if err := b.Blobs.Put(t.Context(), key, strings.NewReader("jpeg"), blob.PutOptions{Content: blob.Describe("image/jpeg", []byte("jpeg"))}); err != nil {
			t.Error(err)
		}
	}
	put("inbox/home/before.jpg") // nobody listens yet
	var q, other told
	b.Announce(&q, "incoming/")
	b.Announce(&q, "inbox/")
	b.Announce(&other, "inbox/home/")
	put("inbox/home/by the+lake %2B ä.jpg")
	put("home/photo/original.jpg")
	q.full = true
	put("incoming/home/1") // what nobody takes is put all the same
	want := []string{"ObjectCreated:Put inbox/home/by the+lake %2B ä.jpg", "ObjectCreated:Put incoming/home/1"}
	if diff := cmp.Diff(q.keys, want); diff != "" {
		t.Errorf("got - want +:\n%s", diff)
	}
	if diff := cmp.Diff(other.keys, want[:1]); diff != "" {
		t.Errorf("the other, got - want +:\n%s", diff)
	}
}
