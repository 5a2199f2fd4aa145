package blob_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"time"

	"shoebox/shared/blob"
	"shoebox/shared/blob/filestore"
	"shoebox/shared/fault"
)

func Example() {
	dir, err := os.MkdirTemp("", "objects")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir) //nolint:errcheck // an example's
	driver, err := filestore.Open(filestore.Config{Dir: dir, Now: time.Now})
	if err != nil {
		panic(err)
	}
	store := blob.New(driver)
	defer store.Close() //nolint:errcheck // as above

	ctx, picture := context.Background(), []byte("a picture")
	put := blob.PutOptions{Content: blob.Describe("image/jpeg", picture), IfAbsent: true}
	fmt.Println(store.Put(ctx, "beach/large.jpg", bytes.NewReader(picture), put))
	fmt.Println(fault.Of(store.Put(ctx, "beach/large.jpg", bytes.NewReader(picture), put)))
	put.SHA256[0]++
	fmt.Println(fault.Of(store.Put(ctx, "beach/small.jpg", bytes.NewReader(picture), put)))
	data, err := store.ReadAll(ctx, "beach/large.jpg", 1<<20)
	fmt.Println(string(data), err)
	// Output:
	// <nil>
	// conflict
	// invalid
	// a picture <nil>
}
