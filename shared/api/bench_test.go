package api_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"shoebox/shared/gallery"
)

// BenchmarkOperations says what an operation takes from the first byte of the request
// to the last of the answer, with the token verified, over a gallery of 1,000 photos.
func BenchmarkOperations(b *testing.B) {
	anna := open(b).person("Anna")
	c := anna.claims("Anna")
	c["exp"] = anna.now.AddDate(10, 0, 0).Unix()
	anna.token = anna.world.token(c, ours())
	all := make([]gallery.Photo, 1000)
	for i := range all {
		all[i] = gallery.Photo{Title: fmt.Sprint("Beach ", i), Taken: time.Date(2025, 1, 1, 0, i, 0, 0, time.UTC), Albums: []string{"Sea"}}
	}
	if _, err := anna.own().AddAll(b.Context(), all); err != nil {
		b.Fatal(err)
	}
	at := "/api/photos/" + string(anna.add(gallery.Photo{Title: "Lighthouse"}).ID)
	edits := 0
	for _, o := range []struct {
		name, method, at string
		body             func() string
		header           []string
	}{
		{"getphoto", http.MethodGet, at, func() string { return "" }, nil},
		{"getphotos", http.MethodGet, "/api/photos", func() string { return "" }, nil},
		{"search", http.MethodPost, "/api/search", func() string { return `{"words":"beach photos from january"}` }, nil},
		{"suggest", http.MethodGet, "/api/suggest?q=be", func() string { return "" }, nil},
		{"editphoto", http.MethodPatch, at, func() string { edits++; return fmt.Sprintf(`{"title":"Lighthouse %d"}`, edits) }, []string{"If-Match", "*"}},
	} {
		b.Run(o.name, func(b *testing.B) {
			before := anna.store.Meter.Usage()
			for b.Loop() {
				*anna.now = anna.now.Add(time.Second) // slowly enough for every limit
				if r := anna.raw(o.method, o.at, o.body(), o.header...); r.Code != http.StatusOK {
					b.Fatalf("got %d %s", r.Code, r.Body)
				}
			}
			after := anna.store.Meter.Usage()
			b.ReportMetric(float64(after.Requests-before.Requests)/float64(b.N), "requests/op")
			b.ReportMetric((after.ReadUnits-before.ReadUnits)/float64(b.N), "RCU/op")
			b.ReportMetric((after.WriteUnits-before.WriteUnits)/float64(b.N), "WCU/op")
		})
	}
}
