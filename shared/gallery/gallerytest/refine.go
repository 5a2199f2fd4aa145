package gallerytest

import (
	"fmt"
	"slices"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/gallery"
)

// findings are some that a photo could be of: they may look like another photo's.
func (w *walker) findings() gallery.Findings {
	var f gallery.Findings
	if w.IntN(2) == 0 {
		p, _ := w.Oracle.Photo(pick(w.album, w.here))
		f.Likeness = p.Likeness
		for range w.IntN(9) {
			f.Likeness ^= 1 << w.IntN(64)
		}
	}
	if w.IntN(2) == 0 {
		name := pick(w.album, subjectNames)
		f.Labels = []gallery.Label{{Name: name, Confidence: 90, Parents: parents[name], Aliases: []string{"Something like " + name}}}
	}
	if w.IntN(3) == 0 {
		f.Title = "Found " + pick(w.album, subjectNames)
	}
	if w.IntN(3) == 0 {
		f.Tags, f.People = some(w.album, tags, 2), some(w.album, persons, 2)
	}
	if w.IntN(3) == 0 {
		f.Place = pick(w.album, places).Place
	}
	if w.IntN(3) == 0 {
		f.Taken = w.moment()
	}
	if w.IntN(4) == 0 {
		f.Description, f.Camera, f.Rating = longText(w.album), pick(w.album, cameras), 1+w.IntN(5)
	}
	return f
}

// said gives what people said of a photo, by the fields they may.
func said(p gallery.Photo) map[gallery.Field]string {
	_, zone := p.Taken.Zone()
	return map[gallery.Field]string{
		gallery.FieldTitle: p.Title, gallery.FieldDescription: p.Description,
		gallery.FieldTags: fmt.Sprint(p.Tags), gallery.FieldPeople: fmt.Sprint(p.People), gallery.FieldAlbums: fmt.Sprint(p.Albums),
		gallery.FieldFavourite: fmt.Sprint(p.Favourite), gallery.FieldTaken: fmt.Sprint(p.Taken.Unix(), zone),
		gallery.FieldPlace: fmt.Sprint(p.Place.City, p.Place.Region, p.Place.Country),
	}
}

// keptWord holds a change to what it may do with what people say: an edit says which
// fields it changed, and nothing else changes those that were edited.
func (w *walker) keptWord(did string, was, is gallery.Photo) {
	w.t.Helper()
	if was.ID == "" || is.ID == "" {
		return
	}
	before, after := said(was), said(is)
	for field, said := range after {
		edited := slices.Contains(is.Edited, field)
		switch changed := said != before[field]; {
		case did == "edit" && changed && !edited:
			w.t.Errorf("%s: the %s was edited, and is not noted", is.ID, field)
		case did != "edit" && changed && edited:
			w.t.Errorf("%s: %s has changed the %s, which was edited: %q, was %q", is.ID, did, field, said, before[field])
		case edited && !changed && did == "edit" && !slices.Contains(was.Edited, field):
			w.t.Errorf("%s: the %s was not edited, and is noted", is.ID, field)
		}
	}
	for _, field := range was.Edited {
		if !slices.Contains(is.Edited, field) {
			w.t.Errorf("%s: nobody knows any more that the %s was edited", is.ID, field)
		}
	}
}

// takenTwice has each second photo look nearly like the one before it, however short a
// walk is.
func takenTwice(photos []gallery.Photo) []gallery.Photo {
	for n := 1; n < len(photos); n += 2 {
		if photos[n].Likeness != 0 && photos[n-1].Likeness != 0 {
			photos[n].Likeness = photos[n-1].Likeness ^ 1<<(n%64)
		}
	}
	return photos
}

// accordOfLooks compares which photos look alike.
func (w *walker) accordOfLooks() {
	w.t.Helper()
	alike := 0
	for _, id := range w.here {
		p, _ := w.Oracle.Photo(id)
		want := w.Oracle.Similar(p.Likeness)
		got, err := w.Similar(w.t.Context(), p.Likeness, 100)
		if err != nil {
			w.t.Fatal(err)
		}
		if diff := cmp.Diff(got, want); diff != "" {
			w.t.Errorf("like %s are: got -, want +:\n%s", id, diff)
		}
		if len(want) > 1 {
			alike++
		}
	}
	if alike == 0 {
		w.t.Error("no two photos look alike: that proves nothing")
	}
}
