package gallery_test

import (
	"fmt"
	"testing"
	"time"

	"shoebox/shared/gallery"
	"shoebox/shared/gallery/gallerytest"
	"shoebox/shared/table/tabletest"
)

// BenchmarkAdd tells how long a photo takes that is put among those that look alike,
// against one whose likeness is not known, by turns: alone, and 48 together.
func BenchmarkAdd(b *testing.B) {
	for _, together := range []int{1, 48} {
		b.Run(fmt.Sprint(together), func(b *testing.B) {
			g := gallery.New(tabletest.Open(b), gallery.Keys{gallerytest.Key()}, gallerytest.Now).As(gallery.Membership{Gallery: "family", Role: gallery.Owner})
			var took [2]time.Duration
			n := uint64(0)
			for b.Loop() {
				for side := range took {
					n++
					photos := gallerytest.Album(n, together)
					for i := range photos {
						photos[i].Bytes = 0 // no quota
						if side == 0 {
							photos[i].Likeness = 0
						}
					}
					began := time.Now()
					if _, err := g.AddAll(b.Context(), photos); err != nil {
						b.Fatal(err)
					}
					took[side] += time.Since(began)
				}
			}
			b.ReportMetric(float64(took[1])/float64(took[0]), "times-without")
		})
	}
}
