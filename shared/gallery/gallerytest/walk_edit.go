package gallerytest

import (
	"fmt"
	"strings"
	"time"

	"shoebox/shared/gallery"
)

// longText has more words than one transaction can index.
func longText(a album) string {
	var text strings.Builder
	for n := range 40 + a.IntN(40) {
		fmt.Fprintf(&text, "wordnumber%d ", n+a.IntN(3))
	}
	return text.String()
}

func (w *walker) edit() gallery.Edit {
	var e gallery.Edit
	if w.IntN(2) == 0 {
		title := pick(w.album, moods) + " " + pick(w.album, subjectNames)
		e.Title = &title
	}
	if w.IntN(3) == 0 {
		people := some(w.album, persons, w.IntN(4))
		e.People = &people
	}
	if w.IntN(3) == 0 {
		chosen := some(w.album, tags, w.IntN(3))
		e.Tags = &chosen
	}
	if w.IntN(5) == 0 {
		text := longText(w.album)
		e.Description = &text
	}
	if w.IntN(3) == 0 {
		yes := w.IntN(2) == 0
		e.Favourite = &yes
	}
	if w.IntN(3) == 0 {
		taken := w.moment()
		e.Taken = &taken
	}
	if w.IntN(5) == 0 {
		where := pick(w.album, places).Place
		e.Place = &where
	}
	return e
}

// moment gives another time for a photo: anywhere, or where another photo is, or the
// same by another clock.
func (w *walker) moment() time.Time {
	p, _ := w.Oracle.Photo(pick(w.album, w.here))
	zone := pick(w.album, places).zone()
	switch w.IntN(3) {
	case 0:
		return p.Taken.In(zone)
	case 1:
		return p.Taken.AddDate(w.IntN(9)-4, w.IntN(3), 0)
	}
	return time.Date(1990+w.IntN(40), time.Month(1+w.IntN(12)), 1+w.IntN(31), w.IntN(24), w.IntN(60), 0, 0, zone)
}
