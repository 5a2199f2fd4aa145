package gallery_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/gallery/gallerytest"
	"shoebox/shared/table"
	"shoebox/shared/table/tabletest"
)

// trips are photos of dogs and cats in Lisbon and Rome, of Paris without a dog, and
// of people there.
func trips(t *testing.T, tbl *table.Table) *gallery.Galleries {
	t.Helper()
	galleries := gallery.New(tbl, gallery.Keys{gallerytest.Key()}, gallerytest.Now)
	g := galleries.As(gallery.Membership{Gallery: "family", Role: gallery.Owner})
	portugal := gallery.Place{City: "Lisbon", Region: "Lisbon District", Country: "Portugal"}
	italy := gallery.Place{City: "Rome", Country: "Italy"}
	france := gallery.Place{City: "Paris", Country: "France"}
	var photos []gallery.Photo
	add := func(n int, year int, p gallery.Photo) {
		for range n {
			p.Taken = time.Date(year, 7, 1+len(photos)%28, 12, 0, 0, 0, time.UTC)
			photos = append(photos, p)
		}
	}
	dog, cat := []gallery.Label{{Name: "Dog"}}, []gallery.Label{{Name: "Cat"}}
	add(4, 2019, gallery.Photo{Title: "Sunny", Labels: dog, Place: portugal, People: []string{"Anna"}, Camera: "Pixel 7"})
	add(2, 2021, gallery.Photo{Labels: dog, Place: italy, People: []string{"Tom"}, Camera: "Fuji"})
	add(3, 2021, gallery.Photo{Labels: cat, Place: france, People: []string{"Tom"}, Albums: []string{"Honeymoon"}, Camera: "Fuji"})
	add(1, 2023, gallery.Photo{Labels: cat, Place: portugal, Camera: "Fuji"})
	add(1, 2010, gallery.Photo{Title: "Old", Place: france})
	if _, err := g.AddAll(t.Context(), photos); err != nil {
		t.Fatal(err)
	}
	page, err := g.Find(t.Context(), gallery.Query{All: []gallery.Term{gallery.NewTerm(gallery.Word, "old")}})
	if err != nil || len(page.Hits) != 1 {
		t.Fatal(page, err)
	}
	if _, err := g.Trash(t.Context(), page.Hits[0].ID); err != nil {
		t.Fatal(err)
	}
	return galleries
}

// year gives the times of a year in UTC.
func year(y int) gallery.Times {
	from := time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC)
	return gallery.Times{{From: from, To: from.AddDate(1, 0, 0)}}
}

// spoken writes a query as short as a reader needs it.
func spoken(q gallery.Query) string {
	words := func(terms []gallery.Term, before string) (all []string) {
		for _, t := range terms {
			all = append(all, before+t.Value)
		}
		return all
	}
	said := words(q.All, "")
	for _, group := range q.Any {
		var choices []string
		for _, c := range group {
			choices = append(choices, strings.Join(append(words(c.All, ""), words(c.None, "-")...), " "))
		}
		said = append(said, "("+strings.Join(choices, "|")+")")
	}
	said = append(said, words(q.None, "-")...)
	for _, s := range q.Times {
		said = append(said, s.From.Format("2006"))
	}
	if q.Trash {
		said = append(said, "trash")
	}
	return strings.Join(said, " ")
}

func TestWhatIsThereInstead(t *testing.T) {
	word := func(v string) gallery.Term { return gallery.NewTerm(gallery.Word, v) }
	label := func(v string) gallery.Term { return gallery.NewTerm(gallery.LabelTerm, v) }
	place := func(v string) gallery.Term { return gallery.NewTerm(gallery.PlaceTerm, v) }
	person := func(v string) gallery.Term { return gallery.NewTerm(gallery.Person, v) }
	camera := func(v string) gallery.Term { return gallery.NewTerm(gallery.Camera, v) }
	all := func(terms ...gallery.Term) gallery.Query { return gallery.Query{All: terms} }
	in := func(q gallery.Query, ts gallery.Times) gallery.Query { q.Times = ts; return q }
	g := trips(t, tabletest.Open(t)).As(gallery.Membership{Gallery: "family", Role: gallery.Viewer})
	if _, err := g.Vocabulary(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name string
		wish gallery.Query
		want []string
	}{
		{"another place, and the place without", all(word("dogs"), place("Paris")), []string{
			"4 dogs lisbon: for paris lisbon", "3 paris: without dogs", "6 dogs: without paris", "2 dogs rome: for paris rome",
		}},
		{"what the gallery never had goes first", all(word("unicorns"), place("Lisbon")), []string{"5 lisbon: without unicorns"}},
		{"and goes along with what else must go", all(word("unicorns"), word("dogs"), place("Paris")), []string{
			"6 dogs: without unicorns, paris", "3 paris: without unicorns, dogs",
		}},
		{"somebody else for a person nobody knows", all(person("Zorro"), place("Lisbon")), []string{
			"4 lisbon anna: for zorro anna", "5 lisbon: without zorro",
		}},
		{"somebody else, somewhere else", all(person("Anna"), place("Rome")), []string{
			"4 anna lisbon: for rome lisbon", "2 rome tom: for anna tom", "4 anna: without rome", "2 rome: without anna",
		}},
		{"another camera", all(word("sunny"), camera("Fuji")), []string{
			"4 sunny pixel 7: for fuji pixel 7", "6 fuji: without sunny", "4 sunny: without fuji",
		}},
		{"the nearest other years, any time, and the year", in(all(label("Dog")), year(2023)), []string{
			"2 dog 2021", "1 2023: without dog", "6 dog: any time", "4 dog 2019",
		}},
		{"three things, one at a time", in(all(label("Dog"), place("Lisbon")), year(2021)), []string{
			"4 dog lisbon 2019", "2 dog rome 2021: for lisbon rome", "4 dog lisbon: any time", "2 dog 2021: without lisbon",
		}},
		{"what was left out comes back", gallery.Query{All: []gallery.Term{word("dogs")}, None: []gallery.Term{person("Anna"), camera("Fuji")}}, []string{
			"4 dogs -fuji: without anna", "2 dogs -anna: without fuji",
		}},
		{"what is only left out is no wish", gallery.Query{All: []gallery.Term{person("Anna")}, None: []gallery.Term{word("dogs")}}, []string{
			"4 anna: without dogs",
		}},
		{"a group of places is replaced by a place", gallery.Query{All: []gallery.Term{person("Anna")}, Any: []gallery.Group{gallery.Either(place("Paris"), place("Rome"))}}, []string{
			"4 anna lisbon: for paris, rome lisbon", "3+ tom (paris|rome): for anna tom", "4 anna: without paris, rome", "3+ (paris|rome): without anna",
		}},
		{"words are not replaced by words", all(word("cats"), word("sunny")), []string{"4 cats: without sunny", "4 sunny: without cats"}},
		{"the nearest years of nothing but a time", in(gallery.Query{}, year(2020)), []string{"5 2021", "4 2019", "1 2023"}},
		{"a part of a year leads to the year", in(gallery.Query{}, gallery.Times{{
			From: time.Date(2021, 9, 1, 0, 0, 0, 0, time.UTC), To: time.Date(2021, 10, 1, 0, 0, 0, 0, time.UTC),
		}}), []string{"5 2021", "1 2023", "4 2019"}},
		{"a time nobody can be photographed in", in(gallery.Query{}, gallery.Never()), nil},
		{"never and a thing leads to the thing", in(all(label("Dog")), gallery.Never()), []string{"4 dog 2019", "6 dog: any time", "2 dog 2021"}},
		{"one thing alone has nothing instead", all(word("unicorn")), nil},
		{"one thing alone, said twice", all(word("unicorn"), word("unicorns")), nil},
		{"nothing has nothing instead", gallery.Query{}, nil},
		{"words that say nothing are no wish", all(word("the"), word("unicorn")), nil},
		{"in the trash, too", gallery.Query{Trash: true, All: []gallery.Term{word("dogs"), place("Paris")}}, []string{"1 paris trash: without dogs"}},
		{"a year of the trash", in(gallery.Query{Trash: true}, year(2021)), []string{"1 2010 trash"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			found, err := g.Instead(t.Context(), tt.wish)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, in := range found {
				got = append(got, offered(in))
			}
			if diff := cmp.Diff(got, tt.want); diff != "" {
				t.Errorf("got -, want +:\n%s", diff)
			}
		})
	}
}

// offered writes what is there instead as short as a reader needs it.
func offered(in gallery.Instead) string {
	var left []string
	for _, t := range in.Left {
		left = append(left, t.Value)
	}
	text := fmt.Sprint(in.Total)
	if !in.Exact {
		text += "+"
	}
	text += " " + spoken(in.Query)
	switch {
	case in.Taken != gallery.Term{}:
		text += ": for " + strings.Join(left, ", ") + " " + in.Taken.Value
	case len(left) > 0:
		text += ": without " + strings.Join(left, ", ")
	}
	if in.AnyTime {
		text += ": any time"
	}
	return text
}

func TestInsteadCostsAtMostTwoRequests(t *testing.T) {
	tbl := table.New(table.NewMeter(open(t), nil), gallerytest.Now)
	trips(t, tbl)
	dog, paris := gallery.NewTerm(gallery.Word, "dog"), gallery.NewTerm(gallery.PlaceTerm, "Paris")
	unicorn := gallery.NewTerm(gallery.Word, "unicorn")
	two := gallery.Query{All: []gallery.Term{dog, paris}}
	for _, tt := range []struct {
		name        string
		q           gallery.Query
		vocabulary  bool
		found       bool
		want, least int // requests, and answers
	}{
		{"a process that knows nothing asks for counts and reads a list", two, false, false, 2, 1},
		{"one that has just searched reads two lists", two, false, true, 2, 2},
		{"one that has the vocabulary, too", two, true, false, 2, 4},
		{"what the vocabulary does not have needs no request", gallery.Query{All: []gallery.Term{unicorn, paris}}, true, false, 1, 1},
		{"a term and a time need no counts", gallery.Query{All: []gallery.Term{dog}, Times: year(2023)}, false, false, 2, 3},
		{"a time alone is looked for on both sides", gallery.Query{Times: year(2020)}, false, false, 2, 3},
		{"the trash is one list", gallery.Query{Trash: true, All: []gallery.Term{dog, paris}}, true, false, 1, 1},
		{"one thing alone costs nothing", gallery.Query{All: []gallery.Term{unicorn}}, false, false, 0, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			g := gallery.New(tbl, gallery.Keys{gallerytest.Key()}, gallerytest.Now).
				As(gallery.Membership{Gallery: "family", Role: gallery.Viewer})
			if tt.vocabulary {
				if _, err := g.Vocabulary(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			if tt.found {
				if page, err := g.Find(t.Context(), tt.q); err != nil || len(page.Hits) > 0 {
					t.Fatal(page, err)
				}
			}
			ctx, tracker := table.Track(t.Context())
			found, err := g.Instead(ctx, tt.q)
			if err != nil {
				t.Fatal(err)
			}
			if got := tracker.Usage().Requests; got != tt.want {
				t.Errorf("%d requests, want %d", got, tt.want)
			}
			if len(found) < tt.least {
				t.Errorf("%d answers, want at least %d: %+v", len(found), tt.least, found)
			}
		})
	}
}

func TestInsteadOfWhatMakesNoSenseIsRefused(t *testing.T) {
	g := newGallery(t)
	for name, q := range map[string]gallery.Query{
		"a term without a value": {All: []gallery.Term{{Kind: gallery.Tag}}},
		"a term of no kind":      {None: []gallery.Term{gallery.NewTerm("mood", "happy")}},
	} {
		if _, err := g.Instead(t.Context(), q); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v, want invalid", name, err)
		}
	}
	if _, err := g.Instead(t.Context(), gallery.Query{Times: make(gallery.Times, gallery.MaxTimes+1)}); !fault.Is(err, fault.TooLarge) {
		t.Errorf("too many times: %v, want too large", err)
	}
}
