package when

import (
	"slices"
	"strings"
)

// German: its words here and in german_holidays.go, its rules in german_rules.go.

func german() locale {
	lexicon := slices.Concat(germanNumbers(), germanCalendar(), germanRelations(), germanHolidays())
	for i := range lexicon {
		lexicon[i].names = germanSpellings(lexicon[i].names)
	}
	return locale{
		lexicon: lexicon,
		rules:   slices.Concat(germanNumberRules(), germanDateRules(), germanRelativeRules(), germanPartRules(), seriesRules(), germanTimeRules(), listRules()),
		names:   germanNames(),
	}
}

var digraphs = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss")

// germanSpellings adds how names are written without umlauts and ß: "maerz".
func germanSpellings(names string) string {
	plain := digraphs.Replace(names)
	if plain == names {
		return names
	}
	return names + "|" + plain
}

// declined gives adjectives in all their forms, of their stems.
func declined(stems ...string) string {
	var all []string
	for _, s := range stems {
		for _, ending := range []string{"e", "en", "er", "es", "em"} {
			all = append(all, s+ending)
		}
	}
	return strings.Join(all, "|")
}

// germanBelow100 spells the numbers up to 99.
func germanBelow100() []string {
	units := []string{"null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf",
		"dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"}
	all := slices.Clone(units)
	for _, tens := range []string{"zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"} {
		all = append(all, tens, "einund"+tens)
		for _, u := range units[2:10] {
			all = append(all, u+"und"+tens)
		}
	}
	return all
}

func germanNumbers() []lexeme {
	low := germanBelow100()
	all := slices.Concat(
		counted("low", 0, 1, low...),
		counted("low", 1, 1, "ein|eine|einen|einem|einer|eines", "zwo"),
		counted("tenses", 20, 10, "zwanziger|zwanzigern", "dreißiger|dreißigern", "vierziger|vierzigern", "fünfziger|fünfzigern",
			"sechziger|sechzigern", "siebziger|siebzigern", "achtziger|achtzigern", "neunziger|neunzigern"),
		counted("vague", 3, 1, "paar|ein paar|"+declined("einig", "wenig", "mehrer")),
	)
	all = append(all, counted("halves", 1, 1, "anderthalb|eineinhalb|einundeinhalb", "zweieinhalb|zweiundeinhalb", "dreieinhalb", "viereinhalb", "fünfeinhalb")...)
	for i, stem := range []string{"erst", "zweit", "dritt", "viert", "fünft", "sechst", "siebt", "acht"} {
		all = append(all, lexeme{"ord", declined(stem), numeral(i + 1)})
	}
	for n := 9; n <= 31; n++ {
		ending := "t"
		if n >= 20 {
			ending = "st"
		}
		all = append(all, lexeme{"ord", declined(low[n] + ending), numeral(n)})
	}
	for n, name := range low {
		and := name
		if n == 0 {
			name, and = "", ""
		}
		all = append(all,
			lexeme{"yearword", "neunzehnhundert" + name, numeral(1900 + n)},
			lexeme{"yearword", "zweitausend" + name, numeral(2000 + n)},
			lexeme{"yearword", "zweitausendund" + and, numeral(2000 + n)})
	}
	return all
}

// germanDays are the weekdays from Monday on, and germanDayparts the parts of a
// day as they stand behind them: "Samstagabend".
var (
	germanDays     = [...]string{"montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag|sonnabend", "sonntag"}
	germanDayparts = [...]string{"morgen|vormittag|früh", "nachmittag", "abend", "nacht"}
)

func germanCalendar() []lexeme {
	months := []string{"januar|jänner|januars|jan", "februar|feber|februars|feb", "märz|mrz", "april|aprils|apr", "mai|mais", "juni|juno|jun", "juli|julei|jul",
		"august|augusts|aug", "september|septembers|sep|sept", "oktober|oktobers|okt", "november|novembers|nov", "dezember|dezembers|dez"}
	doubts := map[int]uint8{1: likely, 4: likely, 5: likely, 6: likely, 7: likely, 8: likely}
	var all []lexeme
	for i, name := range months {
		all = append(all, lexeme{"month", name, everyMonth(i+1, doubts[i+1])})
	}
	brief := []string{"mo", "di", "mi", "do", "fr", "sa", "so"}
	for i, names := range germanDays {
		all = append(all, lexeme{"brief", brief[i], everyWeekday(i+1, certain)})
		for name := range strings.SplitSeq(names, "|") {
			all = append(all, lexeme{"weekday", name + "|" + name + "s|" + name + "e|" + name + "en", everyWeekday(i+1, certain)},
				lexeme{"plural", name + "s|" + name + "e|" + name + "en", everyWeekday(i+1, certain)})
			for part, parts := range germanDayparts {
				for p := range strings.SplitSeq(parts, "|") {
					all = append(all, lexeme{"dayandpart", name + p, numeral((i+1)*10 + part)})
				}
			}
		}
	}
	unit := func(names string, g grain) lexeme { return lexeme{"unit", names, numeral(int(g))} }
	return append(all,
		lexeme{"season", "frühling|frühlings|frühlinge|frühjahr|frühjahrs", everySeason(spring, likely)},
		lexeme{"season", "sommer|sommers|sommern", everySeason(summer, likely)},
		lexeme{"season", "sommerferien|sommerurlaub|sommermonate|sommermonaten|sommerzeit", everySeason(summer, likely)}, lexeme{"season", "herbstferien|herbsturlaub", everySeason(autumn, likely)},
		lexeme{"season", "winterferien|winterurlaub|winterzeit", everySeason(winter, likely)},
		lexeme{"season", "herbst|herbstes|herbsts", everySeason(autumn, likely)},
		lexeme{"season", "winter|winters|wintern", everySeason(winter, likely)},
		lexeme{"lateseason", "spätsommer|spätsommers", everySeason(summer, likely)}, lexeme{"lateseason", "spätherbst|spätherbstes", everySeason(autumn, likely)},
		lexeme{"midseason", "hochsommer|hochsommers", everySeason(summer, likely)}, lexeme{"earlyseason", "frühsommer|frühsommers", everySeason(summer, likely)},
		lexeme{"earlyseason", "frühherbst|frühherbstes", everySeason(autumn, likely)},
		lexeme{"weekend", "wochenende|wochenendes|wochenenden|wochenend", everyWeekend()},
		unit("minute|minuten", minute), unit("stunde|stunden", hour), unit("tag|tage|tagen|tages|tags", day), unit("woche|wochen", week),
		unit("monat|monate|monaten|monats", month), unit("quartal|quartale|quartalen|quartals|vierteljahr|vierteljahres|vierteljahren", quarter),
		unit("halbjahr|halbjahre|halbjahren|halbjahres|hälfte|hälften", half), unit("jahr|jahre|jahren|jahres|jahrs", year),
		unit("jahrzehnt|jahrzehnte|jahrzehnten|jahrzehnts|dekade|dekaden", decade),
		unit("jahrhundert|jahrhunderte|jahrhunderten|jahrhunderts", century),
		lexeme{"many", "tage|tagen", numeral(int(day))}, lexeme{"many", "wochen", numeral(int(week))},
		lexeme{"many", "monate|monaten", numeral(int(month))}, lexeme{"many", "jahre|jahren", numeral(int(year))},
		lexeme{"weeks", "woche", numeral(int(week))}, lexeme{"weeks", "wochenende", numeral(int(weekend))},
		lexeme{"weeks", "monat", numeral(int(month))}, lexeme{"weeks", "jahr", numeral(int(year))},
		lexeme{"plural", "wochenenden|wochenends", everyWeekend()}, lexeme{"plural", "wochentags|wochentage|wochentagen|werktags|werktage|werktagen", everyBlock(1, 5)},
		lexeme{"dayparts", "morgens|vormittags", numeral(0)}, lexeme{"dayparts", "nachmittags|nachmittage|nachmittagen", numeral(1)},
		lexeme{"dayparts", "abends|abende|abenden", numeral(2)}, lexeme{"dayparts", "nachts|nächte|nächten", numeral(3)},
		lexeme{"daypart", "morgen|morgens|vormittag|vormittags|früh", numeral(0)}, lexeme{"daypart", "nachmittag|nachmittags", numeral(1)},
		lexeme{"daypart", "abend|abends", numeral(2)}, lexeme{"daypart", "nacht|nachts", numeral(3)},
	)
}

// germanRelations are the small words that tie times together.
func germanRelations() []lexeme {
	word := func(class, names string) lexeme { return lexeme{class, names, numeral(0)} }
	return []lexeme{
		word("the", "der|die|das|den|dem|des"),
		word("gen", "der|des|dem|den|die|das|von|vom|von der|von dem|von den|im|in|in der|in dem|in den|aus|aus der|aus dem"),
		word("this", "dies|"+declined("dies", "aktuell", "laufend", "gegenwärtig", "derzeitig", "jetzig", "selb", "heurig")+"|diese aktuelle|dieser aktuellen"),
		word("past", declined("letzt", "vergangen", "vorig", "verflossen")),
		word("prior", declined("vorletzt", "vorvorig", "vorvergangen")),
		word("next", declined("nächst", "kommend", "folgend", "übernächst")),
		word("to", "bis|bis zu|bis zum|bis zur|bis in den|-"),
		word("mark", ",|-|/"), word("dayof", "."), word("and", "und|oder|&|,|, und|, oder|sowie|und auch"), word("but", "aber|,|, aber|und"),
		word("all", "alle|allen|aller|alle meine|beide|sämtliche"), word("each", declined("jed")+"|alle|all die"), word("eachmonth", "jedes monats|jeden monats|jeden monat|im monat|des monats|aller monate"),
		word("eachyear", "jedes jahr|jedes jahres|jeden jahres|alle jahre|jährlich|jeden monat|jede woche"), word("thisday", "heute|an diesem tag|dieser tag|diesen tag"),
		word("among", "der|des|dem|den|die|das|von|vom|von der|von dem|von den|im|in|in der|in dem|in den|aus|aus der|aus dem|während|während des|während der|über|im jahr|in den jahren|der jahre"),
		word("at", "an|am|an den|im|in|zu|zum|über"),
		{"final", declined("letzt"), numeral(-1)},
		{"through", "bis einschließlich|bis inklusive|bis inkl .|bis einschließlich zum|bis inklusive zum", numeral(1)},
		word("prep", "in|im|aus|von|vom|von der|von den|während|während der|während des|um|anno|über|übers|durch|zu|zur|zum|an|am|bei|beim|circa|ca|ca .|etwa|ungefähr|irgendwann|irgendwann im|"+
			"im laufe|gegen|rund um|damals|zuletzt"),
		{"part", "anfang|anfangs|anfang des|beginn|beginn des|zu beginn|zu beginn des|" + declined("früh"), numeral(early)},
		{"part", "mitte|mitte des|in der mitte|in der mitte des", numeral(middle)},
		{"part", "ende|ende des|gegen ende|gegen ende des|" + declined("spät"), numeral(late)},
	}
}

func germanNames() names {
	return names{
		months: [12]string{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
			"Oktober", "November", "Dezember"},
		seasons: [4]string{"Frühling", "Sommer", "Herbst", "Winter"},
		day:     "%d. %s %d", month: "%s %d", season: "%s %d", years: "%d",
		since: "seit %s", before: "vor %s", sinceDay: "seit dem %s", beforeDay: "vor dem %s",
		through: "%s bis einschließlich %s", throughDays: "%s bis %s",
		sameYear: "%s bis %s %d", sameMonth: "%d. bis %d. %s %d", sameYearDays: "%d. %s bis %d. %s %d",
		week: "die Woche vom %s", weekend: "das Wochenende vom %s", today: "heute", yesterday: "gestern",
		clock: "%s %s", between: "%s bis %s",
		many:    germanManyNames(),
		morning: "der Morgen des %s", noon: "der Nachmittag des %s", eve: "der Abend des %s", dark: "die Nacht des %s",
	}
}

func germanManyNames() manyNames {
	return manyNames{
		and:      " und ",
		days:     [7]string{"montags", "dienstags", "mittwochs", "donnerstags", "freitags", "samstags", "sonntags"},
		weekends: "Wochenenden", weekdays: "werktags",
		in: "%s im %s", inYear: "%s im Jahr %s", inRange: "%s von %s",
		ofYears: "%s %s", everyYear: "%s jedes Jahr von %s", dayAndMonth: "%d. %s",
		feasts: []string{"Weihnachten", "Heiligabend", "Silvester", "Neujahr", "Ostern", "Karfreitag", "Ostermontag", "Pfingsten",
			"Muttertag", "Nikolaus", "Rosenmontag", "Halloween", "Tag der Deutschen Einheit"},
		stretches: "%d Zeiträume", betweenMonths: "zwischen %s und %s",
	}
}
