package digest_test

import (
	"testing"
	"time"

	"shoebox/bots/slackbot/digest"
)

const morning = 8 * time.Hour

func TestARuleFollowsItsZonesClock(t *testing.T) {
	tests := []struct {
		name  string
		rule  digest.Rule
		after string
		want  string // in UTC
	}{
		{"in Lisbon in winter", digest.Rule{At: morning, Zone: "Europe/Lisbon"}, "2026-11-23T07:59:59Z", "2026-11-23T08:00:00Z"},
		{"not again at the very moment", digest.Rule{At: morning, Zone: "Europe/Lisbon"}, "2026-11-23T08:00:00Z", "2026-11-24T08:00:00Z"},
		{"the day before Lisbon's clocks go forward", digest.Rule{At: morning, Zone: "Europe/Lisbon"}, "2026-03-27T12:00:00Z", "2026-03-28T08:00:00Z"},
		{"the day they do", digest.Rule{At: morning, Zone: "Europe/Lisbon"}, "2026-03-28T08:00:00Z", "2026-03-29T07:00:00Z"},
		{"at a time that is not that day", digest.Rule{At: 90 * time.Minute, Zone: "Europe/Lisbon"}, "2026-03-28T12:00:00Z", "2026-03-29T01:30:00Z"},
		{"the day Lisbon's clocks go back", digest.Rule{At: morning, Zone: "Europe/Lisbon"}, "2026-10-24T07:00:00Z", "2026-10-25T08:00:00Z"},
		{"at a time that comes twice that day", digest.Rule{At: 90 * time.Minute, Zone: "Europe/Lisbon"}, "2026-10-24T12:00:00Z", "2026-10-25T01:30:00Z"},
		{"and once", digest.Rule{At: 90 * time.Minute, Zone: "Europe/Lisbon"}, "2026-10-25T01:30:00Z", "2026-10-26T01:30:00Z"},
		{"the day New York's clocks go forward", digest.Rule{At: morning, Zone: "America/New_York"}, "2026-03-07T13:00:00Z", "2026-03-08T12:00:00Z"},
		{"the day New York's clocks go back", digest.Rule{At: morning, Zone: "America/New_York"}, "2026-10-31T12:00:00Z", "2026-11-01T13:00:00Z"},
		{"at half an hour past in India", digest.Rule{At: morning, Zone: "Asia/Kolkata"}, "2026-11-23T00:00:00Z", "2026-11-23T02:30:00Z"},
		{"at a quarter past in Nepal", digest.Rule{At: morning, Zone: "Asia/Kathmandu"}, "2026-11-23T00:00:00Z", "2026-11-23T02:15:00Z"},
		{"on the Chatham Islands", digest.Rule{At: morning, Zone: "Pacific/Chatham"}, "2026-11-23T00:00:00Z", "2026-11-23T18:15:00Z"},
		{"where half an hour is put forward", digest.Rule{At: morning, Zone: "Australia/Lord_Howe"}, "2026-10-03T00:00:00Z", "2026-10-03T21:00:00Z"},
		{"where tomorrow is today", digest.Rule{At: morning, Zone: "Pacific/Kiritimati"}, "2026-11-22T17:00:00Z", "2026-11-22T18:00:00Z"},
		{"at a midnight that is skipped", digest.Rule{Zone: "America/Havana"}, "2026-03-07T12:00:00Z", "2026-03-08T05:00:00Z"},
		{"on Friday for Monday", digest.Rule{At: morning, Weekdays: true, Zone: "Europe/Lisbon"}, "2026-11-20T08:00:00Z", "2026-11-23T08:00:00Z"},
		{"on Sunday for Monday", digest.Rule{At: morning, Weekdays: true, Zone: "Asia/Kolkata"}, "2026-11-22T12:00:00Z", "2026-11-23T02:30:00Z"},
		{"on Monday for Tuesday", digest.Rule{At: morning, Weekdays: true, Zone: "Europe/Lisbon"}, "2026-11-23T08:00:00Z", "2026-11-24T08:00:00Z"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			after, want := at(t, tt.after), at(t, tt.want)
			got := must(tt.rule.Next(after))(t)
			if !got.Equal(want) {
				t.Errorf("got %v, want %v", got.UTC(), want)
			}
			if last := must(tt.rule.Last(want))(t); !last.Equal(want) {
				t.Errorf("then the last: got %v, want %v", last.UTC(), want)
			}
			if last := must(tt.rule.Last(want.Add(-time.Second)))(t); !last.Before(want) || last.After(after) {
				t.Errorf("the last before: got %v, want one not after %v", last.UTC(), after)
			}
		})
	}
}

// TestARuleComesOnceADay goes through three years in zones of all sorts, by all
// quarters of an hour: each day of the zone has its digest, once, and on the quarter.
func TestARuleComesOnceADay(t *testing.T) {
	zones := []string{"UTC", "Europe/Lisbon", "America/New_York", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe", "America/Havana", "Africa/Casablanca", "Pacific/Chatham", "Asia/Beirut"}
	for i, zone := range zones {
		for quarter := i % 7; quarter < 96; quarter += 7 {
			rule := digest.Rule{At: time.Duration(quarter) * digest.Quarter, Zone: zone}
			place := must(time.LoadLocation(zone))(t)
			day := time.Date(2024, 12, 31, 12, 0, 0, 0, place)
			now := day.Add(12*time.Hour - time.Second)
			for range 3 * 365 {
				next := must(rule.Next(now))(t)
				day = time.Date(day.Year(), day.Month(), day.Day()+1, 12, 0, 0, 0, place)
				if got, want := next.In(place).Format(time.DateOnly), day.Format(time.DateOnly); got != want {
					t.Fatalf("%s at %v: got %s after %v, want %s", zone, rule.At, got, now, want)
				}
				if next.Truncate(digest.Quarter) != next {
					t.Fatalf("%s at %v: got %v, want a quarter of an hour", zone, rule.At, next)
				}
				now = next
			}
		}
	}
}

// at reads a time.
func at(tb testing.TB, text string) time.Time {
	tb.Helper()
	return must(time.Parse(time.RFC3339, text))(tb)
}

// must gives a value that came without an error.
func must[T any](v T, err error) func(testing.TB) T {
	return func(tb testing.TB) T {
		tb.Helper()
		if err != nil {
			tb.Fatal(err)
		}
		return v
	}
}
