package intents

import (
	"strconv"
	"strings"
	"time"
)

// Text is what is to be said or written: runs of plain words and of things that
// channels say or escape in their own way. It holds no markup.
type Text []Run

// As says what a run is.
type As uint8

// What a run can be.
const (
	Plain       As = iota // our own words
	Quoted                // words from elsewhere: titles, names, what was asked for
	Number                // a number, in digits
	Date                  // a day, written out: "13 July 2024"
	Ordinal               // "3", said "third"
	Year                  // a year: "2014"
	Clock                 // a time of day: "14:05"
	Anniversary           // a day of any year: "13 July"
)

// Run is a stretch of a Text.
type Run struct {
	As    As
	Words string    // as it reads: "13 July 2024"
	Time  time.Time // of a Date, a Clock and an Anniversary
}

// Say makes a Text of our own words.
func Say(words string) Text { return Text{{Words: words}} }

// And adds our own words.
func (t Text) And(words string) Text { return append(t, Run{Words: words}) }

// Quote adds words from elsewhere.
func (t Text) Quote(words string) Text { return append(t, Run{As: Quoted, Words: words}) }

// Number adds a number.
func (t Text) Number(n int) Text {
	return append(t, Run{As: Number, Words: strconv.Itoa(n)})
}

// Date adds a day, written out.
func (t Text) Date(day time.Time) Text {
	return append(t, Run{As: Date, Words: day.Format("2 January 2006"), Time: day})
}

// Year adds a year.
func (t Text) Year(year int) Text { return append(t, Run{As: Year, Words: strconv.Itoa(year)}) }

// Clock adds a time of day.
func (t Text) Clock(at time.Time) Text {
	return append(t, Run{As: Clock, Words: at.Format("15:04"), Time: at})
}

// Anniversary adds a day of any year.
func (t Text) Anniversary(day time.Time) Text {
	return append(t, Run{As: Anniversary, Words: day.Format("2 January"), Time: day})
}

// Plus adds another Text.
func (t Text) Plus(more Text) Text { return append(t, more...) }

// String gives the words alone.
func (t Text) String() string {
	var b strings.Builder
	for _, r := range t {
		b.WriteString(r.Words)
	}
	return b.String()
}
