package when_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/intents/when"
	"shoebox/shared/fault"
)

// now is a Sunday in November.
func now(tb testing.TB) time.Time {
	tb.Helper()
	zone, err := time.LoadLocation("Europe/Lisbon")
	if err != nil {
		tb.Fatal(err)
	}
	return time.Date(2026, 11, 22, 15, 30, 0, 0, zone)
}

// days writes a span of whole days short: "2026-07-01/2026-08-01".
func days(spans when.Spans) string {
	write := func(t time.Time) string {
		switch {
		case t.IsZero():
			return ""
		case t.Format(time.TimeOnly) == "00:00:00":
			return t.Format(time.DateOnly)
		}
		return t.Format("2006-01-02T15:04")
	}
	written := make([]string, len(spans))
	for i, s := range spans {
		written[i] = write(s.From) + "/" + write(s.To)
	}
	return strings.Join(written, " ")
}

func TestReadTakesExpressionsAsMeantForPhotos(t *testing.T) {
	r, at := reader(t), now(t)
	for _, tt := range []struct{ text, want string }{
		{"yesterday", "2026-11-21/2026-11-22"},
		{"today", "2026-11-22/2026-11-23"},
		{"last summer", "2026-06-01/2026-09-01"},
		{"summer", "2026-06-01/2026-09-01"},
		{"the summer of 2019", "2019-06-01/2019-09-01"},
		{"last winter", "2025-12-01/2026-03-01"},
		{"winter 2023", "2023-12-01/2024-03-01"},
		{"fall", "2026-09-01/2026-12-01"},
		{"last fall", "2025-09-01/2025-12-01"},
		{"in July 2023", "2023-07-01/2023-08-01"},
		{"December", "2025-12-01/2026-01-01"},
		{"in december", "2025-12-01/2026-01-01"},
		{"july last year", "2025-07-01/2025-08-01"},
		{"2019", "2019-01-01/2020-01-01"},
		{"in 2019", "2019-01-01/2020-01-01"},
		{"between June and August", "2026-06-01/2026-09-01"},
		{"from June to August 2021", "2021-06-01/2021-09-01"},
		{"December to February", "2025-12-01/2026-03-01"},
		{"two weeks ago", "2026-11-02/2026-11-09"},
		{"a couple of weeks ago", "2026-11-02/2026-11-09"},
		{"two years ago", "2024-01-01/2025-01-01"},
		{"3 days ago", "2026-11-19/2026-11-20"},
		{"this weekend", "2026-11-21/2026-11-23"},
		{"last weekend", "2026-11-14/2026-11-16"},
		{"weekend", "2026-11-21/2026-11-23"},
		{"christmas", "2025-12-25/2025-12-26"},
		{"Christmas 2021", "2021-12-25/2021-12-26"},
		{"christmas of last year", "2025-12-25/2025-12-26"},
		{"last christmas", "2025-12-25/2025-12-26"},
		{"New Year's Eve", "2025-12-31/2026-01-01"},
		{"easter 2024", "2024-03-31/2024-04-01"},
		{"thanksgiving", "2025-11-27/2025-11-28"},
		{"the fourth of July", "2026-07-04/2026-07-05"},
		{"july 4th", "2026-07-04/2026-07-05"},
		{"13 July 2024", "2024-07-13/2024-07-14"},
		{"July 13, 2024", "2024-07-13/2024-07-14"},
		{"2024-07-13", "2024-07-13/2024-07-14"},
		{"7/13/2024", "2024-07-13/2024-07-14"},
		{"13.7.2024", "2024-07-13/2024-07-14"},
		{"last monday", "2026-11-16/2026-11-17"},
		{"friday", "2026-11-20/2026-11-21"},
		{"sunday", "2026-11-22/2026-11-23"},
		{"the third week of March", "2026-03-16/2026-03-23"},
		{"the first friday in June", "2026-06-05/2026-06-06"},
		{"last monday of april 2019", "2019-04-29/2019-04-30"},
		{"friday the 13th", "2026-11-13/2026-11-14"},
		{"week of the 16th", "2026-11-16/2026-11-23"},
		{"early july", "2026-07-01/2026-07-16"},
		{"mid July 2020", "2020-07-10/2020-07-21"},
		{"late july", "2026-07-16/2026-08-01"},
		{"beginning of 2019", "2019-01-01/2019-07-01"},
		{"mid-2019", "2019-04-01/2019-10-01"},
		{"since May 2019", "2019-05-01/"},
		{"since 2019", "2019-01-01/"},
		{"after 2019", "2020-01-01/"},
		{"before 2010", "/2010-01-01"},
		{"until Friday", "/2026-11-21"},
		{"the nineties", "1990-01-01/2000-01-01"},
		{"the 90s", "1990-01-01/2000-01-01"},
		{"the '80s", "1980-01-01/1990-01-01"},
		{"last decade", "2010-01-01/2020-01-01"},
		{"the first half of 2020", "2020-01-01/2020-07-01"},
		{"the first three months of 2019", "2019-01-01/2019-04-01"},
		{"last month", "2026-10-01/2026-11-01"},
		{"last week", "2026-11-09/2026-11-16"},
		{"this year", "2026-01-01/2027-01-01"},
		{"the last two years", "2024-11-22/2026-11-22T15:30"},
		{"the last two summers", "2025-06-01/2025-09-01 2026-06-01/2026-09-01"},
		{"this time last year", "2025-11-15/2025-11-30"},
		{"on this day last year", "2025-11-22/2025-11-23"},
		{"this day 3 years ago", "2023-11-22/2023-11-23"},
		{"the week before christmas", "2025-12-18/2025-12-25"},
		{"thanksgiving weekend 2023", "2023-11-23/2023-11-27"},
		{"easter monday 2025", "2025-04-21/2025-04-22"},
		{"chinese new year 2025", "2025-01-29/2025-01-30"},
		{"two summers ago", "2025-06-01/2025-09-01"},
		{"second half of July", "2026-07-16/2026-08-01"},
		{"more than two years ago", "/2024-11-22"},
		{"July or August 2015", "2015-07-01/2015-09-01"},
		{"the day after christmas", "2025-12-26/2025-12-27"},
		{"winter 2014/15", "2014-12-01/2015-03-01"},
		{"a year ago today", "2025-11-22/2025-11-23"},
		{"last night", "2026-11-21T18:00/2026-11-22T06:00"},
		{"this morning", "2026-11-22T05:00/2026-11-22T12:00"},
		{"saturday evening", "2026-11-21T17:00/2026-11-21T23:00"},
		{"nineteen ninety nine", "1999-01-01/2000-01-01"},
		{"twenty twenty one", "2021-01-01/2022-01-01"},
		{"may", "2026-05-01/2026-06-01"},
		{"4th to 22nd of january 2020", "2020-01-04/2020-01-23"},
		{"Feb 29", "2024-02-29/2024-03-01"},
		{"christmas eve", "2025-12-24/2025-12-25"},
		{"2014 through 2017", "2014-01-01/2018-01-01"},
		{"all of 2019", "2019-01-01/2020-01-01"},
		{"the whole summer", "2026-06-01/2026-09-01"},
		{"a fortnight ago", "2026-11-02/2026-11-09"},
		{"two fortnights ago", "2026-10-19/2026-10-26"},
		{"the last fortnight", "2026-11-08/2026-11-22T15:30"},
		{"half a year ago", "2026-05-01/2026-06-01"},
		{"summer of 12", "2012-06-01/2012-09-01"},
		{"three days before christmas", "2025-12-22/2025-12-23"},
		{"a year and a half ago", "2025-05-01/2025-06-01"},
		{"two christmases ago", "2024-12-25/2024-12-26"},
		{"summer 12", "2012-06-01/2012-09-01"},
		{"christmas 09", "2009-12-25/2009-12-26"},
		{"20190704", "2019-07-04/2019-07-05"},
		{"between 20190704 and 20190706", "2019-07-04/2019-07-07"},
		{"over the weekend", "2026-11-21/2026-11-23"},
	} {
		t.Run(tt.text, func(t *testing.T) {
			got, err := r.Read(tt.text, at)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(days(got), tt.want); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestReadRefusesWhatIsNoTime(t *testing.T) {
	r, at := reader(t), now(t)
	for _, text := range []string{
		"", "  ", "Feb 30", "31 April 2020", "2021-02-29", "13/13/2013", "dogs", "may the force", "first", "27",
		"2019 dogs", "20191304", "12345678", "summer 12 dogs", "99 weeks of", "25 december 12345", "\xff\xfe",
	} {
		t.Run(text, func(t *testing.T) {
			if got, err := r.Read(text, at); !fault.Is(err, fault.Invalid) {
				t.Errorf("got %v and %v, want Invalid", days(got), err)
			}
		})
	}
}
