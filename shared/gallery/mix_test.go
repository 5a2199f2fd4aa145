package gallery_test

import (
	"testing"

	"shoebox/shared/gallery/gallerytest"
)

// TestTheMixOfQueriesFindsSomething holds the queries that the gallery is compared
// with the oracle by to be worth it: most of every sort select photos, and some
// select none.
func TestTheMixOfQueriesFindsSomething(t *testing.T) {
	t.Parallel()
	photos := gallerytest.Album(1, 600)
	oracle := gallerytest.NewOracle(photos)
	asked, found := map[string]int{}, map[string]int{}
	for _, q := range gallerytest.Queries(2, photos, 600) {
		some := len(oracle.Find(q)) > 0
		for sort, is := range map[string]bool{
			"groups":                    len(q.Any) > 0,
			"two groups":                len(q.Any) > 1,
			"several spans":             len(q.Times) > 1,
			"many spans":                len(q.Times) > 5,
			"groups and spans":          len(q.Any) > 0 && len(q.Times) > 1,
			"something left out":        len(q.None) > 0,
			"terms, groups, and not so": len(q.All) > 0 && len(q.Any) > 0 && len(q.None) > 0,
		} {
			if is && !q.Trash {
				asked[sort]++
				if some {
					found[sort]++
				}
			}
		}
	}
	for sort, n := range asked {
		if share := 100 * found[sort] / n; n < 10 || share < 35 || share == 100 {
			t.Errorf("%s: %d queries, of which %d %% find something", sort, n, share)
		} else {
			t.Logf("%s: %d queries, of which %d %% find something", sort, n, share)
		}
	}
}
