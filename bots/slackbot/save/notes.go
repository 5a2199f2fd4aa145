package save

import (
	"context"

	"shoebox/bots/slackbot"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
)

// notes say which files of Slack were saved into which gallery, and where they came
// from. A note has the key V#GALLERY#FILE, the SHA-256 of the picture, and the
// permalink of what it was shared in.
type notes struct{ table *table.Table }

func (notes) key(g gallery.ID, file string) table.Key {
	return table.Key{Partition: "V#" + string(g) + "#" + file, Sort: "M"}
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
func (n notes) write(ctx context.Context, g gallery.ID, f slackbot.SavedFile, sum string) error {
	item := table.Item{Key: n.key(g, f.FileID), Attributes: table.Attributes{"sha256": sum}}
	if f.Permalink != "" {
		item.Attributes["permalink"] = f.Permalink
	}
	return fault.Wrap("save.write", n.table.Write(ctx, table.Put(item)))
}
