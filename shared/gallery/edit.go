package gallery

import (
	"context"
	"slices"
	"time"

	"shoebox/shared/fault"
)

// Edit is a change to what people say of a photo. A nil field stays as it is.
type Edit struct {
	Title       *string
	Description *string
	Tags        *[]string
	People      *[]string
	Albums      *[]string
	Favourite   *bool
	// Taken is another instant, with the zone's offset there: the photo moves to its
	// place in every list.
	Taken *time.Time
	// Place is another city, region and country; "" is none. Its coordinates are not
	// read: they are the camera's, and stay.
	Place *Place
	// Beside puts tags, people and albums beside those that are there, as many as there is
	// room for, and a title or description only where there is none.
	Beside bool
	// Version, unless 0, is the version the change was made against: another one is a
	// Conflict, unless all that has happened since is that findings were filled in.
	Version int64
}

// Edit changes what people say of a photo, live or trashed. An edit that changes
// nothing makes no new version.
func (g *Gallery) Edit(ctx context.Context, id PhotoID, e Edit) (Photo, error) {
	const op = "gallery.Edit"
	p, err := g.take(ctx, op, id, func(before stored) (stored, error) {
		if !before.is(e.Version) {
			return stored{}, fault.New(op, fault.Conflict, "the photo has changed since")
		}
		next, err := checked(e.apply(before.Photo))
		next.Edited = editedSince(before.Photo, next)
		return stored{Photo: next}, err
	})
	return p, fault.Wrap(op, err)
}

// is reports whether somebody who has seen a version knows all that people have said
// since; 0 is whoever does not care.
func (s stored) is(version int64) bool {
	return version == 0 || version == s.Version || s.since != 0 && version >= s.since && version < s.Version
}

func (e Edit) apply(p Photo) Photo {
	if e.Beside {
		e = e.beside(p)
	}
	set(&p.Title, e.Title)
	set(&p.Description, e.Description)
	set(&p.Tags, e.Tags)
	set(&p.People, e.People)
	set(&p.Albums, e.Albums)
	set(&p.Favourite, e.Favourite)
	set(&p.Taken, e.Taken)
	if e.Place != nil {
		p.Place.City, p.Place.Region, p.Place.Country = e.Place.City, e.Place.Region, e.Place.Country
	}
	return p
}

// beside is the change that takes nothing away from a photo.
func (e Edit) beside(p Photo) Edit {
	if p.Title != "" {
		e.Title = nil
	}
	if p.Description != "" {
		e.Description = nil
	}
	more := func(kind Kind, there []string, more *[]string) *[]string {
		if more == nil {
			return nil
		}
		all := joined(kind, there, *more)
		return &all
	}
	e.Tags, e.People, e.Albums = more(Tag, p.Tags, e.Tags), more(Person, p.People, e.People), more(Album, p.Albums, e.Albums)
	return e
}

func set[T any](field, value *T) {
	if value != nil {
		*field = *value
	}
}

// editedSince gives the fields that people have changed, with those in which a photo
// differs from what it was.
func editedSince(was, is Photo) []Field {
	fields := slices.Clone(was.Edited)
	for field, same := range map[Field]bool{
		FieldTitle:       was.Title == is.Title,
		FieldDescription: was.Description == is.Description,
		FieldTags:        slices.Equal(was.Tags, is.Tags),
		FieldPeople:      slices.Equal(was.People, is.People),
		FieldAlbums:      slices.Equal(was.Albums, is.Albums),
		FieldFavourite:   was.Favourite == is.Favourite,
		FieldTaken:       sameMoment(was.Taken, is.Taken),
		FieldPlace:       was.Place == is.Place,
	} {
		if !same {
			fields = append(fields, field)
		}
	}
	slices.Sort(fields)
	return slices.Compact(fields)
}

// Given gives the fields of a photo that say something.
func Given(p Photo) []Field { return editedSince(Photo{}, p) }

// fieldsAmong gives those of the fields that there are, sorted.
func fieldsAmong(fields []Field) (known []Field) {
	for _, f := range []Field{FieldAlbums, FieldDescription, FieldFavourite, FieldPeople, FieldPlace, FieldTags, FieldTaken, FieldTitle} {
		if slices.Contains(fields, f) {
			known = append(known, f)
		}
	}
	return known
}

// same reports whether nothing that can be changed is different.
func same(a, b Photo) bool {
	return a.Title == b.Title && a.Description == b.Description && a.Favourite == b.Favourite && a.State == b.State &&
		sameMoment(a.Taken, b.Taken) && a.Place == b.Place &&
		slices.Equal(a.Tags, b.Tags) && slices.Equal(a.People, b.People) && slices.Equal(a.Albums, b.Albums) &&
		sameFindings(a, b)
}

// sameFindings reports whether nothing is different that only machines write.
func sameFindings(a, b Photo) bool {
	sameLabel := func(a, b Label) bool {
		return a.Name == b.Name && a.Confidence == b.Confidence && slices.Equal(a.Parents, b.Parents) && slices.Equal(a.Aliases, b.Aliases)
	}
	return a.Camera == b.Camera && a.Rating == b.Rating && a.Width == b.Width && a.Height == b.Height &&
		a.Objects == b.Objects && a.Blurhash == b.Blurhash && a.Likeness == b.Likeness &&
		slices.EqualFunc(a.Labels, b.Labels, sameLabel)
}

// change takes a photo to its next version.
func (g *Gallery) change(ctx context.Context, op string, id PhotoID, next func(Photo) (Photo, error)) (Photo, error) {
	return g.take(ctx, op, id, func(before stored) (stored, error) {
		p, err := next(before.Photo)
		return stored{Photo: p}, err
	})
}

// take takes a photo to its next version, as the table holds it. next may be called
// several times, when others change the photo, or photos with the same terms, at the
// same time.
func (g *Gallery) take(ctx context.Context, op string, id PhotoID, next func(stored) (stored, error)) (Photo, error) {
	if err := g.mayChange(op); err != nil {
		return Photo{}, err
	}
	if !identifier(string(id)) {
		return Photo{}, fault.New(op, fault.NotFound, "no such photo")
	}
	if err := g.repairOld(ctx); err != nil {
		return Photo{}, err
	}
	mark := g.mark()
	for attempt := range attempts {
		before, err := g.settled(ctx, id)
		if err != nil {
			return Photo{}, err
		}
		if before.change == mark {
			return before.Photo, nil // made after all, when its answer was lost
		}
		after, err := next(before)
		if err != nil {
			return Photo{}, err
		}
		if same(before.Photo, after.Photo) {
			return before.Photo, nil
		}
		after.change = mark
		after.Version++
		err = g.move(ctx, &before, &after)
		if err == nil {
			return after.Photo, nil
		}
		if !fault.Is(err, fault.Conflict) {
			return Photo{}, err
		}
		if err := pause(ctx, attempt); err != nil {
			return Photo{}, err
		}
	}
	return Photo{}, fault.New(op, fault.Conflict, "too many changes at once")
}

// move tries once to take a photo from one version to the next.
func (g *Gallery) move(ctx context.Context, before, after *stored) error {
	names := after.describe()
	numbers, err := g.introduce(ctx, names)
	if err != nil {
		return err
	}
	err = g.commit(ctx, []change{{before: before, after: after}}, numbers)
	if fault.Is(err, fault.Conflict) {
		g.words.forget(after.Terms)
	}
	return err
}
