package intake

import (
	"cmp"
	"context"
	"crypto/sha256"
	"time"

	"shoebox/shared/blob"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/inbox"
	"shoebox/shared/ingest"
)

// make makes a photo of the file of an upload, refuses it, or drops it.
func (t *Intake) make(ctx context.Context, l *inbox.Lease, at blob.Attributes) error {
	g, err := t.gallery(ctx, l.Upload)
	if err != nil {
		return refuse(ctx, l, err)
	}
	data, err := t.read(ctx, l.Upload, at)
	if fault.Is(err, fault.NotFound) && l.Found() { // somebody else was done with it before we began
		return l.Drop(ctx)
	}
	if err != nil {
		return refuse(ctx, l, err)
	}
	result, err := t.ingester(g, l.Upload).Picture(ctx, pictureOf(l.Upload, at, data))
	if err != nil {
		return refuse(ctx, l, err)
	}
	m := inbox.Made{Photo: result.Photo.ID, There: result.There, Back: result.Back}
	if len(result.Similar) > 0 {
		m.Similar = result.Similar[0].Photo
	}
	switch {
	case l.State == inbox.Ready && l.Photo == m.Photo: // an earlier try said so, and left the file
		m.There, m.Back, m.Similar = l.There, l.Back, l.Similar
	case result.There && l.Attempts > 1 && !result.Photo.Added.Before(l.Begun):
		// An earlier try added it, and could not say so. What it was told then is among
		// what people said; who corrected that since has the last word.
		m.There, m.Unsaid, m.Edited = false, true, result.Photo.Edited
	}
	return l.Ready(ctx, g, m)
}

// refuse ends an upload of which no photo can be made; another error it gives back.
func refuse(ctx context.Context, l *inbox.Lease, err error) error {
	switch kind := fault.Of(err); kind { //nolint:exhaustive // the others may pass
	case fault.Invalid, fault.TooLarge, fault.Denied:
		return l.Refuse(ctx, kind, because(err))
	}
	return err
}

// because gives what the innermost fault says, to go on after "because".
func because(err error) string {
	if fault.Is(err, fault.Denied) {
		return "you may not add photos to this gallery any more"
	}
	return cmp.Or(fault.Why(err), "the gallery does not take it")
}

// gallery is an upload's, as who sent it may use it now; Denied for who is no member
// any more. Whoever may drop a file into the bucket is as an owner is.
func (t *Intake) gallery(ctx context.Context, u inbox.Upload) (*gallery.Gallery, error) {
	if u.Found() {
		return t.Galleries.As(gallery.Membership{Gallery: u.Gallery, Role: gallery.Owner}), nil
	}
	m, err := t.Galleries.Membership(ctx, u.Gallery, u.User)
	if err != nil {
		return nil, err
	}
	return t.Galleries.As(m), nil
}

// ingester brings photos into a gallery. A picture that does not say where its time is
// means the zone of who sent it.
func (t *Intake) ingester(g *gallery.Gallery, u inbox.Upload) *ingest.Ingester {
	now := t.Now
	if zone, err := time.LoadLocation(u.Zone); err == nil && u.Zone != "" {
		now = func() time.Time { return t.Now().In(zone) }
	}
	return ingest.New(ingest.Config{Gallery: g, Bucket: t.Blobs, Now: now, Places: t.Places, Labels: t.Labels, LabelsCap: t.LabelsCap, Memory: t.Memory, HEIC: t.HEIC})
}

func pictureOf(u inbox.Upload, at blob.Attributes, data []byte) ingest.Picture {
	p := ingest.Picture{
		Data: data, Type: u.Type, Name: u.Name, Changed: u.Modified, Brought: u.Begun,
		Says: ingest.Record{Title: u.Says.Title, Description: u.Says.Description, Tags: u.Says.Tags, People: u.Says.People, Albums: u.Says.Albums},
	}
	if u.Found() {
		p.Changed = at.Modified
		if at.Modified.After(u.Begun) { // the name was used again; a copy's time may be long ago
			p.Brought = at.Modified
		}
	}
	return p
}

// lied is a file that is not what was announced, in words that go on after "because".
func lied(what string) error { return fault.New("intake.read", fault.Invalid, what) }

// read reads the file of an upload: Invalid for one that is not what was announced,
// whoever let it in, and TooLarge for one that is larger than any photo.
func (t *Intake) read(ctx context.Context, u inbox.Upload, at blob.Attributes) ([]byte, error) {
	if u.Found() {
		if at.Size > ingest.MaxFile {
			return nil, fault.New("intake.read", fault.TooLarge, "it is larger than 64 MB")
		}
		return t.Blobs.ReadAll(ctx, u.Key(), ingest.MaxFile)
	}
	want := u.Content()
	switch {
	case at.Size != want.Size:
		return nil, lied("it has another size than was announced")
	case at.Type != want.Type:
		return nil, lied("it is of another type than was announced")
	case at.SHA256 != want.SHA256 && at.SHA256 != blob.Sum{}:
		return nil, lied("it has another checksum than was announced")
	}
	data, err := t.Blobs.ReadAll(ctx, u.Key(), want.Size)
	switch {
	case fault.Is(err, fault.TooLarge): // replaced this moment
		return nil, lied("it has another size than was announced")
	case err != nil:
		return nil, err
	case sha256.Sum256(data) != want.SHA256:
		return nil, lied("it has another checksum than was announced")
	}
	return data, nil
}

// label has the photo of an upload looked at. Who lost the right to change photos
// meanwhile leaves it as it is.
func (t *Intake) label(ctx context.Context, u inbox.Upload) error {
	if t.Labels == nil {
		return nil
	}
	g, err := t.gallery(ctx, u)
	if err == nil {
		err = g.MayChange()
	}
	if fault.Is(err, fault.Denied) {
		return nil
	}
	if err != nil {
		return err
	}
	return t.ingester(g, u).Label(ctx, u.Photo) // where it is denied, the set-up is wrong
}
