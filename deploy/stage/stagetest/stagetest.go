package stagetest

import (
	"testing"

	"shoebox/deploy/engines/enginestest"
	"shoebox/deploy/stage"
)

// Open opens a stage at free ports, which ends with the test.
func Open(tb testing.TB) *stage.Stage {
	tb.Helper()
	enginestest.Require(tb)
	s, err := stage.Open(tb.Context(), stage.Options{})
	enginestest.Check(tb, err)
	tb.Cleanup(func() {
		if err := s.Close(); err != nil {
			tb.Error(err)
		}
	})
	return s
}
