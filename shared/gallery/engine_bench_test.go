package gallery_test

import (
	"slices"
	"testing"
	"time"

	"shoebox/shared/gallery/gallerytest"
	"shoebox/shared/table/dynamotable/dynamotest"
)

// BenchmarkFindOverDynamoDB tells how long first pages take over DynamoDB Local,
// among 2,000 photos, each in a process that knows nothing of the gallery yet.
func BenchmarkFindOverDynamoDB(b *testing.B) {
	bench := gallerytest.NewBench(b, dynamotest.Open(b, engine(b)))
	photos := gallerytest.Album(20, 2000)
	bench.Fill(b, photos)
	queries := gallerytest.Queries(21, photos, 200)
	var took []time.Duration
	for n := 0; b.Loop(); n++ {
		bench.Reopen()
		began := time.Now()
		if _, err := bench.Find(b.Context(), queries[n%len(queries)]); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	for name, per := range map[string]int{"p50-ms": 50, "p99-ms": 99} {
		b.ReportMetric(float64(took[len(took)*per/100].Microseconds())/1000, name)
	}
}
