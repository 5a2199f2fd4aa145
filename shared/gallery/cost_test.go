package gallery_test

import (
	"testing"

	"shoebox/shared/gallery"
	"shoebox/shared/gallery/gallerytest"
	"shoebox/shared/table/dynamotable/dynamotest"
)

// costs takes a gallery through its life on a table in a file, which reckons, and on
// DynamoDB Local, which reports.
func costs(t *testing.T, at string) {
	t.Helper()
	twin := dynamotest.NewTwin(t, open(t), dynamotest.Open(t, at))
	b := gallerytest.NewBench(t, twin)
	photos := gallerytest.Album(31, 120)
	b.Fill(t, photos[:100])
	for n, p := range photos[100:] {
		if _, err := b.Add(t.Context(), p); err != nil {
			t.Fatal(err)
		}
		b.Oracle.Put(p)
		title := "Another title"
		if _, err := b.Edit(t.Context(), photos[n].ID, gallery.Edit{Title: &title}); err != nil {
			t.Fatal(err)
		}
		p, err := b.Trash(t.Context(), photos[n].ID)
		if err != nil {
			t.Fatal(err)
		}
		b.Oracle.Put(p)
	}
	for _, q := range gallerytest.Queries(32, photos, 40) {
		b.Reopen()
		b.Check(t, q)
	}
	known, n := twin.Met()
	t.Logf("%d requests cost what the rules say, but for: %v", n, known)
}
