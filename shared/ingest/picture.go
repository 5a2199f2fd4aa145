package ingest

import (
	"context"
	"errors"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// Picture is one picture that somebody sends, with what they say of it.
type Picture struct {
	Data []byte
	Type string // what it was announced as, "image/jpeg" say; "" was not said
	Name string // what its file was called; "" is not known
	// Changed is when its file was last changed. It is when the photo was taken
	// where neither the picture nor who sends it says so; zero is now.
	Changed time.Time
	Says    Record // its ID and File are not read
}

// Types are the media types of the pictures that are read.
func Types() []string {
	return []string{formatJPEG.mime(), formatPNG.mime(), formatGIF.mime(), formatWebP.mime()}
}

// Result is what became of a picture.
type Result struct {
	Photo gallery.Photo
	There bool // the gallery has its file already, live or in its trash, and the photo is that one
}

// Picture brings in one picture and gives its photo.
//
// Errors: Invalid for what makes no photo, TooLarge for more than fits a photo or the
// gallery, Denied where the gallery's member may not add, and what gallery and bucket
// say. What an Invalid or TooLarge says goes on after "because". After an error
// nothing is left in the bucket, but where it failed, too, or the process ended: then
// bringing the picture in again puts the same objects there.
func (in *Ingester) Picture(ctx context.Context, p Picture) (Result, error) {
	const op = "ingest.Picture"
	if err := in.Gallery.MayChange(); err != nil {
		return Result{}, fault.Wrap(op, err)
	}
	photo, there, err := in.bring(ctx, p)
	if why, bad := errors.AsType[reason](err); bad {
		err = fault.New(op, fault.Invalid, string(why))
	}
	return Result{photo, there}, fault.Wrap(op, err)
}

// bring does the work of Picture.
func (in *Ingester) bring(ctx context.Context, p Picture) (photo gallery.Photo, there bool, err error) {
	if err := p.fits(); err != nil {
		return photo, false, err
	}
	if p.Changed.IsZero() {
		p.Changed = in.Now()
	}
	p.Says.ID, p.Says.File = "", p.Name
	if photo, err = p.Says.photo(in.Now().Location()); err != nil {
		return gallery.Photo{}, false, err
	}
	there, err = in.develop(ctx, input{record: p.Says}, p.Data, p.Changed, &photo)
	switch {
	case there:
		photo, err = in.Gallery.Standing(ctx, photo.ID, photo.SHA256)
		return photo, true, err
	case err != nil:
		// What it wrote before it failed is nobody's.
		return gallery.Photo{}, false, errors.Join(err, in.discard(context.WithoutCancel(ctx), photo))
	}
	added, err := in.Gallery.Add(ctx, photo)
	switch {
	case err == nil:
		return added, false, nil
	case fault.Is(err, fault.Conflict): // somebody brought the same at the same time
		if added, err = in.Gallery.Standing(ctx, photo.ID, photo.SHA256); err != nil {
			return gallery.Photo{}, false, err
		}
		return added, true, in.discard(ctx, photo)
	case fault.Is(err, fault.Invalid), fault.Is(err, fault.TooLarge), fault.Is(err, fault.Denied):
		return gallery.Photo{}, false, errors.Join(err, in.discard(ctx, photo))
	}
	// Nobody knows whether it was added: trying again finds out.
	return gallery.Photo{}, false, err
}

// fits says no to a picture that is too large, or not what it is said to be.
func (p Picture) fits() error {
	if len(p.Data) > MaxFile {
		return reason("it is larger than 64 MB")
	}
	f, err := sniff(p.Data)
	if err == nil && p.Type != "" && f.mime() != p.Type {
		err = reason("it was announced as another kind of picture than it is")
	}
	return err
}
