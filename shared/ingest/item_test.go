package ingest_test

import (
	"context"
	"iter"
	"testing"

	"shoebox/shared/fault"
	"shoebox/shared/ingest"
)

func TestAWalkThatFindsNoMoreEndsWhenTheGalleryFails(t *testing.T) {
	t.Parallel()
	data := picture(t, 60, 40)
	broken := working()
	r := openSite(t).process(broken)
	broken.passes = 1 // and what comes after it goes wrong
	walk := func(ctx context.Context) iter.Seq[ingest.Item] {
		return func(yield func(ingest.Item) bool) {
			if yield(ingest.Item{Files: commented{data, 0}, Name: "barn.jpg"}) {
				<-ctx.Done() // it looks through a million files that are no pictures
			}
		}
	}
	if _, err := r.Items(t.Context(), walk, 0, nil); !fault.Is(err, fault.Internal) {
		t.Errorf("got %v, want the gallery's failure", err)
	}
}
