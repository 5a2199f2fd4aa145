package api

import (
	"context"
	"log/slog"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

func (a *API) deletePhoto(ctx context.Context, c *Call, _ None) (None, error) {
	id := gallery.PhotoID(c.Path("id"))
	if !c.Bool("forever") {
		_, err := c.Gallery.Trash(ctx, id)
		return None{}, err
	}
	p, err := c.Gallery.Delete(ctx, id)
	if fault.Is(err, fault.Conflict) {
		return None{}, Refuse(Conflict, "Only what is in the trash goes for good. Please put the photo there first.", err)
	}
	if err != nil {
		return None{}, err
	}
	a.dispose(ctx, c.Gallery, p)
	return None{}, nil
}

// dispose removes the files of a photo that is gone, even if the client has gone. What
// can't be removed is logged, and stays noted in the gallery for the daily sweep.
func (a *API) dispose(ctx context.Context, g *gallery.Gallery, p gallery.Photo) {
	const enough = 5 * time.Second
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), enough)
	defer cancel()
	err := a.removeObjects(ctx, p.Objects)
	if err == nil {
		err = g.Removed(ctx, p.ID)
	}
	if err != nil {
		a.Log.ErrorContext(ctx, "objects left", slog.String("gallery", string(g.ID())), slog.String("photo", string(p.ID)), slog.String("fault", fault.Of(err).String()))
	}
}

// removeObjects removes the files of a photo.
func (a *API) removeObjects(ctx context.Context, o gallery.Objects) error {
	for _, key := range o.Keys() {
		if err := a.Blobs.Delete(ctx, key); err != nil {
			return err
		}
	}
	return nil
}
