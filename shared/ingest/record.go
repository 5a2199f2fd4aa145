package ingest

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"shoebox/shared/gallery"
)

// Record is one line of records: a photo as somebody else wrote it down. Fields
// that it does not know are left out of account.
type Record struct {
	ID   string `json:"id,omitempty"`   // kept, and of one picture alone; made up from the content if empty
	File string `json:"file,omitempty"` // a picture, named from the records' folder; may be empty
	// Taken is RFC 3339. Without a zone it is in the ingester's; a day alone
	// is its noon. "-00:00" is, as there, an instant in a zone that is not known: it
	// is the one that the picture's own clock tells, else the ingester's. Empty is
	// what the picture says of itself.
	Taken       string          `json:"taken,omitempty"`
	Title       string          `json:"title,omitempty"`
	Description string          `json:"description,omitempty"`
	Tags        []string        `json:"tags,omitempty"`
	Labels      []gallery.Label `json:"labels,omitempty"`
	People      []string        `json:"people,omitempty"`
	Place       gallery.Place   `json:"place,omitzero"`
	Albums      []string        `json:"albums,omitempty"`
	Favourite   bool            `json:"favourite,omitempty"`
	Rating      int             `json:"rating,omitempty"` // stars, 1 to 5; 0 is none
}

// parse reads a line.
func parse(line []byte) (Record, error) {
	var r Record
	if err := json.Unmarshal(line, &r); err != nil {
		if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok && wrong.Field != "" {
			return Record{}, reason("its " + wrong.Field + " is a " + wrong.Value + ", which it can't be")
		}
		return Record{}, reason("it is not a JSON object")
	}
	return r, nil
}

// photo gives what the record alone says, without a file.
func (r Record) photo(zone *time.Location) (gallery.Photo, error) {
	p := gallery.Photo{
		ID: gallery.PhotoID(r.ID), Title: r.Title, Description: r.Description,
		Tags: r.Tags, Labels: r.Labels, People: r.People, Place: r.Place,
		Albums: r.Albums, Favourite: r.Favourite, Rating: r.Rating,
	}
	if r.Taken != "" {
		taken, ok := moment(r.Taken, zone)
		if !ok {
			return gallery.Photo{}, reason(`its "taken" is no time: write it like 2024-07-21T18:30:00+02:00`)
		}
		if r.zoneless() {
			taken = taken.In(zone)
		}
		p.Taken = taken
	}
	return p, nil
}

// zoneless reports whether the record tells an instant without its zone.
func (r Record) zoneless() bool { return strings.HasSuffix(strings.TrimSpace(r.Taken), "-00:00") }

// zoned puts an instant without a zone into the one that the picture's own clock was
// in. A clock that is no whole quarters of an hour away from it, or too many, was
// wrong, or the time was put right since.
func (r Record) zoned(said, pictured time.Time) time.Time {
	if !r.zoneless() || pictured.IsZero() {
		return said
	}
	_, offset := pictured.Zone()
	ahead := pictured.Sub(said) + time.Duration(offset)*time.Second
	zone := ahead.Round(15 * time.Minute)
	if (ahead-zone).Abs() > time.Second || zone < -12*time.Hour || zone > 14*time.Hour {
		return said
	}
	return said.In(time.FixedZone("", int(zone.Seconds())))
}

// fingerprint tells records without id and file apart.
func (r Record) fingerprint() [sha256.Size]byte {
	b, err := json.Marshal(r)
	if err != nil {
		panic(err) // it came from JSON
	}
	return sha256.Sum256(b)
}

// moment reads a time as records and sidecars write it. A day alone is its noon,
// which is the same day in most other zones.
func moment(s string, zone *time.Location) (time.Time, bool) {
	s = strings.TrimSpace(s)
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t, true
	}
	for _, layout := range []string{"2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02T15:04"} {
		if t, err := time.ParseInLocation(layout, s, zone); err == nil {
			return t, true
		}
	}
	t, err := time.ParseInLocation(time.DateOnly, s, zone)
	return t.Add(12 * time.Hour), err == nil
}
