package dynamotable_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/table"
	"shoebox/shared/table/bolttable"
	"shoebox/shared/table/dynamotable/dynamotest"
)

// costs makes random requests on a table in a file, where what a request costs is
// reckoned by the rules, and on DynamoDB Local, which reports it.
func costs(t *testing.T, open func(testing.TB) table.Driver) {
	t.Helper()
	file, err := bolttable.Open(filepath.Join(t.TempDir(), "table.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := file.Close(); err != nil {
			t.Error(err)
		}
	})
	twin := dynamotest.NewTwin(t, file, open(t))
	clock := time.Date(2041, 5, 4, 10, 0, 0, 0, time.UTC)
	r := requests{rand.New(rand.NewPCG(1, 2)), clock}
	tab := table.New(twin, func() time.Time { return clock })
	for range 1500 {
		if err := r.make(t, tab); err != nil && !fault.Is(err, fault.Conflict) && !fault.Is(err, fault.NotFound) {
			t.Fatal(err)
		}
		if t.Failed() {
			return
		}
	}
	known, n := twin.Met()
	for _, name := range dynamotest.Differences() {
		if known[name] == 0 {
			t.Errorf("a known difference was never met: %s", name)
		}
	}
	t.Logf("%d requests cost what the rules say, but for: %v", n, known)
}

// requests are random.
type requests struct {
	*rand.Rand
	now time.Time
}

func (r requests) key() table.Key {
	return table.Key{Partition: fmt.Sprint("p", r.IntN(3)), Sort: fmt.Sprint("s", r.IntN(12))}
}

func (r requests) keys() []table.Key {
	var keys []table.Key
	seen := map[table.Key]bool{}
	for range 1 + r.IntN(8) {
		if k := r.key(); !seen[k] {
			seen[k] = true
			keys = append(keys, k)
		}
	}
	return keys
}

// attributes are small or large, near a border or not.
func (r requests) attributes() table.Attributes {
	sizes := []int{0, 50, 900, 1000, 1010, 1024, 2030, 4000, 4080, 9000}
	return table.Attributes{
		"s": strings.Repeat("x", sizes[r.IntN(len(sizes))]+r.IntN(20)),
		"n": int64(r.IntN(100_000)) - 50_000, "f": float64(r.IntN(1000)) / 64, "b": r.IntN(2) == 0,
		"m": map[string]any{"l": []any{"a", int64(r.IntN(300))}, "s": []string{"x", "yy"}},
	}
}

func (r requests) write(k table.Key) table.Write {
	var conditions []table.Condition
	switch r.IntN(6) {
	case 0:
		conditions = append(conditions, table.Present())
	case 1:
		conditions = append(conditions, table.Absent())
	}
	switch r.IntN(4) {
	case 0:
		return table.Delete(k, conditions...)
	case 1:
		change := table.Change{Add: map[string]int64{"n": int64(r.IntN(9))}}
		if r.IntN(2) == 0 {
			change.Set, change.Remove = table.Attributes{"t": r.attributes()["s"]}, []string{"f"}
		}
		return table.Update(k, change, conditions...)
	}
	item := table.Item{Key: k, Attributes: r.attributes()}
	if r.IntN(5) == 0 {
		item.Expires = r.now.Add(time.Hour)
	}
	return table.Put(item, conditions...)
}

func (r requests) make(t *testing.T, tab *table.Table) error {
	t.Helper()
	ctx := t.Context()
	var err error
	switch r.IntN(6) {
	case 0:
		_, err = tab.Get(ctx, r.key())
	case 1:
		_, err = tab.GetConsistent(ctx, r.key())
	case 2:
		_, err = tab.BatchGet(ctx, r.keys())
	case 3:
		k := r.key()
		_, err = tab.Query(ctx, table.Query{
			Partition: k.Partition, From: k.Sort, Limit: r.IntN(5), Descending: r.IntN(2) == 0, Consistent: r.IntN(2) == 0,
		})
	case 4:
		var writes []table.Write
		for _, k := range r.keys() {
			w := r.write(k)
			w.If = nil
			if w.Op == table.OpUpdate {
				w = table.Delete(k)
			}
			writes = append(writes, w)
		}
		err = tab.Batch(ctx, writes)
	default:
		keys := r.keys()
		writes := make([]table.Write, len(keys))
		for i, k := range keys {
			writes[i] = r.write(k)
			if r.IntN(8) == 0 {
				writes[i] = table.Check(k, table.AnyOf(table.Present(), table.Absent()))
			}
		}
		err = tab.Write(ctx, writes...)
	}
	return err
}
