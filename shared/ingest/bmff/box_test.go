package bmff_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/ingest/bmff"
)

func TestBoxes(t *testing.T) {
	tests := []struct {
		name string
		data string
		want []string
	}{
		{"one after the other", "\x00\x00\x00\x0aabcdxy\x00\x00\x00\x08efgh", []string{"abcd xy", "efgh "}},
		{"one whose size takes eight bytes", "\x00\x00\x00\x01abcd\x00\x00\x00\x00\x00\x00\x00\x12xy\x00\x00\x00\x08efgh", []string{"abcd xy", "efgh "}},
		{"one that goes on to the end", "\x00\x00\x00\x00abcdxyz", []string{"abcd xyz"}},
		{"one that is longer than there is", "\xff\xff\xff\xffabcdxyz", []string{"abcd xyz"}},
		{"one shorter than its own head ends them", "\x00\x00\x00\x08abcd\x00\x00\x00\x07efgh\x00\x00\x00\x08ijkl", []string{"abcd "}},
		{"less than a head", "\x00\x00\x00\x08abc", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			bmff.Each([]byte(tt.data), func(kind string, body []byte) bool {
				got = append(got, kind+" "+string(body))
				return true
			})
			if diff := cmp.Diff(got, tt.want); diff != "" {
				t.Errorf("boxes (-got +want):\n%s", diff)
			}
		})
	}
}

func TestFieldsBeyondTheEndAreZero(t *testing.T) {
	r := bmff.Reader{Rest: []byte{1, 2, 3}}
	got := []uint64{r.Uint(2), r.Uint(4), r.Uint(1)}
	if diff := cmp.Diff(got, []uint64{0x0102, 0, 0}); diff != "" {
		t.Errorf("numbers (-got +want):\n%s", diff)
	}
}

// FuzzEach: whatever the bytes are, all bodies lie in them, one after the other.
func FuzzEach(f *testing.F) {
	f.Add([]byte("\x00\x00\x00\x0aabcdxy\x00\x00\x00\x08efgh"))
	f.Fuzz(func(t *testing.T, data []byte) {
		room := len(data)
		bmff.Each(data, func(kind string, body []byte) bool {
			if room -= 8 + len(body); room < 0 || len(kind) != 4 {
				t.Errorf("got %q with %d bytes, out of %d in all", kind, len(body), len(data))
			}
			return true
		})
	})
}
