package dynamotable_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/table"
	"shoebox/shared/table/dynamotable"
	"shoebox/shared/table/dynamotable/dynamotest"
)

var update = flag.Bool("update", false, "write the goldens anew")

var now = time.Unix(1_800_000_000, 0)

// wire is a server that speaks DynamoDB's protocol as far as one answer goes.
type wire struct {
	*dynamotable.Driver
	status  int
	answer  string
	request string // the operation and the body of the last request
	n       int    // how many there were
}

func newWire(t *testing.T, status int, answer string) *wire {
	t.Helper()
	w := &wire{status: status, answer: answer}
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		w.n++
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		_, operation, _ := strings.Cut(r.Header.Get("X-Amz-Target"), ".")
		w.request = operation + "\n" + indent(t, body)
		rw.Header().Set("Content-Type", "application/x-amz-json-1.0")
		rw.WriteHeader(w.status)
		if _, err := io.WriteString(rw, w.answer); err != nil {
			t.Error(err)
		}
	}))
	t.Cleanup(server.Close)
	w.Driver = dynamotable.New(dynamotest.Client(server.URL), "shoebox")
	return w
}

// indent lays JSON out with its names in order.
func indent(t *testing.T, body []byte) string {
	t.Helper()
	var v any
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.UseNumber()
	if err := dec.Decode(&v); err != nil {
		t.Errorf("a request that is no JSON: %v", err)
	}
	var out strings.Builder
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		t.Error(err)
	}
	return out.String()
}

func key(sort string) table.Key { return table.Key{Partition: "P#g", Sort: sort} }

func everything() table.Item {
	return table.Item{Key: key("all"), Expires: now.Add(time.Hour), Attributes: table.Attributes{
		"s": "beach", "i": int64(-7), "f": 0.1, "huge": 1e30, "yes": true, "b": []byte("abc"), "nob": []byte(nil),
		"ss": []string{"a", "b"}, "l": []any{"a", int64(1)}, "m": map[string]any{"confidence": 0.93},
	}}
}

func TestRequests(t *testing.T) {
	one := table.Change{
		Set: table.Attributes{"title": "Sea", "size": int64(3)}, Add: map[string]int64{"count": 1},
		Remove: []string{"old", "name"}, Expires: now.Add(time.Hour),
	}
	write := func(ws ...table.Write) func(context.Context, *wire) {
		return func(ctx context.Context, w *wire) {
			opts := table.WriteOptions{Now: now}
			if len(ws) > 1 || ws[0].Op == table.OpCheck {
				opts.Token = "TOKEN"
			}
			ignore(w.Write(ctx, ws, opts))
		}
	}
	tests := []struct {
		name string
		call func(context.Context, *wire)
	}{
		{"get", func(ctx context.Context, w *wire) { ignore(w.Get(ctx, []table.Key{key("a")}, true)) }},
		{"get several", func(ctx context.Context, w *wire) { ignore(w.Get(ctx, []table.Key{key("a"), key("b")}, false)) }},
		{"query partition", func(ctx context.Context, w *wire) { ignore(w.Query(ctx, table.Query{Partition: "P#g"})) }},
		{"query range", func(ctx context.Context, w *wire) {
			ignore(w.Query(ctx, table.Query{
				Partition: "P#g", From: "a", To: "z", After: "k", Limit: 48, Descending: true, Consistent: true,
			}))
		}},
		{"query from", func(ctx context.Context, w *wire) { ignore(w.Query(ctx, table.Query{Partition: "P#g", From: "a"})) }},
		{"query to", func(ctx context.Context, w *wire) { ignore(w.Query(ctx, table.Query{Partition: "P#g", To: "z"})) }},
		{"put", write(table.Put(everything()))},
		{"put if absent", write(table.Put(table.Item{Key: key("a")}, table.Absent()))},
		{"put if version", write(table.Put(table.Item{Key: key("a")}, table.Present(), table.Equal("version", int64(3))))},
		{"put if any", write(table.Put(table.Item{Key: key("a")},
			table.AnyOf(table.Absent(), table.Less("lease", int64(5)), table.AnyOf(table.NotEqual("holder", "me"))), table.HasNo("done")))},
		{"delete", write(table.Delete(key("a")))},
		{"delete if", write(table.Delete(key("a"), table.Has("x"), table.AtLeast("n", 2.5)))},
		{"update", write(table.Update(key("a"), one))},
		{"update nothing", write(table.Update(key("a"), table.Change{}))},
		{"update if", write(table.Update(key("a"), one, table.Present(), table.NotEqual("state", "trashed")))},
		{"transaction", write(
			table.Put(table.Item{Key: key("a"), Attributes: table.Attributes{"x": "y"}}, table.Absent()),
			table.Update(key("b"), one), table.Delete(key("c")), table.Check(key("d"), table.Present()),
		)},
		{"check alone", write(table.Check(key("a"), table.Absent()))},
		{"batch", func(ctx context.Context, w *wire) {
			ignore(w.Batch(ctx, []table.Write{table.Put(everything()), table.Delete(key("b"))}))
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWire(t, http.StatusOK, "{}")
			tt.call(t.Context(), w)
			golden(t, tt.name, w.request)
		})
	}
}

func ignore(any, error) {}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", strings.ReplaceAll(name, " ", "-")+".golden")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(got, string(want)); d != "" {
		t.Errorf("got (-), want (+):\n%s", d)
	}
}
