package gallery

import (
	"encoding/binary"
	"iter"
	"slices"
	"strings"
	"time"

	"shoebox/shared/table"
)

// posting is a photo as it stands in a list.
type posting struct {
	sort  string // its place: the order of every list
	title string
	zone  int    // minutes east of Greenwich
	terms []byte // the numbers of all its terms
	// trashed is when the photo was put into the trash, as a stamp; "" while it is live.
	trashed string
}

// attributes gives what every posting of a photo holds: the same in each list.
func (p posting) attributes() table.Attributes {
	a := table.Attributes{"terms": p.terms}
	if p.title != "" {
		a["title"] = p.title
	}
	if p.zone != 0 {
		a["zone"] = int64(p.zone)
	}
	if p.trashed != "" {
		a["trashed"] = p.trashed
	}
	return a
}

func readPosting(i table.Item) posting {
	return posting{sort: i.Sort, title: i.String("title"), zone: int(i.Int("zone")), terms: i.Bytes("terms")}
}

// hit gives what a posting says of its photo; false for what is no posting.
func (p posting) hit() (Hit, bool) {
	taken, id, ok := placed(p.sort)
	return Hit{ID: id, Title: p.title, Taken: inOffset(taken, p.zone)}, ok
}

// taken gives the moment a posting's photo was taken.
func (p posting) taken() time.Time {
	taken, _, _ := placed(p.sort)
	return inOffset(taken, p.zone)
}

// maxPostingTitle is the most of a title that a posting carries, in bytes: longer
// titles end in "…" in a list.
const maxPostingTitle = 120

// shortTitle shortens a title to what a posting carries, at a space if there is one
// near the end.
func shortTitle(title string) string {
	const ellipsis = "…"
	if len(title) <= maxPostingTitle {
		return title
	}
	short := string(cutAt([]byte(title), maxPostingTitle-len(ellipsis)))
	if space := strings.LastIndexByte(short, ' '); space > maxPostingTitle/2 {
		short = short[:space]
	}
	return strings.TrimRight(short, " ,;.") + ellipsis
}

// pack writes term numbers as a set: sorted, as differences, in variable length.
// A gallery of 10,000 terms needs one or two bytes for each.
func pack(numbers []uint64) []byte {
	slices.Sort(numbers)
	var packed []byte
	var last uint64
	for _, n := range slices.Compact(numbers) {
		packed = binary.AppendUvarint(packed, n-last)
		last = n
	}
	return packed
}

// among gives which of the wanted numbers (sorted, at most 64) are in a packed
// set: the bit of each one's index.
func among(packed []byte, wanted []uint64) uint64 {
	var found, n uint64
	next := 0
	for len(packed) > 0 && next < len(wanted) {
		step, size := binary.Uvarint(packed)
		if size <= 0 {
			return found
		}
		packed = packed[size:]
		n += step
		for next < len(wanted) && wanted[next] < n {
			next++
		}
		if next < len(wanted) && wanted[next] == n {
			found |= 1 << next
			next++
		}
	}
	return found
}

// numbers gives the numbers of a posting's terms.
func (p posting) numbers() iter.Seq[uint64] {
	return func(yield func(uint64) bool) {
		var n uint64
		for packed := p.terms; len(packed) > 0; {
			step, size := binary.Uvarint(packed)
			if n += step; size <= 0 || !yield(n) {
				return
			}
			packed = packed[size:]
		}
	}
}

// postingOf gives the posting of a photo, given the numbers of its terms.
func postingOf(p Photo, numbers map[string]known) posting {
	packed := make([]uint64, 0, len(p.Terms))
	for _, t := range p.Terms {
		if numbered(t) {
			packed = append(packed, numbers[t].number)
		}
	}
	_, offset := p.Taken.Zone()
	is := posting{
		sort: place(p.Taken, p.ID), title: shortTitle(p.Title),
		zone: offset / 60, terms: pack(packed),
	}
	if p.State == Trashed {
		is.trashed = stamp(p.TrashedAt)
	}
	return is
}
