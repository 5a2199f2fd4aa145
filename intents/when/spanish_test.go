package when_test

import "testing"

func TestSpanishIsReadAsMeantForPhotos(t *testing.T) {
	readsAs(t, localized(t, "es-US"), [][2]string{
		{"ayer", "2026-11-21/2026-11-22"},
		{"anteayer", "2026-11-20/2026-11-21"},
		{"el verano pasado", "2026-06-01/2026-09-01"},
		{"el último verano", "2026-06-01/2026-09-01"},
		{"verano de 2019", "2019-06-01/2019-09-01"},
		{"en el verano del año pasado", "2025-06-01/2025-09-01"},
		{"otoño 2020", "2020-09-01/2020-12-01"},
		{"el año pasado", "2025-01-01/2026-01-01"},
		{"el año antepasado", "2024-01-01/2025-01-01"},
		{"hace dos años", "2024-01-01/2025-01-01"},
		{"hace un par de semanas", "2026-11-02/2026-11-09"},
		{"hace tres días", "2026-11-19/2026-11-20"},
		{"hace medio año", "2026-05-01/2026-06-01"},
		{"antes de 2010", "/2010-01-01"},
		{"después de 2019", "2020-01-01/"},
		{"desde mayo de 2019", "2019-05-01/"},
		{"a partir de 2019", "2019-01-01/"},
		{"hasta el viernes", "/2026-11-21"},
		{"en marzo de 2023", "2023-03-01/2023-04-01"},
		{"diciembre", "2025-12-01/2026-01-01"},
		{"13 de julio de 2024", "2024-07-13/2024-07-14"},
		{"el 13/7/2024", "2024-07-13/2024-07-14"},
		{"7/8/2024", "2024-08-07/2024-08-08"},
		{"el primero de mayo", "2026-05-01/2026-05-02"},
		{"veintiuno de mayo", "2026-05-21/2026-05-22"},
		{"martes 13", "2026-10-13/2026-10-14"},
		{"entre junio y agosto de 2021", "2021-06-01/2021-09-01"},
		{"de junio a agosto", "2026-06-01/2026-09-01"},
		{"del 4 al 22 de enero de 2020", "2020-01-04/2020-01-23"},
		{"a principios de julio", "2026-07-01/2026-07-16"},
		{"a mediados de julio de 2020", "2020-07-10/2020-07-21"},
		{"finales de julio", "2026-07-16/2026-08-01"},
		{"los años noventa", "1990-01-01/2000-01-01"},
		{"los ochenta", "1980-01-01/1990-01-01"},
		{"en los años 80", "1980-01-01/1990-01-01"},
		{"mil novecientos noventa y nueve", "1999-01-01/2000-01-01"},
		{"dos mil diecinueve", "2019-01-01/2020-01-01"},
		{"a principios de los 90", "1990-01-01/1995-01-01"},
		{"las vacaciones de Navidad", "2025-12-22/2025-12-29"},
		{"dos días antes de Navidad", "2025-12-23/2025-12-24"},
		{"el siglo XX", "1900-01-01/2000-01-01"},
		{"Navidad de 2021", "2021-12-25/2021-12-26"},
		{"la Navidad pasada", "2025-12-25/2025-12-26"},
		{"Nochebuena", "2025-12-24/2025-12-25"},
		{"Nochevieja", "2025-12-31/2026-01-01"},
		{"Año Nuevo 2024", "2024-01-01/2024-01-02"},
		{"día de Reyes", "2026-01-06/2026-01-07"},
		{"Semana Santa 2024", "2024-03-24/2024-04-01"},
		{"Viernes Santo 2024", "2024-03-29/2024-03-30"},
		{"Día de los Muertos", "2026-11-02/2026-11-03"},
		{"el fin de semana pasado", "2026-11-14/2026-11-16"},
		{"este fin de semana", "2026-11-21/2026-11-23"},
		{"anoche", "2026-11-21T18:00/2026-11-22T06:00"},
		{"esta mañana", "2026-11-22T05:00/2026-11-22T12:00"},
		{"ayer por la tarde", "2026-11-21T12:00/2026-11-21T18:00"},
		{"el tercer viernes de junio", "2026-06-19/2026-06-20"},
		{"la primera semana de marzo", "2026-03-02/2026-03-09"},
		{"la primera mitad de 2020", "2020-01-01/2020-07-01"},
		{"los primeros tres meses de 2019", "2019-01-01/2019-04-01"},
		{"los últimos dos años", "2024-11-22/2026-11-22T15:30"},
		{"las últimas semanas", "2026-11-01/2026-11-22T15:30"},
		{"hoy hace un año", "2025-11-22/2025-11-23"},
		{"por estas fechas el año pasado", "2025-11-15/2025-11-30"},
		{"la semana antes de Navidad", "2025-12-18/2025-12-25"},
		{"todo el año 2019", "2019-01-01/2020-01-01"},
	})
}

func TestSpanishRegionsHaveDaysOfTheirOwn(t *testing.T) {
	readsAs(t, localized(t, "es-ES"), [][2]string{
		{"día de la madre", "2026-05-03/2026-05-04"}, {"día del padre", "2026-03-19/2026-03-20"},
	})
	readsAs(t, localized(t, "es-MX"), [][2]string{
		{"día de las madres", "2026-05-10/2026-05-11"}, {"el día de la independencia", "2026-09-16/2026-09-17"},
	})
	readsAs(t, localized(t, "es-US"), [][2]string{{"el día de la independencia", "2026-07-04/2026-07-05"}})
}

func TestSpanishTimesAreFoundWhereTheyHaveReason(t *testing.T) {
	finds(t, localized(t, "es"), [][2]string{
		{"playa el verano pasado", "[el verano pasado=2026-06-01/2026-09-01]"},
		{"fotos del verano de 2019 en Lisboa", "[del verano de 2019=2019-06-01/2019-09-01]"},
		{"fotos del mar", ""},
		{"el mar en marzo", "[en marzo=2026-03-01/2026-04-01]"},
		{"en mi casa", ""},
		{"un vi de la casa", ""},
		{"30 de febrero", ""},
		{"tres perros y 27 gatos", ""},
		{"las últimas tres fotos", ""},
		{"la segunda foto", ""},
		{"en julio de 2023 y en mayo de 2019", "[en julio de 2023 y en mayo de 2019=2019-05-01/2019-06-01 2023-07-01/2023-08-01]"},
	})
}

func TestSpanishNamesSaySpansBack(t *testing.T) {
	saysBack(t, localized(t, "es-ES"), [][2]string{
		{"julio de 2023", "julio de 2023"},
		{"el verano pasado", "verano de 2026"},
		{"13/7/2024", "13 de julio de 2024"},
		{"ayer", "ayer"},
		{"2019", "2019"},
		{"los años noventa", "de 1990 a 1999 inclusive"},
		{"desde mayo de 2019", "desde mayo de 2019"},
		{"antes de 2010", "antes de 2010"},
		{"hasta el viernes", "antes del 21 de noviembre de 2026"},
		{"de mayo a agosto de 2021", "de mayo a agosto de 2021"},
		{"del 4 al 22 de enero de 1995", "del 4 al 22 de enero de 1995"},
		{"del 28 de diciembre de 2019 al 3 de enero de 2020", "del 28 de diciembre de 2019 al 3 de enero de 2020"},
		{"del 28 de junio al 3 de julio de 2019", "del 28 de junio al 3 de julio de 2019"},
		{"de diciembre a abril", "de diciembre de 2025 a abril de 2026 inclusive"},
		{"el fin de semana pasado", "el fin de semana del 14 de noviembre de 2026"},
		{"la semana pasada", "la semana del 9 de noviembre de 2026"},
		{"ayer por la tarde", "la tarde del 21 de noviembre de 2026"},
	})
}
