package doctor

import "shoebox/shared/gallery"

// Sort is what sort of thing is wrong.
type Sort string

// The sorts, in the order in which people should hear of them.
const (
	// NoOriginal is a photo whose original is not in the bucket. Nothing here brings it
	// back.
	NoOriginal Sort = "no original"
	// WrongSize is a photo whose original is not as long as it was when it was added.
	WrongSize Sort = "wrong size"
	// NoRendition is a photo that lacks what is shown of it, or has an empty one.
	NoRendition Sort = "no rendition"
	// Orphan is an object of no photo, older than a day.
	Orphan Sort = "orphan"
	// Unfinished is a change that was left half made.
	Unfinished Sort = "unfinished"
	// Overdue is a photo that should have left the trash days ago.
	Overdue Sort = "overdue"
)

// Sorts gives all sorts in their order.
func Sorts() []Sort {
	return []Sort{NoOriginal, WrongSize, NoRendition, Orphan, Unfinished, Overdue}
}

// Finding is one thing that is wrong.
type Finding struct {
	Sort Sort
	// Photo is whose it is: of an Orphan one that is not there, or "" where the bucket
	// says none.
	Photo gallery.PhotoID
	// Objects and Bytes are how many objects are too many or wrong, and what they take.
	// Of what is missing there are 0.
	Objects int
	Bytes   int64
	// Mended says that it is right now.
	Mended bool
	// Why says in a sentence why it was not mended, where that was tried; "" otherwise.
	Why string
}

// Tally is how much of one sort there is.
type Tally struct {
	Found, Mended int
	Objects       int
	Bytes         int64
}

// Report is what came of a look at a gallery.
type Report struct {
	Photos, Objects int // that were looked at
	Tallies         map[Sort]Tally
}

// Left is how much is wrong still.
func (r Report) Left() int {
	n := 0
	for _, t := range r.Tallies {
		n += t.Found - t.Mended
	}
	return n
}

// Found is how much was wrong.
func (r Report) Found() int {
	n := 0
	for _, t := range r.Tallies {
		n += t.Found
	}
	return n
}
