package ingest

import "time"

// Sidecar reads what an XMP file beside a picture says of it, as a record without ID
// and File. Programs of Adobe and Apple write such files, Immich, digiKam, darktable
// and many others.
//
// What is no time, no place or no number is left out; texts and lists that are longer
// than a photo's may be are cut. Taken is with its zone where the file says it.
//
// An error is a reason a person understands: it is not XMP. A sidecar that says
// nothing is none.
func Sidecar(data []byte) (Record, error) {
	p := readXMP(data)
	if p == nil {
		return Record{}, reason("it is not an XMP sidecar")
	}
	f := p.facts()
	f.fit()
	r := Record{Title: f.title, Description: f.description, Tags: f.keywords, People: f.people, Place: f.place(), Rating: f.rating}
	for _, c := range f.times {
		if c.plausible() {
			r.Taken = c.borrow(f.times).String()
			break
		}
	}
	return r, nil
}

// String writes a clock as records have it.
func (c clock) String() string {
	if c.zone == nil {
		return c.wall.Format("2006-01-02T15:04:05")
	}
	return c.instant(nil).Format(time.RFC3339)
}
