package enginestest_test

import (
	"errors"
	"fmt"
	"testing"

	"shoebox/deploy/engines"
	"shoebox/deploy/engines/enginestest"
)

// verdict takes what is said of a test in place of the test.
type verdict struct {
	testing.TB
	is string
}

func (v *verdict) Helper()           {}
func (v *verdict) Skip(args ...any)  { v.is = "skipped: " + fmt.Sprint(args...) }
func (v *verdict) Fatal(args ...any) { v.is = "failed: " + fmt.Sprint(args...) }

func TestAMissingEngineSkipsOnALaptopAndFailsInCI(t *testing.T) {
	missing := fmt.Errorf("java is missing, install it: %w", engines.ErrMissing)
	tests := []struct {
		name string
		ci   string
		err  error
		want string
	}{
		{"an engine that runs goes through", "", nil, ""},
		{"a missing one skips, and says how to get it", "", missing, "skipped: java is missing, install it: an engine is missing"},
		{"a missing one fails in CI", "true", missing, "failed: java is missing, install it: an engine is missing"},
		{"one that is there and does not start fails everywhere", "", errors.New("no memory"), "failed: no memory"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Setenv("CI", tt.ci)
			v := &verdict{TB: t}
			enginestest.Check(v, tt.err)
			if v.is != tt.want {
				t.Errorf("got %q, want %q", v.is, tt.want)
			}
		})
	}
}

func TestEnginesAreAskedForOnlyWhereTheyAreSwitchedOn(t *testing.T) {
	for switched, want := range map[string]string{"": "skipped: it needs a real engine, which is started by: make engines", "1": ""} {
		t.Setenv("SHOEBOX_ENGINES", switched)
		v := &verdict{TB: t}
		enginestest.Require(v)
		if v.is != want {
			t.Errorf("got %q, want %q", v.is, want)
		}
	}
}
