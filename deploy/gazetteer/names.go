package main

import (
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// countryName gives what people call a country in English: what Unicode does, but
// for names that it adds something to.
func countryName(code string) string {
	switch code {
	case "HK":
		return "Hong Kong"
	case "MO":
		return "Macao"
	case "MM":
		return "Myanmar"
	case "CD":
		return "Democratic Republic of the Congo"
	case "CG":
		return "Republic of the Congo"
	case "CZ":
		return "Czech Republic"
	case "PS":
		return "Palestine"
	}
	region, err := language.ParseRegion(code)
	if err != nil {
		return code
	}
	return display.English.Regions().Name(region)
}

// regionName gives the name of a place's region; none where it is not known.
func regionName(c city, regions map[string]string) string {
	switch code := c.country + "." + c.region; code {
	case "DE.16":
		return "Berlin" // "State of Berlin" there
	default:
		return regions[code]
	}
}

// cityName gives what people call a city in English. GeoNames' main name is the
// place's own for some that have an English one, or longer than anybody says it.
func cityName(c city) string {
	if name, ok := english[c.country+"."+c.name]; ok {
		return name
	}
	if c.country == "KR" {
		return strings.TrimSuffix(c.name, "-si") // "city"
	}
	return c.name
}

// english are such names.
var english = map[string]string{
	"AT.Klagenfurt am Wörthersee": "Klagenfurt",
	"BE.Brugge":                   "Bruges",
	"BE.Gent":                     "Ghent",
	"CH.Biel/Bienne":              "Biel",
	"CH.Luzern":                   "Lucerne",
	"CH.Sitten":                   "Sion",
	"DE.Frankfurt am Main":        "Frankfurt",
	"DE.Halle (Saale)":            "Halle",
	"DE.Hannover":                 "Hanover",
	"DE.Köln":                     "Cologne",
	"DK.Århus":                    "Aarhus",
	"ES.Gasteiz / Vitoria":        "Vitoria-Gasteiz",
	"ES.Sevilla":                  "Seville",
	"FI.Hyvinge":                  "Hyvinkää",
	"GR.Irákleion":                "Heraklion",
	"GR.Pátra":                    "Patras",
	"IE.An Muileann gCearr":       "Mullingar",
	"IE.Cluain Meala":             "Clonmel",
	"IE.Droichead Nua":            "Newbridge",
	"IT.Reggio nell'Emilia":       "Reggio Emilia",
	"MX.Acapulco de Juárez":       "Acapulco",
	"MX.Juárez":                   "Ciudad Juárez",
	"MX.León de los Aldama":       "León",
	"MX.Santiago de Querétaro":    "Querétaro",
	"NL.Almere Stad":              "Almere",
	"RU.Nizhniy Novgorod":         "Nizhny Novgorod",
	"RU.Rostov-na-Donu":           "Rostov-on-Don",
	"SA.Madinah":                  "Medina",
	"SA.Makkah":                   "Mecca",
	"VN.Ðà Lạt":                   "Da Lat",
}
