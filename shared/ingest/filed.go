package ingest

import (
	"slices"

	"shoebox/shared/gallery"
)

// file puts the import's own albums and tags on a new photo.
func (in *Ingester) file(p *gallery.Photo) {
	p.Albums, p.Tags = beside(in.Albums, p.Albums), beside(in.Tags, p.Tags)
}

// refile puts them on one that is there.
func (in *Ingester) refile(f *gallery.Findings) {
	f.Albums, f.Tags = beside(in.Albums, f.Albums), beside(in.Tags, f.Tags)
}

// beside gives names with those that were said already, as many as a photo may have.
func beside(own, said []string) []string {
	if len(own) == 0 {
		return said
	}
	return names(slices.Concat(own, said))
}
