package when

import "slices"

// English: its words here, its rules in english_rules.go.

func english() locale {
	return locale{
		lexicon: slices.Concat(englishNumbers(), englishCalendar(), englishHolidays(), englishPlurals()),
		rules:   slices.Concat(englishNumberRules(), englishDateRules(), englishRelativeRules(), englishPartRules(), seriesRules(), englishTimeRules(), listRules()),
		names:   englishNames(),
	}
}

// counted gives a lexeme for each name, from n on.
func counted(class string, n, step int, names ...string) []lexeme {
	var all []lexeme
	for i, name := range names {
		all = append(all, lexeme{class, name, numeral(n + i*step)})
	}
	return all
}

func englishNumbers() []lexeme {
	return slices.Concat(
		counted("small", 0, 1, "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
			"eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
		counted("tens", 20, 10, "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
		counted("ordsmall", 1, 1, "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
			"eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
		counted("ordtens", 20, 10, "twentieth", "thirtieth"),
		counted("tenses", 10, 10, "tens|teens", "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"),
		counted("vague", 1, 1, "a|an", "couple|a couple|couple of|a couple of", "few|a few|several|some"),
	)
}

func englishCalendar() []lexeme {
	months := []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}
	short := []string{"jan", "feb", "mar", "apr", "", "jun", "jul", "aug", "sep|sept", "oct", "nov", "dec"}
	doubts := map[string]uint8{"march": guarded, "may": guarded, "april": likely, "june": likely, "august": likely, "jan": guarded, "mar": guarded, "dec": likely}
	var all []lexeme
	for i, name := range months {
		all = append(all, lexeme{"month", name, everyMonth(i+1, doubts[name])})
		if short[i] != "" {
			all = append(all, lexeme{"month", short[i], everyMonth(i+1, doubts[short[i]])})
		}
	}
	days := []string{"monday|mondays", "tuesday|tuesdays", "wednesday|wednesdays|wednsday", "thursday|thursdays", "friday|fridays", "saturday|saturdays", "sunday|sundays"}
	plurals := []string{"mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays"}
	brief := []string{"mon", "tue|tues", "wed|weds", "thu|thur|thurs", "fri", "sat", "sun"}
	for i := range days {
		all = append(all,
			lexeme{"weekday", days[i], everyWeekday(i+1, certain)},
			lexeme{"plural", plurals[i], everyWeekday(i+1, certain)},
			lexeme{"weekday", brief[i], everyWeekday(i+1, doubtful)})
	}
	unit := func(names string, g grain) lexeme { return lexeme{"unit", names, numeral(int(g))} }
	return append(all,
		lexeme{"season", "spring|springtime", everySeason(spring, guarded)},
		lexeme{"season", "summer|summers|summertime", everySeason(summer, likely)},
		lexeme{"season", "autumn|autumns", everySeason(autumn, likely)},
		lexeme{"season", "fall", everySeason(autumn, guarded)},
		lexeme{"season", "winter|winters|wintertime", everySeason(winter, likely)},
		lexeme{"weekend", "weekend|weekends|week end", everyWeekend()},
		unit("minute|minutes", minute), unit("hour|hours", hour), unit("day|days", day), unit("week|weeks|wk|wks", week),
		unit("month|months", month), unit("quarter|quarters|qtr|qtrs", quarter), unit("half|halves", half), unit("year|years|yr|yrs", year),
		unit("decade|decades", decade), unit("century|centuries", century),
		lexeme{"many", "days", numeral(int(day))}, lexeme{"many", "weeks", numeral(int(week))}, lexeme{"many", "months", numeral(int(month))}, lexeme{"many", "years", numeral(int(year))},
		lexeme{"weekly", "week", numeral(int(week))}, lexeme{"weeks", "week", numeral(int(week))}, lexeme{"weeks", "weekend", numeral(int(weekend))},
		lexeme{"weeks", "month", numeral(int(month))}, lexeme{"weeks", "year", numeral(int(year))},
		lexeme{"clock", "hour", numeral(int(hour))}, lexeme{"clock", "minute", numeral(int(minute))},
		lexeme{"plural", "weekends|week ends", everyWeekend()}, lexeme{"plural", "weekdays|week days|workdays|working days", everyBlock(1, 5)},
		lexeme{"plural", "springs", everySeason(spring, doubtful)}, lexeme{"plural", "summers|summertimes", everySeason(summer, likely)},
		lexeme{"plural", "autumns", everySeason(autumn, likely)}, lexeme{"plural", "falls", everySeason(autumn, doubtful)},
		lexeme{"plural", "winters", everySeason(winter, likely)},
		lexeme{"dayparts", "mornings", numeral(0)}, lexeme{"dayparts", "afternoons", numeral(1)},
		lexeme{"dayparts", "evenings", numeral(2)}, lexeme{"dayparts", "nights", numeral(3)},
		lexeme{"and", "and|or|&|,|, and|, or|and also|as well as|plus", numeral(0)}, lexeme{"but", "but|,|, but", numeral(0)},
		lexeme{"the", "the", numeral(0)}, lexeme{"all", "all|all of|all my|all our|both", numeral(0)}, lexeme{"each", "every|each|every single", numeral(0)},
		lexeme{"eachyear", "every year|each year|all years|every single year|every month|each month|every week|each week|yearly|annually", numeral(0)},
		lexeme{"eachmonth", "every month|each month|the month|all months", numeral(0)},
		lexeme{"among", "of|in|from|during|over|within|throughout|on|across|in the|of the", numeral(0)}, lexeme{"mark", ",|-|/|s", numeral(0)},
		lexeme{"onward", "in|at|on|with|without|from|and|or|but|for|near|by|to|until|till|through|of", numeral(0)},
		lexeme{"at", "on|at|in|during|over|from", numeral(0)}, lexeme{"thisday", "this day|on this day|today|this date|on this date", numeral(0)},
		lexeme{"final", "last|final", numeral(-1)}, lexeme{"final", "second to last|next to last|last but one|penultimate", numeral(-2)}, lexeme{"through", "through|thru|inclusive to", numeral(1)},
		lexeme{"prep", "in|from|during|over|around|throughout|within|sometime in|some time in|any time in|anytime in|sometime|some time|anytime|any time|toward|towards|back in|way back in|about|circa|ca", numeral(0)},
		lexeme{"part", "early|early in|early part of|the early part of|beginning of|start of|earlier in|earlier part of|first part of", numeral(early)},
		lexeme{"part", "mid|mid of|mid way through|middle of|halfway through|middle part of", numeral(middle)},
		lexeme{"part", "late|late in|late part of|end of|later part of|latter part of|close of", numeral(late)},
		lexeme{"dayof", "of|.", numeral(0)},
		lexeme{"daypart", "morning", numeral(0)}, lexeme{"daypart", "afternoon", numeral(1)},
		lexeme{"daypart", "evening", numeral(2)}, lexeme{"daypart", "night", numeral(3)},
	)
}

func englishNames() names {
	return names{
		months: [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September",
			"October", "November", "December"},
		seasons: [4]string{"spring", "summer", "autumn", "winter"},
		day:     "%d %s %d", month: "%s %d", season: "%s %d", years: "%d",
		since: "since %s", before: "before %s", sinceDay: "since %s", beforeDay: "before %s",
		through: "%s through %s", throughDays: "%s through %s",
		sameYear: "%s to %s %d", sameMonth: "%d to %d %s %d", sameYearDays: "%d %s to %d %s %d",
		week: "the week of %s", weekend: "the weekend of %s", today: "today", yesterday: "yesterday",
		clock: "%s %s", between: "%s to %s",
		many:    englishManyNames(),
		morning: "the morning of %s", noon: "the afternoon of %s", eve: "the evening of %s", dark: "the night of %s",
	}
}

func englishManyNames() manyNames {
	return manyNames{
		and:      " and ",
		days:     [7]string{"Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"},
		weekends: "weekends", weekdays: "weekdays",
		dayparts: [4]string{"mornings", "afternoons", "evenings", "nights"},
		oneDay:   [7]string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"},
		in:       "%s in %s", inYear: "%s in %s", inRange: "%s from %s",
		ofYears: "%s %s", everyYear: "every %s from %s", dayAndMonth: "%d %s",
		feasts: []string{"Christmas", "Christmas Eve", "Boxing Day", "New Year's Eve", "New Year's Day", "Easter", "Good Friday", "Easter Monday",
			"Thanksgiving", "Halloween", "Mother's Day", "Father's Day", "Labor Day", "Memorial Day", "Independence Day", "Valentine's Day"},
		nth:       [5]string{"first", "second", "third", "fourth", "last"},
		nthOf:     "the %s %s of every month",
		nthDays:   [8]string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "weekend"},
		stretches: "%d stretches", betweenMonths: "between %s and %s",
	}
}
