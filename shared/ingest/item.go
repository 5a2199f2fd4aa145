package ingest

import (
	"context"
	"io/fs"
	"iter"
)

// Item is one file to make a photo of, with what is said of it.
type Item struct {
	Files fs.FS  // where it lies
	Name  string // what it is called there; reports name it so
	// Says is what a sidecar or the program that wrote it out says of it. Its File is
	// not read.
	Says Record
	Bad  error // why there is nothing to be made of it, made by [Because]; nil is nothing wrong
}

// Because is an error that a person reads: what is wrong with a file. why goes on
// after "skipped, because": it has no capital and no full stop.
func Because(why string) error { return reason(why) }

// Items brings in files, each with what is said of it. A file that makes no photo is
// skipped with the reason. items looks for them for as long as the context that it is
// given goes on, which ends as soon as nobody wants more: it may look for long without
// finding any. total is how many there are; 0 while that is not known. It is otherwise
// as [Ingester.Records].
func (in *Ingester) Items(ctx context.Context, items func(context.Context) iter.Seq[Item], total int, progress func(Progress)) (Report, error) {
	return in.run(ctx, func(ctx context.Context, give func(input) bool) error {
		for i := range items(ctx) {
			i.Says.File = i.Name
			if !give(input{record: i.Says, files: i.Files, bad: i.Bad}) {
				break
			}
		}
		return nil
	}, total, progress)
}
