package when_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/intents/when"
	"shoebox/shared/fault"
)

func TestScanFindsTimesWhereTheyHaveReason(t *testing.T) {
	r, at := reader(t), now(t)
	for _, tt := range []struct{ text, want string }{
		{"beach photos from last summer in Lisbon", "from last summer=2026-06-01/2026-09-01"},
		{"in July 2023 and in 2019", "in July 2023 and in 2019=2019-01-01/2020-01-01 2023-07-01/2023-08-01"},
		{"may the force be with you", ""},
		{"photos in may with Anna", "in may=2026-05-01/2026-06-01"},
		{"photos may", "may=2026-05-01/2026-06-01"},
		{"march of the penguins", ""},
		{"the second photo", ""},
		{"sun and sea", ""},
		{"on sun", "on sun=2026-11-22/2026-11-23"},
		{"in the sun", ""},
		{"waterfall at fall creek", ""},
		{"last fall", "last fall=2025-09-01/2025-12-01"},
		{"Feb 30", ""},
		{"30 february", ""},
		{"the 31 of April", ""},
		{"three dogs and 27 cats", ""},
		{"the 39 steps", ""},
		{"the 27.", "the 27=2026-10-27/2026-10-28"},
		{"f 2.8 at 50 mm", ""},
		{"1.5 years ago", ""},
		{"IMG20190713 1920x1080", ""},
		{"2019.", "2019=2019-01-01/2020-01-01"},
		{"8p.m. this week", "this week=2026-11-16/2026-11-23"},
		{"two weeks ago today", "two weeks ago today=2026-11-08/2026-11-09"},
		{"christmas at home", "christmas=2025-12-25/2025-12-26"},
		{"at christmas", "at christmas=2025-12-25/2025-12-26"},
		{"été 2019", "2019=2019-01-01/2020-01-01"},
		{"\u00a0last\u00a0summer\xff", "last\u00a0summer=2026-06-01/2026-09-01"},
		{"New Year’s Eve", "New Year’s Eve=2025-12-31/2026-01-01"},
		{"2014–2018", "2014–2018=2014-01-01/2018-01-01"},
	} {
		t.Run(tt.text, func(t *testing.T) {
			var got []string
			for _, m := range r.Scan(tt.text, at) {
				got = append(got, m.Text+"="+days(m.Spans))
			}
			if diff := cmp.Diff(strings.Join(got, "; "), tt.want); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAmazonValuesBecomeRanges(t *testing.T) {
	r, at := reader(t), now(t)
	for _, tt := range []struct{ name, value, want string }{
		{"3.6: a day", "2024-11-24", "2024-11-24/2024-11-25"},
		{"3.6: an ISO week", "2024-W48", "2024-11-25/2024-12-02"},
		{"3.6: a weekend", "2024-W48-WE", "2024-11-30/2024-12-02"},
		{"3.6: a month", "2024-11", "2024-11-01/2024-12-01"},
		{"3.6: a month of any day", "2024-11-XX", "2024-11-01/2024-12-01"},
		{"3.6: a year", "2024", "2024-01-01/2025-01-01"},
		{"3.6: a year of any month", "2024-XX", "2024-01-01/2025-01-01"},
		{"3.6: a year of any day", "2024-XX-XX", "2024-01-01/2025-01-01"},
		{"3.6: a decade", "201X", "2010-01-01/2020-01-01"},
		{"3.6: spring", "2024-SP", "2024-03-01/2024-06-01"},
		{"3.6: summer", "2024-SU", "2024-06-01/2024-09-01"},
		{"3.6: fall", "2024-FA", "2024-09-01/2024-12-01"},
		{"3.6: winter goes into the next year", "2024-WI", "2024-12-01/2025-03-01"},
		{"3.6: winter before a leap day", "2023-WI", "2023-12-01/2024-03-01"},
		{"3.6: a quarter", "2024-Q4", "2024-10-01/2025-01-01"},
		{"3.6: spring in lower case", "2024-sp", "2024-03-01/2024-06-01"},
		{"3.6: the first quarter", "2024-Q1", "2024-01-01/2024-04-01"},
		{"3.6: the second quarter", "2024-Q2", "2024-04-01/2024-07-01"},
		{"3.6: the third quarter", "2024-Q3", "2024-07-01/2024-10-01"},
		{"3.6: week 53 of a year that has it", "2020-W53", "2020-12-28/2021-01-04"},
		{"3.6: the first week may begin in the year before", "2025-W01", "2024-12-30/2025-01-06"},
		{"3.6: a leap day", "2024-02-29", "2024-02-29/2024-03-01"},
		{"3.6: the present in lower case is today", "present_ref", "2026-11-22/2026-11-23"},
		{"a half", "2024-H2", "2024-07-01/2025-01-01"},
		{"a week of one digit", "2024-W5", "2024-01-29/2024-02-05"},
		{"a leap day of any year is the last one", "XXXX-02-29", "2024-02-29/2024-03-01"},
		{"a season of any year is the last one", "XXXX-WI", "2025-12-01/2026-03-01"},
		{"a weekend to come is the same week's of last year", "2026-W52-WE", "2025-12-27/2025-12-29"},
		{"a quarter to come is last year's", "2027-Q1", "2026-01-01/2026-04-01"},
		{"3.6: the present is today", "PRESENT_REF", "2026-11-22/2026-11-23"},
		{"a century", "20XX", "2000-01-01/2100-01-01"},
		{"a day of any year", "XXXX-12-25", "2025-12-25/2025-12-26"},
		{"a month of any year", "XXXX-12", "2025-12-01/2026-01-01"},
		{"lower case and spaces", " 2024 - w48 - we ", "2024-11-30/2024-12-02"},
		{"a day that is to come is last year's", "2026-12-25", "2025-12-25/2025-12-26"},
		{"a month that is to come is last year's", "2026-12", "2025-12-01/2026-01-01"},
		{"a week that is to come is last year's", "2026-W52", "2025-12-22/2025-12-29"},
		{"week 53 is the last year's that had one", "2026-W53", "2020-12-28/2021-01-04"},
		{"a leap day that is to come is the last one", "2028-02-29", "2024-02-29/2024-03-01"},
		{"summer to come is the last one", "2027-SU", "2026-06-01/2026-09-01"},
		{"a year to come is this one", "2027", "2026-01-01/2027-01-01"},
		{"a decade to come is this one", "203X", "2020-01-01/2030-01-01"},
		{"today is today", "2026-11-22", "2026-11-22/2026-11-23"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := r.Amazon(tt.value, at)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(days(got), tt.want); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAmazonRefusesWhatIsNoDate(t *testing.T) {
	r, at := reader(t), now(t)
	for _, value := range []string{
		"", "2021-W53", "2021-W00", "2024-W48-3", "2024-W53", "2021-W53-WE", "XXXX-02-30", "2024-SP-01", "2024-H3", "2024-W", "24-11-24", "2024/11/24", "2024-02-30", "2023-02-29", "2024-13", "2024-00", "2024-Q5", "2024-XX-13",
		"last summer", "202", "20240", "2024-", "201X-07", "T10:00", "0000", strings.Repeat("2", 1000),
	} {
		t.Run(value, func(t *testing.T) {
			if got, err := r.Amazon(value, at); !fault.Is(err, fault.Invalid) {
				t.Errorf("got %s and %v, want Invalid", days(got), err)
			}
		})
	}
}

func TestDaysBeginAtMidnightWhereTheAskerIs(t *testing.T) {
	r := reader(t)
	for _, tt := range []struct {
		name, zone, at, text string
		hours                float64
		from                 string
	}{
		{"a day on which the clock goes forward", "Europe/Lisbon", "2026-11-22T12:00:00Z", "March 29 2026", 23, "2026-03-29T00:00:00Z"},
		{"a day on which the clock goes back", "America/New_York", "2026-11-22T12:00:00Z", "November 1 2026", 25, "2026-11-01T04:00:00Z"},
		{"a day that has no midnight", "America/Sao_Paulo", "2018-11-22T12:00:00Z", "November 4 2018", 23, "2018-11-04T03:00:00Z"},
		{"yesterday by the asker's clock", "Pacific/Auckland", "2026-11-22T12:00:00Z", "yesterday", 24, "2026-11-21T11:00:00Z"},
		{"yesterday west of the line", "Pacific/Honolulu", "2026-11-22T05:00:00Z", "yesterday", 24, "2026-11-20T10:00:00Z"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			zone, err := time.LoadLocation(tt.zone)
			if err != nil {
				t.Fatal(err)
			}
			at, err := time.Parse(time.RFC3339, tt.at)
			if err != nil {
				t.Fatal(err)
			}
			got, err := r.Read(tt.text, at.In(zone))
			if err != nil {
				t.Fatal(err)
			}
			span := got.Hull()
			if from := span.From.UTC().Format(time.RFC3339); from != tt.from || span.To.Sub(span.From).Hours() != tt.hours {
				t.Errorf("got %v from %s, want %v h from %s", span.To.Sub(span.From), from, tt.hours, tt.from)
			}
		})
	}
}

func TestNewKnowsItsLanguages(t *testing.T) {
	if _, err := when.New("xx-XX", when.Rules{}); !fault.Is(err, fault.Invalid) {
		t.Errorf("got %v, want Invalid", err)
	}
	r, err := when.New("en-GB", when.Rules{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := r.Read("7/8/2024", now(t))
	if err != nil {
		t.Fatal(err)
	}
	if want := "2024-08-07/2024-08-08"; days(got) != want {
		t.Errorf("got %s, want %s", days(got), want)
	}
}

func TestNameSaysSpansBack(t *testing.T) {
	r, at := reader(t), now(t)
	for _, tt := range []struct{ text, want string }{
		{"July 2023", "July 2023"},
		{"last summer", "summer 2026"},
		{"winter 2023", "winter 2023"},
		{"13/7/2024", "13 July 2024"},
		{"yesterday", "yesterday"},
		{"today", "today"},
		{"2019", "2019"},
		{"the nineties", "1990 through 1999"},
		{"since May 2019", "since May 2019"},
		{"before 2010", "before 2010"},
		{"until Friday", "before 21 November 2026"},
		{"june to august 2021", "summer 2021"},
		{"may to august 2021", "May to August 2021"},
		{"4 to 22 January 1995", "4 to 22 January 1995"},
		{"from 28 December 2019 to 3 January 2020", "28 December 2019 through 3 January 2020"},
		{"from 28 June 2019 to 3 July 2019", "28 June to 3 July 2019"},
		{"december to april", "December 2025 through April 2026"},
		{"last weekend", "the weekend of 14 November 2026"},
		{"last week", "the week of 9 November 2026"},
		{"past 2 weeks", "since 8 November 2026"},
		{"saturday evening", "the evening of 21 November 2026"},
		{"Q4 2023", "October to December 2023"},
	} {
		t.Run(tt.text, func(t *testing.T) {
			s, err := r.Read(tt.text, at)
			if err != nil {
				t.Fatal(err)
			}
			got := r.Name(s, at)
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			again, err := r.Read(got, at)
			if err != nil {
				t.Fatalf("%q is not understood: %v", got, err)
			}
			if tt.text != "past 2 weeks" && days(again) != days(s) {
				t.Errorf("%q is understood as %s, want %s", got, days(again), days(s))
			}
		})
	}
}

func ExampleReader_Scan() {
	r, err := when.New("en-US", when.Rules{})
	if err != nil {
		return
	}
	sunday := time.Date(2026, 11, 22, 15, 30, 0, 0, time.UTC)
	for _, m := range r.Scan("beach photos from last summer", sunday) {
		fmt.Println(m.Text, "is from", m.Hull().From.Format(time.DateOnly), "to before", m.Hull().To.Format(time.DateOnly))
	}
	fmt.Println(r.Name(when.Spans{{From: sunday.AddDate(0, 0, -14)}}, sunday))
	// Output:
	// from last summer is from 2026-06-01 to before 2026-09-01
	// since 8 November 2026 15:30
}
