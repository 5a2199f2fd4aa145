package tabletest

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// Run holds a driver to the behaviour of all. Open gives one, which may hold what
// other cases wrote: every case has a partition of its own. What open opens, it
// also closes with the test.
func Run(t *testing.T, open func(testing.TB) table.Driver) {
	t.Helper()
	subjects := []struct {
		name  string
		cases []testCase
	}{
		{"get", getCases()},
		{"query", queryCases()},
		{"write", writeCases()},
		{"update", updateCases()},
		{"transact", transactCases()},
		{"batch", batchCases()},
		{"condition", conditionCases()},
		{"expiry", expiryCases()},
		{"size", sizeCases()},
		{"meter", meterCases()},
		{"concurrency", concurrencyCases()},
	}
	for _, subject := range subjects {
		t.Run(subject.name, func(t *testing.T) {
			driver := open(t)
			for _, c := range subject.cases {
				t.Run(c.name, func(t *testing.T) { c.test(newHarness(t, driver)) })
			}
		})
	}
}

// testCase is one behaviour; its name is a sentence.
type testCase struct {
	name string
	test func(*harness)
}

// start is a time at which no engine thinks of deleting what expires then.
var start = time.Date(2041, 5, 4, 10, 0, 0, 0, time.UTC)

// harness is what a case works with: a table under a clock, and a partition of its
// own. Its methods end the test where they fail.
type harness struct {
	testing.TB
	*table.Table
	driver table.Driver
	meter  *table.Meter
	seen   []table.Metered
	part   string

	mu  sync.Mutex
	now time.Time
}

func newHarness(tb testing.TB, driver table.Driver) *harness {
	tb.Helper()
	h := &harness{TB: tb, driver: driver, part: partition(tb), now: start}
	h.meter = table.NewMeter(driver, func(m table.Metered) {
		h.mu.Lock()
		defer h.mu.Unlock()
		h.seen = append(h.seen, m)
	})
	h.Table = table.New(h.meter, h.clock)
	return h
}

// partition is the same in each run, so that recordings of one compare.
func partition(tb testing.TB) string {
	tb.Helper()
	return strings.NewReplacer("/", "#", "_", " ").Replace(tb.Name())
}

// runID differs in each run, for what an engine remembers for a while.
func (h *harness) runID() string { return rand.Text() }

func (h *harness) clock() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.now
}

func (h *harness) advance(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = h.now.Add(d)
}

func (h *harness) ctx() context.Context { return h.Context() }

func (h *harness) key(sort string) table.Key {
	return table.Key{Partition: h.part, Sort: sort}
}

func (h *harness) item(sort string, attributes table.Attributes) table.Item {
	return table.Item{Key: h.key(sort), Attributes: attributes}
}

// put writes items without conditions.
func (h *harness) put(items ...table.Item) {
	h.Helper()
	for _, item := range items {
		h.write(table.Put(item))
	}
}

// fill puts n items k000, k001, ... with the attributes.
func (h *harness) fill(n int, attributes table.Attributes) {
	h.Helper()
	var writes []table.Write
	for i := range n {
		writes = append(writes, table.Put(h.item(sortKey(i), attributes)))
	}
	if err := h.Batch(h.ctx(), writes); err != nil {
		h.Fatalf("filling: %v", err)
	}
}

func (h *harness) write(writes ...table.Write) {
	h.Helper()
	if err := h.Write(h.ctx(), writes...); err != nil {
		h.Fatalf("writing: %v", err)
	}
}

// refused makes a write that must end with an error of the kind.
func (h *harness) refused(want fault.Kind, writes ...table.Write) {
	h.Helper()
	h.wantKind(h.Write(h.ctx(), writes...), want)
}

// conflict makes a write that must end with a conflict, and gives those of the
// writes whose conditions failed.
func (h *harness) conflict(writes ...table.Write) []int {
	h.Helper()
	err := h.Write(h.ctx(), writes...)
	h.wantKind(err, fault.Conflict)
	return table.Failed(err)
}

func (h *harness) wantKind(err error, want fault.Kind) {
	h.Helper()
	if err == nil {
		h.Fatalf("got no error, want one that is %v", want)
	}
	if got := fault.Of(err); got != want {
		h.Fatalf("got %v (%v), want %v", got, err, want)
	}
	if _, ok := errors.AsType[*fault.Error](err); !ok {
		h.Fatalf("got a foreign error %T, want a fault", err)
	}
}

// wantItem reads an item and compares all of it.
func (h *harness) wantItem(want table.Item) {
	h.Helper()
	got, err := h.GetConsistent(h.ctx(), want.Key)
	if err != nil {
		h.Fatalf("reading %q: %v", want.Sort, err)
	}
	h.diff(got, want)
}

func (h *harness) wantNone(sort string) {
	h.Helper()
	_, err := h.GetConsistent(h.ctx(), h.key(sort))
	h.wantKind(err, fault.NotFound)
}

func (h *harness) query(q table.Query) table.Page {
	h.Helper()
	q.Partition, q.Consistent = h.part, true
	page, err := h.Query(h.ctx(), q)
	if err != nil {
		h.Fatalf("querying %+v: %v", q, err)
	}
	return page
}

// diff compares by value, where no attributes are the same as empty ones.
func (h *harness) diff(got, want any) {
	h.Helper()
	if d := cmp.Diff(got, want, cmpopts.EquateEmpty()); d != "" {
		h.Fatalf("got (-), want (+):\n%s", d)
	}
}

func sorts(items []table.Item) []string {
	list := make([]string, len(items))
	for i, item := range items {
		list[i] = item.Sort
	}
	return list
}
