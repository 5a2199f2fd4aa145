package dynamotest

import (
	"context"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// Twin is a driver that puts every request to two: one that knows what it stores,
// and so what a request costs by the rules, and DynamoDB Local, which reports what
// it cost. It fails the test where a request is answered or costs differently, but
// for the [Differences] that are known. It makes one request at a time, and
// waits for it however long that takes: one that was given up would part the twins.
type Twin struct {
	tb           testing.TB
	rules, local table.Driver

	mu       sync.Mutex
	requests int
	known    map[string]int // how often each of the differences was met
}

// NewTwin makes a twin of two empty tables.
func NewTwin(tb testing.TB, rules, local table.Driver) *Twin {
	tb.Helper()
	return &Twin{tb: tb, rules: rules, local: local, known: map[string]int{}}
}

// Met gives the known differences that were met, with how often, and the number of
// requests.
func (t *Twin) Met() (known map[string]int, requests int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.known, t.requests
}

// Get implements table.Driver.
func (t *Twin) Get(ctx context.Context, keys []table.Key, consistent bool) (table.Got, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.requests++
	ctx = context.WithoutCancel(ctx)
	var seen [2]table.Metered
	want, _ := table.NewMeter(t.rules, note(&seen[0])).Get(ctx, keys, consistent)
	got, err := table.NewMeter(t.local, note(&seen[1])).Get(ctx, keys, consistent)
	byKey := cmpopts.SortSlices(func(a, b table.Item) bool { return a.Partition+"\x00"+a.Sort < b.Partition+"\x00"+b.Sort })
	t.same("items", got.Items, want.Items, byKey)
	rules, names := localGet(seen[0].Rules, len(keys)-len(got.Items), len(keys), consistent)
	t.cost(seen, rules, names)
	return got, err
}

// Query implements table.Driver.
func (t *Twin) Query(ctx context.Context, q table.Query) (table.Range, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.requests++
	ctx = context.WithoutCancel(ctx)
	var seen [2]table.Metered
	want, _ := table.NewMeter(t.rules, note(&seen[0])).Query(ctx, q)
	got, err := table.NewMeter(t.local, note(&seen[1])).Query(ctx, q)
	t.same("page", got.Items, want.Items)
	t.same("next", leads(q, got.Next), leads(q, want.Next))
	if len(want.Items) == 0 {
		t.cost(seen, table.Units{}, []string{emptyQuery})
		return got, err
	}
	t.cost(seen, seen[0].Rules, nil)
	return got, err
}

// leads gives where a page goes on. After the key that bounds the range nothing can
// follow: an engine may say so at once or not.
func leads(q table.Query, next string) string {
	last := q.To
	if q.Descending {
		last = q.From
	}
	if next == last {
		return ""
	}
	return next
}

// Write implements table.Driver.
func (t *Twin) Write(ctx context.Context, writes []table.Write, opts table.WriteOptions) (table.Wrote, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.requests++
	ctx = context.WithoutCancel(ctx)
	var seen [2]table.Metered
	want, _ := table.NewMeter(t.rules, note(&seen[0])).Write(ctx, writes, opts)
	got, err := table.NewMeter(t.local, note(&seen[1])).Write(ctx, writes, opts)
	switch {
	case seen[1].Err != nil: // nothing is reported of a refusal
		t.cost(seen, table.Units{}, nil)
		if opts.Token == "" { // of a transaction not all sizes are told
			t.same("a refusal costs", seen[1].Rules, seen[0].Rules)
		}
	case opts.Token == "":
		t.cost(seen, seen[0].Rules, nil)
	default:
		rules, names := localTransaction(writes, want.Sizes)
		t.cost(seen, rules, names)
	}
	return got, err
}

// Batch implements table.Driver.
func (t *Twin) Batch(ctx context.Context, writes []table.Write) (table.Wrote, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.requests++
	ctx = context.WithoutCancel(ctx)
	var seen [2]table.Metered
	want, _ := table.NewMeter(t.rules, note(&seen[0])).Batch(ctx, writes)
	got, err := table.NewMeter(t.local, note(&seen[1])).Batch(ctx, writes)
	rules, names := localBatch(seen[0].Rules, writes, want.Sizes)
	t.cost(seen, rules, names)
	return got, err
}

// Close implements table.Driver; the tables are closed by who opened them.
func (t *Twin) Close() error { return nil }

func note(seen *table.Metered) func(table.Metered) {
	return func(m table.Metered) { *seen = m }
}

// cost compares how a request ended and what it cost; want is what is to be reported
// of it, given the differences that bear on it.
func (t *Twin) cost(seen [2]table.Metered, want table.Units, names []string) {
	t.tb.Helper()
	rules, local := seen[0], seen[1]
	if ending(local.Err) != ending(rules.Err) {
		t.tb.Errorf("request %d, %s ends with %v, by the rules with %v", t.requests, local.Operation, local.Err, rules.Err)
	}
	t.same(local.Operation+" reports", local.Reported, want)
	if want != rules.Rules && local.Err == nil {
		for _, name := range names {
			t.known[name]++
		}
	}
}

func ending(err error) string {
	if err == nil {
		return "success"
	}
	return fault.Of(err).String()
}

func (t *Twin) same(what string, got, want any, options ...cmp.Option) {
	t.tb.Helper()
	if d := cmp.Diff(got, want, append(options, cmpopts.EquateEmpty())...); d != "" {
		t.tb.Errorf("request %d, %s: DynamoDB Local -, the rules +:\n%s", t.requests, what, d)
	}
}
