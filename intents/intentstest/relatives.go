package intentstest

import "shoebox/shared/gallery"

// Nicknames are what the family calls people, and has told the gallery.
func Nicknames() map[string][]string {
	return map[string][]string{"Grandma Rose": {"Nana"}}
}

// relatives are a summer and a Christmas among people whose names are easily taken
// for one another: Karen, Karin and Karan, a May, and a Robert nobody calls so.
func relatives() []trip {
	const dublin, summer, fuji = "Europe/Dublin", "The old mill", "Fujifilm X-T5"
	galway := gallery.Place{City: "Galway", Region: "Connacht", Country: "Ireland", Lat: 53.27, Lon: -9.05}
	cork := gallery.Place{City: "Cork", Country: "Ireland", Lat: 51.90, Lon: -8.47}
	dingle := gallery.Place{City: "Dingle", Region: "Kerry", Country: "Ireland", Lat: 52.14, Lon: -10.27}
	return []trip{
		{galway, dublin, summer, fuji, "relatives", []shot{
			{"2024-07-06 10:20", "The wheel turns again", "", "Mill"},
			{"2024-07-07 16:00", "Mending the gate", "Robert Miller", "Gate"},
			{"2024-07-10 18:45", "Hay up to the roof", "Karen Miller", "Farm"},
			{"2024-07-13 11:15", "On the red tractor", "May", "Tractor, Farm"},
		}},
		{cork, dublin, summer, fuji, "relatives", []shot{
			{"2024-07-14 13:30", "Two sisters, one hat", "Karen Miller, Karin", "Hat"},
			{"2024-07-17 09:50", "Learning to whistle", "Phoebe", "Garden"},
			{"2024-07-20 20:10", "Four hands at the piano", "Robert Miller, May", "Piano, Music"},
			{"2021-12-25 12:00", "Crackers at noon", "Karen Miller, Robert Miller", "Christmas"},
		}},
		{dingle, dublin, "", "", "relatives", []shot{
			{"2024-07-25 07:30", "Rain on the tent", "Karan", "Tent, Rain"},
			{"2024-07-28 15:40", "Strawberries for everybody", "May, Phoebe", "Fruit"},
			{"2024-08-03 12:00", "Help wanted", "", "Sign"},
			{"2024-08-03 17:20", "A fiddle at the pub", "Sean", "Fiddle, Music"},
		}},
	}
}
