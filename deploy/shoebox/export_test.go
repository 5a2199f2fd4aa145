package main

import (
	"io"
	"time"

	"shoebox/shared/ingest"
)

// Metered gives what a meter writes on a terminal of so many columns, 0 being none, of
// an import that is somewhere at each second. of is how many there are, size the bytes
// of records.
func Metered(w io.Writer, wide int, of, size int64, seconds []ingest.Progress) {
	now := time.Unix(0, 0)
	m := newMeter(w, size, func() time.Time { return now })
	m.wide = wide
	m.of.Store(of)
	for _, p := range seconds {
		now = now.Add(time.Second)
		m.show(p)
	}
	m.done()
}

// Sentence is what an error has to say to a person.
func Sentence(err error) string { return sentence(err) }
