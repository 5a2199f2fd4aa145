package intentstest

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"shoebox/shared/gallery"
)

// Now is when the conversations take place: a Sunday in November.
func Now() time.Time { return time.Date(2026, time.November, 22, 10, 0, 0, 0, Zone()) }

// Zone is where the people of the album live.
func Zone() *time.Location {
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		panic(err) // the tests' own setting
	}
	return zone
}

// trip is some photos of one place.
type trip struct {
	place  gallery.Place
	zone   string
	album  string
	camera string
	tags   string // separated by commas
	photos []shot
}

// shot is a photo of a trip: "2006-01-02 15:04", title, people and labels, these
// separated by commas. A label that begins with ? is not sure.
type shot struct{ taken, title, people, labels string }

// Album is a family's photos of some years, all invented, oldest trip first. Every
// title stands once, so that transcripts can tell photos by it.
func Album() []gallery.Photo {
	var photos []gallery.Photo
	for _, t := range slices.Concat(trips(), relatives()) {
		zone, err := time.LoadLocation(t.zone)
		if err != nil {
			panic(err) // the album's own mistake
		}
		for _, s := range t.photos {
			taken, err := time.ParseInLocation("2006-01-02 15:04", s.taken, zone)
			if err != nil {
				panic(err)
			}
			p := gallery.Photo{
				ID:    photoID(len(photos)),
				Title: s.title, Taken: taken, Added: taken.Add(24 * time.Hour), Place: t.place,
				People: split(s.people), Labels: labels(s.labels), Width: 4032, Height: 3024,
				Camera: t.camera, Tags: split(t.tags),
				Favourite: strings.Contains(s.title, "Matterhorn") || strings.Contains(s.title, "evening"),
			}
			if t.album != "" {
				p.Albums = []string{t.album}
			}
			photos = append(photos, p)
		}
	}
	return photos
}

// photoID is a ULID that says which photo of the album it is.
func photoID(n int) gallery.PhotoID {
	return gallery.PhotoID(fmt.Sprintf("01J0000000000000000000%04d", n))
}

func split(names string) []string {
	if names == "" {
		return nil
	}
	return strings.Split(names, ", ")
}

func labels(names string) []gallery.Label {
	parents := map[string][]string{
		"Dog": {"Animal", "Pet"}, "Cat": {"Animal", "Pet"}, "Hedgehog": {"Animal"},
		"Beach": {"Coast", "Nature"}, "Mountain": {"Nature"}, "Sea": {"Nature", "Water"}, "River": {"Nature", "Water"},
	}
	var all []gallery.Label
	for i, name := range split(names) {
		confidence := 99 - float64(i)
		if unsure, ok := strings.CutPrefix(name, "?"); ok {
			name, confidence = unsure, 55
		}
		all = append(all, gallery.Label{Name: name, Confidence: confidence, Parents: parents[name]})
	}
	return all
}

func trips() []trip {
	const berlin, lisbon, london, paris, zurich = "Europe/Berlin", "Europe/Lisbon", "Europe/London", "Europe/Paris", "Europe/Zurich"
	hamburg := gallery.Place{City: "Hamburg", Country: "Germany", Lat: 53.55, Lon: 9.99}
	return []trip{
		{gallery.Place{City: "Paris", Country: "France", Lat: 48.86, Lon: 2.35}, paris, "", "", "", []shot{
			{"2019-04-19 22:10", "Eiffel Tower at night", "", "Tower, Night"},
			{"2019-04-20 09:05", "Croissants for breakfast", "Anna", "Food"},
			{"2019-04-20 16:40", "Walking along the Seine", "Anna", "River, Bridge"},
		}},
		{gallery.Place{City: "Lisbon", Country: "Portugal", Lat: 38.72, Lon: -9.14}, lisbon, "Portugal 2023", "Fujifilm X-T5", "holiday", []shot{
			{"2023-07-08 11:20", "Tram in Alfama", "", "Tram, City"},
			{"2023-07-08 21:00", "Sunset over the Tagus", "", "Sunset, River"},
			{"2023-07-09 10:30", "Custard tarts", "Anna", "Food"},
			{"2023-07-09 15:15", "On the ferry", "Ben", "Boat, River"},
			{"2023-07-10 12:45", "On the castle walls", "Anna, Ben", "Castle"},
		}},
		{gallery.Place{City: "Cascais", Country: "Portugal", Lat: 38.70, Lon: -9.42}, lisbon, "Portugal 2023", "Fujifilm X-T5", "holiday", []shot{
			{"2023-07-12 10:00", "First swim", "Anna", "Beach, Sea"},
			{"2023-07-12 11:30", "Sandcastle", "Clara", "Beach, ?Castle"},
			{"2023-07-13 14:20", "The big wave", "Anna, Clara", "Beach, Sea"},
			{"2023-07-14 20:50", "Surfers at dusk", "", "Beach, Sunset, Sea"},
		}},
		{gallery.Place{City: "Zermatt", Country: "Switzerland", Lat: 46.02, Lon: 7.75}, zurich, "", "iPhone 14 Pro", "holiday", []shot{
			{"2024-02-11 08:30", "Matterhorn in the morning", "", "Mountain, Snow"},
			{"2024-02-11 13:00", "Learning to ski", "Ben", "Snow, Mountain"},
			{"2024-02-12 11:10", "Snowball fight", "Anna, Clara", "Snow"},
			{"2024-02-12 19:30", "Cheese fondue", "Anna, Ben, Clara", "Food"},
			{"2024-02-13 10:15", "Rex in the snow", "", "Dog, Snow"},
		}},
		{gallery.Place{City: "Edinburgh", Region: "Scotland", Country: "United Kingdom", Lat: 55.95, Lon: -3.19}, london, "Highland days", "Canon EOS R6", "", []shot{
			{"2025-06-19 12:00", "Castle in the rain", "", "Castle, Rain"},
			{"2025-06-20 17:30", "Up on Arthur's Seat", "Anna, Ben", "Mountain"},
			{"2025-06-21 14:00", "The bride and the groom", "Emma, Tom", "Wedding"},
			{"2025-06-21 22:15", "Dancing until late", "Anna, Ben", "Wedding, Night"},
			{"2025-06-22 11:00", "Pipes in the park", "Ben", "Music"},
		}},
		{gallery.Place{City: "Heringsdorf", Region: "Usedom", Country: "Germany", Lat: 53.95, Lon: 14.17}, berlin, "", "", "", []shot{
			{"2026-07-25 09:40", "Beach chairs in a row", "", "Beach"},
			{"2026-07-25 15:00", "Jumping the waves", "Anna", "Beach, Sea"},
			{"2026-07-26 11:20", "Rex digs a hole", "", "Dog, Beach"},
			{"2026-07-27 16:10", "Ice cream on the pier", "Clara", "Food, Sea"},
			{"2026-07-28 13:30", "Asleep in the sand", "Ben", "Beach"},
			{"2026-07-30 18:00", "Storm over the water", "", "Sea"},
			{"2026-08-01 10:10", "Collecting shells", "Anna, Clara", "Beach, Sea"},
			{"2026-08-02 20:30", "The last evening", "Anna, Ben, Clara", "Beach, Sunset"},
		}},
		{hamburg, berlin, "", "", "", []shot{
			{"2022-11-22 08:00", "First frost", "", "Garden"},
			{"2022-12-24 18:30", "The crooked tree", "Grandma Rose", "Christmas"},
			{"2023-05-14 15:00", "Three candles", "Clara", "Birthday, Cake"},
			{"2023-11-22 17:40", "Lantern walk", "Clara", "Night"},
			{"2023-12-24 19:00", "Unwrapping a book", "Grandma Rose", "Christmas"},
			{"2024-05-14 15:30", "Four candles", "Clara, Anna", "Birthday, Cake"},
			{"2024-05-19 12:10", "Asleep on the garden wall", "", "Cat, Garden"},
			{"2024-11-22 07:50", "Rex meets a hedgehog", "", "Dog, Hedgehog, Garden"},
			{"2024-12-25 13:00", "Goose for eight", "Anna, Ben, Grandma Rose", "Christmas, Food"},
			{"2025-03-10 10:00", "Education fair", "Ben", "City"},
			{"2025-05-14 15:20", "Five candles", "Clara, Ben", "Birthday, Cake"},
			{"2025-11-22 16:00", "Baking biscuits", "Anna", "Food"},
			{"2025-12-25 09:00", "Snow on the roofs", "", "Christmas, Snow"},
			{"2026-01-01 00:10", "Fireworks over the harbour", "", "Night, Fireworks"},
			{"2026-05-14 15:10", "Six candles", "Clara, Grandma Rose", "Birthday, Cake"},
			{"2026-11-20 14:00", "Leaves in the gutter", "", "Garden"},
			{"2026-11-21 11:00", "Fish market", "Ben", "Food, City"},
			{"2026-11-21 15:30", "Rex in the park", "", "Dog, Park"},
		}},
	}
}
