package dynamotable_test

import (
	"context"
	"fmt"
	"net/http"
	"testing"
	"time"

	"shoebox/deploy/engines/unreliable"
	"shoebox/shared/fault"
	"shoebox/shared/table"
	"shoebox/shared/table/dynamotable"
	"shoebox/shared/table/dynamotable/dynamotest"
)

// storm is a table behind a proxy, and the same table without.
type storm struct {
	*table.Table
	proxy *unreliable.Proxy
	calm  *table.Table
}

func newStorm(t *testing.T, at string) storm {
	t.Helper()
	proxy, err := unreliable.Start(at)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := proxy.Close(); err != nil {
			t.Error(err)
		}
	})
	name := dynamotest.Table(t, at)
	return storm{
		Table: table.New(dynamotable.New(dynamotest.Client(proxy.URL), name), time.Now),
		calm:  table.New(dynamotable.New(dynamotest.Client(at), name), time.Now),
		proxy: proxy,
	}
}

// How long a call below may take.
const (
	// patience is with what comes back by itself, however slow the engine is.
	patience = time.Minute
	// patienceToTheEnd is with what never comes back: all of it passes.
	patienceToTheEnd = 1200 * time.Millisecond
	// patienceTwice is with what does not come back twice. Each attempt takes half of what
	// is left, so that an eighth is for the engine to answer the third, and is all that may
	// be late.
	patienceTwice = 4 * time.Second
)

// storms has requests go wrong between the driver and the engine.
func storms(t *testing.T, at string) {
	t.Helper()
	garbage := unreliable.Answer{Status: http.StatusOK, Header: http.Header{"Content-Type": {"application/x-amz-json-1.0"}}, Body: []byte("<html>")}
	broken := dynamotest.Error(http.StatusInternalServerError, "InternalServerError")
	meets := dynamotest.Asks("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems")
	const fine = fault.Internal // no error
	for _, tt := range []struct {
		name  string
		way   unreliable.Way
		of    func(unreliable.Request) bool // what it can befall; nil is everything
		done  bool                          // the engine does it before it goes wrong
		alone fault.Kind                    // what comes of a single write that adds, once it went wrong
		never fault.Kind                    // what comes of what always goes wrong
	}{
		{"a throttle", dynamotest.Throttled, nil, false, fine, fault.Throttled},
		{"another transaction", dynamotest.Conflicting, meets, false, fine, fault.Conflict},
		{"no answer", unreliable.Silent, nil, false, fault.Timeout, fault.Unavailable},
		{"no answer after it was done", unreliable.Unanswered, nil, true, fault.Timeout, fault.Unavailable},
		{"a refused connection", unreliable.Refused, nil, false, fault.Unavailable, fault.Unavailable},
		{"a connection cut within the answer", unreliable.Cut, nil, true, fault.Unavailable, fault.Unavailable},
		{"an internal error", unreliable.Says(broken), nil, false, fault.Unavailable, fault.Unavailable},
		{"an internal error after it was done", unreliable.SaysAfter(broken), nil, true, fault.Unavailable, fault.Unavailable},
		{"garbage", unreliable.Says(garbage), nil, false, fault.Unavailable, fault.Unavailable},
		{"garbage after it was done", unreliable.SaysAfter(garbage), nil, true, fault.Unavailable, fault.Unavailable},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := newStorm(t, at)
			twice, ever := patience, patience
			if tt.alone == fault.Timeout {
				twice, ever = patienceTwice, patienceToTheEnd
			}
			t.Run("what may be repeated is survived", func(t *testing.T) {
				survived(t, s, unreliable.Fault{Of: tt.of, Times: 2, Way: tt.way}, twice)
			})
			t.Run("a single addition is made once at most, and told", func(t *testing.T) {
				k := table.Key{Partition: "p", Sort: "alone"}
				s.proxy.Plan(unreliable.Fault{Way: tt.way})
				err := within(t, ever, func(ctx context.Context) error {
					return s.Write(ctx, table.Update(k, table.Change{Add: map[string]int64{"n": 1}}))
				})
				wantEnd(t, err, tt.alone)
				want := int64(0)
				if tt.done || tt.alone == fine {
					want = 1
				}
				s.wantCount(t, k, want)
			})
			t.Run("what never ends is told", func(t *testing.T) {
				s.proxy.Plan(unreliable.Fault{Times: -1, Way: tt.way})
				err := within(t, ever, func(ctx context.Context) error {
					return s.Write(ctx, adding("never", 1)...)
				})
				wantEnd(t, err, tt.never)
				want := int64(0)
				if tt.done {
					want = 1
				}
				s.wantCount(t, table.Key{Partition: "p", Sort: "never"}, want)
			})
		})
	}
	t.Run("batches that are left over", func(t *testing.T) { leftOver(t, newStorm(t, at)) })
	t.Run("pages that end early", func(t *testing.T) { shortPages(t, newStorm(t, at)) })
}

// adding is a transaction that counts.
func adding(sort string, n int64) []table.Write {
	return []table.Write{
		table.Update(table.Key{Partition: "p", Sort: sort}, table.Change{Add: map[string]int64{"n": n}}),
		table.Put(table.Item{Key: table.Key{Partition: "p", Sort: sort + " too"}}),
	}
}

// survived makes every kind of request that may be repeated, each of which goes wrong
// twice.
func survived(t *testing.T, s storm, twice unreliable.Fault, patience time.Duration) {
	t.Helper()
	one := table.Key{Partition: "p", Sort: "one"}
	calls := []struct {
		operation string
		call      func(context.Context) error
	}{
		{"PutItem", func(ctx context.Context) error { return s.Write(ctx, table.Put(table.Item{Key: one})) }},
		{"TransactWriteItems", func(ctx context.Context) error { return s.Write(ctx, adding("count", 1)...) }},
		{"BatchWriteItem", func(ctx context.Context) error {
			return s.Batch(ctx, []table.Write{table.Put(table.Item{Key: table.Key{Partition: "p", Sort: "two"}}), table.Put(table.Item{Key: one})})
		}},
		{"GetItem", func(ctx context.Context) error { _, err := s.Get(ctx, one); return err }},
		{"BatchGetItem", func(ctx context.Context) error {
			got, err := s.BatchGet(ctx, []table.Key{one, {Partition: "p", Sort: "two"}})
			if err == nil && len(got) != 2 {
				return fmt.Errorf("got %d items, want 2", len(got))
			}
			return err
		}},
		{"Query", func(ctx context.Context) error {
			page, err := s.Query(ctx, table.Query{Partition: "p"})
			if err == nil && len(page.Items) != 4 {
				return fmt.Errorf("got %d items, want 4", len(page.Items))
			}
			return err
		}},
		{"DeleteItem", func(ctx context.Context) error { return s.Write(ctx, table.Delete(one)) }},
	}
	for _, c := range calls {
		s.proxy.Plan(twice)
		if err := within(t, patience, c.call); err != nil {
			t.Errorf("%s: %v", c.operation, err)
		}
		want := 3
		if twice.Of != nil && !twice.Of(unreliable.Request{Header: http.Header{"X-Amz-Target": {"DynamoDB." + c.operation}}}) {
			want = 1
		}
		if got := s.proxy.Requests(); got != want {
			t.Errorf("%s: got %d requests, want %d", c.operation, got, want)
		}
	}
	s.proxy.Plan()
	s.wantCount(t, table.Key{Partition: "p", Sort: "count"}, 1)
	if _, err := s.calm.GetConsistent(t.Context(), one); !fault.Is(err, fault.NotFound) {
		t.Errorf("got %v, want what was deleted to be gone", err)
	}
}

func within(t *testing.T, patience time.Duration, call func(context.Context) error) error {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	return call(ctx)
}

// wantEnd compares how a call ended. What is unanswered to the end of its time may
// be told as either.
func wantEnd(t *testing.T, err error, want fault.Kind) {
	t.Helper()
	switch {
	case err == nil && want == fault.Internal:
	case err == nil || want == fault.Internal:
		t.Errorf("got %v, want %v", err, want)
	case want == fault.Unavailable && fault.Is(err, fault.Timeout):
	case !fault.Is(err, want):
		t.Errorf("got %v, want %v", err, want)
	}
}

// wantCount reads a count past the proxy.
func (s storm) wantCount(t *testing.T, k table.Key, want int64) {
	t.Helper()
	item, err := s.calm.GetConsistent(t.Context(), k)
	if err != nil && !fault.Is(err, fault.NotFound) {
		t.Fatal(err)
	}
	if got := item.Int("n"); got != want {
		t.Errorf("%s is counted %d times, want %d", k.Sort, got, want)
	}
}

func leftOver(t *testing.T, s storm) {
	t.Helper()
	var writes []table.Write
	var keys []table.Key
	for i := range 130 {
		k := table.Key{Partition: "p", Sort: fmt.Sprintf("%03d", i)}
		keys, writes = append(keys, k), append(writes, table.Put(table.Item{Key: k}))
	}
	s.proxy.Plan(unreliable.Fault{Times: -1, Way: dynamotest.LeaveOver(9)})
	if err := s.Batch(t.Context(), writes); err != nil {
		t.Fatal(err)
	}
	// 25 take 3 requests, the last 5 one.
	if got, want := s.proxy.Requests(), 5*3+1; got != want {
		t.Errorf("writing took %d requests, want %d", got, want)
	}
	page, err := s.calm.Query(t.Context(), table.Query{Partition: "p"})
	if err != nil || len(page.Items) != len(writes) {
		t.Fatalf("got %d items, %v, want %d", len(page.Items), err, len(writes))
	}
	s.proxy.Plan(unreliable.Fault{Times: -1, Way: dynamotest.LeaveOver(40)})
	items, err := s.BatchGet(t.Context(), keys)
	if err != nil || len(items) != len(keys) {
		t.Fatalf("got %d items, %v, want %d", len(items), err, len(keys))
	}
	if got, want := s.proxy.Requests(), 3+1; got != want {
		t.Errorf("reading took %d requests, want %d", got, want)
	}
	s.proxy.Plan(unreliable.Fault{Times: -1, Way: dynamotest.LeaveOver(0)})
	if err := s.Batch(t.Context(), writes[:30]); !fault.Is(err, fault.Throttled) {
		t.Errorf("got %v from an engine that gets nothing written, want it to be throttled", err)
	}
	if _, err := s.BatchGet(t.Context(), keys[:30]); !fault.Is(err, fault.Throttled) {
		t.Errorf("got %v from an engine that gets nothing read, want it to be throttled", err)
	}
}

func shortPages(t *testing.T, s storm) {
	t.Helper()
	var writes []table.Write
	for i := range 50 {
		writes = append(writes, table.Put(table.Item{Key: table.Key{Partition: "p", Sort: fmt.Sprintf("%03d", i)}}))
	}
	if err := s.calm.Batch(t.Context(), writes); err != nil {
		t.Fatal(err)
	}
	s.proxy.Plan(unreliable.Fault{Times: -1, Way: dynamotest.ShortPages(7)})
	q := table.Query{Partition: "p", Limit: 20}
	var got []string
	for {
		page, err := s.Query(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range page.Items {
			got = append(got, item.Sort)
		}
		if q.After = page.Next; q.After == "" {
			break
		}
	}
	if len(got) != 50 || got[0] != "000" || got[49] != "049" {
		t.Errorf("got %d items: %v", len(got), got)
	}
}
