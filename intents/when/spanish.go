package when

import (
	"slices"
	"strings"
)

// Spanish: its words here and in spanish_holidays.go, its rules in spanish_rules.go.

// spanish is the language with the holidays of a region, or those most share.
func spanish(region string) func() locale {
	return func() locale {
		return locale{
			lexicon: slices.Concat(spanishNumbers(), spanishCalendar(), spanishRelations(), spanishHolidays(region)),
			rules:   slices.Concat(spanishNumberRules(), spanishDateRules(), spanishRelativeRules(), spanishPartRules(), seriesRules(), spanishTimeRules(), listRules()),
			names:   spanishNames(),
		}
	}
}

// gendered gives adjectives that end in o in all their forms, of their stems.
func gendered(stems ...string) string {
	var all []string
	for _, s := range stems {
		all = append(all, s+"o", s+"a", s+"os", s+"as")
	}
	return strings.Join(all, "|")
}

func spanishNumbers() []lexeme {
	return slices.Concat(
		counted("small", 0, 1, "cero", "un|uno|una", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez",
			"once", "doce", "trece", "catorce", "quince", "dieciséis|diez y seis", "diecisiete|diez y siete", "dieciocho|diez y ocho", "diecinueve|diez y nueve",
			"veinte", "veintiuno|veintiún|veintiuna|veinte y uno", "veintidós", "veintitrés", "veinticuatro", "veinticinco", "veintiséis",
			"veintisiete", "veintiocho", "veintinueve"),
		counted("tens", 30, 10, "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"),
		counted("tenses", 20, 10, "veinte|veintes", "treinta|treintas", "cuarenta|cuarentas", "cincuenta|cincuentas", "sesenta|sesentas",
			"setenta|setentas", "ochenta|ochentas", "noventa|noventas"),
		counted("hundreds", 100, 100, "cien|ciento", "doscientos|doscientas", "trescientos|trescientas", "cuatrocientos|cuatrocientas", "quinientos|quinientas",
			"seiscientos|seiscientas", "setecientos|setecientas", "ochocientos|ochocientas", "novecientos|novecientas"),
		counted("ord", 1, 1, "primer|"+gendered("primer"), gendered("segund"), "tercer|"+gendered("tercer"), gendered("cuart"), gendered("quint"),
			gendered("sext"), gendered("séptim", "sétim"), gendered("octav"), gendered("noven"), gendered("décim"), gendered("undécim")),
		counted("vague", 2, 1, "par de|un par de|una pareja de", "pocos|pocas|unos pocos|unas pocas|unos cuantos|unas cuantas|algunos|algunas|varios|varias|unos|unas"),
	)
}

func spanishCalendar() []lexeme {
	months := []string{"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre|setiembre", "octubre", "noviembre", "diciembre"}
	// Short forms are words of their own ("mar", "ago") but beside a day or year.
	short := []string{"ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep|sept|set", "oct", "nov", "dic"}
	doubts := map[string]uint8{"abril": likely, "julio": likely, "agosto": likely, "mayo": likely}
	var all []lexeme
	for i, name := range months {
		all = append(all, lexeme{"month", name, everyMonth(i+1, doubts[name])}, lexeme{"month", short[i], everyMonth(i+1, doubtful)})
	}
	days := []string{"lunes", "martes", "miércoles", "jueves", "viernes", "sábado|sábados", "domingo|domingos"}
	plurals := []string{"los lunes", "los martes", "los miércoles", "los jueves", "los viernes", "sábados|los sábados", "domingos|los domingos"}
	brief := []string{"lu|lun", "ma|mar", "mi|mie|mié", "ju|jue", "vi|vie", "sa|sab|sáb", "do|dom"}
	for i := range days {
		all = append(all,
			lexeme{"weekday", days[i], everyWeekday(i+1, certain)},
			lexeme{"plural", plurals[i], everyWeekday(i+1, certain)},
			lexeme{"brief", brief[i], everyWeekday(i+1, certain)})
	}
	unit := func(names string, g grain) lexeme { return lexeme{"unit", names, numeral(int(g))} }
	return append(all,
		lexeme{"season", "primavera|primaveras", everySeason(spring, likely)}, lexeme{"season", "verano|veranos", everySeason(summer, likely)},
		lexeme{"season", "otoño|otoños", everySeason(autumn, likely)}, lexeme{"season", "invierno|inviernos", everySeason(winter, likely)},
		lexeme{"weekend", "fin de semana|fines de semana|finde|findes", everyWeekend()},
		unit("minuto|minutos", minute), unit("hora|horas", hour), unit("día|días", day), unit("semana|semanas", week),
		unit("mes|meses", month), unit("trimestre|trimestres|cuarto|cuartos", quarter), unit("semestre|semestres|mitad|mitades", half), //nolint:misspell // Spanish
		unit("año|años", year), unit("década|décadas|decenio|decenios", decade), unit("siglo|siglos", century),
		lexeme{"many", "días", numeral(int(day))}, lexeme{"many", "semanas", numeral(int(week))},
		lexeme{"many", "meses", numeral(int(month))}, lexeme{"many", "años", numeral(int(year))},
		lexeme{"weeks", "semana", numeral(int(week))}, lexeme{"weeks", "fin de semana", numeral(int(weekend))},
		lexeme{"weeks", "mes", numeral(int(month))}, lexeme{"weeks", "año", numeral(int(year))},
		lexeme{"plural", "fines de semana|findes", everyWeekend()}, lexeme{"plural", "días laborables|días de semana|días entre semana", everyBlock(1, 5)},
		lexeme{"plural", "primaveras", everySeason(spring, likely)}, lexeme{"plural", "veranos", everySeason(summer, likely)},
		lexeme{"plural", "otoños", everySeason(autumn, likely)}, lexeme{"plural", "inviernos", everySeason(winter, likely)},
		lexeme{"dayparts", "mañanas", numeral(0)}, lexeme{"dayparts", "tardes", numeral(1)}, lexeme{"dayparts", "noches", numeral(3)},
		lexeme{"daypart", "mañana", numeral(0)}, lexeme{"daypart", "tarde", numeral(1)}, lexeme{"daypart", "noche", numeral(3)},
	)
}

// spanishRelations are the small words that tie times together.
func spanishRelations() []lexeme {
	word := func(class, names string) lexeme { return lexeme{class, names, numeral(0)} }
	return []lexeme{
		word("the", "el|la|los|las"),
		word("gen", "de|del|de el|de la|de los|de las|en|en el|en la|en los|en las"),
		word("this", "este|esta|estos|estas|este mismo|esta misma|"+gendered("mism")+"|presente"),
		word("current", "actual|en curso|corriente|presente"),
		word("past", gendered("pasad", "últim", "previ")+"|anterior|anteriores|recientes"),
		word("prior", gendered("antepasad", "penúltim")),
		word("next", gendered("próxim")+"|siguiente|siguientes|que viene|entrante"),
		word("to", "a|al|hasta|hasta el|hasta la|-|a la"),
		word("mark", ",|-|/"), word("dayof", "de|del"), word("and", "y|e|o|u|&|,|, y|, o|así como|y también"), word("but", "pero|y|,|, pero"),
		word("all", "todos|todas|todos mis|ambos|ambas"), word("each", "cada|todos los|todas las"), word("eachmonth", "cada mes|de cada mes|del mes|todos los meses"),
		word("eachyear", "cada año|de cada año|todos los años|anualmente|cada mes|cada semana|todas las semanas"),
		word("thisday", "este día|hoy|en este día|un día como hoy|tal día como hoy"),
		word("among", "de|del|de el|de la|de los|de las|en|en el|en la|en los|en las|durante|durante el|durante la|durante los|por|de los años|en los años"),
		word("at", "en|en el|en la|en los|en las|por|por las|por la|a|los|las"),
		{"final", "último|última|final", numeral(-1)},
		word("prep", "en|de|del|durante|por|a|al|para|desde|hacia|sobre|alrededor de|alrededor del|cerca de|a lo largo de|a lo largo del|en torno a|allá por"),
		{"part", "principios de|principios del|a principios de|a principios del|principio de|principio del|comienzos de|comienzos del|a comienzos de|a comienzos del|" +
			"comienzo de|comienzo del|inicios de|inicios del|a inicios de|a inicios del|inicio de|inicio del|primeros días de|primeros días del", numeral(early)},
		{"part", "mediados de|mediados del|a mediados de|a mediados del", numeral(middle)},
		{"part", "finales de|finales del|a finales de|a finales del|fines de|fines del|a fines de|a fines del|a fin de|final de|final del|" +
			"últimos días de|últimos días del", numeral(late)},
	}
}

func spanishNames() names {
	return names{
		months: [12]string{"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
			"octubre", "noviembre", "diciembre"},
		seasons: [4]string{"primavera", "verano", "otoño", "invierno"},
		day:     "%d de %s de %d", month: "%s de %d", season: "%s de %d", years: "%d",
		since: "desde %s", before: "antes de %s", sinceDay: "desde el %s", beforeDay: "antes del %s",
		through: "de %s a %s inclusive", throughDays: "del %s al %s",
		sameYear: "de %s a %s de %d", sameMonth: "del %d al %d de %s de %d", sameYearDays: "del %d de %s al %d de %s de %d",
		week: "la semana del %s", weekend: "el fin de semana del %s", today: "hoy", yesterday: "ayer",
		clock: "%s %s", between: "de %s a %s",
		many:    spanishManyNames(),
		morning: "la mañana del %s", noon: "la tarde del %s", eve: "la tarde noche del %s", dark: "la noche del %s",
	}
}

func spanishManyNames() manyNames {
	return manyNames{
		and:      " y ",
		days:     [7]string{"los lunes", "los martes", "los miércoles", "los jueves", "los viernes", "los sábados", "los domingos"},
		weekends: "los fines de semana", weekdays: "los días laborables",
		in: "%s de %s", inYear: "%s de %s", inRange: "%s %s",
		ofYears: "%s de %s", everyYear: "cada %s %s", dayAndMonth: "%d de %s",
		feasts: []string{"Navidad", "Nochebuena", "Nochevieja", "Año Nuevo", "día de Reyes", "Pascua", "Viernes Santo", "Semana Santa",
			"Carnaval", "San Valentín", "Todos los Santos", "Día de los Muertos", "Halloween"},
		stretches: "%d períodos", betweenMonths: "entre %s y %s",
	}
}
