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
	// Brought is when it was sent: a photo of the same file that went to the trash after
	// that stays there. Zero is now.
	Brought time.Time
	// Says is what the person says who sends it: nothing that is found out takes its
	// place. Its ID and File are not read.
	Says Record
}

// Result is what became of a picture.
type Result struct {
	Photo gallery.Photo
	// There says that the gallery has the file already, and Photo is that one: live, or
	// in the trash, where it went since it was sent. What was said with it is left out of
	// account; what the picture itself says, and was not read before, completes it.
	There bool
	// Back says that it was in the trash, and was taken out of it.
	Back bool
	// Similar are photos that looked like a new one before it came, nearest first.
	Similar []gallery.Alike
}

// maxSimilar is how many photos that look alike are named.
const maxSimilar = 5

// Picture brings in one picture and gives its photo. What is in it is not looked for:
// see [Ingester.Label].
//
// Errors: Invalid for what makes no photo, TooLarge for more than fits a photo or the
// gallery, Denied where the gallery's member may not add, and what gallery and bucket
// say. What an Invalid or TooLarge says goes on after "because". After an error there
// is no photo; what was written of it is written over when the picture comes again.
func (in *Ingester) Picture(ctx context.Context, p Picture) (Result, error) {
	const op = "ingest.Picture"
	if err := in.Gallery.MayChange(); err != nil {
		return Result{}, fault.Wrap(op, err)
	}
	r, err := in.bring(ctx, p)
	if why, bad := errors.AsType[reason](err); bad {
		return Result{}, fault.New(op, fault.Invalid, string(why))
	}
	if err != nil {
		return Result{}, fault.Wrap(op, err)
	}
	return r, nil
}

// bring does the work of Picture.
func (in *Ingester) bring(ctx context.Context, p Picture) (Result, error) {
	if err := p.fits(); err != nil {
		return Result{}, err
	}
	if p.Changed.IsZero() {
		p.Changed = in.Now()
	}
	if p.Brought.IsZero() {
		p.Brought = in.Now()
	}
	p.Says.ID, p.Says.File = "", p.Name
	photo, err := p.Says.photo(in.Now().Location())
	if err != nil {
		return Result{}, err
	}
	photo.Edited = gallery.Given(photo)
	c := candidate{input: input{record: p.Says}, photo: photo, data: p.Data, brought: p.Brought}
	if err := in.walk(ctx, &c, p.Changed); err != nil {
		return Result{}, err
	}
	if c.there {
		return Result{Photo: c.photo, There: true, Back: c.back}, nil
	}
	return in.add(ctx, c.photo)
}

// add puts a photo whose objects are in the bucket into the gallery.
func (in *Ingester) add(ctx context.Context, p gallery.Photo) (Result, error) {
	similar, err := in.Gallery.Similar(ctx, p.Likeness, maxSimilar)
	if err != nil {
		return Result{}, err
	}
	added, err := in.Gallery.Add(ctx, p)
	switch {
	case err == nil:
		return Result{Photo: added, Similar: similar}, nil
	case !fault.Is(err, fault.Conflict):
		return Result{}, err
	}
	// Somebody brought the same at the same time.
	there, err := in.Gallery.Standing(ctx, p.ID, p.SHA256)
	if err != nil {
		return Result{}, err
	}
	if err := in.discard(ctx, p); err != nil {
		return Result{}, err
	}
	return Result{Photo: there, There: true}, nil
}

// fits says no to a picture that is too large, or not what it is said to be.
func (p Picture) fits() error {
	if len(p.Data) > MaxFile {
		return reason("it is larger than 64 MB")
	}
	f, err := sniff(p.Data)
	if err == nil && p.Type != "" && !f.announcedAs(p.Type) {
		err = reason("it was announced as another kind of picture than it is")
	}
	return err
}
