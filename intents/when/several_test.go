package when_test

import "testing"

func TestSeveralTimesAreReadAsSeveralSpans(t *testing.T) {
	readsAs(t, reader(t), [][2]string{
		{"weekends in July", "2026-07-04/2026-07-06 2026-07-11/2026-07-13 2026-07-18/2026-07-20 2026-07-25/2026-07-27"},
		{"weekends of may 2020", "2020-05-02/2020-05-04 2020-05-09/2020-05-11 2020-05-16/2020-05-18 2020-05-23/2020-05-25 2020-05-30/2020-06-01"},
		{"Mondays in March 2019", "2019-03-04/2019-03-05 2019-03-11/2019-03-12 2019-03-18/2019-03-19 2019-03-25/2019-03-26"},
		{"Christmas of 2019 and 2021", "2019-12-25/2019-12-26 2021-12-25/2021-12-26"},
		{"summers of 2018, 2019 and 2021", "2018-06-01/2018-09-01 2019-06-01/2019-09-01 2021-06-01/2021-09-01"},
		{"summer 2018 and 2019", "2018-06-01/2018-09-01 2019-06-01/2019-09-01"},
		{"July and August 2019", "2019-07-01/2019-09-01"},
		{"June and August 2019", "2019-06-01/2019-07-01 2019-08-01/2019-09-01"},
		{"December and January 2020", "2019-12-01/2020-02-01"},
		{"July 2019 and July 2021", "2019-07-01/2019-08-01 2021-07-01/2021-08-01"},
		{"July 2019 and 2021", "2019-07-01/2019-08-01 2021-07-01/2021-08-01"},
		{"2019, 2021 and 2023", "2019-01-01/2020-01-01 2021-01-01/2022-01-01 2023-01-01/2024-01-01"},
		{"in 2019 or 2021", "2019-01-01/2020-01-01 2021-01-01/2022-01-01"},
		{"2019 and 2020", "2019-01-01/2021-01-01"},
		{"summers since 2023", "2023-06-01/2023-09-01 2024-06-01/2024-09-01 2025-06-01/2025-09-01 2026-06-01/2026-09-01"},
		{"all summers since 2025", "2025-06-01/2025-09-01 2026-06-01/2026-09-01"},
		{"every Christmas since 2023", "2023-12-25/2023-12-26 2024-12-25/2024-12-26 2025-12-25/2025-12-26"},
		{"Christmas every year since 2024", "2024-12-25/2024-12-26 2025-12-25/2025-12-26"},
		{"christmases of 2019 and 2020", "2019-12-25/2019-12-26 2020-12-25/2020-12-26"},
		{"Easter from 2021 through 2023", "2021-04-04/2021-04-05 2022-04-17/2022-04-18 2023-04-09/2023-04-10"},
		{"every fall since 2025", "2025-09-01/2025-12-01 2026-09-01/2026-12-01"},
		{"every July 4th since 2025", "2025-07-04/2025-07-05 2026-07-04/2026-07-05"},
		{"Fridays and Saturdays in June", "2026-06-05/2026-06-07 2026-06-12/2026-06-14 2026-06-19/2026-06-21 2026-06-26/2026-06-28"},
		{"mondays and wednesdays last week", "2026-11-09/2026-11-10 2026-11-11/2026-11-12"},
		{"weekdays this month", "2026-11-02/2026-11-07 2026-11-09/2026-11-14 2026-11-16/2026-11-21 2026-11-23/2026-11-28 2026-11-30/2026-12-01"},
		{"mornings last weekend", "2026-11-14T05:00/2026-11-14T12:00 2026-11-15T05:00/2026-11-15T12:00"},
		{"Sunday mornings in November 2020", "2020-11-01T05:00/2020-11-01T12:00 2020-11-08T05:00/2020-11-08T12:00 2020-11-15T05:00/2020-11-15T12:00 2020-11-22T05:00/2020-11-22T12:00 2020-11-29T05:00/2020-11-29T12:00"},
		{"the first weekend of each month in the first quarter of 2024", "2024-01-06/2024-01-08 2024-02-03/2024-02-05 2024-03-02/2024-03-04"},
		{"the last friday of every june since 2024", "2024-06-28/2024-06-29 2025-06-27/2025-06-28 2026-06-26/2026-06-27"},
		{"weekends between 3 July and 15 July 2020", "2020-07-04/2020-07-06 2020-07-11/2020-07-13"},
		{"weekends in July and August 2021", "2021-07-03/2021-07-05 2021-07-10/2021-07-12 2021-07-17/2021-07-19 2021-07-24/2021-07-26 2021-07-31/2021-08-02 2021-08-07/2021-08-09 2021-08-14/2021-08-16 2021-08-21/2021-08-23 2021-08-28/2021-08-30"},
		{"yesterday and today", "2026-11-21/2026-11-23"},
		{"the 1st and 3rd of May", "2026-05-01/2026-05-02 2026-05-03/2026-05-04"},
		{"May 1, 2 and 5 2020", "2020-05-01/2020-05-03 2020-05-05/2020-05-06"},
		{"25 December 2019 and 2021", "2019-12-25/2019-12-26 2021-12-25/2021-12-26"},
		{"christmas 2019 and easter 2021", "2019-12-25/2019-12-26 2021-04-04/2021-04-05"},
		{"in July 2019 or in May 2021", "2019-07-01/2019-08-01 2021-05-01/2021-06-01"},
		{"last summer and last christmas", "2025-12-25/2025-12-26 2026-06-01/2026-09-01"},
		{"before 2010 and after 2020", "/2010-01-01 2021-01-01/"},
		{"after 2010 and before 2015", "2011-01-01/2015-01-01"},
		{"since 2015 but before 2018", "2015-01-01/2018-01-01"},
		{"this day in 2019 and 2021", "2019-11-22/2019-11-23 2021-11-22/2021-11-23"},
		{"Friday's", "2026-11-20/2026-11-21"},
	})
}

func TestASeriesWithoutAPeriodGoesBackFromNow(t *testing.T) {
	r, at := reader(t), now(t)
	for _, tt := range []struct {
		text, first, last string
		spans             int
	}{
		{"weekends", "2024-08-10", "2026-11-21", 120},
		{"on mondays", "2024-08-05", "2026-11-16", 120},
		{"every Christmas", "1966-12-25", "2025-12-25", 60},
		{"Christmas every year", "1966-12-25", "2025-12-25", 60},
		{"summers", "1967-06-01", "2026-06-01", 60},
		{"weekends in the 2010s", "2017-09-16", "2019-12-28", 120},
		{"the first friday of every month", "2016-12-02", "2026-11-06", 120},
		{"this day every year", "1967-11-22", "2026-11-22", 60},
	} {
		t.Run(tt.text, func(t *testing.T) {
			got, err := r.Read(tt.text, at)
			if err != nil {
				t.Fatal(err)
			}
			first, last := got[0].From.Format("2006-01-02"), got[len(got)-1].From.Format("2006-01-02")
			if first != tt.first || last != tt.last || len(got) != tt.spans {
				t.Errorf("got %d from %s to %s, want %d from %s to %s", len(got), first, last, tt.spans, tt.first, tt.last)
			}
		})
	}
}

func TestSeveralTimesInGerman(t *testing.T) {
	readsAs(t, localized(t, "de-DE"), [][2]string{
		{"Wochenenden im Juli 2020", "2020-07-04/2020-07-06 2020-07-11/2020-07-13 2020-07-18/2020-07-20 2020-07-25/2020-07-27"},
		{"Weihnachten 2019 und 2021", "2019-12-25/2019-12-26 2021-12-25/2021-12-26"},
		{"alle Sommer seit 2025", "2025-06-01/2025-09-01 2026-06-01/2026-09-01"},
		{"jeden Sommer seit 2025", "2025-06-01/2025-09-01 2026-06-01/2026-09-01"},
		{"Weihnachten von 2018 bis 2020", "2018-12-25/2018-12-26 2019-12-25/2019-12-26 2020-12-25/2020-12-26"},
		{"jeden ersten Freitag im Monat im ersten Quartal 2024", "2024-01-05/2024-01-06 2024-02-02/2024-02-03 2024-03-01/2024-03-02"},
		{"im Juli 2019 und im Mai 2021", "2019-07-01/2019-08-01 2021-05-01/2021-06-01"},
		{"am 1. und 3. Mai 2020", "2020-05-01/2020-05-02 2020-05-03/2020-05-04"},
		{"nach 2010 und vor 2015", "2011-01-01/2015-01-01"},
	})
	saysBack(t, localized(t, "de-DE"), [][2]string{
		{"montags 2019", "montags im Jahr 2019"},
		{"freitags und samstags im Juni", "freitags und samstags im Juni 2026"},
		{"Wochenenden von Mai bis August 2020", "Wochenenden von Mai bis August 2020"},
		{"jedes Weihnachten", "Weihnachten jedes Jahr von 1966 bis einschließlich 2025"},
		{"die Sommer 2018, 2019 und 2021", "Sommer 2018, 2019 und 2021"},
		{"vor 2010 und nach 2020", "vor 2010 und seit 2021"},
	})
}

func TestSeveralTimesInSpanish(t *testing.T) {
	readsAs(t, localized(t, "es-ES"), [][2]string{
		{"los fines de semana de julio de 2020", "2020-07-04/2020-07-06 2020-07-11/2020-07-13 2020-07-18/2020-07-20 2020-07-25/2020-07-27"},
		{"Navidad de 2019 y 2021", "2019-12-25/2019-12-26 2021-12-25/2021-12-26"},
		{"todos los veranos desde 2025", "2025-06-01/2025-09-01 2026-06-01/2026-09-01"},
		{"Navidad de 2018 a 2020", "2018-12-25/2018-12-26 2019-12-25/2019-12-26 2020-12-25/2020-12-26"},
		{"el primer viernes de cada mes en el primer trimestre de 2024", "2024-01-05/2024-01-06 2024-02-02/2024-02-03 2024-03-01/2024-03-02"},
		{"julio y agosto de 2019", "2019-07-01/2019-09-01"},
		{"el 1 y el 3 de mayo de 2020", "2020-05-01/2020-05-02 2020-05-03/2020-05-04"},
		{"después de 2010 y antes de 2015", "2011-01-01/2015-01-01"},
	})
	saysBack(t, localized(t, "es-ES"), [][2]string{
		{"los lunes de 2019", "los lunes de 2019"},
		{"los viernes y sábados de junio", "los viernes y los sábados de junio de 2026"},
		{"los fines de semana de mayo a agosto de 2020", "los fines de semana de mayo a agosto de 2020"},
		{"cada Navidad", "cada Navidad de 1966 a 2025 inclusive"},
		{"los veranos de 2018, 2019 y 2021", "verano de 2018, 2019 y 2021"},
		{"antes de 2010 y después de 2020", "antes de 2010 y desde 2021"},
	})
}

func TestSeveralTimesAreFoundWhereTheyHaveReason(t *testing.T) {
	finds(t, reader(t), [][2]string{
		{"photos of april and june", "[april=2026-04-01/2026-05-01][june=2026-06-01/2026-07-01]"},
		{"photos in april and june", "[in april and june=2026-04-01/2026-05-01 2026-06-01/2026-07-01]"},
		{"lisbon in 2019, 2021 and porto", "[in 2019, 2021=2019-01-01/2020-01-01 2021-01-01/2022-01-01]"},
		{"tom in july and anna in may", "[in july=2026-07-01/2026-08-01][in may=2026-05-01/2026-06-01]"},
		{"the beach, july 2019, with tom", "[july 2019=2019-07-01/2019-08-01]"},
		{"niagara falls", ""},
		{"city nights", ""},
		{"photos 1 and 2", ""},
		{"every photo, each dog, all cats", ""},
		{"top 10 of 2019", "[2019=2019-01-01/2020-01-01]"},
		{"week 2 in rome", "[week 2=2026-01-05/2026-01-12]"},
		{"on the 2nd floor", ""},
		{"the 2nd with anna", "[the 2nd=2026-11-02/2026-11-03]"},
	})
}
