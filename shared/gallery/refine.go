package gallery

import (
	"cmp"
	"context"
	"slices"
	"time"

	"shoebox/shared/fault"
)

// Findings are what was found out about a photo by reading and looking at it. Zero
// fields say nothing.
type Findings struct {
	Title, Description, Camera string
	Taken                      time.Time
	Place                      Place
	Tags, People, Albums       []string
	Labels                     []Label
	Favourite                  bool
	Rating                     int
	Width, Height              int
	Objects                    Objects
	Blurhash                   string
	Likeness                   Likeness
}

// Refine fills in what was found out about a photo, live or trashed. Fields that people
// edited stay, whichever comes first. Tags, people and albums are added to those that
// are there, as many as there is room for, labels too, of which the new ones replace
// those of the same name; a favourite stays one; everything else replaces what was
// found out before. What changes nothing makes no new version; who edits what was
// there before it is not told off.
func (g *Gallery) Refine(ctx context.Context, id PhotoID, f Findings) (Photo, error) {
	const op = "gallery.Refine"
	var was, is Likeness
	p, err := g.take(ctx, op, id, func(before stored) (stored, error) {
		next, err := checked(f.apply(before.Photo))
		if err != nil {
			return stored{}, err
		}
		was, is = before.Likeness, next.Likeness
		if was != is {
			err = g.befriend(ctx, next)
		}
		return stored{Photo: next, since: cmp.Or(before.since, before.Version)}, err
	})
	if err == nil && was != is {
		err = g.part(ctx, id, was)
	}
	return p, fault.Wrap(op, err)
}

func (f Findings) apply(p Photo) Photo {
	open := func(field Field) bool { return !slices.Contains(p.Edited, field) }
	if open(FieldTitle) {
		p.Title = cmp.Or(f.Title, p.Title)
	}
	if open(FieldDescription) {
		p.Description = cmp.Or(f.Description, p.Description)
	}
	if open(FieldTaken) && !f.Taken.IsZero() {
		p.Taken = f.Taken
	}
	if open(FieldPlace) && (f.Place.City != "" || f.Place.Region != "" || f.Place.Country != "") {
		p.Place.City, p.Place.Region, p.Place.Country = f.Place.City, f.Place.Region, f.Place.Country
	}
	if f.Place.Lat != 0 || f.Place.Lon != 0 { // they are the camera's, whoever names the place
		p.Place.Lat, p.Place.Lon = f.Place.Lat, f.Place.Lon
	}
	if open(FieldTags) {
		p.Tags = joined(Tag, p.Tags, f.Tags)
	}
	if open(FieldPeople) {
		p.People = joined(Person, p.People, f.People)
	}
	if open(FieldAlbums) {
		p.Albums = joined(Album, p.Albums, f.Albums)
	}
	if open(FieldFavourite) {
		p.Favourite = p.Favourite || f.Favourite
	}
	p.Labels = relabelled(p.Labels, f.Labels)
	p.Camera = cmp.Or(f.Camera, p.Camera)
	p.Rating = cmp.Or(f.Rating, p.Rating)
	p.Width, p.Height = cmp.Or(f.Width, p.Width), cmp.Or(f.Height, p.Height)
	p.Objects = Objects{
		Original: cmp.Or(f.Objects.Original, p.Objects.Original), Small: cmp.Or(f.Objects.Small, p.Objects.Small),
		Medium: cmp.Or(f.Objects.Medium, p.Objects.Medium), Large: cmp.Or(f.Objects.Large, p.Objects.Large),
	}
	p.Blurhash = cmp.Or(f.Blurhash, p.Blurhash)
	p.Likeness = cmp.Or(f.Likeness, p.Likeness)
	return p
}

// joined gives names with others that are not among them, as many as a photo may have.
func joined(kind Kind, names, others []string) []string {
	all := slices.Clone(names)
	there := map[string]bool{"": true}
	for _, s := range names {
		there[NewTerm(kind, s).Value] = true
	}
	for _, s := range others {
		if folded := NewTerm(kind, s).Value; !there[folded] && len(all) < maxNames {
			there[folded] = true
			all = append(all, s)
		}
	}
	return all
}

// relabelled gives labels with others, which replace those of the same name, as many
// as a photo may have: what was found last is left out last.
func relabelled(labels, others []Label) []Label {
	if len(others) == 0 {
		return labels
	}
	replaced := map[string]bool{}
	for _, l := range others {
		replaced[NewTerm(LabelTerm, l.Name).Value] = true
	}
	var all []Label
	room := max(maxLabels-len(others), 0)
	for _, l := range labels {
		if !replaced[NewTerm(LabelTerm, l.Name).Value] && len(all) < room {
			all = append(all, l)
		}
	}
	return append(all, others...)
}
