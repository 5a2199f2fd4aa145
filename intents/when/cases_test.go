package when_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"shoebox/intents/when"
)

// reached is the share of a language's date cases that is understood, in tenths of
// a percent; less is a step back.
var reached = map[string]int{"en": 992, "de": 936, "es": 963}

type dateCase struct {
	Lang, Kind, Text, Phrase, Now, From, To string
}

// dateCases gives the cases of a language. It reads the measuring data that lies beside a checkout on the machines
// that measure; it is no part of the repository.
func dateCases(t *testing.T, language string) []dateCase {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "dates", "cases.jsonl"))
	if err != nil {
		t.Skipf("the date cases are not beside this checkout: %v", err)
	}
	defer f.Close()
	var cases []dateCase
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var c dateCase
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		if c.Lang == language {
			cases = append(cases, c)
		}
	}
	return cases
}

func TestDateCases(t *testing.T) {
	for language, least := range reached {
		t.Run(language, func(t *testing.T) {
			r, err := when.New(language, when.Rules{})
			if err != nil {
				t.Fatal(err)
			}
			understood(t, r, dateCases(t, language), least)
		})
	}
}

// understood prints the share of cases that is read as meant, by kind.
func understood(t *testing.T, r *when.Reader, cases []dateCase, least int) {
	t.Helper()
	right, total := map[string]int{}, map[string]int{}
	all := 0
	for _, c := range cases {
		now, err := time.Parse("2006-01-02T15:04:05", c.Now)
		if err != nil {
			t.Fatal(err)
		}
		total[c.Kind]++
		got := scanned(r, c, now)
		if c.meant(got) {
			right[c.Kind]++
			all++
			continue
		}
		t.Logf("not as meant: %q at %s: got %s to %s, want %s to %s", c.Phrase, c.Now[:10],
			got.From.Format(time.DateOnly), got.To.Format(time.DateOnly), c.From, c.To)
	}
	for kind, n := range total {
		t.Logf("%s: %d of %d", kind, right[kind], n)
	}
	t.Logf("all: %d of %d", all, len(cases))
	if got := all * 1000 / len(cases); got < least {
		t.Errorf("got %d of 1000, want at least %d", got, least)
	}
}

// scanned is what the case's sentence is read as: the expression found in it that
// covers the most of the phrase.
func scanned(r *when.Reader, c dateCase, now time.Time) when.Span {
	var best when.Match
	for _, m := range r.Scan(c.Text, now) {
		if len(m.Text) > len(best.Text) {
			best = m
		}
	}
	return best.Hull()
}

// meant allows the day after the last, since a named last day is included.
func (c dateCase) meant(s when.Span) bool {
	to, err := time.Parse(time.DateOnly, c.To)
	if err != nil {
		return false
	}
	return s.From.Format(time.DateOnly) == c.From &&
		(s.To.Format(time.DateOnly) == c.To || s.To.Format(time.DateOnly) == to.AddDate(0, 0, 1).Format(time.DateOnly))
}

func reader(tb testing.TB) *when.Reader {
	tb.Helper()
	r, err := when.New("en-US", when.Rules{})
	if err != nil {
		tb.Fatal(err)
	}
	return r
}
