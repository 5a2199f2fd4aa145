package ingest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"image"
	"io"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/oklog/ulid/v2"

	"shoebox/shared/blob"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/photolink"
)

// input is one thing to make a photo of.
type input struct {
	line   int    // of the records; 0 for a file
	record Record // its File names the picture, if there is one
	files  fs.FS  // where the picture is
	bad    error  // why there is nothing to be made of it
	read   int64  // bytes of the records up to its end
}

// output is what was made of an input.
type output struct {
	input
	photo gallery.Photo
	there bool  // the gallery has it already
	err   error // a reason, or what stops the import
}

// prepare makes a photo that only needs to be added: its objects are in the bucket.
func (in *Ingester) prepare(ctx context.Context, i input) output {
	out := output{input: i, err: i.bad}
	if out.err == nil {
		out.photo, out.err = i.record.photo(in.Now().Location())
	}
	if out.err != nil {
		return out
	}
	if i.record.File == "" {
		if out.photo.ID == "" {
			out.photo.ID = contentID(i.record.fingerprint())
		}
		return out
	}
	data, changed, err := readFile(i.files, i.record.File)
	if err != nil {
		out.err = err
		return out
	}
	out.there, out.err = in.develop(ctx, i, data, changed, &out.photo)
	return out
}

// develop fills in what the picture says and shows, unless the gallery has it.
func (in *Ingester) develop(ctx context.Context, i input, data []byte, changed time.Time, p *gallery.Photo) (there bool, err error) {
	f, err := sniff(data)
	if err != nil {
		return false, err
	}
	sum := sha256.Sum256(data)
	p.SHA256, p.Bytes = hex.EncodeToString(sum[:]), int64(len(data))
	if p.ID == "" {
		p.ID = contentID(sum)
	}
	if there, err := in.has(ctx, *p); there || err != nil {
		return there, err
	}
	m := read(f, data, in.Now())
	complete(p, m, i, changed)
	return false, in.decoded(ctx, f, data, func(pixels image.Image) error {
		p.Width, p.Height = pixels.Bounds().Dx(), pixels.Bounds().Dy()
		if m.turn.sideways() {
			p.Width, p.Height = p.Height, p.Width
		}
		var source []byte
		if f == formatJPEG {
			source = data
		}
		made, err := renditions(pixels, m.turn, source)
		if err != nil {
			return fault.As("ingest.develop", fault.Internal, err)
		}
		return in.store(ctx, p, f, data, made)
	})
}

// readFile reads a picture and when it was last changed.
func readFile(files fs.FS, name string) ([]byte, time.Time, error) {
	f, err := files.Open(name)
	switch {
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
		return nil, time.Time{}, reason("it is not a file")
	case stat.Size() > MaxFile:
		return nil, time.Time{}, reason("it is larger than 64 MB")
	}
	data, err := io.ReadAll(io.LimitReader(f, MaxFile+1))
	if err != nil || len(data) > MaxFile {
		return nil, time.Time{}, reason("it can't be read to its end")
	}
	return data, stat.ModTime(), nil
}

// has reports whether the gallery has the photo, by its file or its id.
func (in *Ingester) has(ctx context.Context, p gallery.Photo) (bool, error) {
	const op = "ingest.has"
	_, err := in.Gallery.WithFile(ctx, p.SHA256)
	if fault.Is(err, fault.NotFound) {
		_, err = in.Gallery.Photo(ctx, p.ID)
	}
	if fault.Is(err, fault.NotFound) || fault.Is(err, fault.Invalid) { // gallery will say what is wrong with the id
		return false, nil
	}
	return err == nil, fault.Wrap(op, err)
}

// complete fills in what the record left open from the picture, and when nobody
// says when it was taken, from its file.
func complete(p *gallery.Photo, m metadata, i input, changed time.Time) {
	if p.Taken.IsZero() {
		p.Taken = m.taken
	}
	p.Taken = i.record.zoned(p.Taken, m.taken)
	if p.Taken.IsZero() {
		p.Taken = changed
	}
	if p.Title == "" {
		p.Title = m.title
	}
	if p.Title == "" && i.line == 0 {
		p.Title = titleOf(i.record.File)
	}
	if p.Description == "" {
		p.Description = m.description
	}
	if len(p.Tags) == 0 {
		p.Tags = m.keywords
	}
	p.Camera = m.camera
	if p.Place == (gallery.Place{}) {
		p.Place = m.place
	}
}

// byMachine matches names that cameras and programs give: a run of digits or
// hexadecimals says nothing.
var byMachine = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\d{3}|^(img|dsc|dscn|image|photo|picture|scan|screenshot|untitled)[-_ ]*\d*$|[0-9a-f]{8}`)
})

// titleOf makes a title of a file's name, if a person gave it: "beach_at_dusk.jpg".
func titleOf(file string) string {
	name := strings.TrimSuffix(path.Base(file), path.Ext(file))
	if byMachine().MatchString(name) {
		return ""
	}
	return strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r == '_' || r == '-' || r == ' ' }), " ")
}

// contentID gives the same content the same id, so that an import that was stopped
// writes the same objects when it is run again.
func contentID(sum [sha256.Size]byte) gallery.PhotoID {
	return gallery.PhotoID(ulid.ULID(sum[:16]).String())
}

// store writes the objects of a photo and notes their keys.
func (in *Ingester) store(ctx context.Context, p *gallery.Photo, f format, original []byte, made map[photolink.Rendition][]byte) error {
	folder := path.Join(string(in.Gallery.ID()), string(p.ID))
	p.Objects = gallery.Objects{
		Original: path.Join(folder, "original."+string(f)),
		Small:    path.Join(folder, photolink.Small.String()+".jpg"),
		Medium:   path.Join(folder, photolink.Medium.String()+".jpg"),
		Large:    path.Join(folder, photolink.Large.String()+".jpg"),
	}
	for _, o := range []struct {
		key  string
		mime string
		data []byte
	}{
		{p.Objects.Small, formatJPEG.mime(), made[photolink.Small]},
		{p.Objects.Medium, formatJPEG.mime(), made[photolink.Medium]},
		{p.Objects.Large, formatJPEG.mime(), made[photolink.Large]},
		{p.Objects.Original, f.mime(), original},
	} {
		if err := in.Bucket.Put(ctx, o.key, bytes.NewReader(o.data), blob.PutOptions{Content: blob.Describe(o.mime, o.data)}); err != nil {
			return fault.Wrap("ingest.store", err)
		}
	}
	return nil
}
