package when

import "time"

// Holidays by the moon. The Hebrew calendar is computed, exactly. The Islamic one is
// computed by its tables, which differ from what is seen of the moon by a day. The
// Chinese and the Hindu ones are lists from 2000 to 2040; outside they have no day.

// firstListed is the first year of the lists below, as month*100+day.
const firstListed = 2000

// newYears are the first days of the Chinese year. They agree with a computation
// of it (lunardate on PyPI).
var newYears = [...]int{
	205, 124, 212, 201, 122, 209, 129, 218, 207, 126, // 2000
	214, 203, 123, 210, 131, 219, 208, 128, 216, 205, // 2010
	125, 212, 201, 122, 210, 129, 217, 206, 126, 213, // 2020
	203, 123, 211, 131, 219, 208, 128, 215, 204, 124, // 2030
	212, // 2040
}

// midAutumns are the fifteenth days of the eighth Chinese month (holidays and
// lunardate on PyPI, which agree).
var midAutumns = [...]int{
	912, 1001, 921, 911, 928, 918, 1006, 925, 914, 1003, // 2000
	922, 912, 930, 919, 908, 927, 915, 1004, 924, 913, // 2010
	1001, 921, 910, 929, 917, 1006, 925, 915, 1003, 922, // 2020
	912, 1001, 919, 908, 927, 916, 1004, 924, 913, 1002, // 2030
	920, // 2040
}

// diwalis are the days of lights as India keeps them (holidays on PyPI from 2001 to
// 2035; the others by the new moon at sunset, which gives the same days but one).
var diwalis = [...]int{
	1026, 1114, 1104, 1025, 1112, 1101, 1021, 1109, 1028, 1017, // 2000
	1105, 1026, 1113, 1103, 1023, 1111, 1030, 1019, 1107, 1027, // 2010
	1114, 1104, 1024, 1112, 1031, 1020, 1108, 1029, 1017, 1105, // 2020
	1026, 1114, 1102, 1022, 1110, 1030, 1019, 1107, 1027, 1115, // 2030
	1104, // 2040
}

// holis are the days of colours (holidays on PyPI from 2001 to 2035; the others are
// the day after the evening of the full moon).
var holis = [...]int{
	320, 310, 329, 318, 307, 326, 315, 304, 322, 311, // 2000
	301, 320, 308, 327, 317, 306, 324, 313, 302, 321, // 2010
	310, 329, 318, 308, 325, 314, 304, 322, 311, 301, // 2020
	320, 309, 327, 316, 305, 324, 312, 302, 321, 311, // 2030
	329, // 2040
}

// onListed is a holiday of a list.
func onListed(list []int) func(y int) (time.Month, int) {
	return func(y int) (time.Month, int) {
		if y < firstListed || y >= firstListed+len(list) {
			return 0, 0
		}
		return time.Month(list[y-firstListed] / 100), list[y-firstListed] % 100
	}
}

func chineseNewYear(y int) (time.Month, int) { return onListed(newYears[:])(y) }

// Days are counted here from 1 January of the year 1, which is 1.
func countDays(y int, m time.Month, d int) int {
	const secondsOfDay = 24 * 60 * 60
	first := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	return int((time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix()-first)/secondsOfDay) + 1
}

func countedDay(n int) (y int, m time.Month, d int) {
	return time.Date(1, 1, n, 0, 0, 0, 0, time.UTC).Date()
}

// hebrewNewYear is the day of Rosh Hashanah of a Hebrew year: by the mean new moon,
// and put off where it must not fall on a Sunday, Wednesday or Friday, or where a
// year would have a length that none has.
func hebrewNewYear(year int) int {
	const epoch = -1373427
	elapsed := func(year int) int {
		months := (235*year - 234) / 19
		parts := 12084 + 13753*months
		days := 29*months + parts/25920
		if 3*(days+1)%7 < 3 {
			days++
		}
		return days
	}
	before, this, after := elapsed(year-1), elapsed(year), elapsed(year+1)
	switch {
	case after-this == 356:
		return epoch + this + 2
	case this-before == 382:
		return epoch + this + 1
	}
	return epoch + this
}

// byRoshHashanah is some days after the Jewish new year's day that is in a year.
func byRoshHashanah(later int) func(y int) (time.Month, int) {
	return func(y int) (time.Month, int) { return inYear(y, hebrewNewYear(y+3761)+later) }
}

// byPassover is some days after the first day of Passover, which is 163 days before
// the next new year's.
func byPassover(later int) func(y int) (time.Month, int) {
	return func(y int) (time.Month, int) { return inYear(y, hebrewNewYear(y+3761)-163+later) }
}

// hanukkah is the evening of its first candle, before the 25th of Kislev. The month
// before has a day more in the longest years.
func hanukkah(y int) (time.Month, int) {
	first := hebrewNewYear(y + 3761)
	heshvan := 29
	if (hebrewNewYear(y+3762)-first)%10 == 5 {
		heshvan = 30
	}
	return inYear(y, first+30+heshvan+24-1)
}

// onIslamic is a day of an Islamic month, the first such in a year, by the tables of
// the astronomical epoch.
func onIslamic(month, d int) func(y int) (time.Month, int) {
	const epoch = 227014
	return func(y int) (time.Month, int) {
		first := countDays(y, 1, 1)
		for year := (first-epoch)*30/10631 - 1; ; year++ {
			n := epoch - 1 + (year-1)*354 + (3+11*year)/30 + 29*(month-1) + month/2 + d
			if n >= first {
				return inYear(y, n)
			}
		}
	}
}

// inYear gives the month and day of a counted day, or none outside of a year.
func inYear(y, n int) (time.Month, int) {
	got, m, d := countedDay(n)
	if got != y {
		return 0, 0
	}
	return m, d
}
