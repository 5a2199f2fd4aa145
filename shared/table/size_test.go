package table_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"shoebox/shared/table"
)

// The sizes of values are those DynamoDB Local 3.3.0 shows by what writes cost.
func TestSize(t *testing.T) {
	tests := []struct {
		value any
		want  int
	}{
		{int64(0), 1}, {int64(1), 2}, {int64(10), 2}, {int64(12), 2}, {int64(100), 2}, {int64(120), 3}, {int64(123), 3},
		{int64(1000), 2}, {int64(1001), 3}, {int64(1200), 2}, {int64(12345), 4}, {int64(123456), 4}, {int64(1234567), 5},
		{int64(-1), 3}, {int64(-12), 3}, {int64(-123), 4}, {int64(math.MaxInt64), 11}, {int64(math.MinInt64), 12},
		{0.5, 2}, {0.05, 2}, {2.5, 3}, {12.5, 3}, {1.25, 3}, {123.25, 4}, {0.123456789, 6}, {1e30, 2}, {1e-30, 2}, {1.5e-10, 3},
		{-0.5, 3}, {52.520008, 5}, {-122.4194, 6}, {float64(3), 2},
		{true, 1}, {false, 1}, {"", 0}, {"abc", 3}, {"é", 2}, {[]byte("abc"), 3},
		{[]string{}, 3}, {[]string{"a", "bc"}, 8}, {[]any{int64(1), true}, 8}, {map[string]any{}, 3},
		{map[string]any{"a": "b"}, 6}, {map[string]any{"a": []string{"b"}}, 10},
	}
	key := table.Key{Partition: "part", Sort: "so"}
	const empty = len("pk") + len("part") + len("sk") + len("so")
	for _, tt := range tests {
		t.Run(fmt.Sprintf("%T %v", tt.value, tt.value), func(t *testing.T) {
			got := table.Size(table.Item{Key: key, Attributes: table.Attributes{"name": tt.value}})
			if want := empty + len("name") + tt.want; got != want {
				t.Errorf("got %d, want %d", got, want)
			}
		})
	}
	t.Run("an expiry counts as the number it is", func(t *testing.T) {
		got := table.Size(table.Item{Key: key, Expires: time.Unix(1763843976, 0)})
		if want := empty + 9; got != want {
			t.Errorf("got %d, want %d", got, want)
		}
	})
}
