package ingest

import (
	"time"

	"shoebox/shared/gallery"
)

// Said is what a picture says of itself, for tests.
type Said struct {
	Turn                       int
	Taken                      time.Time
	Title, Description, Camera string
	Keywords, People           []string
	Place                      gallery.Place
	Rating                     int
}

// Says reads what a picture says of itself; ok is false if it is of no format that
// is read.
func Says(data []byte, now time.Time) (said Said, ok bool) {
	f, err := sniff(data)
	if err != nil {
		return Said{}, false
	}
	m := read(f, data, now)
	return Said{int(m.turn), m.taken, m.title, m.description, m.camera, m.keywords, m.people, m.place, m.rating}, true
}

// PhotoOf gives what a record alone says of a photo.
func PhotoOf(r Record) (gallery.Photo, error) { return r.photo(time.UTC) }
