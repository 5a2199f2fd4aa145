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

func TestNicknameRefusesWhatMakesNoSense(t *testing.T) {
	g := newGallery(t)
	p := photo("one")
	p.People = []string{"Robert Miller"}
	if _, err := g.Add(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	many := make([]string, 11)
	for n := range many {
		many[n] = fmt.Sprintf("Bob %d", n)
	}
	for _, tt := range []struct {
		name, person string
		nicknames    []string
		want         fault.Kind
	}{
		{"nobody's", "Nobody", []string{"Bob"}, fault.NotFound},
		{"a part of a name", "Robert", []string{"Bob"}, fault.NotFound},
		{"no name at all", " ?! ", []string{"Bob"}, fault.NotFound},
		{"a name longer than any", strings.Repeat("x ", 1000), []string{"Bob"}, fault.NotFound},
		{"none, of nobody", "Nobody", nil, fault.NotFound},
		{"more than ten", "Robert Miller", many, fault.TooLarge},
		{"one that is too long", "Robert Miller", []string{strings.Repeat("é", 31)}, fault.TooLarge},
		{"one without a letter", "Robert Miller", []string{"Bob", " - "}, fault.Invalid},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if err := g.Nickname(t.Context(), tt.person, tt.nicknames); !fault.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
	// Ten of sixty bytes are not too much, and what means the same counts once.
	fits := append(many[:10:10], "BOB  1", "robert miller")
	fits[0] = strings.Repeat("é", 30)
	if err := g.Nickname(t.Context(), "Robert Miller", fits); err != nil {
		t.Error(err)
	}
	v, err := g.Vocabulary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(v.Top(gallery.Person, 1)[0].Nicknames, fits[:10]); diff != "" {
		t.Errorf("got -, want +:\n%s", diff)
	}
}

func TestNicknamesReachOtherProcessesWithinAMinute(t *testing.T) {
	items := tabletest.Open(t)
	now := gallerytest.Now()
	process := func() *gallery.Gallery {
		return gallery.New(items, gallery.Keys{gallerytest.Key()}, func() time.Time { return now }).
			As(gallery.Membership{Gallery: "family", Role: gallery.Editor})
	}
	here, there := process(), process()
	p := photo("one")
	p.People = []string{"Robert Miller"}
	if _, err := here.Add(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	bobs := func(g *gallery.Gallery) int {
		v, err := g.Vocabulary(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return len(v.People("Bob"))
	}
	if bobs(here) != 0 || bobs(there) != 0 {
		t.Fatal("Bob is known before he was named")
	}
	if err := here.Nickname(t.Context(), "Robert Miller", []string{"Bob"}); err != nil {
		t.Fatal(err)
	}
	if got := bobs(here); got != 1 {
		t.Errorf("the process that named him knows %d Bobs, want 1", got)
	}
	now = now.Add(time.Minute + time.Second)
	if got := bobs(there); got != 1 {
		t.Errorf("another process knows %d Bobs a minute later, want 1", got)
	}
}

func TestNicknamesCostOneWriteAndNoReading(t *testing.T) {
	items := table.New(table.NewMeter(open(t), nil), gallerytest.Now)
	g := gallery.New(items, gallery.Keys{gallerytest.Key()}, gallerytest.Now).
		As(gallery.Membership{Gallery: "family", Role: gallery.Editor})
	p := photo("one")
	p.People = []string{"Robert Miller"}
	if _, err := g.Add(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	ctx, naming := table.Track(t.Context())
	if err := g.Nickname(ctx, "Robert Miller", []string{"Bob"}); err != nil {
		t.Fatal(err)
	}
	ctx, reading := table.Track(t.Context())
	if _, err := g.Vocabulary(ctx); err != nil {
		t.Fatal(err)
	}
	got := []table.Usage{naming.Usage(), reading.Usage()}
	want := []table.Usage{{Requests: 1, WriteUnits: 1}, {Requests: 1, ReadUnits: 0.5}}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("got -, want +:\n%s", diff)
	}
}

func TestVocabularyKnowsNicknames(t *testing.T) {
	person := func(name string, count int, nicknames ...string) gallery.Entry {
		return gallery.Entry{Term: gallery.NewTerm(gallery.Person, name), Display: name, Count: count, Nicknames: nicknames}
	}
	v := gallery.NewVocabulary(gallery.Entry{Count: 50}, []gallery.Entry{
		person("Robert Miller", 9, "Bob", "Big Bad Uncle Bob", "Róbert Miller"), person("Bob", 3), person("Bob Marsh", 5),
		person("Gone", 0, "Ghost"), person("Ruth Miller", 4, "Grandma", "Granny"),
		{Term: gallery.NewTerm(gallery.Album, "Bob"), Display: "Bob", Count: 1},
	})
	for _, tt := range []struct {
		name string
		got  []gallery.Entry
		want []string
	}{
		{"a nickname is as good as a part of a name", v.People("bob"), []string{"person Robert Miller", "person Bob Marsh", "person Bob"}},
		{"each word of a nickname is", v.People("uncle"), []string{"person Robert Miller"}},
		{"a possessive of a nickname is", v.People("granny's"), []string{"person Ruth Miller"}},
		{"whose name it is comes before whose nickname", v.Named("BOB"), []string{"person Bob", "album Bob", "person Robert Miller"}},
		{"a nickname of several words is a name", v.Named("big bad uncle bob"), []string{"person Robert Miller"}},
		{"so is its possessive", v.Named("Big Bad Uncle Bob's"), []string{"person Robert Miller"}},
		{"a nickname is no place", v.Named("granny", gallery.PlaceTerm), nil},
		{"a part of a nickname is no name", v.Named("uncle bob"), nil},
		{"a nickname that is the name itself is no second one", v.Named("robert miller"), []string{"person Robert Miller"}},
		{"who is on no photo has no nickname", v.People("ghost"), nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(displays(tt.got), tt.want); diff != "" {
				t.Errorf("got -, want +:\n%s", diff)
			}
		})
	}
	if got, want := v.Longest(), 4; got != want {
		t.Errorf("Longest() = %d, want %d", got, want)
	}
}
