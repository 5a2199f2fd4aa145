package export_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"shoebox/shared/ingest/export"
)

// A folder of Google Takeout gives its picture with what the sidecar says.
func ExampleOpen() {
	dir, err := os.MkdirTemp("", "takeout-")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	for name, data := range map[string]string{
		"IMG_1.jpg":                            "\xff\xd8\xff...",
		"IMG_1.jpg.supplemental-metadata.json": `{"title":"IMG_1.jpg","photoTakenTime":{"timestamp":"1688560000"},"people":[{"name":"Anna"}]}`,
		"metadata.json":                        `{"title":"Lisbon","access":"protected"}`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o600); err != nil {
			fmt.Println(err)
			return
		}
	}
	e := export.Open(context.Background(), []string{dir}, nil)
	defer e.Close()
	for item := range e.Items(context.Background()) {
		fmt.Println(filepath.Base(item.Name), item.Says.Taken, item.Says.People, item.Says.Albums, item.Bad)
	}
	// Output: IMG_1.jpg 2023-07-05T12:26:40-00:00 [Anna] [Lisbon] <nil>
}
