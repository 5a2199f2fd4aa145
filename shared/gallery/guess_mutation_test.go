package gallery_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"shoebox/shared/gallery"
)

// What a family's gallery is made of.
const (
	somePeople = `Phoebe Waller,Shaun Murphy,Katherine Lindqvist,Jon Bauer,Robert Miller,Anna Kowalski,Tom Hughes,Marie Dubois,
Grandma Ruth,Uncle Henry,Elizabeth Thornton,Christopher Vance,Zoë Papadakis,Søren Halvorsen,Siobhan Kelleher,Priya Raman,
Mohammed Siddiqui,Guadalupe Herrera,Benedict Ashworth,Francesca Moretti,Matthias Vogel,Yuki Tanaka,Oluwaseun Adeyemi,Lily Chen,
Gwendolyn Pritchard,Rafael Santos,Ingrid Sørensen,Bartholomew Finch,Josephine Laurent,Leopold Krause,Margaret Dunning,
Nathaniel Brooks,Penelope Cruzado,Theodora Baptiste,Wilhelmina Jansen,Alistair McGregor,Caoimhe Brannigan,Dmitri Volkov,
Esperanza Navarro,Fitzgerald Monroe`
	somePlaces = `Lisbon,Edinburgh,New York,Zürich,Reykjavík,San Francisco,Barcelona,Copenhagen,Marrakesh,Queensland,Kathmandu,
Philadelphia,Vancouver,Portugal,Switzerland,Scotland,Brighton,Yorkshire,Santorini,Dubrovnik,Yosemite,Louisiana,Melbourne,
Johannesburg,Buenos Aires,Saskatchewan,Gothenburg,Ljubljana,Antwerp,Heidelberg,Tenerife,Normandy,Provence,Snowdonia,Cornwall,
Wellington,Singapore,Hiroshima,Honolulu,Stellenbosch,Thessaloniki,Valparaíso,Innsbruck,Killarney,Windermere,Glastonbury`
	someLabels = `Beach,Mountain,Bicycle,Sunset,Dog,Boat,Sunrise,Waterfall,Birthday Cake,Christmas Tree,Playground,Swimming Pool,
Butterfly,Elephant,Lighthouse,Snowman,Rainbow,Fireworks,Motorcycle,Restaurant,Cathedral,Castle,Bridge,Harbour,Sailing,
Hot Air Balloon,Golden Retriever,Kitten,Horse,Garden,Flower,Sunflower,Strawberry,Breakfast,Coffee,Guitar,Piano,Concert,
Graduation,Wedding,Anniversary,Picnic,Camping,Hiking,Skiing,Surfing,Climbing,Football,Tennis,Basketball,Marathon,Carnival,
Parade,Market,Vineyard,Desert,Forest,Glacier,Volcano,Island,Meadow,River,Lake,Ocean,Snow,Storm,Lightning,Architecture,
Skyscraper,Staircase,Window,Furniture,Kitchen,Bedroom,Library,School,Aeroplane,Helicopter,Locomotive,Tractor,Ambulance,
Scooter,Skateboard,Umbrella,Sunglasses,Necklace,Costume,Pumpkin,Halloween,Turkey,Penguin,Giraffe,Squirrel,Hedgehog,Parrot,
Dolphin,Jellyfish,Octopus,Tortoise,Kangaroo,Chimpanzee,Orchid,Lavender,Mushroom,Autumn,Blossom,Reflection,Silhouette,Portrait`
	someTags = `family,holiday,photographer,panorama,black and white,favourites,vacation,grandparents,kindergarten,babysitter,
neighbours,colleagues,conference,renovation,allotment,caravan,pilgrimage,honeymoon,engagement,christening,reunion,barbecue`
)

func someGallery() *gallery.Vocabulary {
	var entries []gallery.Entry
	for kind, names := range map[gallery.Kind]string{
		gallery.Person: somePeople, gallery.PlaceTerm: somePlaces, gallery.LabelTerm: someLabels, gallery.Tag: someTags,
	} {
		for n, name := range strings.Split(strings.ReplaceAll(names, "\n", ""), ",") {
			entries = append(entries, gallery.Entry{Term: gallery.NewTerm(kind, name), Display: name, Count: 3 + 1000/(n+1)})
		}
	}
	return gallery.NewVocabulary(gallery.Entry{Count: 5000}, entries)
}

// slips are the ways in which a word comes out wrong.
var slips = map[string]func(word []rune) []string{
	"neighbours swapped": func(w []rune) []string {
		return eachPlace(w, func(c []rune, i int) []rune {
			if i == 0 {
				return nil
			}
			c[i-1], c[i] = c[i], c[i-1]
			return c
		})
	},
	"a letter left out": func(w []rune) []string {
		return eachPlace(w, func(c []rune, i int) []rune { return slices.Delete(c, i, i+1) })
	},
	"a letter doubled": func(w []rune) []string {
		return eachPlace(w, func(c []rune, i int) []rune { return slices.Insert(c, i, c[i]) })
	},
	"the key beside": func(w []rune) []string {
		return eachPlace(w, func(c []rune, i int) []rune {
			for _, row := range []string{"qwertyuiop", "asdfghjkl", "zxcvbnm"} {
				if at := strings.IndexRune(row, c[i]); at >= 0 {
					c[i] = rune(row[(at+1)%len(row)])
					if at+1 == len(row) {
						c[i] = rune(row[at-1])
					}
					return c
				}
			}
			return nil
		})
	},
	"as it sounds": func(w []rune) []string {
		var out []string
		for _, sound := range [][2]string{
			{"ph", "f"}, {"f", "ph"}, {"ck", "k"}, {"c", "k"}, {"k", "c"}, {"ee", "ea"}, {"ea", "ee"}, {"s", "z"}, {"z", "s"},
			{"y", "i"}, {"i", "y"}, {"th", "t"}, {"ie", "ei"}, {"ou", "oo"}, {"ai", "ay"}, {"gh", "g"}, {"er", "or"}, {"an", "en"},
			{"wh", "w"}, {"qu", "kw"}, {"x", "ks"}, {"sh", "ch"}, {"tion", "shun"}, {"au", "aw"}, {"o", "u"}, {"ll", "l"}, {"nn", "n"},
		} {
			if text := string(w); strings.Contains(text, sound[0]) {
				out = append(out, strings.Replace(text, sound[0], sound[1], 1))
			}
		}
		return out
	},
}

func eachPlace(w []rune, change func(copied []rune, i int) []rune) []string {
	var out []string
	for i := range w {
		if c := change(slices.Clone(w), i); c != nil && string(c) != string(w) {
			out = append(out, string(c))
		}
	}
	return out
}

// outcome is what became of misspelt words.
type outcome struct{ all, right, offered, none, wrong int }

func (o *outcome) add(p outcome) {
	o.all, o.right, o.offered, o.none, o.wrong = o.all+p.all, o.right+p.right, o.offered+p.offered, o.none+p.none, o.wrong+p.wrong
}

func (o outcome) String() string {
	share := func(n int) float64 { return 100 * float64(n) / float64(o.all) }
	return fmt.Sprintf("%4d words: %5.1f %% right, %4.1f %% offered, %4.1f %% nothing, %4.1f %% wrong",
		o.all, share(o.right), share(o.offered), share(o.none), share(o.wrong))
}

// try guesses at a word that was meant for another.
func try(t *testing.T, v *gallery.Vocabulary, word, meant string) outcome {
	t.Helper()
	guesses, sure := v.Guess(word)
	is := func(g gallery.Guess) bool { return gallery.NewTerm(gallery.Word, g.Word).Value == meant }
	o := outcome{all: 1}
	switch {
	case len(guesses) == 0:
		o.none = 1
	case sure && is(guesses[0]):
		o.right = 1
	case slices.ContainsFunc(guesses, is) && !sure:
		o.offered = 1
	default:
		o.wrong = 1
		t.Logf("%s for %s: %+v, sure: %v", word, meant, guesses, sure)
	}
	return o
}

func TestMutations(t *testing.T) {
	v := someGallery()
	words := map[string]bool{}
	for _, kind := range []gallery.Kind{gallery.Person, gallery.PlaceTerm, gallery.LabelTerm, gallery.Tag} {
		for _, e := range v.Top(kind, v.Len()) {
			for w := range strings.FieldsSeq(e.Term.Value) {
				words[w] = len(w) > 3
			}
		}
	}
	var all, long outcome
	for kind, slip := range slips {
		var its outcome
		for w, tried := range words {
			if !tried {
				continue
			}
			for _, wrong := range slip([]rune(w)) {
				if v.Knows(wrong) {
					continue
				}
				o := try(t, v, wrong, w)
				its.add(o)
				if len(w) > 5 {
					long.add(o)
				}
			}
		}
		t.Logf("%-18s %v", kind, its)
		all.add(its)
	}
	t.Logf("%-18s %v", "over 5 letters", long)
	t.Logf("%-18s %v", "all", all)
	if all.right*100 < all.all*97 || all.wrong*400 > all.all {
		t.Errorf("got %v, want at least 97 %% right and at most 0.25 %% wrong", all)
	}
}
