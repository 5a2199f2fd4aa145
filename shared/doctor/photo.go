package doctor

import (
	"cmp"
	"context"
	"strings"

	"shoebox/shared/blob"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// photo holds a photo against the objects in its folder. What lies before the folder is
// nobody's.
func (e *examination) photo(ctx context.Context, p gallery.Photo) error {
	if p.State == gallery.Trashed && p.TrashedAt.Add(gallery.TrashLife+overdue).Before(e.Now()) {
		e.overdue++
	}
	there := map[string]blob.Listed{}
	for {
		o, more, err := e.bucket.peek(ctx)
		if err != nil {
			return err
		}
		if !more || gallery.CompareFolders(o.folder, string(p.ID)) > 0 {
			break
		}
		if o.folder != string(p.ID) || !has(p.Objects, o.Key) {
			e.orphan(o)
			continue
		}
		there[o.Key] = o.Listed
		e.report.Objects++
		e.bucket.take()
	}
	if err := e.elsewhere(ctx, p, there); err != nil {
		return err
	}
	return e.judge(ctx, p, there)
}

func has(o gallery.Objects, key string) bool {
	return key == o.Original || key == o.Small || key == o.Medium || key == o.Large
}

// elsewhere finds the objects of a photo that lie outside of its own folder. They are
// nobody's orphans.
func (e *examination) elsewhere(ctx context.Context, p gallery.Photo, there map[string]blob.Listed) error {
	home := e.bucket.prefix + string(p.ID) + "/"
	for _, key := range p.Objects.Keys() {
		if strings.HasPrefix(key, home) {
			continue
		}
		e.claimed[key] = true
		page, err := e.Blobs.List(ctx, key, "", 1)
		if err != nil && !fault.Is(err, fault.Invalid) { // a key that no bucket has
			return err
		}
		if len(page.Objects) == 1 && page.Objects[0].Key == key {
			there[key] = page.Objects[0]
			e.report.Objects++
		}
	}
	return nil
}

// judge says what is wrong with a photo, the worst alone, and mends it if it can be.
func (e *examination) judge(ctx context.Context, p gallery.Photo, there map[string]blob.Listed) error {
	if p.Objects == (gallery.Objects{}) && p.SHA256 == "" {
		return nil // a photo without a file
	}
	original, ok := there[p.Objects.Original]
	switch {
	case !ok:
		return e.unlessChanged(ctx, p, Finding{Sort: NoOriginal, Why: "The original is not in the bucket: bring it back from a copy, or delete the photo."})
	case p.Bytes > 0 && original.Size != p.Bytes:
		return e.unlessChanged(ctx, p, Finding{
			Sort: WrongSize, Objects: 1, Bytes: original.Size,
			Why: "The original is not the file that was added: bring it back from a copy, or delete the photo.",
		})
	case !e.complete(p.Objects, there):
		return e.redevelop(ctx, p)
	}
	return nil
}

// complete reports whether everything that is shown of a photo is there.
func (e *examination) complete(o gallery.Objects, there map[string]blob.Listed) bool {
	for _, key := range []string{o.Small, o.Medium, o.Large} {
		if there[key].Size == 0 {
			return false
		}
	}
	return true
}

// unlessChanged tells what is wrong with a photo, unless it is another by now.
func (e *examination) unlessChanged(ctx context.Context, p gallery.Photo, f Finding) error {
	f.Photo = p.ID
	now, err := e.Gallery.Standing(ctx, p.ID, "")
	switch {
	case fault.Is(err, fault.NotFound):
		return nil
	case err != nil:
		return err
	case now.Objects != p.Objects:
		return nil // somebody is at work on it
	}
	if !e.mend {
		f.Why = ""
	}
	e.found(f)
	return nil
}

// redevelop has what is shown of a photo made anew.
func (e *examination) redevelop(ctx context.Context, p gallery.Photo) error {
	f := Finding{Sort: NoRendition}
	if !e.mend {
		return e.unlessChanged(ctx, p, f)
	}
	f.Why = "Nobody here can develop pictures."
	if e.Redevelop != nil {
		err := e.Redevelop(ctx, p)
		switch {
		case err == nil:
			f.Mended, f.Photo, f.Why = true, p.ID, ""
			e.found(f)
			return nil
		case fault.Is(err, fault.NotFound):
			f.Why = "The original can't be read: bring it back from a copy, or delete the photo."
		case fault.Is(err, fault.Invalid), fault.Is(err, fault.TooLarge):
			f.Why = "The original makes no picture any more: " + cmp.Or(fault.Why(err), "it can't be read") + "."
		default:
			return err
		}
	}
	return e.unlessChanged(ctx, p, f)
}
