package gallerytest

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/oklog/ulid/v2"

	"shoebox/shared/gallery"
)

// Album gives n photos, the same ones for the same seed, in the order they were
// taken trip by trip: a trip is a burst of photos that share place, people and
// subjects. Places, people and subjects, which have parents, are drawn by Zipf's law. The names are
// made up.
func Album(seed uint64, n int) []gallery.Photo {
	a := album{rand.New(rand.NewPCG(seed, 0x5eed))}
	w := world{allPlaces(), allPersons()}
	photos := make([]gallery.Photo, 0, n)
	for len(photos) < n {
		photos = append(photos, a.trip(w, n-len(photos))...)
	}
	return photos
}

type album struct{ *rand.Rand }

// world is where trips go, and who comes along.
type world struct {
	places  []spot
	persons []string
}

func pick[T any](a album, from []T) T { return from[a.IntN(len(from))] }

// some gives up to n different members, each as likely as its place in the list is
// near the beginning.
func some(a album, from []string, n int) []string {
	zipf := rand.NewZipf(a.Rand, 1.2, 2, uint64(len(from)-1))
	var chosen []string
	seen := map[uint64]bool{}
	for range n {
		if k := zipf.Uint64(); !seen[k] {
			seen[k] = true
			chosen = append(chosen, from[k])
		}
	}
	return chosen
}

func (a album) trip(w world, most int) []gallery.Photo {
	place := w.places[rand.NewZipf(a.Rand, 1.4, 1, uint64(len(w.places)-1)).Uint64()] // mostly home
	people := some(a, w.persons, 1+a.IntN(5))
	subjects := some(a, subjectNames, 4+a.IntN(9))
	start := time.Date(2004+a.IntN(21), time.Month(1+a.IntN(12)), 1+a.IntN(28), 8, 0, 0, 0, place.zone())
	name := fmt.Sprintf("%s %d", place.City, start.Year())
	camera := pick(a, cameras)
	taken := start
	photos := make([]gallery.Photo, min(10+a.IntN(120), most))
	for n := range photos {
		// Some photos are taken in the same second.
		taken = taken.Add(time.Duration(a.ExpFloat64()*40) * time.Minute * time.Duration(a.IntN(4)))
		p := gallery.Photo{
			ID: a.id(taken), Taken: taken, Place: place.Place, Camera: camera,
			People: some(a, people, a.IntN(4)), Favourite: a.IntN(15) == 0,
			Width: 4032, Height: 3024,
		}
		for _, name := range some(a, subjects, 1+a.IntN(4)) {
			p.Labels = append(p.Labels, gallery.Label{Name: name, Confidence: 60 + float64(a.IntN(40)), Parents: parents[name]})
		}
		if a.IntN(3) == 0 {
			p.Albums = []string{name}
		}
		if a.IntN(4) == 0 {
			p.Tags = some(a, tags, 1+a.IntN(2))
		}
		p.Title = a.title(p)
		if a.IntN(5) == 0 {
			p.Description = a.title(p) + ". " + pick(a, remarks)
		}
		if a.IntN(10) > 0 {
			sum := sha256.Sum256([]byte(p.ID))
			p.SHA256 = hex.EncodeToString(sum[:])
			p.Likeness, p.Blurhash = gallery.Likeness(binary.BigEndian.Uint64(sum[8:])), "LEHV6nWB2yk8pyo0adR*.7kCMdnj"
			p.Bytes = 1_000_000 + int64(binary.BigEndian.Uint32(sum[:]))%5_000_000
		}
		photos[n] = p
	}
	return photos
}

func (a album) id(taken time.Time) gallery.PhotoID {
	var id ulid.ULID
	if err := id.SetTime(ulid.Timestamp(taken)); err != nil {
		panic(err) // not for any year an album has
	}
	for n := range 10 {
		id[6+n] = byte(a.Uint32())
	}
	return gallery.PhotoID(id.String())
}

// title fills one of the templates.
func (a album) title(p gallery.Photo) string {
	who := "We"
	if len(p.People) > 0 {
		who = pick(a, p.People)
	}
	return strings.NewReplacer(
		"{who}", who, "{what}", pick(a, p.Labels).Name, "{where}", cmp.Or(p.Place.City, "home"),
		"{country}", cmp.Or(p.Place.Country, "the garden"), "{how}", pick(a, moods), "{when}", pick(a, daytimes),
	).Replace(pick(a, templates))
}
