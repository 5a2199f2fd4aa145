package ingest

import "shoebox/shared/gallery"

// Progress is how far an import has come, in files or records.
type Progress struct {
	Received int   // taken in hand; those that are not done are being processed
	Done     int   // dealt with, whatever became of them
	Refused  int   // of those that are done; the rest is ready
	Total    int   // how many there are; 0 while that is not known
	Read     int64 // bytes of the records read so far; 0 for files
}

// Report says what became of everything an import was given.
type Report struct {
	Added int
	There int // already in the gallery, and as they should be
	// Trashed, of those that are there, lie in the trash, and stay there.
	Trashed int
	// Refined were already in the gallery, and are completed by what is known of them
	// now.
	Refined int
	// Alike are photos that were added although they look like others.
	Alike   []Alike
	Skipped []Skip
}

// Alike is a photo that looks like one that was there before.
type Alike struct {
	File   string          // the name of the added photo's file
	Photo  gallery.PhotoID // the added photo
	Before gallery.PhotoID // the one that it looks like, the nearest
}

// Skip is something that was not taken, and why.
type Skip struct {
	File string // the file's name as it was given; "" for a record without one
	Line int    // of the records, counted from 1; 0 for a file
	// Reason goes on after "skipped, because": it has no capital and no full
	// stop.
	Reason string
}

// reason is an error a person reads: it says what is wrong with the input.
type reason string

func (r reason) Error() string { return string(r) }
