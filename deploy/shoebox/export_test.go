package main

import (
	"io"
	"time"

	"shoebox/shared/ingest"
	"shoebox/shared/ingest/export"
	"shoebox/shared/table"
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

// Throttled gives what a meter writes while nothing is done for so long, by a table that
// throttles.
func Throttled(w io.Writer, wait time.Duration) {
	m := newMeter(w, 0, time.Now)
	throttles := 0
	m.strain = func() table.Strain { throttles++; return table.Strain{Throttles: throttles} }
	m.show(ingest.Progress{Received: 2})
	m.tick()
	time.Sleep(wait)
	m.done()
}

// Looked gives what a meter writes in the seconds of a walk that finds nothing new after
// something was brought in.
func Looked(w io.Writer, brought ingest.Progress, walk []export.Looking) {
	now := time.Unix(0, 0)
	m := newMeter(w, 0, func() time.Time { return now })
	m.show(brought)
	for _, at := range walk {
		now = now.Add(lineEvery)
		m.look(at)
	}
	m.done()
}
