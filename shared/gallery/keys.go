package gallery

import (
	"strings"
	"time"

	"shoebox/shared/table"
)

const (
	only     = "M"               // the sort key of an item that is alone in its partition
	headSort = "~"               // of a list's count: after every posting
	lastSort = ":"               // after every posting, before the count
	sortable = "20060102T150405" // of times in UTC
)

func photoKey(g ID, p PhotoID) table.Key {
	return table.Key{Partition: "P#" + string(g) + "#" + string(p), Sort: only}
}

func fileKey(g ID, sha256 string) table.Key {
	return table.Key{Partition: "H#" + string(g) + "#" + sha256, Sort: only}
}

func listPartition(g ID, term string) string { return "X#" + string(g) + "#" + term }

func headKey(g ID, term string) table.Key {
	return table.Key{Partition: listPartition(g, term), Sort: headSort}
}

func termsPartition(g ID) string { return "V#" + string(g) }

func termKey(g ID, term string) table.Key {
	return table.Key{Partition: termsPartition(g), Sort: term}
}

func numbersKey(g ID) table.Key {
	return table.Key{Partition: "G#" + string(g), Sort: "terms"}
}

func journalPartition(g ID) string { return "J#" + string(g) }

func journalKey(g ID, id string) table.Key {
	return table.Key{Partition: journalPartition(g), Sort: id}
}

// place gives the sort key of a photo in every list: its place in time.
func place(taken time.Time, p PhotoID) string { return stamp(taken) + "#" + string(p) }

// placed takes a sort key apart; false for one that place did not make.
func placed(sort string) (time.Time, PhotoID, bool) {
	when, id, found := strings.Cut(sort, "#")
	if !found || !identifier(id) {
		return time.Time{}, "", false
	}
	taken, err := time.Parse(sortable, when)
	return taken, PhotoID(id), err == nil
}

// stamp gives a time as it stands in sort keys and in the vocabulary.
func stamp(t time.Time) string { return t.UTC().Format(sortable) }

// unstamp reads a stamp; the zero time for what is none.
func unstamp(s string) time.Time {
	t, err := time.Parse(sortable, s)
	if err != nil {
		return time.Time{}
	}
	return t
}
