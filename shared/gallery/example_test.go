package gallery_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"shoebox/shared/gallery"
	"shoebox/shared/table"
	"shoebox/shared/table/bolttable"
)

func Example() {
	dir, err := os.MkdirTemp("", "shoebox-example-")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = os.RemoveAll(dir) }()
	driver, err := bolttable.Open(filepath.Join(dir, "table.db"))
	if err != nil {
		fmt.Println(err)
		return
	}
	now := func() time.Time { return time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC) }
	tbl := table.New(driver, now)
	defer func() { _ = tbl.Close() }()
	galleries := gallery.New(tbl, gallery.Keys{[]byte("32 bytes that nobody else knows.")}, now)
	g := galleries.As(gallery.Membership{Gallery: "family", Role: gallery.Editor})

	ctx := context.Background()
	for _, p := range []gallery.Photo{
		{Title: "Anna at the beach", People: []string{"Anna"}, Taken: time.Date(2023, 7, 14, 18, 3, 0, 0, time.UTC)},
		{Title: "Two beaches", Taken: time.Date(2024, 8, 2, 9, 0, 0, 0, time.UTC)},
		{Title: "Education", People: []string{"Anna"}, Taken: time.Date(2024, 9, 1, 8, 0, 0, 0, time.UTC)},
	} {
		if _, err := g.Add(ctx, p); err != nil {
			fmt.Println(err)
			return
		}
	}
	page, err := g.Find(ctx, gallery.Query{All: []gallery.Term{gallery.NewTerm(gallery.Word, "beach")}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, hit := range page.Hits {
		fmt.Println(hit.Taken.Format("2 January 2006"), hit.Title)
	}
	fmt.Println(page.Total, "in all:", page.Exact)
	// Output:
	// 2 August 2024 Two beaches
	// 14 July 2023 Anna at the beach
	// 2 in all: true
}
