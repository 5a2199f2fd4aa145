package heif_test

import (
	"runtime"
	"testing"
	"time"

	"shoebox/shared/ingest/heif/heiftest"
)

// BenchmarkStandstill measures for how long everybody else stands still, at most, while a
// picture of ten megapixels is decoded here, and in a process of its own.
func BenchmarkStandstill(b *testing.B) {
	data := heiftest.Overlays(b, read(b, "twelve-bits.heic"), 1, 8)
	for where, decoders := range both() {
		b.Run(where, func(b *testing.B) {
			var longest time.Duration
			for b.Loop() {
				done := make(chan struct{})
				go func() {
					defer close(done)
					m, err := decoders.Decode(b.Context(), data, enough)
					if err != nil {
						b.Error(err)
						return
					}
					m.Close()
				}()
				longest = max(longest, standstill(done))
			}
			b.ReportMetric(float64(longest.Milliseconds()), "standstill-ms")
		})
	}
}

// standstill gives the longest time between two steps of a goroutine that makes a little
// garbage collected, until something is done.
func standstill(done <-chan struct{}) (longest time.Duration) {
	for last := time.Now(); ; {
		select {
		case <-done:
			return max(longest, time.Since(last))
		case <-time.After(20 * time.Millisecond):
			runtime.GC()
			longest, last = max(longest, time.Since(last)), time.Now()
		}
	}
}
