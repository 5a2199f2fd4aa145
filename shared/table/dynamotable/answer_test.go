package dynamotable_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"shoebox/shared/fault"
	"shoebox/shared/table"
	"shoebox/shared/table/dynamotable"
	"shoebox/shared/table/dynamotable/dynamotest"
)

func TestAnswers(t *testing.T) {
	t.Run("an item, and what it cost", func(t *testing.T) {
		w := newWire(t, http.StatusOK, `{"ConsumedCapacity":{"CapacityUnits":0.5,"TableName":"shoebox"},"Item":{
			"pk":{"S":"P#g"},"sk":{"S":"a"},"ttl":{"N":"1800003600"},"n":{"N":"3"},"e":{"N":"1E+2"},"f":{"N":"0.5"},
			"big":{"N":"9223372036854775808"},"b":{"B":"YWJj"},"t":{"BOOL":true},"l":{"L":[{"S":"x"},{"N":"1"}]},"ls":{"L":[{"S":"x"}]},
			"le":{"L":[]},"m":{"M":{"a":{"N":"-1"}}},"by hand":{"SS":["x","y"]},"numbers":{"NS":["1","2.5"]},"nothing":{"NULL":true}}}`)
		got, err := w.Get(t.Context(), []table.Key{key("a")}, false)
		if err != nil {
			t.Fatal(err)
		}
		item := table.Item{Key: key("a"), Expires: now.Add(time.Hour).UTC(), Attributes: table.Attributes{
			"n": int64(3), "e": int64(100), "f": 0.5, "big": float64(1 << 63), "b": []byte("abc"), "t": true,
			"l": []any{"x", int64(1)}, "ls": []string{"x"}, "le": []string{}, "m": map[string]any{"a": int64(-1)},
			"by hand": []string{"x", "y"}, "numbers": []any{int64(1), 2.5},
		}}
		want := table.Got{Items: []table.Item{item}, Sizes: []int{table.Size(item)}, Reported: table.Units{Read: 0.5}}
		diff(t, got, want)
	})
	t.Run("keys that were left over", func(t *testing.T) {
		w := newWire(t, http.StatusOK, `{"ConsumedCapacity":[{"CapacityUnits":1}],"Responses":{"shoebox":[{"pk":{"S":"P#g"},"sk":{"S":"b"}}]},
			"UnprocessedKeys":{"shoebox":{"Keys":[{"pk":{"S":"P#g"},"sk":{"S":"a"}}]}}}`)
		got, err := w.Get(t.Context(), []table.Key{key("a"), key("b")}, false)
		if err != nil {
			t.Fatal(err)
		}
		diff(t, got, table.Got{
			Items: []table.Item{{Key: key("b")}}, Sizes: []int{8}, Left: []table.Key{key("a")}, Reported: table.Units{Read: 1},
		})
	})
	t.Run("a page and where it goes on", func(t *testing.T) {
		w := newWire(t, http.StatusOK, `{"ConsumedCapacity":{"CapacityUnits":0.5},"Items":[{"pk":{"S":"P#g"},"sk":{"S":"a"}}],
			"LastEvaluatedKey":{"pk":{"S":"P#g"},"sk":{"S":"a"}}}`)
		got, err := w.Query(t.Context(), table.Query{Partition: "P#g", Limit: 1})
		if err != nil {
			t.Fatal(err)
		}
		diff(t, got, table.Range{Items: []table.Item{{Key: key("a")}}, Size: 8, Next: "a", Reported: table.Units{Read: 0.5}})
	})
	t.Run("writes that were left over", func(t *testing.T) {
		w := newWire(t, http.StatusOK, `{"ConsumedCapacity":[{"CapacityUnits":1}],
			"UnprocessedItems":{"shoebox":[{"DeleteRequest":{"Key":{"pk":{"S":"P#g"},"sk":{"S":"b"}}}}]}}`)
		put, remove := table.Put(table.Item{Key: key("a")}), table.Delete(key("b"))
		got, err := w.Batch(t.Context(), []table.Write{put, remove})
		if err != nil {
			t.Fatal(err)
		}
		diff(t, got, table.Wrote{Sizes: []table.Sizes{{After: 8}}, Left: []table.Write{remove}, Reported: table.Units{Write: 1}})
	})
	t.Run("a transaction that was repeated is a read", func(t *testing.T) {
		w := newWire(t, http.StatusOK, `{"ConsumedCapacity":[{"CapacityUnits":2,"ReadCapacityUnits":2,"WriteCapacityUnits":0}]}`)
		got, err := w.Write(t.Context(), []table.Write{table.Delete(key("a")), table.Delete(key("b"))},
			table.WriteOptions{Now: now, Token: "TOKEN"})
		if err != nil {
			t.Fatal(err)
		}
		diff(t, got, table.Wrote{Sizes: []table.Sizes{{}, {}}, Reported: table.Units{Read: 2}})
	})
}

func diff(t *testing.T, got, want any) {
	t.Helper()
	if d := cmp.Diff(got, want, cmpopts.EquateEmpty()); d != "" {
		t.Errorf("got (-), want (+):\n%s", d)
	}
}

func TestErrors(t *testing.T) {
	tests := []struct {
		name   string
		status int
		answer string
		want   fault.Kind
	}{
		{"throughput", 400, named("ProvisionedThroughputExceededException"), fault.Throttled},
		{"throttling", 400, named("ThrottlingException"), fault.Throttled},
		{"request limit", 400, named("RequestLimitExceeded"), fault.Throttled},
		{"a throttle of the gateway", 429, named("Unheard"), fault.Throttled},
		{"validation", 400, named("ValidationException"), fault.Invalid},
		{"an item too large", 400, `{"__type":"x#ValidationException","message":"Item size has exceeded the maximum allowed size"}`, fault.TooLarge},
		{"an item made too large", 400, `{"__type":"x#ValidationException","message":"Item size to update has exceeded the maximum allowed size"}`, fault.TooLarge},
		{"a collection too large", 400, named("ItemCollectionSizeLimitExceededException"), fault.TooLarge},
		{"an internal error", 500, named("InternalServerError"), fault.Unavailable},
		{"a service that is not there", 503, named("ServiceUnavailable"), fault.Unavailable},
		{"an answer of a proxy", 502, `<html>`, fault.Unavailable},
		{"an answer cut short", 200, `{"Item":{"pk"`, fault.Unavailable},
		{"a transaction in progress", 400, named("TransactionInProgressException"), fault.Unavailable},
		{"another transaction", 400, named("TransactionConflictException"), fault.Conflict},
		{"a token used twice", 400, named("IdempotentParameterMismatchException"), fault.Internal},
		{"no such table", 400, named("ResourceNotFoundException"), fault.Internal},
		{"no permission", 400, named("AccessDeniedException"), fault.Internal},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWire(t, tt.status, tt.answer)
			_, err := w.Get(t.Context(), []table.Key{key("a")}, false)
			wantKind(t, err, tt.want)
			_, err = w.Write(t.Context(), []table.Write{table.Update(key("a"), table.Change{})}, table.WriteOptions{Now: now})
			if tt.status != http.StatusOK {
				wantKind(t, err, tt.want)
			}
			_, err = w.Batch(t.Context(), []table.Write{table.Put(table.Item{Key: key("a")})})
			switch {
			case tt.want == fault.Conflict: // there are no conditions: it passes
				wantKind(t, err, fault.Throttled)
			case tt.status != http.StatusOK:
				wantKind(t, err, tt.want)
			}
			if w.n != 3 {
				t.Errorf("got %d requests, want 3: the driver itself tries nothing again", w.n)
			}
		})
	}
	t.Run("nobody listens", func(t *testing.T) {
		const nobody = "http://127.0.0.1:1" // a port that no server is given, as that of one that was closed may be
		driver := dynamotable.New(dynamotest.Client(nobody), "shoebox")
		_, err := driver.Get(t.Context(), []table.Key{key("a")}, false)
		wantKind(t, err, fault.Unavailable)
	})
	t.Run("the caller gave up", func(t *testing.T) {
		w := newWire(t, 200, "{}")
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, err := w.Get(ctx, []table.Key{key("a")}, false)
		wantKind(t, err, fault.Canceled)
	})
}

func named(name string) string {
	return `{"__type":"com.amazonaws.dynamodb.v20120810#` + name + `","message":"no"}`
}

func wantKind(t *testing.T, err error, want fault.Kind) {
	t.Helper()
	if err == nil || fault.Of(err) != want {
		t.Errorf("got %v, want %v", err, want)
	}
}

func TestRefusals(t *testing.T) {
	const expired = `{"pk":{"S":"P#g"},"sk":{"S":"a"},"ttl":{"N":"1800000000"}}`
	const live = `{"pk":{"S":"P#g"},"sk":{"S":"a"},"ttl":{"N":"1800000001"}}`
	one := func(item string) string {
		return `{"__type":"x#ConditionalCheckFailedException","message":"no","Item":` + item + `}`
	}
	several := func(reasons ...string) string {
		return `{"__type":"x#TransactionCanceledException","message":"no","CancellationReasons":[` + strings.Join(reasons, ",") + `]}`
	}
	const none, failed, met = `{"Code":"None"}`, `{"Code":"ConditionalCheckFailed","Message":"no"}`, `{"Code":"TransactionConflict"}`
	failedOn := func(item string) string { return `{"Code":"ConditionalCheckFailed","Item":` + item + `}` }
	bump := table.Update(key("a"), table.Change{Add: map[string]int64{"n": 1}})
	ifThere := table.Update(key("a"), table.Change{}, table.Present())
	other := table.Delete(key("b"))
	tests := []struct {
		name   string
		answer string
		writes []table.Write
		kind   fault.Kind
		want   *table.RejectedError
	}{
		{"a condition that failed", one(live), []table.Write{ifThere}, fault.Conflict, &table.RejectedError{Failed: []int{0}}},
		{"an update that met an expired item", one(expired), []table.Write{bump}, fault.Conflict, &table.RejectedError{Expired: []int{0}}},
		{"a condition that fails on an expired item", one(expired), []table.Write{ifThere}, fault.Conflict, &table.RejectedError{Failed: []int{0}}},
		{"one of several", several(none, failed), []table.Write{bump, other}, fault.Conflict, &table.RejectedError{Failed: []int{1}}},
		{
			"an expired item among several", several(failedOn(expired), none), []table.Write{bump, other},
			fault.Conflict, &table.RejectedError{Expired: []int{0}},
		},
		{"another transaction", several(none, met), []table.Write{bump, other}, fault.Conflict, &table.RejectedError{}},
		{"a condition and another transaction", several(failed, met), []table.Write{bump, other}, fault.Conflict, &table.RejectedError{Failed: []int{0}}},
		{"throttled in part", several(none, `{"Code":"ThrottlingError"}`), []table.Write{bump, other}, fault.Throttled, nil},
		{"invalid in part", several(none, `{"Code":"ValidationError","Message":"bad"}`), []table.Write{bump, other}, fault.Invalid, nil},
		{
			"too large in part", several(none, `{"Code":"ValidationError","Message":"Item size to update has exceeded the maximum allowed size"}`),
			[]table.Write{bump, other}, fault.TooLarge, nil,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWire(t, http.StatusBadRequest, tt.answer)
			opts := table.WriteOptions{Now: now}
			if len(tt.writes) > 1 {
				opts.Token = "TOKEN"
			}
			_, err := w.Write(t.Context(), tt.writes, opts)
			wantKind(t, err, tt.kind)
			got, _ := errors.AsType[*table.RejectedError](err)
			diff(t, got, tt.want)
		})
	}
}
