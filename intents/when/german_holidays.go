package when

import "time"

// The holidays of German-speaking countries.

func germanHolidays() []lexeme {
	const wed, thu, sun = 3, 4, 7
	h := func(names string, v value) lexeme { return lexeme{"holiday", names, v} }
	around := func(names string, v value) lexeme { return lexeme{"holidays", names, v} }
	weekend := func(names string, v value) lexeme { return lexeme{"holidayweekend", names, v} }
	return []lexeme{
		h("neujahr|neujahrstag|neujahrsmorgen", onDay(1, 1)), h("silvester|sylvester|silvesterabend|silvesternacht|altjahrabend", onDay(12, 31)),
		h("weihnachten|weihnacht|weihnachtstag|christfest", onDay(12, 25)), h("heiligabend|heiligen abend|heiliger abend|weihnachtsabend|heilig abend|christnacht", onDay(12, 24)),
		h("zwischen den jahren", feasts(8, func(int) (time.Month, int) { return 12, 25 })),
		h("stephanstag|stefanitag|stephanitag", onDay(12, 26)), h("nikolaus|nikolaustag|nikolo|samichlaus", onDay(12, 6)),
		h("heilige drei könige|heiligen drei könige|dreikönigstag|heilige drei königen|dreikönig|epiphanias", onDay(1, 6)),
		h("valentinstag", onDay(2, 14)), h("frauentag|weltfrauentag|internationaler frauentag", onDay(3, 8)),
		h("weiberfastnacht|altweiberfastnacht|weiberfasching|altweiber", byEaster(-52)), h("rosenmontag", byEaster(-48)),
		h("fastnacht|fasching|karneval|faschingsdienstag|fastnachtsdienstag|veilchendienstag|karnevalsdienstag", byEaster(-47)), h("aschermittwoch", byEaster(-46)),
		h("palmsonntag", byEaster(-7)), h("gründonnerstag", byEaster(-3)), h("karfreitag", byEaster(-2)), h("karsamstag|ostersamstag", byEaster(-1)),
		h("ostern|ostersonntag|osterfest", byEaster(0)), h("ostermontag", byEaster(1)), h("weißer sonntag|weißen sonntag", byEaster(7)),
		h("christi himmelfahrt|himmelfahrt|himmelfahrtstag|vatertag|herrentag|männertag|auffahrt", byEaster(39)),
		h("pfingsten|pfingstsonntag|pfingstfest", byEaster(49)), h("pfingstmontag", byEaster(50)), h("fronleichnam", byEaster(60)),
		h("tag der arbeit|maifeiertag|staatsfeiertag", onDay(5, 1)), h("walpurgisnacht|tanz in den mai", onDay(4, 30)), h("muttertag|muttertags", onNth(2, sun, 5, 0)),
		h("johannistag|johanni|sommersonnenwende", onDay(6, 24)), h("mariä himmelfahrt|maria himmelfahrt", onDay(8, 15)),
		h("tag der deutschen einheit|deutsche einheit|einheitstag", onDay(10, 3)), h("erntedankfest|erntedank", onNth(1, sun, 10, 0)),
		h("nationalfeiertag|österreichischer nationalfeiertag|österreichischen nationalfeiertag", onDay(10, 26)),
		h("bundesfeier|bundesfeiertag|schweizer nationalfeiertag|schweizer bundesfeier", onDay(8, 1)), h("berchtoldstag", onDay(1, 2)),
		h("reformationstag", onDay(10, 31)), h("halloween", onDay(10, 31)), h("allerheiligen", onDay(11, 1)), h("allerseelen", onDay(11, 2)),
		h("martinstag|sankt martin|st martin|st . martin|martini", onDay(11, 11)), h("mauerfall", onDay(11, 9)),
		h("volkstrauertag", onOrBefore(sun, 12, 24, -35)), h("totensonntag|ewigkeitssonntag", onOrBefore(sun, 12, 24, -28)),
		h("buß - und bettag|buß und bettag|bußtag|buß & bettag", onOrBefore(wed, 11, 22, 0)),
		h("schweizer buß - und bettag|eidgenössischer buß - und bettag|schweizer buß und bettag|eidgenössischer bettag|bettag", onNth(3, sun, 9, 0)),
		h("thanksgiving", onNth(4, thu, 11, 0)), h("black friday|schwarzer freitag", onNth(4, thu, 11, 1)), h("cyber monday", onNth(4, thu, 11, 4)),
		h("chinesisches neujahr|chinesisches neujahrsfest|chinesischen neujahr|mondneujahr", feast(chineseNewYear)), h("weltkindertag|kindertag", onDay(9, 20)),
		h("rosch haschana|rosch ha schana|jüdisches neujahr", feasts(2, byRoshHashanah(0))), h("jom kippur", feast(byRoshHashanah(9))), h("sukkot|laubhüttenfest", feasts(7, byRoshHashanah(14))),
		h("chanukka|hanukkah|chanukkah", feasts(9, hanukkah)), h("purim", feast(byPassover(-30))), h("pessach|passah|passahfest", feasts(9, byPassover(-1))),
		h("ramadan|fastenmonat", feasts(31, onIslamic(9, 1))), h("zuckerfest|ramadanfest|fest des fastenbrechens", feasts(4, onIslamic(10, 1))), h("opferfest", feasts(5, onIslamic(12, 10))),
		h("diwali|lichterfest", feast(onListed(diwalis[:]))), h("holi|holifest", feast(onListed(holis[:]))), h("mondfest|mittherbstfest", feast(onListed(midAutumns[:]))),
		h("advent|adventszeit|vorweihnachtszeit", adventSeason()), h("oktoberfest|wiesn", oktoberfest()), h("fastenzeit", feasts(46, fromEaster(-46))), h("karwoche", feasts(7, fromEaster(-6))),
		h("barbaratag", onDay(12, 4)), h("mariä empfängnis|maria empfängnis", onDay(12, 8)), h("mariä lichtmess|lichtmess", onDay(2, 2)), h("josefitag|josefstag", onDay(3, 19)),
		around("weihnachtszeit|weihnachtsferien|weihnachtsfeiertage|weihnachtsfeiertagen|weihnachtstage|weihnachtstagen|weihnachtsurlaub", onDay(12, 25)),
		around("osterzeit|osterferien|osterfeiertage|osterfeiertagen|ostertage|ostertagen|osterurlaub", byEaster(0)),
		around("pfingstferien|pfingstfeiertage|pfingstfeiertagen|pfingsttage|pfingsttagen|pfingsturlaub", byEaster(49)),
		around("faschingszeit|faschingsferien|karnevalszeit|karnevalstage|karnevalstagen|faschingstage", byEaster(-48)),
		weekend("osterwochenende", byEaster(0)), weekend("pfingstwochenende", byEaster(49)),
	}
}

// advent is the n-th Sunday of Advent, the fourth being the last before Christmas.
func advent(c *reading, p parts) (value, bool) {
	n := p.get("ord").n
	return onOrBefore(7, 12, 24, 7*(n-4)), n >= 1 && n <= 4
}

// christmasDay is the first or second day of Christmas.
func christmasDay(c *reading, p parts) (value, bool) {
	n := p.get("ord").n
	return onDay(12, 24+n), n >= 1 && n <= 2
}
