package when

import "time"

// The holidays of Spain and the Americas. The days of mothers and fathers, and of
// a country, are the region's ("es", "mx"); elsewhere the most common ones.

func spanishHolidays(region string) []lexeme {
	const mon, thu, sun = 1, 4, 7
	mothers, fathers, nation := onNth(2, sun, 5, 0), onNth(3, sun, 6, 0), onDay(10, 12)
	switch region {
	case "es":
		mothers, fathers = onNth(1, sun, 5, 0), onDay(3, 19)
	case "mx":
		mothers, nation = onDay(5, 10), onDay(9, 16)
	}
	h := func(names string, v value) lexeme { return lexeme{"holiday", names, v} }
	return []lexeme{
		h("navidad|navidades|día de navidad|pascua de navidad", onDay(12, 25)), h("nochebuena|noche buena|víspera de navidad|vísperas de navidad", onDay(12, 24)),
		h("nochevieja|noche vieja|fin de año|víspera de año nuevo|san silvestre", onDay(12, 31)), h("año nuevo|día de año nuevo", onDay(1, 1)),
		h("reyes|día de reyes|reyes magos|día de los reyes magos|epifanía|los reyes magos", onDay(1, 6)), h("noche de reyes|cabalgata de reyes", onDay(1, 5)),
		h("san valentín|día de san valentín|día de los enamorados|día del amor y la amistad", onDay(2, 14)),
		h("candelaria|día de la candelaria", onDay(2, 2)), h("san josé|día de san josé", onDay(3, 19)), h("las fallas", onDay(3, 19)), h("san patricio|día de san patricio", onDay(3, 17)),
		h("carnaval|carnavales|martes de carnaval", byEaster(-47)), h("miércoles de ceniza", byEaster(-46)), h("domingo de ramos", byEaster(-7)),
		h("jueves santo", byEaster(-3)), h("viernes santo", byEaster(-2)), h("sábado santo|sábado de gloria", byEaster(-1)),
		h("pascua|pascuas|domingo de pascua|domingo de resurrección|pascua de resurrección|día de pascua", byEaster(0)), h("lunes de pascua", byEaster(1)),
		h("semana santa", holyWeek()), h("ascensión|día de la ascensión", byEaster(39)), h("pentecostés|domingo de pentecostés", byEaster(49)), h("corpus|corpus christi", byEaster(60)),
		h("sant jordi|san jorge|día del libro|día de san jorge", onDay(4, 23)), h("día del niño", onDay(4, 30)), h("cinco de mayo|batalla de puebla", onDay(5, 5)),
		h("día del trabajo|día del trabajador|día de los trabajadores|fiesta del trabajo", onDay(5, 1)), h("día de la mujer|día internacional de la mujer", onDay(3, 8)), //nolint:misspell // Spanish
		h("día de la madre|día de las madres", mothers), h("día del padre|día de los padres", fathers),
		h("noche de san juan|día de san juan|víspera de san juan", onDay(6, 24)), h("sanfermines|san fermín", onDay(7, 7)), h("santiago apóstol|día de santiago", onDay(7, 25)),
		h("asunción|día de la asunción|virgen de agosto", onDay(8, 15)), h("día de la hispanidad|hispanidad|día de la raza|día del pilar|fiesta del pilar", onDay(10, 12)),
		h("fiesta nacional", nation), h("día de la independencia de méxico|grito de dolores|independencia de méxico|fiestas patrias", onDay(9, 16)),
		h("día de la independencia|cuatro de julio", independence(region)), h("día de la revolución", onNth(3, mon, 11, 0)),
		h("halloween|noche de brujas|noche de halloween", onDay(10, 31)), h("todos los santos|día de todos los santos", onDay(11, 1)),
		h("día de los muertos|día de muertos|día de los difuntos|fieles difuntos", onDay(11, 2)),
		h("acción de gracias|día de acción de gracias", onNth(4, thu, 11, 0)), h("viernes negro|black friday", onNth(4, thu, 11, 1)), h("cyber monday", onNth(4, thu, 11, 4)),
		h("día de la constitución", onDay(12, 6)), h("inmaculada|inmaculada concepción|día de la inmaculada", onDay(12, 8)),
		h("día de la virgen de guadalupe|virgen de guadalupe", onDay(12, 12)), h("día de los inocentes|santos inocentes|día de los santos inocentes", onDay(12, 28)),
		h("rosh hashaná|año nuevo judío", feasts(2, byRoshHashanah(0))), h("yom kipur|yom kippur", feast(byRoshHashanah(9))), h("sucot", feasts(7, byRoshHashanah(14))),
		h("janucá|hanukkah|hanuká", feasts(9, hanukkah)), h("purim", feast(byPassover(-30))), h("pésaj|pascua judía", feasts(9, byPassover(-1))),
		h("ramadán|mes de ramadán", feasts(31, onIslamic(9, 1))), h("eid al fitr|fin de ramadán", feasts(4, onIslamic(10, 1))), h("eid al adha|fiesta del cordero|fiesta del sacrificio", feasts(5, onIslamic(12, 10))),
		h("diwali|fiesta de las luces", feast(onListed(diwalis[:]))), h("holi|fiesta de los colores", feast(onListed(holis[:]))), h("festival del medio otoño", feast(onListed(midAutumns[:]))),
		h("adviento", adventSeason()), h("cuaresma", feasts(46, fromEaster(-46))),
		h("año nuevo chino|año nuevo lunar", feast(chineseNewYear)), h("día del maestro", onDay(5, 15)), h("día de la tierra", onDay(4, 22)),
	}
}

// independence is the United States' day, or Mexico's in Mexico.
func independence(region string) value {
	if region == "mx" {
		return onDay(9, 16)
	}
	return onDay(7, 4)
}

// holyWeek is from Palm Sunday through Easter.
func holyWeek() value {
	return value{grain: week, every: year, at: func(c *reading, start time.Time) (Span, bool) {
		m, d := easter(start.Year())
		return Span{c.date(start.Year(), m, d-7), c.date(start.Year(), m, d+1)}, true
	}}
}
