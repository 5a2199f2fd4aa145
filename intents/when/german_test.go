package when_test

import (
	"testing"

	"shoebox/intents/when"
)

// localized makes a reader of a language.
func localized(tb testing.TB, tag string) *when.Reader {
	tb.Helper()
	r, err := when.New(tag, when.Rules{})
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

// readsAs checks what expressions are read as.
func readsAs(t *testing.T, r *when.Reader, tests [][2]string) {
	t.Helper()
	at := now(t)
	for _, tt := range tests {
		t.Run(tt[0], func(t *testing.T) {
			got, err := r.Read(tt[0], at)
			if err != nil {
				t.Fatal(err)
			}
			if days(got) != tt[1] {
				t.Errorf("got %s, want %s", days(got), tt[1])
			}
		})
	}
}

// saysBack checks the names of expressions, and that they are understood.
func saysBack(t *testing.T, r *when.Reader, tests [][2]string) {
	t.Helper()
	at := now(t)
	for _, tt := range tests {
		t.Run(tt[0], func(t *testing.T) {
			s, err := r.Read(tt[0], at)
			if err != nil {
				t.Fatal(err)
			}
			got := r.Name(s, at)
			if got != tt[1] {
				t.Errorf("got %q, want %q", got, tt[1])
			}
			again, err := r.Read(got, at)
			if err != nil {
				t.Fatalf("%q is not understood: %v", got, err)
			}
			if days(again) != days(s) {
				t.Errorf("%q is understood as %s, want %s", got, days(again), days(s))
			}
		})
	}
}

// finds checks what expressions are found in a text; "" is none.
func finds(t *testing.T, r *when.Reader, tests [][2]string) {
	t.Helper()
	at := now(t)
	for _, tt := range tests {
		t.Run(tt[0], func(t *testing.T) {
			got := ""
			for _, m := range r.Scan(tt[0], at) {
				got += "[" + m.Text + "=" + days(m.Span) + "]"
			}
			if got != tt[1] {
				t.Errorf("got %s, want %s", got, tt[1])
			}
		})
	}
}

func TestGermanIsReadAsMeantForPhotos(t *testing.T) {
	readsAs(t, localized(t, "de-DE"), [][2]string{
		{"gestern", "2026-11-21/2026-11-22"},
		{"vorgestern", "2026-11-20/2026-11-21"},
		{"letzten Sommer", "2026-06-01/2026-09-01"},
		{"im letzten Sommer", "2026-06-01/2026-09-01"},
		{"vorletzten Sommer", "2025-06-01/2025-09-01"},
		{"Sommer 2019", "2019-06-01/2019-09-01"},
		{"im Sommer des letzten Jahres", "2025-06-01/2025-09-01"},
		{"letztes Jahr", "2025-01-01/2026-01-01"},
		{"vorletztes Jahr", "2024-01-01/2025-01-01"},
		{"vor zwei Jahren", "2024-01-01/2025-01-01"},
		{"vor drei Wochen", "2026-10-26/2026-11-02"},
		{"vor einem halben Jahr", "2026-05-01/2026-06-01"},
		{"vor 2010", "/2010-01-01"},
		{"nach 2019", "2020-01-01/"},
		{"seit Mai 2019", "2019-05-01/"},
		{"ab 2019", "2019-01-01/"},
		{"bis Freitag", "/2026-11-21"},
		{"im März 2023", "2023-03-01/2023-04-01"},
		{"Maerz 2023", "2023-03-01/2023-04-01"},
		{"Jänner 2023", "2023-01-01/2023-02-01"},
		{"Dezember", "2025-12-01/2026-01-01"},
		{"13. Juli 2024", "2024-07-13/2024-07-14"},
		{"am 13.7.2024", "2024-07-13/2024-07-14"},
		{"7/8/2024", "2024-08-07/2024-08-08"},
		{"am dreizehnten Juli", "2026-07-13/2026-07-14"},
		{"einundzwanzigster Mai", "2026-05-21/2026-05-22"},
		{"Freitag, der 13.", "2026-11-13/2026-11-14"},
		{"zwischen Juni und August 2021", "2021-06-01/2021-09-01"},
		{"von Juni bis August", "2026-06-01/2026-09-01"},
		{"vom 4. bis 22. Januar 2020", "2020-01-04/2020-01-23"},
		{"Anfang Juli", "2026-07-01/2026-07-16"},
		{"Mitte Juli 2020", "2020-07-10/2020-07-21"},
		{"Ende Juli", "2026-07-16/2026-08-01"},
		{"Anfang 2019", "2019-01-01/2019-07-01"},
		{"Spätsommer 2019", "2019-07-17/2019-09-01"},
		{"die Neunziger", "1990-01-01/2000-01-01"},
		{"in den 80er Jahren", "1980-01-01/1990-01-01"},
		{"den 1970ern", "1970-01-01/1980-01-01"},
		{"neunzehnhundertneunundneunzig", "1999-01-01/2000-01-01"},
		{"zweitausendneunzehn", "2019-01-01/2020-01-01"},
		{"Weihnachten 2021", "2021-12-25/2021-12-26"},
		{"letztes Weihnachten", "2025-12-25/2025-12-26"},
		{"an Heiligabend", "2025-12-24/2025-12-25"},
		{"zweiter Weihnachtstag", "2025-12-26/2025-12-27"},
		{"1. Advent 2024", "2024-12-01/2024-12-02"},
		{"Silvester", "2025-12-31/2026-01-01"},
		{"Ostern 2024", "2024-03-31/2024-04-01"},
		{"Pfingsten 2024", "2024-05-19/2024-05-20"},
		{"Tag der Deutschen Einheit", "2026-10-03/2026-10-04"},
		{"Rosenmontag 2024", "2024-02-12/2024-02-13"},
		{"Buß- und Bettag", "2026-11-18/2026-11-19"},
		{"Pfingstwochenende 2024", "2024-05-18/2024-05-20"},
		{"letztes Wochenende", "2026-11-14/2026-11-16"},
		{"am Wochenende", "2026-11-21/2026-11-23"},
		{"Samstagabend", "2026-11-21T17:00/2026-11-21T23:00"},
		{"heute Morgen", "2026-11-22T05:00/2026-11-22T12:00"},
		{"der dritte Freitag im Juni", "2026-06-19/2026-06-20"},
		{"die erste Woche im März", "2026-03-02/2026-03-09"},
		{"erste Hälfte 2020", "2020-01-01/2020-07-01"},
		{"drittes Quartal 2020", "2020-07-01/2020-10-01"},
		{"die ersten drei Monate 2019", "2019-01-01/2019-04-01"},
		{"KW 30 2024", "2024-07-22/2024-07-29"},
		{"die letzten zwei Jahre", "2024-11-22/2026-11-22T15:30"},
		{"in den letzten Wochen", "2026-11-01/2026-11-22T15:30"},
		{"heute vor einem Jahr", "2025-11-22/2025-11-23"},
		{"um diese Zeit letztes Jahr", "2025-11-15/2025-11-30"},
		{"die Woche vor Weihnachten", "2025-12-18/2025-12-25"},
		{"im 20. Jahrhundert", "1900-01-01/2000-01-01"},
		{"das ganze Jahr 2019", "2019-01-01/2020-01-01"},
	})
}

func TestGermanTimesAreFoundWhereTheyHaveReason(t *testing.T) {
	finds(t, localized(t, "de"), [][2]string{
		{"Strand letzten Sommer", "[letzten Sommer=2026-06-01/2026-09-01]"},
		{"Bilder vom Sommer 2019 in Lissabon", "[vom Sommer 2019=2019-06-01/2019-09-01]"},
		{"am Strand mit Anna", ""},
		{"so wie die Sonne", ""},
		{"30. Februar", ""},
		{"drei Hunde und 27 Katzen", ""},
		{"die letzten drei Bilder", ""},
		{"das zweite Bild", ""},
		{"am Sa.", "[am Sa=2026-11-21/2026-11-22]"},
		{"im Juli 2023 und im Mai 2019", "[im Juli 2023=2023-07-01/2023-08-01][im Mai 2019=2019-05-01/2019-06-01]"},
	})
}

func TestGermanNamesSaySpansBack(t *testing.T) {
	saysBack(t, localized(t, "de-AT"), [][2]string{
		{"Juli 2023", "Juli 2023"},
		{"letzten Sommer", "Sommer 2026"},
		{"13.7.2024", "13. Juli 2024"},
		{"gestern", "gestern"},
		{"2019", "2019"},
		{"die Neunziger", "1990 bis einschließlich 1999"},
		{"seit Mai 2019", "seit Mai 2019"},
		{"vor 2010", "vor 2010"},
		{"bis Freitag", "vor dem 21. November 2026"},
		{"Mai bis August 2021", "Mai bis August 2021"},
		{"4. bis 22. Januar 1995", "4. bis 22. Januar 1995"},
		{"vom 28. Dezember 2019 bis zum 3. Januar 2020", "28. Dezember 2019 bis 3. Januar 2020"},
		{"vom 28. Juni 2019 bis zum 3. Juli 2019", "28. Juni bis 3. Juli 2019"},
		{"Dezember bis April", "Dezember 2025 bis einschließlich April 2026"},
		{"letztes Wochenende", "das Wochenende vom 14. November 2026"},
		{"letzte Woche", "die Woche vom 9. November 2026"},
		{"Samstagabend", "der Abend des 21. November 2026"},
	})
}
