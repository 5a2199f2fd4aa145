package api_test

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"shoebox/shared/api"
	"shoebox/shared/table"
	"shoebox/shared/table/tabletest"
)

const key = "Idempotency-Key"

// galleries are how many the person has.
func (p person) galleries() int {
	p.t.Helper()
	all, err := p.Galleries.Of(p.t.Context(), p.user.ID)
	if err != nil {
		p.t.Fatal(err)
	}
	return len(all)
}

func TestARepeatedRequestIsDoneOnce(t *testing.T) {
	anna := open(t).person("Anna")
	first := anna.do(http.MethodPost, "/api/galleries", `{"name":"Family"}`, key, "first-of-all").into(http.StatusCreated, nil)
	again := anna.do(http.MethodPost, "/api/galleries", `{"name":"Family"}`, key, "first-of-all").into(http.StatusCreated, nil)
	if !bytes.Equal(first.body, again.body) || again.Header.Get("Content-Type") != "application/json" || first.Header.Get("X-Request-Id") == again.Header.Get("X-Request-Id") {
		t.Errorf("got %s and %s, want one answer to two requests", first.body, again.body)
	}
	if !strings.Contains(anna.log.String(), `"outcome":"duplicate"`) {
		t.Errorf("got %s, want the log to say so", anna.log)
	}
	anna.do(http.MethodPost, "/api/galleries", `{"name":"Other"}`, key, "first-of-all").problem(http.StatusUnprocessableEntity, api.KeyReused)
	anna.do(http.MethodPost, "/api/galleries", `{"name":"Family"} `, key, "first-of-all").problem(http.StatusUnprocessableEntity, api.KeyReused)
	if got := anna.galleries(); got != 2 {
		t.Errorf("got %d galleries, want the own one and one more", got)
	}
	ben := anna.person("Ben")
	ben.do(http.MethodPost, "/api/galleries", `{"name":"Another"}`, key, "first-of-all").into(http.StatusCreated, nil)

	*anna.now = anna.now.Add(25 * time.Hour)
	anna = anna.person("Anna")
	anna.do(http.MethodPost, "/api/galleries", `{"name":"Family"}`, key, "first-of-all").into(http.StatusCreated, nil)
	if got := anna.galleries(); got != 3 {
		t.Errorf("got %d galleries, want a key of yesterday to be new", got)
	}
}

func TestKeysThatCannotBeAreRefused(t *testing.T) {
	anna := open(t).person("Anna")
	for _, bad := range []string{"", "short", "with space in it", strings.Repeat("a", 201), "ümlaut-key"} {
		anna.do(http.MethodPost, "/api/galleries", `{"name":"Family"}`, key, bad).problem(http.StatusBadRequest, api.BadParameter)
	}
	if got := anna.galleries(); got != 1 {
		t.Errorf("got %d galleries, want the own one alone", got)
	}
}

func TestARequestThatWasRefusedMayBeTriedAgain(t *testing.T) {
	anna := open(t).person("Anna")
	anna.store.Faulty.FailWrites(tabletest.Fault{Nth: 2}) // the first is the key's
	anna.do(http.MethodPost, "/api/galleries", `{"name":"Family"}`, key, "tried-twice").problem(http.StatusInternalServerError, api.Internal)
	anna.do(http.MethodPost, "/api/galleries", `{"name":"Family"}`, key, "tried-twice").into(http.StatusCreated, nil)
	if got := anna.galleries(); got != 2 {
		t.Errorf("got %d galleries, want one more", got)
	}
}

func TestRequestsOfOneKeyAtOnceAreOne(t *testing.T) {
	anna := open(t).person("Anna")
	const many = 8
	statuses := make([]int, many)
	var group sync.WaitGroup
	for i := range many {
		group.Go(func() {
			r := anna.raw(http.MethodPost, "/api/galleries", `{"name":"Family"}`, key, "all-at-once")
			statuses[i] = r.Code
		})
	}
	group.Wait()
	for _, s := range statuses {
		if s != http.StatusCreated && s != http.StatusConflict {
			t.Errorf("got %d, want the answer or that it is in work", s)
		}
	}
	if got := anna.galleries(); got != 2 {
		t.Errorf("got %d galleries, want one more", got)
	}
}

func TestARequestInWorkIsNotBegunAgainUntilItsLeaseIsOver(t *testing.T) {
	anna := open(t).person("Anna")
	lost := tabletest.Fault{Nth: 3, Times: -1} // the key, the gallery, and then nothing any more
	anna.store.Faulty.FailWrites(lost)
	anna.do(http.MethodPost, "/api/galleries", `{"name":"Family"}`, key, "never-finished").into(http.StatusCreated, nil)
	anna.store.Faulty.FailWrites()
	anna.do(http.MethodPost, "/api/galleries", `{"name":"Family"}`, key, "never-finished").problem(http.StatusConflict, api.InProgress)
	*anna.now = anna.now.Add(time.Minute)
	anna.do(http.MethodPost, "/api/galleries", `{"name":"Family"}`, key, "never-finished").into(http.StatusCreated, nil)
}

func TestWhatIsKeptOfAnAnswerCanNotBeReadInTheTable(t *testing.T) {
	anna := open(t).person("Anna")
	anna.do(http.MethodPost, "/api/galleries", `{"name":"A secret name"}`, key, "the-secret-key").into(http.StatusCreated, nil)
	page, err := anna.store.Query(t.Context(), table.Query{Partition: "I#" + string(anna.user.ID)})
	if err != nil || len(page.Items) != 1 {
		t.Fatalf("got %d items, %v, want what is kept", len(page.Items), err)
	}
	if kept := fmt.Sprintf("%+q", page.Items[0]); strings.Contains(kept, "A secret name") || strings.Contains(kept, "the-secret-key") || !strings.Contains(kept, "answer") {
		t.Errorf("got %s, want nothing to read", kept)
	}
}
