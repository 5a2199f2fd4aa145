package when_test

import (
	"testing"

	"shoebox/intents/when"
)

// southern makes a reader with the seasons of the south.
func southern(tb testing.TB, tag string) *when.Reader {
	tb.Helper()
	r, err := when.New(tag, when.Rules{South: true})
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

func TestSeasonsOfTheSouthAreHalfAYearLater(t *testing.T) {
	r := southern(t, "en-AU")
	readsAs(t, r, [][2]string{
		{"spring 2024", "2024-09-01/2024-12-01"}, {"summer 2024", "2024-12-01/2025-03-01"},
		{"autumn 2024", "2024-03-01/2024-06-01"}, {"winter 2024", "2024-06-01/2024-09-01"},
		{"last summer", "2025-12-01/2026-03-01"}, {"last winter", "2026-06-01/2026-09-01"}, {"this spring", "2026-09-01/2026-12-01"},
		{"early summer 2024", "2024-12-01/2025-01-15"}, {"late winter 2024", "2024-07-17/2024-09-01"}, {"mid summer 2024", "2024-12-23/2025-02-06"},
		{"summer 2014/15", "2014-12-01/2015-03-01"}, {"summer 2014-2015", "2014-12-01/2015-03-01"},
		{"two summers ago", "2024-12-01/2025-03-01"}, {"the summer before last", "2024-12-01/2025-03-01"},
		{"summers of 2018 and 2020", "2018-12-01/2019-03-01 2020-12-01/2021-03-01"}, {"every winter since 2025", "2025-06-01/2025-09-01 2026-06-01/2026-09-01"},
		{"weekends in winter 2024", "2024-06-01/2024-06-03 2024-06-08/2024-06-10 2024-06-15/2024-06-17 2024-06-22/2024-06-24 2024-06-29/2024-07-01 " +
			"2024-07-06/2024-07-08 2024-07-13/2024-07-15 2024-07-20/2024-07-22 2024-07-27/2024-07-29 " +
			"2024-08-03/2024-08-05 2024-08-10/2024-08-12 2024-08-17/2024-08-19 2024-08-24/2024-08-26 2024-08-31/2024-09-01"},
		{"since last summer", "2025-12-01/"}, {"winter to spring 2024", "2024-06-01/2024-12-01"}, {"7/8/2024", "2024-08-07/2024-08-08"},
	})
	saysBack(t, r, [][2]string{
		{"summer 2024", "summer 2024"}, {"last winter", "winter 2026"}, {"march to may 2021", "autumn 2021"},
		{"summers of 2018 and 2020", "summer 2018 and 2020"}, {"weekends in winter 2024", "weekends in winter 2024"},
	})
	readsAs(t, southern(t, "es"), [][2]string{{"verano de 2024", "2024-12-01/2025-03-01"}, {"finales del invierno de 2024", "2024-07-17/2024-09-01"}})
	readsAs(t, southern(t, "de"), [][2]string{{"Spätsommer 2024", "2025-01-15/2025-03-01"}})
}

func TestSeasonsOfTheNorthMayEndInTheNextYear(t *testing.T) {
	readsAs(t, reader(t), [][2]string{
		{"winter 2014/15", "2014-12-01/2015-03-01"}, {"winter 2014-2015", "2014-12-01/2015-03-01"}, {"early winter 2023", "2023-12-01/2024-01-15"},
		{"winters of 2018 and 2019", "2018-12-01/2019-03-01 2019-12-01/2020-03-01"},
	})
}

func TestAmazonSeasonsAreTheReaders(t *testing.T) {
	r, at := southern(t, "en-AU"), now(t)
	for _, tt := range []struct{ name, value, want, said string }{
		{"3.6: summer in the south", "2024-SU", "2024-12-01/2025-03-01", "summer 2024"},
		{"3.6: winter in the south", "2024-WI", "2024-06-01/2024-09-01", "winter 2024"},
		{"3.6: spring in the south", "2024-SP", "2024-09-01/2024-12-01", "spring 2024"},
		{"3.6: fall in the south", "2024-FA", "2024-03-01/2024-06-01", "autumn 2024"},
		{"summer to come in the south is the last one", "2026-SU", "2025-12-01/2026-03-01", "summer 2025"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := r.Amazon(tt.value, at)
			if err != nil {
				t.Fatal(err)
			}
			if days(got) != tt.want {
				t.Errorf("got %s, want %s", days(got), tt.want)
			}
			if said := r.Name(got, at); said != tt.said {
				t.Errorf("got %q, want %q", said, tt.said)
			}
		})
	}
}
