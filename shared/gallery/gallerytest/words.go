package gallerytest

import (
	"slices"
	"strings"
	"time"

	"shoebox/shared/gallery"
)

// spot is a place with its distance from Greenwich in minutes.
type spot struct {
	gallery.Place
	offset int
}

func (s spot) zone() *time.Location { return time.FixedZone("", s.offset*60) }

var places = []spot{
	{gallery.Place{City: "Lisbon", Region: "Lisbon", Country: "Portugal", Lat: 38.72, Lon: -9.14}, 60},
	{gallery.Place{City: "Zürich", Region: "Zürich", Country: "Switzerland", Lat: 47.37, Lon: 8.54}, 120},
	{gallery.Place{City: "São Paulo", Region: "São Paulo", Country: "Brazil", Lat: -23.55, Lon: -46.63}, -180},
	{gallery.Place{City: "New York", Region: "New York", Country: "United States", Lat: 40.71, Lon: -74.01}, -240},
	{gallery.Place{City: "York", Region: "England", Country: "United Kingdom", Lat: 53.96, Lon: -1.08}, 0},
	{gallery.Place{City: "Kathmandu", Region: "Bagmati", Country: "Nepal", Lat: 27.72, Lon: 85.32}, 345},
	{gallery.Place{City: "Honolulu", Region: "Hawaii", Country: "United States", Lat: 21.31, Lon: -157.86}, -600},
	{gallery.Place{City: "Reykjavík", Country: "Iceland", Lat: 64.15, Lon: -21.94}, 0},
	{gallery.Place{City: "Apia", Country: "Samoa", Lat: -13.83, Lon: -171.76}, 780},
	{gallery.Place{City: "Kyōto", Region: "Kansai", Country: "Japan", Lat: 35.01, Lon: 135.77}, 540},
	{gallery.Place{City: "St. John's", Region: "Newfoundland", Country: "Canada", Lat: 47.56, Lon: -52.71}, -150},
	{gallery.Place{City: "Cape Town", Region: "Western Cape", Country: "South Africa", Lat: -33.92, Lon: 18.42}, 120},
	{gallery.Place{City: "Berlin", Region: "Berlin", Country: "Germany", Lat: 52.52, Lon: 13.4}, 60},
	{gallery.Place{Country: "Norway"}, 60},
	{gallery.Place{}, 0},
}

// allPlaces are the places, and some 200 made-up towns after them.
func allPlaces() []spot {
	all := slices.Clone(places)
	for n, first := range strings.Fields("Alder Bren Cor Dun Elm Fair Glen Holm Ivy Ketter Long Mar North Oak Pen Raven Stan Thorn Wal Yar") {
		for m, last := range strings.Fields("bury ford ham mouth stead ton wick field haven dale") {
			like := places[0] // most trips are near home
			if m%3 == 0 {
				like = places[(n*7+m)%13]
			}
			all = append(all, spot{gallery.Place{
				City: first + last, Region: first + "shire", Country: like.Country,
				Lat: like.Lat + float64(n)/10, Lon: like.Lon + float64(m)/10,
			}, like.offset})
		}
	}
	return all
}

// allPersons are the persons, and some 200 made-up ones after them.
func allPersons() []string {
	all := slices.Clone(persons)
	for first := range strings.FieldsSeq("Ada Bram Cleo Dora Emil Finn Greta Hugo Ines Jonas Karl Lena Milo Nina Oskar Pia Quentin Ravi Stella Theo") {
		for last := range strings.FieldsSeq("Abbot Brandt Castle Delgado Engel Frost Grant Haas Ito Jensen") {
			all = append(all, first+" "+last)
		}
	}
	return all
}

var persons = []string{
	"Anna Berg", "Tom", "Maya", "Anna Katz", "José Luis", "Grandma Ruth", "Ben O'Hara", "Lily", "Zoë",
	"Uncle Rob", "Noor", "Will", "May", "Søren", "Priya Nair", "Max", "Élodie", "Kim", "Rosa", "Otto",
}

// subjectNames are drawn by Zipf's law: the first are everywhere.
var subjectNames = []string{
	"Person", "Sky", "Tree", "Beach", "Mountain", "Dog", "Food", "Street", "Flower", "Car", "Lake", "Boat", "Cat",
	"Sunset", "Snow", "Bicycle", "Bridge", "Garden", "Church", "Horse", "Birthday Cake", "Ball", "Train", "River",
	"Castle", "Waterfall", "Golden Retriever", "Market", "Museum", "Candle", "Kite", "Frog", "Guitar", "Balloon",
	"Lighthouse", "Penguin", "Rainbow", "Fireworks", "Glacier", "Whale", "Camel", "Volcano", "Cathedral", "Tent",
	"Skis", "Surfboard", "Butterfly", "Sheep", "Owl", "Fox", "Windmill", "Canoe", "Harbour", "Library", "Piano",
	"Ferris Wheel", "Jellyfish", "Cactus", "Aurora", "Sledge", "Education", "Apple", "Arch", "Armchair", "Backpack", "Badge",
	"Bag", "Bakery", "Balcony", "Banana", "Bandage", "Barn", "Basket", "Bat", "Bathtub", "Bear", "Bed", "Bee", "Bell", "Bench",
	"Blanket", "Book", "Bottle", "Bowl", "Box", "Bread", "Broom", "Bucket", "Bus", "Cabin", "Cable Car", "Cafe", "Calendar",
	"Camera Bag", "Canal", "Carpet", "Carrot", "Cave", "Chair", "Cheese", "Cherry", "Chimney", "Clock", "Cloud", "Clover",
	"Coat", "Coffee", "Coin", "Cow", "Crab", "Crane", "Cup", "Curtain", "Dam", "Deck", "Deer", "Desert", "Dock", "Doll",
	"Donkey", "Door", "Drum", "Duck", "Dune", "Egg", "Elephant", "Elevator", "Fair", "Fan", "Feather", "Fence", "Ferry",
	"Festival", "Field", "Fireplace", "Fish", "Flag", "Flute", "Forest", "Fork", "Fountain", "Gate", "Giraffe", "Glass",
	"Goat", "Goose", "Grape", "Grass", "Hammock", "Hat", "Hedge", "Helicopter", "Helmet", "Hill", "Hotel", "Ice Cream",
	"Island", "Jacket", "Kettle", "Key", "Kitchen", "Ladder", "Lamp", "Lemon", "Letter", "Lion", "Lizard", "Map", "Mask",
	"Meadow", "Mirror", "Monkey", "Moon", "Motorcycle", "Mushroom", "Necklace", "Nest", "Noodle", "Orange", "Orchard",
	"Oven", "Palace", "Parrot", "Pasta", "Pear", "Pig", "Pillow", "Pizza", "Playground", "Pond", "Pool", "Pumpkin",
	"Puppet", "Quilt", "Rabbit", "Rain", "Robot", "Rocket", "Rose", "Rowing Boat", "Sailing Boat", "Sandcastle", "Scarf",
	"School Bus", "Shell", "Shoe", "Skateboard", "Slide", "Snail", "Snake", "Snowman", "Sofa", "Soup", "Spider", "Stadium",
	"Staircase", "Star", "Statue", "Stove", "Strawberry", "Swan", "Swing", "Table", "Tea", "Telescope", "Theatre", "Tiger",
	"Tomato", "Tower", "Toy", "Tractor", "Tram", "Trumpet", "Tulip", "Tunnel", "Turtle", "Umbrella", "Valley", "Vase",
	"Violin", "Wall", "Watch", "Wedding Dress", "Well", "Willow", "Window", "Wolf", "Zebra",
}

var parents = map[string][]string{
	"Beach": {"Coast", "Nature"}, "Mountain": {"Nature"}, "Dog": {"Pet", "Animal"}, "Cat": {"Pet", "Animal"},
	"Golden Retriever": {"Dog", "Pet", "Animal"}, "Horse": {"Animal"}, "Frog": {"Animal"}, "Penguin": {"Bird", "Animal"},
	"Owl": {"Bird", "Animal"}, "Whale": {"Animal"}, "Sheep": {"Animal"}, "Fox": {"Animal"}, "Lake": {"Water", "Nature"},
	"River": {"Water", "Nature"}, "Waterfall": {"Water", "Nature"}, "Boat": {"Vehicle"}, "Car": {"Vehicle"},
	"Train": {"Vehicle"}, "Canoe": {"Boat", "Vehicle"}, "Bicycle": {"Vehicle"}, "Church": {"Building"},
	"Cathedral": {"Church", "Building"}, "Castle": {"Building"}, "Museum": {"Building"}, "Flower": {"Plant"},
	"Tree": {"Plant"}, "Cactus": {"Plant"}, "Birthday Cake": {"Dessert", "Food"}, "Sunset": {"Sky"},
}

var (
	cameras = []string{"Pixel 7", "iPhone 13", "Canon EOS 80D", "Fujifilm X100V", ""}
	tags    = []string{"family", "holiday", "best of", "work", "school", "hike", "party", "Zürich weekend", "to print"}
	moods   = []string{"happy", "sleepy", "windy", "golden", "noisy", "quiet", "foggy", "crowded"}

	daytimes  = []string{"morning", "noon", "afternoon", "evening", "night"}
	templates = []string{
		"{who} and the {what}", "{what} at {where}", "A {how} {what} in {country}", "{who}'s {how} {when}",
		"{what} in the {when}", "{where}, {when}", "{how} {what}", "The {what} of {where}", "IMG_{what}",
	}
	remarks = []string{
		"We walked for hours and found two beaches.", "The cats were nowhere to be seen.", "Café crème for everybody!",
		"Best day of the trip.", "It rained, then the children ran to the mountains.", "A vacation to remember.",
	}
)
