package when_test

import (
	"testing"
	"time"

	"shoebox/intents/when"
)

// FuzzScan looks for texts that panic, or give spans that are none or stand where
// they don't.
func FuzzScan(f *testing.F) {
	for _, seed := range []string{
		"the first friday in June between 4 and 22 January, 1995", "Feb 29 2/29/2020 31.12.9999", "last week between Friday and Sunday",
		"since May until 2014-2018 or 99 weeks ago", "nineteen oh five q3 2016 h2", "\xff\xfe 1970's the '90s", "9999 years ago", "week 53 2021",
		"the last 300 christmases before 0001-01-01", "9999-12-31 - 9999-12-31",
		"vom 4. bis zum 22. Januar 1995", "zweitausendneunzehn am 30. Februar", "vierter Advent vor 9999 Jahren", "Samstagabend letzter Woche",
		"weekends in July 2020, every christmas and the 1st and 3rd of May", "0\u02bc0 \uff9e", "3000.1.1 before 1000", "mondays and fridays since 2020 or before 1800", "2019, 2021 und 2023",
		"de 1990 a 1999 inclusive", "hace 9999 años", "martes 13 del mes pasado", "la última semana de dos mil diez", "9-18-15",
	} {
		f.Add(seed, int64(1_795_361_400))
	}
	zone := now(f).Location()
	readers := []*when.Reader{reader(f), localized(f, "de-DE"), localized(f, "es-MX")}
	f.Fuzz(func(t *testing.T, text string, seconds int64) {
		at := time.Unix(seconds%4_102_444_800, 0).In(zone)
		for _, r := range readers {
			scans(t, r, text, at)
		}
	})
}

func scans(t *testing.T, r *when.Reader, text string, at time.Time) {
	t.Helper()
	end := 0
	for _, m := range r.Scan(text, at) {
		check(t, m.Spans)
		if m.Start < end || m.End <= m.Start || m.End > len(text) || text[m.Start:m.End] != m.Text {
			t.Fatalf("%q: the match %+v does not stand there", text, m)
		}
		end = m.End
		saysSame(t, r, m.Spans, at)
	}
	if s, err := r.Read(text, at); err == nil {
		check(t, s)
		saysSame(t, r, s, at)
	}
}

// saysSame checks that a name of whole days is read as the same spans, and that
// what is only counted is many.
func saysSame(t *testing.T, r *when.Reader, spans when.Spans, at time.Time) {
	t.Helper()
	said := r.Name(spans, at)
	if said == "" {
		t.Fatalf("%v has no name", spans)
	}
	for _, s := range spans {
		if !wholeDay(s.From) || !wholeDay(s.To) {
			return
		}
	}
	again, err := r.Read(said, at)
	if err != nil && len(spans) <= 2 || err == nil && !again.Equal(spans) {
		t.Fatalf("%v are named %q, which is read as %v, %v", spans, said, again, err)
	}
}

// wholeDay says whether a moment is open or begins a day.
func wholeDay(t time.Time) bool {
	if t.IsZero() {
		return true
	}
	y, m, d := t.Date()
	return t.Equal(time.Date(y, m, d, 0, 0, 0, 0, t.Location()))
}

func FuzzAmazon(f *testing.F) {
	for _, seed := range []string{"2024-W48-WE", "201X", "20XX", "XXXX-12-25", "2024-WI", "PRESENT_REF", "2021-W53", "0000-00-00", "9999-Q4"} {
		f.Add(seed)
	}
	r, at := reader(f), now(f)
	f.Fuzz(func(t *testing.T, value string) {
		s, err := r.Amazon(value, at)
		if err != nil {
			return
		}
		check(t, s)
		if s.Hull().From.After(at) {
			t.Fatalf("%q begins in the future: %v", value, s)
		}
	})
}

func check(t *testing.T, spans when.Spans) {
	t.Helper()
	if len(spans) == 0 {
		t.Fatal("no span")
	}
	for i, s := range spans {
		if s.From.IsZero() && s.To.IsZero() {
			t.Fatal("a span without a bound")
		}
		if !s.From.IsZero() && !s.To.IsZero() && !s.From.Before(s.To) {
			t.Fatalf("the span %v to %v has no time in it", s.From, s.To)
		}
		if i > 0 && !spans[i-1].To.Before(s.From) {
			t.Fatalf("the spans %v are out of order, or touch", spans)
		}
	}
}
