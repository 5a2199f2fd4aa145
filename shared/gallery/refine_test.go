package gallery_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/gallery/gallerytest"
	"shoebox/shared/table/tabletest"
)

var everything = gallery.Findings{
	Title: "Found title", Description: "Found words", Camera: "Pinhole",
	Taken: time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC), Place: gallery.Place{City: "Bern", Country: "Switzerland", Lat: 46.9, Lon: 7.4},
	Tags: []string{"found"}, People: []string{"Vera"}, Labels: []gallery.Label{{Name: "Car", Confidence: 97, Parents: []string{"Vehicle"}, Aliases: []string{"Automobile"}}},
	Rating: 4, Width: 40, Height: 30, Objects: gallery.Objects{Original: "family/p/original.jpg", Small: "family/p/small.jpg"},
	Blurhash: "00Pj0^", Likeness: face, Albums: []string{"Found album"}, Favourite: true,
}

func TestFindingsFillInWhatNobodyEdited(t *testing.T) {
	edits := map[gallery.Field]gallery.Edit{
		gallery.FieldTitle:       {Title: new("Mine")},
		gallery.FieldDescription: {Description: new("")},
		gallery.FieldTags:        {Tags: &[]string{}},
		gallery.FieldPeople:      {People: &[]string{"Anna"}},
		gallery.FieldTaken:       {Taken: new(time.Date(2001, 1, 1, 0, 0, 0, 0, time.UTC))},
		gallery.FieldPlace:       {Place: &gallery.Place{City: "Home"}},
		gallery.FieldAlbums:      {Albums: &[]string{"Mine"}},
		gallery.FieldFavourite:   {Favourite: new(false)},
	}
	for field, edit := range edits {
		for _, trashed := range []bool{false, true} {
			t.Run(fmt.Sprintf("the %s was edited, in the trash: %v", field, trashed), func(t *testing.T) {
				g := newGallery(t)
				p := photo("p")
				p.ID, p.Description, p.Tags, p.People = "p", "Words", []string{"old"}, []string{"Tom"}
				p.Favourite = field == gallery.FieldFavourite
				add(t, g, p)
				edited, err := g.Edit(t.Context(), "p", edit)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(edited.Edited, []gallery.Field{field}); diff != "" {
					t.Errorf("edited: got -, want +:\n%s", diff)
				}
				if trashed {
					if edited, err = g.Trash(t.Context(), "p"); err != nil {
						t.Fatal(err)
					}
				}
				want := edited
				f := everything
				want.Title, want.Description, want.Taken, want.Place = f.Title, f.Description, f.Taken, f.Place
				want.Tags, want.People = []string{"old", "found"}, []string{"Tom", "Vera"}
				want.Albums, want.Favourite = append(slices.Clone(edited.Albums), "Found album"), true
				want.Labels, want.Camera, want.Rating, want.Width, want.Height = f.Labels, f.Camera, f.Rating, f.Width, f.Height
				want.Objects, want.Blurhash, want.Likeness, want.Version = f.Objects, f.Blurhash, f.Likeness, edited.Version+1
				switch field {
				case gallery.FieldTitle:
					want.Title = edited.Title
				case gallery.FieldDescription:
					want.Description = edited.Description
				case gallery.FieldTags:
					want.Tags = edited.Tags
				case gallery.FieldPeople:
					want.People = edited.People
				case gallery.FieldTaken:
					want.Taken = edited.Taken
				case gallery.FieldAlbums:
					want.Albums = edited.Albums
				case gallery.FieldFavourite:
					want.Favourite = edited.Favourite
				case gallery.FieldPlace: // its coordinates are the camera's
					want.Place = gallery.Place{City: "Home", Lat: f.Place.Lat, Lon: f.Place.Lon}
				}
				got, err := g.Refine(t.Context(), "p", f)
				if err != nil {
					t.Fatal(err)
				}
				ignore := cmpopts.IgnoreFields(gallery.Photo{}, "Terms")
				if diff := cmp.Diff(got, want, ignore, cmpopts.EquateEmpty()); diff != "" {
					t.Errorf("refined: got -, want +:\n%s", diff)
				}
				again, err := g.Refine(t.Context(), "p", f)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(again, got, cmpopts.EquateEmpty()); diff != "" {
					t.Errorf("refined again it is another: got -, want +:\n%s", diff)
				}
			})
		}
	}
}

func TestFindingsThatSayNothingChangeNothing(t *testing.T) {
	g := newGallery(t)
	p := photo("p")
	p.ID = "p"
	add(t, g, p)
	first, err := g.Refine(t.Context(), "p", everything)
	if err != nil {
		t.Fatal(err)
	}
	got, err := g.Refine(t.Context(), "p", gallery.Findings{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(got, first, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("got -, want +:\n%s", diff)
	}
	if _, err := g.Refine(t.Context(), "none", everything); !fault.Is(err, fault.NotFound) {
		t.Errorf("got %v, want no such photo", err)
	}
	for what, f := range map[string]gallery.Findings{
		"a sixth star": {Rating: 6}, "a star below zero": {Rating: -1}, "no blurhash": {Blurhash: "00Pj0"},
		"a blurhash of other letters": {Blurhash: `00P"0^`}, "a place beyond the pole": {Place: gallery.Place{Lat: 91}},
	} {
		if _, err := g.Refine(t.Context(), "p", f); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: got %v, want it invalid", what, err)
		}
	}
}

func TestMoreIsJoinedThanThereIsRoomFor(t *testing.T) {
	g := newGallery(t)
	p := photo("p")
	p.ID, p.Tags = "p", numbered("old", 30)
	for _, name := range numbered("old", 60) {
		p.Labels = append(p.Labels, gallery.Label{Name: name, Confidence: 50})
	}
	add(t, g, p)
	f := gallery.Findings{Tags: append(numbered("new", 30), "OLD 3")}
	for _, name := range append(numbered("new", 50), "Old 7") {
		f.Labels = append(f.Labels, gallery.Label{Name: name, Confidence: 99})
	}
	got, err := g.Refine(t.Context(), "p", f)
	if err != nil {
		t.Fatal(err)
	}
	if want := append(numbered("old", 30), numbered("new", 20)...); !slices.Equal(got.Tags, want) {
		t.Errorf("tags are %v, want %v", got.Tags, want)
	}
	if len(got.Labels) != 100 || got.Labels[99].Name != "Old 7" || got.Labels[99].Confidence != 99 {
		t.Errorf("%d labels, the last %+v, want 100, and the new ones last", len(got.Labels), got.Labels[len(got.Labels)-1])
	}
}

func numbered(name string, n int) []string {
	var all []string
	for i := range n {
		all = append(all, fmt.Sprintf("%s %d", name, i))
	}
	return all
}

func TestALabelIsFoundByItsOtherNames(t *testing.T) {
	g := newGallery(t)
	p := photo("p")
	p.ID, p.Labels = "p", everything.Labels
	add(t, g, p)
	for _, term := range []gallery.Term{
		gallery.NewTerm(gallery.Word, "automobiles"), gallery.NewTerm(gallery.LabelTerm, "automobile"), gallery.NewTerm(gallery.Word, "vehicle"), gallery.NewTerm(gallery.Word, "car"),
	} {
		if tally, err := g.Count(t.Context(), gallery.Query{All: []gallery.Term{term}}); err != nil || tally.Total != 1 {
			t.Errorf("%+v finds %d (%v), want the photo", term, tally.Total, err)
		}
	}
	v, err := g.Vocabulary(t.Context())
	if err != nil || len(v.Named("Automobile", gallery.LabelTerm)) != 1 {
		t.Errorf("nobody knows the word automobile (%v)", err)
	}
	p.ID, p.SHA256, p.Labels = "q", "", []gallery.Label{{Name: "Car", Aliases: numbered("alias", 11)}}
	if _, err := g.Add(t.Context(), p); !fault.Is(err, fault.TooLarge) {
		t.Errorf("got %v, want eleven aliases to be too many", err)
	}
}

func TestNamesWithoutRoomAreReported(t *testing.T) {
	g := newGallery(t)
	p := photo("p")
	for n := range 60 {
		p.Labels = append(p.Labels, gallery.Label{Name: fmt.Sprintf("label%d", n), Parents: numbered(fmt.Sprintf("parent%d", n), 5)})
	}
	p.Albums, p.Favourite = []string{"Summer"}, true
	p, err := g.Add(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Terms) != gallery.MaxTerms || p.Unindexed == 0 {
		t.Errorf("%d terms and %d unindexed, want %d and the rest", len(p.Terms), p.Unindexed, gallery.MaxTerms)
	}
	for _, term := range []gallery.Term{gallery.NewTerm(gallery.Album, "Summer"), gallery.NewTerm(gallery.Favourite, ""), gallery.NewTerm(gallery.LabelTerm, "label0")} {
		if tally, err := g.Count(t.Context(), gallery.Query{All: []gallery.Term{term}}); err != nil || tally.Total != 1 {
			t.Errorf("%+v finds %d (%v), want the photo: names of people's own come first", term, tally.Total, err)
		}
	}
}

func TestAnEditNotesWhatReallyChanged(t *testing.T) {
	g := newGallery(t)
	p := photo("p")
	p.ID, p.Tags, p.Edited = "p", []string{"swim"}, []gallery.Field{"nonsense"}
	added, err := g.Add(t.Context(), p)
	if err != nil || len(added.Edited) > 0 {
		t.Errorf("%v are edited of a new photo (%v), want none", added.Edited, err)
	}
	got, err := g.Edit(t.Context(), "p", gallery.Edit{Title: new(" p "), Tags: &[]string{"swim"}, Favourite: new(true)})
	if err != nil || !slices.Equal(got.Edited, []gallery.Field{gallery.FieldFavourite}) {
		t.Errorf("%v are edited (%v), want what has changed", got.Edited, err)
	}
	got, err = g.Edit(t.Context(), "p", gallery.Edit{Title: new("Lake"), Favourite: new(false)})
	if want := []gallery.Field{gallery.FieldFavourite, gallery.FieldTitle}; err != nil || !slices.Equal(got.Edited, want) {
		t.Errorf("%v are edited (%v), want %v", got.Edited, err, want)
	}
	if _, err := g.Edit(t.Context(), "p", gallery.Edit{Albums: &[]string{"Summer"}}); err != nil {
		t.Fatal(err)
	}
	if _, err := g.RenameAlbum(t.Context(), "Summer", "Winter", nil); err != nil {
		t.Fatal(err)
	}
	got, err = g.Photo(t.Context(), "p")
	if want := []gallery.Field{gallery.FieldAlbums, gallery.FieldFavourite, gallery.FieldTitle}; err != nil || !slices.Equal(got.Edited, want) {
		t.Errorf("%v are edited (%v), want %v", got.Edited, err, want)
	}
}

func TestFindingsAreInNobodysWay(t *testing.T) {
	g := newGallery(t)
	ctx := t.Context()
	edit := func(version int64, title string) error {
		return err1(g.Edit(ctx, "p", gallery.Edit{Title: &title, Version: version}))
	}
	refine := func(camera string) error {
		return err1(g.Refine(ctx, "p", gallery.Findings{Camera: camera, Title: "Found"}))
	}
	p := photo("p")
	p.ID = "p"
	add(t, g, p)
	for _, step := range []struct {
		name string
		do   func() error
		want bool
	}{
		{"the photo is found out about", func() error { return refine("A") }, true},
		{"and again", func() error { return refine("B") }, true},
		{"who saw it as it came edits it", func() error { return edit(1, "Mine") }, true}, // version 4
		{"who saw what they saw is too late", func() error { return edit(1, "Theirs") }, false},
		{"so is who saw it in between", func() error { return edit(3, "Theirs") }, false},
		{"more is found out", func() error { return refine("C") }, true}, // version 5
		{"who saw it before the edit is too late", func() error { return edit(3, "Theirs") }, false},
		{"who saw the edit is not", func() error { return edit(4, "Ours") }, true}, // version 6
		{"nobody saw what is to come", func() error { return edit(7, "Theirs") }, false},
		{"it is trashed", func() error { return err1(g.Trash(ctx, "p")) }, true},
		{"who saw it live is too late", func() error { return edit(6, "Theirs") }, false},
	} {
		t.Run(step.name, func(t *testing.T) {
			err := step.do()
			if (err == nil) != step.want || err != nil && !fault.Is(err, fault.Conflict) {
				t.Errorf("got %v, want it done: %v", err, step.want)
			}
		})
	}
	if got, err := g.Photo(ctx, "p"); err != nil || got.Title != "Ours" {
		t.Errorf("it is called %q (%v), want Ours", got.Title, err)
	}
}

func TestWhoEditsWinsWhateverTheOrder(t *testing.T) {
	store := tabletest.OpenStore(t, gallerytest.Now)
	open := func() *gallery.Gallery { // each as another process
		return gallery.New(store.Table, gallery.Keys{gallerytest.Key()}, gallerytest.Now).As(gallery.Membership{Gallery: "family", Role: gallery.Editor})
	}
	for n := range 12 {
		id := gallery.PhotoID(fmt.Sprint("p", n))
		add(t, open(), gallery.Photo{ID: id, Title: "As it came", Taken: gallerytest.Now()})
		var both sync.WaitGroup
		both.Go(func() {
			if _, err := open().Edit(t.Context(), id, gallery.Edit{Title: new("Mine"), People: &[]string{"Anna"}}); err != nil {
				t.Error(err)
			}
		})
		for i := range 2 {
			both.Go(func() {
				f := everything
				f.Tags = []string{fmt.Sprint("tag ", i)}
				if _, err := open().Refine(t.Context(), id, f); err != nil {
					t.Error(err)
				}
			})
		}
		both.Wait()
		got, err := open().Photo(t.Context(), id)
		slices.Sort(got.Tags)
		said := strings.Join(append(append([]string{got.Title, got.Description}, got.People...), got.Tags...), ", ")
		if want := "Mine, Found words, Anna, tag 0, tag 1"; err != nil || said != want {
			t.Errorf("it says %q (%v), want %q", said, err, want)
		}
	}
}
