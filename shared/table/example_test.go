package table_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"shoebox/shared/fault"
	"shoebox/shared/table"
	"shoebox/shared/table/bolttable"
)

func Example() {
	folder, err := os.MkdirTemp("", "table")
	if err != nil {
		log.Fatal(err)
	}
	defer func() { _ = os.RemoveAll(folder) }()
	driver, err := bolttable.Open(filepath.Join(folder, "table.db"))
	if err != nil {
		log.Fatal(err)
	}
	meter := table.NewMeter(driver, nil)
	tab := table.New(meter, now)
	defer func() { _ = tab.Close() }()

	ctx := context.Background()
	album := table.Key{Partition: "A#family", Sort: "beach"}
	once := table.Put(table.Item{Key: album, Attributes: table.Attributes{"title": "At the beach"}}, table.Absent())
	fmt.Println(tab.Write(ctx, once))
	fmt.Println(fault.Of(tab.Write(ctx, once)))

	item, err := tab.Get(ctx, album)
	fmt.Println(item.String("title"), err)
	fmt.Printf("%+v\n", meter.Usage())
	// Output:
	// <nil>
	// conflict
	// At the beach <nil>
	// {Requests:3 ReadUnits:0.5 WriteUnits:2}
}
