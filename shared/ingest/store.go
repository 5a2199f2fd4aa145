package ingest

import (
	"bytes"
	"context"
	"path"

	"shoebox/shared/blob"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/photolink"
)

// folder is where a photo's objects lie. The same photo has the same one, so that who
// repeats what broke off writes over what is left of it.
func (in *Ingester) folder(id gallery.PhotoID) string {
	return path.Join(string(in.Gallery.ID()), string(id))
}

// store writes the objects of a photo and gives their keys.
func (in *Ingester) store(ctx context.Context, id gallery.PhotoID, c candidate, made map[photolink.Rendition][]byte) (gallery.Objects, error) {
	objects, err := in.storeRenditions(ctx, id, made)
	if err != nil {
		return gallery.Objects{}, err
	}
	objects.Original = path.Join(in.folder(id), "original."+string(c.format))
	original := blob.Content{Type: c.format.mime(), Size: int64(len(c.data)), SHA256: c.sum}
	return objects, in.put(ctx, objects.Original, original, c.data)
}

// storeRenditions writes what is shown of a photo.
func (in *Ingester) storeRenditions(ctx context.Context, id gallery.PhotoID, made map[photolink.Rendition][]byte) (gallery.Objects, error) {
	key := func(r photolink.Rendition) string { return path.Join(in.folder(id), r.String()+".jpg") }
	for _, r := range photolink.Renditions() {
		if err := in.put(ctx, key(r), blob.Describe(formatJPEG.mime(), made[r]), made[r]); err != nil {
			return gallery.Objects{}, err
		}
	}
	return gallery.Objects{Small: key(photolink.Small), Medium: key(photolink.Medium), Large: key(photolink.Large)}, nil
}

func (in *Ingester) put(ctx context.Context, key string, content blob.Content, data []byte) error {
	err := in.Bucket.Put(ctx, key, bytes.NewReader(data), blob.PutOptions{Content: content})
	switch fault.Of(err) { //nolint:exhaustive // the others are what they are
	case fault.Invalid, fault.TooLarge, fault.Denied: // of our request: it says nothing of the picture
		return fault.As("ingest.store", fault.Unavailable, err)
	}
	return fault.Wrap("ingest.store", err)
}

// discard removes the objects of a photo that was not added because its file is
// another's, unless they are that one's: the same content has the same id. Where
// adding failed otherwise nothing is removed: somebody else may be adding the same
// this moment, and what lies there is written over when it is tried again.
func (in *Ingester) discard(ctx context.Context, p gallery.Photo) error {
	const op = "ingest.discard"
	if p.Objects == (gallery.Objects{}) {
		return nil
	}
	switch _, err := in.Gallery.Standing(ctx, p.ID, ""); {
	case err == nil:
		return nil
	case !fault.Is(err, fault.NotFound) && !fault.Is(err, fault.Invalid):
		return fault.Wrap(op, err)
	}
	for _, key := range p.Objects.Keys() {
		if err := in.Bucket.Delete(ctx, key); err != nil {
			return fault.Wrap(op, err)
		}
	}
	return nil
}
