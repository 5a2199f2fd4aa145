package when_test

import "testing"

func TestNameSaysSeveralSpansBack(t *testing.T) {
	saysBack(t, reader(t), [][2]string{
		{"weekends in July", "weekends in July 2026"},
		{"mondays in 2019", "Mondays in 2019"},
		{"weekends in summer 2019", "weekends in summer 2019"},
		{"weekends from January to March 2020", "weekends from January to March 2020"},
		{"weekends in August 2027", "weekends in August 2027"},
		{"weekends between 3 July and 29 July 2020", "weekends in July 2020"},
		{"weekends between 8 July and 22 September 2020", "weekends from 11 July to 20 September 2020"},
		{"weekends", "weekends from 10 August 2024 through 22 November 2026"},
		{"weekends in 2019 and 2020", "weekends from 2019 through 2020"},
		{"Fridays and Saturdays in June", "Fridays and Saturdays in June 2026"},
		{"mondays, wednesdays and fridays in may 2020", "Mondays, Wednesdays and Fridays in May 2020"},
		{"weekdays last month", "weekdays in October 2026"},
		{"christmas of 2019 and 2021", "Christmas 2019 and 2021"},
		{"every christmas", "every Christmas from 1966 through 2025"},
		{"easter 2018, 2019 and 2024", "Easter 2018, 2019 and 2024"},
		{"summers of 2018, 2019 and 2021", "summer 2018, 2019 and 2021"},
		{"every summer since 2015", "every summer from 2015 through 2026"},
		{"every 13 July since 2020", "every 13 July from 2020 through 2026"},
		{"2019, 2021 and 2023", "2019, 2021 and 2023"},
		{"2019 and 2021", "2019 and 2021"},
		{"July 2019 and July 2021", "July 2019 and 2021"},
		{"July 2019 and May 2021", "July 2019 and May 2021"},
		{"13 July 2024 and 25 December 2024", "13 July 2024 and 25 December 2024"},
		{"before 2010 and after 2020", "before 2010 and since 2021"},
		{"1990 through 1999 and 2005", "1990 through 1999 and 2005"},
		{"the first weekend of each month in 2024", "the first weekend of every month in 2024"},
		{"the last friday of each month in 2024", "the last Friday of every month in 2024"},
		{"mornings last week", "mornings from 9 to 15 November 2026"},
		{"Sunday mornings in July 2020", "Sunday mornings in July 2020"},
		{"last weekend and the weekend of 4 july 2020", "the weekend of 4 July 2020 and the weekend of 14 November 2026"},
		{"today and last tuesday", "17 November 2026 and today"},
	})
}

func TestNameCountsSpansWithoutAPattern(t *testing.T) {
	r, at := reader(t), now(t)
	s, err := r.Read("1 May 2019, 3 June 2019, 7 July 2019, 4 August 2020, 6 March 2021 and 8 May 2022", at)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := r.Name(s, at), "6 stretches between May 2019 and May 2022"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
