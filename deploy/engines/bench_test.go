package engines_test

import (
	"testing"

	"shoebox/deploy/engines"
	"shoebox/deploy/engines/enginestest"
)

// BenchmarkStart measures how long an engine takes from nothing to its first answer,
// and to its end.
func BenchmarkStart(b *testing.B) {
	enginestest.Require(b)
	for _, kind := range kinds {
		b.Run(kind.name, func(b *testing.B) {
			for b.Loop() {
				e, err := kind.start(b.Context(), engines.Options{})
				enginestest.Check(b, err)
				if err := e.Stop(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
