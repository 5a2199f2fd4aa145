package ingest

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"time"

	"shoebox/shared/blob"
	"shoebox/shared/gallery"
)

// input is one thing to make a photo of.
type input struct {
	line   int    // of the records; 0 for a file
	record Record // its File names the picture, if there is one
	files  fs.FS  // where the picture is
	bad    error  // why there is nothing to be made of it
	read   int64  // bytes of the records up to its end
}

// candidate is what an input becomes on its way, step by step.
type candidate struct {
	input
	photo   gallery.Photo    // what is known of it
	format  format           // of its file
	data    []byte           // its file; nil where there is none, or no longer
	sum     blob.Sum         // of its file
	brought time.Time        // when somebody sent it; zero for an import
	told    gallery.Findings // what is said of it beside its picture, for a photo that is there
	says    metadata         // what the picture says of itself
	there   bool             // the gallery has it already, and photo is that one
	back    bool             // it was in the trash, and is no more
	refined bool             // it was completed
	err     error            // a reason, or what stops the import
}

// prepare makes a photo that only needs to be added: its objects are in the bucket.
func (in *Ingester) prepare(ctx context.Context, i input) candidate {
	c := candidate{input: i, err: i.bad}
	if c.err == nil {
		c.photo, c.err = i.record.photo(in.Now().Location())
	}
	if c.err != nil {
		return c
	}
	c.told = told(c.photo)
	if i.record.File == "" {
		if c.photo.ID == "" {
			c.photo.ID = contentID(i.record.fingerprint())
		}
		in.file(&c.photo)
		return c
	}
	data, changed, err := readFile(i.files, i.record.File)
	if err != nil {
		c.err = err
		return c
	}
	c.data = data
	c.err = in.walk(ctx, &c, changed)
	c.data = nil
	return c
}

// told is what is said of a photo beside its picture.
func told(p gallery.Photo) gallery.Findings {
	return gallery.Findings{
		Title: p.Title, Description: p.Description, Taken: p.Taken, Place: p.Place,
		Tags: p.Tags, People: p.People, Labels: p.Labels, Rating: p.Rating, Albums: p.Albums, Favourite: p.Favourite,
	}
}

// walk takes a file the whole road to a photo that only needs to be added, or finds
// the one that is there. changed is when the file was.
func (in *Ingester) walk(ctx context.Context, c *candidate, changed time.Time) (err error) {
	if c.format, err = sniff(c.data); err != nil {
		return err
	}
	id := sum(c.data)
	c.sum, c.photo.SHA256, c.photo.Bytes = id.sum, id.sha256(), int64(len(c.data))
	if c.photo.ID == "" {
		c.photo.ID = id.photo
	}
	there, known, err := in.known(ctx, c.photo)
	if err != nil {
		return err
	}
	c.says = read(c.format, c.data, in.Now())
	c.photo.Taken = c.record.zoned(c.photo.Taken, c.says.taken)
	c.told.Taken = c.record.zoned(c.told.Taken, c.says.taken)
	if known {
		c.there = true
		if there, c.back, err = in.back(ctx, there, *c); err != nil {
			return err
		}
		c.photo, c.refined, err = in.again(ctx, there, *c)
		return err
	}
	complete(&c.photo, c.says, c.input, changed.In(in.Now().Location()))
	c.photo.Place = in.placed(c.photo.Place)
	in.file(&c.photo)
	if err := in.Gallery.Takes(ctx, c.photo); err != nil {
		return err
	}
	d, objects, err := in.shown(ctx, *c, c.photo.ID)
	if err != nil {
		return err
	}
	c.photo.Width, c.photo.Height, c.photo.Blurhash, c.photo.Likeness, c.photo.Objects = d.width, d.height, d.blurhash, d.likeness, objects
	return nil
}

// readFile reads a picture and when it was last changed.
func readFile(files fs.FS, name string) ([]byte, time.Time, error) {
	f, err := files.Open(name)
	switch _, said := errors.AsType[reason](err); {
	case said:
		return nil, time.Time{}, err
	case errors.Is(err, fs.ErrNotExist):
		return nil, time.Time{}, reason("there is no such file")
	case errors.Is(err, fs.ErrPermission):
		return nil, time.Time{}, reason("it may not be read")
	case err != nil:
		return nil, time.Time{}, reason("its name leads out of the folder, or can't be opened")
	}
	defer func() { _ = f.Close() }() // read only: nothing is lost
	stat, err := f.Stat()
	switch {
	case err != nil:
		return nil, time.Time{}, reason("it can't be read")
	case !stat.Mode().IsRegular():
		return nil, time.Time{}, errNoFile
	case stat.Size() > MaxFile:
		return nil, time.Time{}, reason("it is larger than 64 MB")
	}
	data := make([]byte, 0, stat.Size()+1)
	data, err = readAll(io.LimitReader(f, MaxFile+1), data)
	if err != nil || len(data) > MaxFile {
		return nil, time.Time{}, reason("it can't be read to its end")
	}
	return data, stat.ModTime(), nil
}

// readAll reads to the end, into a slice that has room for what is expected.
func readAll(r io.Reader, data []byte) ([]byte, error) {
	for {
		if len(data) == cap(data) {
			data = append(data, 0)[:len(data)]
		}
		n, err := r.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if errors.Is(err, io.EOF) {
			return data, nil
		}
		if err != nil {
			return nil, err
		}
	}
}
