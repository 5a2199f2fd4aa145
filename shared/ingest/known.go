package ingest

import (
	"cmp"
	"context"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// known gives the photo that the gallery has already, live or in its trash: the one of
// the file, else the one of the id. False where there is none.
func (in *Ingester) known(ctx context.Context, p gallery.Photo) (gallery.Photo, bool, error) {
	there, err := in.Gallery.Standing(ctx, p.ID, p.SHA256)
	if fault.Is(err, fault.NotFound) {
		return gallery.Photo{}, false, nil
	}
	return there, err == nil, fault.Wrap("ingest.known", err)
}

// back takes a photo out of the trash whose file somebody sends again, if they want it
// back. One of an import stays: the same folder is imported time and again. It reports
// whether the photo is back.
func (in *Ingester) back(ctx context.Context, there gallery.Photo, c candidate) (gallery.Photo, bool, error) {
	if there.SHA256 != c.photo.SHA256 || !there.WantedBack(c.brought) {
		return there, false, nil
	}
	restored, err := in.Gallery.Restore(ctx, there.ID)
	return restored, err == nil, fault.Wrap("ingest.back", err)
}

// again completes a photo that is there by what is said of it now, and where its
// picture has come again, by what that says and nobody said yet. What people edited
// stays, as does what lies in the trash. It reports whether anything was new. A photo of
// another file is not what came: it has the id of a record by mistake.
func (in *Ingester) again(ctx context.Context, there gallery.Photo, c candidate) (gallery.Photo, bool, error) {
	const op = "ingest.again"
	sameFile := c.photo.SHA256 == there.SHA256
	if c.photo.SHA256 != "" && !sameFile {
		return gallery.Photo{}, false, reason("another photo has its id")
	}
	if there.State == gallery.Trashed {
		return there, false, nil
	}
	f := c.told
	if c.data != nil && sameFile {
		f = in.fill(f, there, c.says)
		if there.Blurhash == "" || there.Objects.Large == "" {
			d, objects, err := in.shown(ctx, c, there.ID)
			if err != nil {
				return gallery.Photo{}, false, err
			}
			f.Width, f.Height, f.Blurhash, f.Likeness, f.Objects = d.width, d.height, d.blurhash, d.likeness, objects
		}
	}
	in.refile(&f)
	after, err := in.Gallery.Refine(ctx, there.ID, f)
	return after, after.Version != there.Version, fault.Wrap(op, err)
}

// fill adds what a picture says where neither the photo nor what is said of it does.
func (in *Ingester) fill(f gallery.Findings, p gallery.Photo, m metadata) gallery.Findings {
	missing := func(there, said string) bool { return there == "" && said == "" }
	if missing(p.Title, f.Title) {
		f.Title = m.title
	}
	if missing(p.Description, f.Description) {
		f.Description = m.description
	}
	if missing(p.Camera, f.Camera) {
		f.Camera = m.camera
	}
	if len(p.Tags)+len(f.Tags) == 0 {
		f.Tags = m.keywords
	}
	if len(p.People)+len(f.People) == 0 {
		f.People = m.people
	}
	if p.Rating == 0 {
		f.Rating = cmp.Or(f.Rating, m.rating)
	}
	if place := in.placed(merged(merged(f.Place, p.Place), m.place)); place != p.Place {
		f.Place = place
	}
	return f
}
