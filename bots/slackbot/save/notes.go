package save

import (
	"context"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
)

// noteLife is how long a file is known by its id. One that is saved again later is
// fetched once more, and known by its content.
const noteLife = 30 * 24 * time.Hour

// notes say which files of Slack were saved into which gallery. A note has the key
// F#saved#GALLERY#FILE, and the SHA-256 of the picture.
type notes struct {
	table *table.Table
	now   func() time.Time
}

func (notes) key(g gallery.ID, file string) table.Key {
	return table.Key{Partition: "F#saved#" + string(g) + "#" + file, Sort: "M"}
}

// read gives the SHA-256 of a file that was saved; "" for one that was not.
func (n notes) read(ctx context.Context, g gallery.ID, file string) (string, error) {
	item, err := n.table.Get(ctx, n.key(g, file))
	if fault.Is(err, fault.NotFound) {
		return "", nil
	}
	return item.String("sha256"), fault.Wrap("save.read", err)
}

// write notes a file that is in the gallery, or on its way.
func (n notes) write(ctx context.Context, g gallery.ID, file, sum string) error {
	item := table.Item{Key: n.key(g, file), Attributes: table.Attributes{"sha256": sum}, Expires: n.now().Add(noteLife)}
	return fault.Wrap("save.write", n.table.Write(ctx, table.Put(item)))
}
