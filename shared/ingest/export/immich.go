package export

import (
	"context"
	"path"
	"slices"
)

// immichCopies reports whether a folder holds what Immich made of the pictures: it
// marks each of its own folders with a file.
func (w *walk) immichCopies(ctx context.Context, dir string) bool {
	if !slices.Contains([]string{"thumbs", "encoded-video", "profile", "backups"}, path.Base(dir)) {
		return false
	}
	return slices.ContainsFunc(w.parts, func(p *part) bool {
		entries, _ := p.entries(ctx, dir) // list has told what went wrong
		return slices.ContainsFunc(entries, func(e entry) bool { return e.name == ".immich" && !e.dir })
	})
}
