package ingest

import (
	"context"
	"slices"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// alike notes which photo each of those that were just added looks like: one that was
// there before, or came before it among them.
func (c *collector) alike(ctx context.Context, added []candidate) error {
	for n, o := range added {
		if o.photo.Likeness == 0 {
			continue
		}
		similar, err := c.in.Gallery.Similar(ctx, o.photo.Likeness, maxSimilar)
		if err != nil {
			return fault.Wrap("ingest.alike", err)
		}
		before := slices.IndexFunc(similar, func(s gallery.Alike) bool {
			return !slices.ContainsFunc(added[n:], func(c candidate) bool { return c.photo.ID == s.Photo })
		})
		if before >= 0 {
			c.report.Alike = append(c.report.Alike, Alike{File: o.record.File, Photo: o.photo.ID, Before: similar[before].Photo})
		}
	}
	return nil
}
