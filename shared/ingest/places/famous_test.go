package places_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"shoebox/shared/ingest/places"
)

// famous are spots, and where people say that they are: any of the cities, regions
// and countries that "|" stands between. "-" is none.
var famous = []struct {
	name                  string
	lat, lon              float64
	city, region, country string
}{
	{"Eiffel Tower", 48.8584, 2.2945, "Paris", "Île-de-France", "France"},
	{"Louvre", 48.8606, 2.3376, "Paris", "Île-de-France", "France"},
	{"Palace of Versailles", 48.8049, 2.1204, "Versailles", "Île-de-France", "France"},
	{"Disneyland Paris", 48.8722, 2.7758, "Chessy|Serris|Magny-le-Hongre|Bailly-Romainvilliers|Marne-la-Vallée|Coupvray|Paris", "Île-de-France", "France"},
	{"Mont-Saint-Michel", 48.6361, -1.5115, "Pontorson|Le Mont-Saint-Michel|Beauvoir|Avranches", "Normandy", "France"},
	{"Promenade des Anglais", 43.6950, 7.2650, "Nice", "Provence-Alpes-Côte d'Azur", "France"},
	{"Old Port of Marseille", 43.2951, 5.3740, "Marseille", "Provence-Alpes-Côte d'Azur", "France"},
	{"Aiguille du Midi", 45.8790, 6.8874, "Chamonix|Chamonix-Mont-Blanc|Courmayeur", "Auvergne-Rhône-Alpes|Aosta Valley", "France|Italy"},
	{"Tower of Belém", 38.6916, -9.2160, "Lisbon", "Lisbon", "Portugal"},
	{"Sintra, Pena Palace", 38.7876, -9.3906, "Sintra", "Lisbon", "Portugal"},
	{"Porto, Ribeira", 41.1406, -8.6110, "Porto", "Porto", "Portugal"},
	{"St Peter's Square", 41.9022, 12.4567, "Rome|Vatican City", "Lazio", "Italy|Vatican City"},
	{"Colosseum", 41.8902, 12.4922, "Rome", "Lazio", "Italy"},
	{"Rialto Bridge", 45.4380, 12.3359, "Venice", "Veneto", "Italy"},
	{"Leaning Tower of Pisa", 43.7230, 10.3966, "Pisa", "Tuscany", "Italy"},
	{"Positano", 40.6281, 14.4850, "Positano", "Campania", "Italy"},
	{"Duomo of Florence", 43.7731, 11.2560, "Florence", "Tuscany", "Italy"},
	{"Sagrada Família", 41.4036, 2.1744, "Barcelona", "Catalonia", "Spain"},
	{"Alhambra", 37.1760, -3.5881, "Granada", "Andalusia", "Spain"},
	{"Plaza de España in Seville", 37.3772, -5.9869, "Seville", "Andalusia", "Spain"},
	{"Teide", 28.2724, -16.6425, "Vilaflor|La Orotava|Guía de Isora|Santiago del Teide|Icod de los Vinos|Vilaflor de Chasna|Adeje|Los Realejos|Chirche|Chio|Chiguergue", "Canary Islands", "Spain"},
	{"Buckingham Palace", 51.5014, -0.1419, "London", "England", "United Kingdom"},
	{"Heathrow Airport", 51.4700, -0.4543, "London|Hounslow|Hayes|West Drayton", "England", "United Kingdom"},
	{"Greenwich Observatory", 51.4769, -0.0005, "London|Greenwich", "England", "United Kingdom"},
	{"Stonehenge", 51.1789, -1.8262, "Amesbury|Salisbury", "England", "United Kingdom"},
	{"Edinburgh Castle", 55.9486, -3.1999, "Edinburgh", "Scotland", "United Kingdom"},
	{"Giant's Causeway", 55.2408, -6.5116, "Bushmills|Portrush|Ballycastle|Portballintrae", "Northern Ireland", "United Kingdom"},
	{"Cliffs of Moher", 52.9715, -9.4309, "Lahinch|Doolin|Liscannor|Lisdoonvarna|Ennistimon|Ennistymon", "Munster|Clare", "Ireland"},
	{"Brandenburg Gate", 52.5163, 13.3777, "Berlin", "Berlin", "Germany"},
	{"Berlin Wannsee", 52.4215, 13.1795, "Berlin|Wannsee", "Berlin", "Germany"},
	{"Sanssouci", 52.4042, 13.0385, "Potsdam", "Brandenburg", "Germany"},
	{"Marienplatz", 48.1374, 11.5755, "Munich", "Bavaria", "Germany"},
	{"Neuschwanstein", 47.5576, 10.7498, "Schwangau|Füssen", "Bavaria", "Germany"},
	{"Cologne Cathedral", 50.9413, 6.9583, "Cologne", "North Rhine-Westphalia", "Germany"},
	{"Sylt, Westerland beach", 54.9100, 8.2930, "Westerland|Sylt", "Schleswig-Holstein", "Germany"},
	{"Elbphilharmonie", 53.5413, 9.9841, "Hamburg", "Hamburg", "Germany"},
	{"Schönbrunn", 48.1845, 16.3122, "Vienna", "Vienna", "Austria"},
	{"Hallstatt", 47.5622, 13.6493, "Hallstatt", "Upper Austria", "Austria"},
	{"Matterhorn, from Zermatt", 46.0207, 7.7491, "Zermatt", "Valais", "Switzerland"},
	{"Jet d'Eau", 46.2074, 6.1559, "Geneva|Genève", "Geneva", "Switzerland"},
	{"Charles Bridge", 50.0865, 14.4114, "Prague", "Prague|Hlavní město Praha", "Czech Republic"},
	{"Anne Frank House", 52.3752, 4.8840, "Amsterdam", "North Holland", "Netherlands"},
	{"Atomium", 50.8949, 4.3415, "Brussels", "Brussels Capital|Brussels", "Belgium"},
	{"Little Mermaid", 55.6929, 12.5993, "Copenhagen", "Capital Region", "Denmark"},
	{"Vasa Museum", 59.3280, 18.0914, "Stockholm", "Stockholm", "Sweden"},
	{"Helsinki Cathedral", 60.1704, 24.9522, "Helsinki", "Uusimaa", "Finland"},
	{"ferry between Helsinki and Tallinn", 59.8000, 24.8500, "Helsinki|Tallinn|-", "Uusimaa|Harjumaa|-", "Finland|Estonia|-"},
	{"Preikestolen", 58.9864, 6.1904, "Jørpeland|Forsand|Tau|Stavanger", "Rogaland", "Norway"},
	{"Geysir", 64.3103, -20.3024, "Laugarvatn|Reykholt|Flúðir|Selfoss|-", "South|-", "Iceland"},
	{"Acropolis", 37.9715, 23.7267, "Athens", "Attica", "Greece"},
	{"Oia on Santorini", 36.4618, 25.3753, "Oia|Oía|Thera|Fira|Firá", "South Aegean", "Greece"},
	{"Hagia Sophia", 41.0086, 28.9802, "Istanbul", "Istanbul", "Türkiye|Turkey"},
	{"Red Square", 55.7539, 37.6208, "Moscow", "Moscow", "Russia"},
	{"Pyramids of Giza", 29.9792, 31.1342, "Giza|Cairo", "Giza", "Egypt"},
	{"Djemaa el-Fna", 31.6258, -7.9892, "Marrakesh|Marrakech", "Marrakesh-Safi", "Morocco"},
	{"Table Mountain", -33.9628, 18.4098, "Cape Town", "Western Cape", "South Africa"},
	{"Serengeti, Seronera", -2.4540, 34.8220, "-", "-|Mara", "Tanzania|-"},
	{"Burj Khalifa", 25.1972, 55.2744, "Dubai", "Dubai", "United Arab Emirates"},
	{"Western Wall", 31.7767, 35.2345, "Jerusalem", "Jerusalem|West Bank", "Israel|Palestine"},
	{"Petra", 30.3285, 35.4444, "Wadi Musa|Wādī Mūsá|Petra", "Ma’an|Ma'an", "Jordan"},
	{"Taj Mahal", 27.1751, 78.0421, "Agra", "Uttar Pradesh", "India"},
	{"Gateway of India", 18.9220, 72.8347, "Mumbai", "Maharashtra", "India"},
	{"Everest base camp", 28.0043, 86.8570, "Namche Bazar|Lobuche|Khumjung|-", "Koshi|Province 1|Eastern Region|-", "Nepal|-"},
	{"Angkor Wat", 13.4125, 103.8670, "Siem Reap", "Siem Reap", "Cambodia"},
	{"Grand Palace", 13.7500, 100.4913, "Bangkok", "Bangkok", "Thailand"},
	{"Marina Bay Sands", 1.2834, 103.8607, "Singapore", "", "Singapore"},
	{"Victoria Peak", 22.2759, 114.1455, "Hong Kong", "Central and Western District|", "Hong Kong"},
	{"Ubud Monkey Forest", -8.5188, 115.2582, "Ubud", "Bali", "Indonesia"},
	{"Forbidden City", 39.9163, 116.3972, "Beijing", "Beijing", "China"},
	{"the Bund", 31.2400, 121.4900, "Shanghai", "Shanghai", "China"},
	{"Tokyo, Shibuya Crossing", 35.6595, 139.7005, "Tokyo", "Tokyo", "Japan"},
	{"Mount Fuji", 35.3606, 138.7274, "Fujiyoshida|Fujinomiya|Fujikawaguchiko|Gotenba|Fuji", "Yamanashi|Shizuoka", "Japan"},
	{"Fushimi Inari", 34.9671, 135.7727, "Kyoto", "Kyoto", "Japan"},
	{"Nara Park", 34.6851, 135.8430, "Nara|Nara-shi", "Nara", "Japan"},
	{"Gyeongbokgung", 37.5796, 126.9770, "Seoul", "Seoul", "South Korea"},
	{"Sydney Opera House", -33.8568, 151.2153, "Sydney", "New South Wales", "Australia"},
	{"Bondi Beach", -33.8908, 151.2743, "Sydney|Bondi|Bondi Beach", "New South Wales", "Australia"},
	{"Uluru", -25.3444, 131.0369, "Yulara", "Northern Territory", "Australia"},
	{"Great Ocean Road, Twelve Apostles", -38.6621, 143.1051, "Port Campbell|Timboon|Cobden|-", "Victoria", "Australia"},
	{"Milford Sound", -44.6414, 167.8974, "Te Anau|-", "Southland|Otago|-", "New Zealand"},
	{"Statue of Liberty", 40.6892, -74.0445, "New York City|New York", "New York", "United States"},
	{"Coney Island", 40.5749, -73.9707, "New York City|New York|Brooklyn|Coney Island", "New York", "United States"},
	{"Times Square", 40.7580, -73.9855, "New York City|New York|Manhattan", "New York", "United States"},
	{"Exchange Place, Jersey City", 40.7162, -74.0330, "Jersey City", "New Jersey", "United States"},
	{"Golden Gate Bridge", 37.8199, -122.4783, "San Francisco", "California", "United States"},
	{"Santa Monica Pier", 34.0094, -118.4973, "Santa Monica", "California", "United States"},
	{"Hollywood Sign", 34.1341, -118.3215, "Los Angeles|Hollywood", "California", "United States"},
	{"Yosemite, Tunnel View", 37.7157, -119.6770, "Yosemite Valley|Mariposa|Yosemite Lakes|Oakhurst|Bass Lake|Ahwahnee", "California", "United States"},
	{"Grand Canyon Village", 36.0544, -112.1401, "Grand Canyon Village|Grand Canyon|Tusayan", "Arizona", "United States"},
	{"Las Vegas Strip", 36.1147, -115.1728, "Las Vegas|Paradise", "Nevada", "United States"},
	{"White House", 38.8977, -77.0365, "Washington, D.C.|Washington", "District of Columbia|Washington, D.C.", "United States"},
	{"Pentagon", 38.8719, -77.0563, "Arlington", "Virginia", "United States"},
	{"Old Faithful", 44.4605, -110.8281, "West Yellowstone|-", "Wyoming|Montana|-", "United States"},
	{"Waikiki", 21.2793, -157.8292, "Honolulu", "Hawaii", "United States"},
	{"Niagara Falls, Canadian side", 43.0896, -79.0849, "Niagara Falls", "Ontario", "Canada"},
	{"CN Tower", 43.6426, -79.3871, "Toronto", "Ontario", "Canada"},
	{"Chichén Itzá", 20.6843, -88.5678, "Pisté|Piste|Chichén-Itzá", "Yucatán", "Mexico"},
	{"Zócalo", 19.4326, -99.1332, "Mexico City", "Mexico City", "Mexico"},
	{"Copacabana", -22.9711, -43.1822, "Rio de Janeiro", "Rio de Janeiro", "Brazil"},
	{"Christ the Redeemer", -22.9519, -43.2105, "Rio de Janeiro", "Rio de Janeiro", "Brazil"},
	{"Iguazu Falls", -25.6953, -54.4367, "Puerto Iguazú|Foz do Iguaçu", "Misiones|Paraná", "Argentina|Brazil"},
	{"Machu Picchu", -13.1631, -72.5450, "Machupicchu|Aguas Calientes|Machu Picchu|Santa Teresa", "Cuzco Department", "Peru"},
	{"Obelisk of Buenos Aires", -34.6037, -58.3816, "Buenos Aires", "Buenos Aires F.D.|Buenos Aires", "Argentina"},
	{"Salar de Uyuni, the hotel of salt", -20.3300, -67.0470, "Uyuni|Colchani", "Potosí Department", "Bolivia"},
	{"Ushuaia harbour", -54.8072, -68.3044, "Ushuaia", "Tierra del Fuego", "Argentina"},
	{"Easter Island, Ahu Tongariki", -27.1258, -109.2769, "Hanga Roa", "Valparaiso", "Chile"},
	{"Longyearbyen", 78.2232, 15.6267, "Longyearbyen", "Svalbard", "Svalbard & Jan Mayen|Svalbard|Norway"},
	// What real photos say, of the test data of Go's EXIF readers.
	{"Temple Square", 40.7703389, -111.8912222, "Salt Lake City", "Utah", "United States"},
	{"a field in Saxony-Anhalt", 52.0138889, 11.0027778, "Schwanebeck|Wegeleben|Gröningen|Halberstadt|Dingelstedt|Huy", "Saxony-Anhalt", "Germany"},
	{"Norrmalm in Stockholm", 59.3325472, 18.0649417, "Stockholm", "Stockholm", "Sweden"},
	{"the edge of Vienna", 48.275, 16.338, "Vienna", "Vienna", "Austria"},
	{"Jølstravatnet", 61.5554583, 6.4698967, "Skei|Vassenden|Jølster|Førde|Sandane|Byrkjelo", "Vestland", "Norway"},
	{"the beach of Benalmádena", 36.5974417, -4.50846, "Benalmádena|Torremolinos|Arroyo de la Miel|Benalmádena Pueblo", "Andalusia", "Spain"},
	{"Garden of the Gods", 38.8832639, -104.8714333, "Colorado Springs|Manitou Springs", "Colorado", "United States"},
	{"Richmond in California", 37.9363333, -122.3652889, "Richmond", "California", "United States"},
	{"a village near Maloyaroslavets", 55.0316667, 36.0325, "Maloyaroslavets|Medyn’|Kondrovo|Medyn", "Kaluga Oblast", "Russia"},
	{"Heddon in the valley of the Tyne", 54.9896667, -1.9141667, "Prudhoe|Ovingham|Corbridge|Stocksfield|Heddon-on-the-Wall|Wylam", "England", "United Kingdom"},
	{"Oldenburg", 53.147125, 8.1791944, "Oldenburg", "Lower Saxony", "Germany"},
	{"west of Lake Worth", 26.5825167, -80.2002333, "Wellington|Greenacres City|Greenacres|Wellington|Lake Worth|Boynton Beach", "Florida", "United States"},
	{"middle of the Atlantic", 35.0, -45.0, "-", "-", "-"},
	{"middle of the Pacific, on the antimeridian", -30.0, 179.99, "-", "-", "-"},
	{"Suva, Fiji", -18.1416, 178.4419, "Suva", "Central", "Fiji"},
	{"Taveuni, Fiji, on the antimeridian", -16.8000, -179.98, "Waiyevo|Somosomo|-", "Northern|-", "Fiji|-"},
}

// is reports whether got is one of what people say.
func is(got, say string) bool {
	if got == "" && slices.Contains(strings.Split(say, "|"), "-") {
		return true
	}
	return slices.Contains(strings.Split(say, "|"), got)
}

// known are those that a point and a size can't tell: the borders of Jersey City and
// Arlington, Hallstatt, where fewer than a thousand people live, and the municipality
// that a mountain belongs to.
const known = 4

func TestFamousSpotsAreWherePeopleSay(t *testing.T) {
	p := places.Open()
	var wrong []string
	for _, f := range famous {
		got, _ := p.Nearest(f.lat, f.lon)
		if !is(got.City, f.city) || !is(got.Region, f.region) || !is(got.Country, f.country) {
			wrong = append(wrong, fmt.Sprintf("%s: %s, %s, %s", f.name, got.City, got.Region, got.Country))
		}
	}
	right := len(famous) - len(wrong)
	t.Logf("%d of %d (%.0f %%) are where people say; elsewhere are\n%s", right, len(famous), 100*float64(right)/float64(len(famous)), strings.Join(wrong, "\n"))
	if len(wrong) > known {
		t.Errorf("%d are elsewhere, want at most %d", len(wrong), known)
	}
}
