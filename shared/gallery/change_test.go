package gallery_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/gallery/gallerytest"
	"shoebox/shared/table/tabletest"
)

func newGallery(t *testing.T) *gallery.Gallery {
	t.Helper()
	galleries := gallery.New(tabletest.Open(t), gallery.Keys{gallerytest.Key()}, gallerytest.Now)
	return galleries.As(gallery.Membership{Gallery: "family", Role: gallery.Owner})
}

func TestAPhotoIsKeptWhole(t *testing.T) {
	g := newGallery(t)
	taken := time.Date(2023, 7, 14, 18, 3, 0, 500, time.FixedZone("CEST", 2*60*60))
	added, err := g.Add(t.Context(), gallery.Photo{
		ID: "my_photo-1", Title: "  Lake\x00 day ", Description: "First line.\nSecond line.", Taken: taken,
		People: []string{"Anna", "anna ", "", "Tom"}, Tags: []string{"swim", "?!"},
		Labels: []gallery.Label{{Name: "Lake", Confidence: 98.25, Parents: []string{"Water"}}, {Name: ""}},
		Place:  gallery.Place{City: "Zürich", Country: "Switzerland", Lat: 47.37, Lon: 8.54},
		Camera: "Pixel 7", Albums: []string{"Summer"}, Favourite: true, Width: 4032, Height: 3024,
		Objects: gallery.Objects{Original: "o/1.jpg", Medium: "m/1.jpg"},
		SHA256:  strings.Repeat("AB", 32), State: gallery.Trashed, Version: 77, Terms: []string{"w:nonsense"},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := gallery.Photo{
		ID: "my_photo-1", Title: "Lake  day", Description: "First line.\nSecond line.",
		Taken: taken.Truncate(time.Second), Added: gallerytest.Now(),
		People: []string{"Anna", "Tom"}, Tags: []string{"swim"},
		Labels: []gallery.Label{{Name: "Lake", Confidence: 98.25, Parents: []string{"Water"}}},
		Place:  gallery.Place{City: "Zürich", Country: "Switzerland", Lat: 47.37, Lon: 8.54},
		Camera: "Pixel 7", Albums: []string{"Summer"}, Favourite: true, State: gallery.Live, Width: 4032, Height: 3024,
		Objects: gallery.Objects{Original: "o/1.jpg", Medium: "m/1.jpg"}, SHA256: strings.Repeat("ab", 32),
		Terms: []string{
			"*", "a:summer", "d:0714", "f:anna", "f:tom", "fav:yes", "g:swim", "k:pixel 7", "l:lake", "l:water",
			"p:switzerland", "p:zurich", "w:anna", "w:day", "w:first", "w:lake", "w:line", "w:second",
			"w:swim", "w:switzerland", "w:tom", "w:water", "w:zurich",
		},
		Version: 1,
	}
	if diff := cmp.Diff(added, want); diff != "" {
		t.Errorf("Add: got -, want +:\n%s", diff)
	}
	kept, err := g.Photo(t.Context(), "my_photo-1")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(kept, want); diff != "" {
		t.Errorf("Photo: got -, want +:\n%s", diff)
	}
	if got, want := kept.Taken.Format(time.RFC3339), "2023-07-14T18:03:00+02:00"; got != want {
		t.Errorf("taken at %s, want %s", got, want)
	}
}

func TestAddRefusesWhatMakesNoSense(t *testing.T) {
	names := make([]string, 51)
	for n := range names {
		names[n] = fmt.Sprintf("name %d", n)
	}
	for _, tt := range []struct {
		name   string
		change func(*gallery.Photo)
		want   fault.Kind
	}{
		{"a photo nobody knows the time of", func(p *gallery.Photo) { p.Taken = time.Time{} }, fault.Invalid},
		{"the year 10000", func(p *gallery.Photo) { p.Taken = time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC) }, fault.Invalid},
		{"the year 10000 in UTC", func(p *gallery.Photo) {
			p.Taken = time.Date(9999, 12, 31, 23, 0, 0, 0, time.FixedZone("", -60*60*2))
		}, fault.Invalid},
		{"the year 0", func(p *gallery.Photo) { p.Taken = time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC) }, fault.Invalid},
		{"an id that reaches into keys", func(p *gallery.Photo) { p.ID = "a#b" }, fault.Invalid},
		{"an id that is too long", func(p *gallery.Photo) { p.ID = gallery.PhotoID(strings.Repeat("x", 41)) }, fault.Invalid},
		{"a hash that is none", func(p *gallery.Photo) { p.SHA256 = "abc" }, fault.Invalid},
		{"a latitude off the earth", func(p *gallery.Photo) { p.Place.Lat = 91 }, fault.Invalid},
		{"a longitude that is no number", func(p *gallery.Photo) { p.Place.Lon = math.NaN() }, fault.Invalid},
		{"a confidence over all", func(p *gallery.Photo) { p.Labels = []gallery.Label{{Name: "Dog", Confidence: 101}} }, fault.Invalid},
		{"a negative width", func(p *gallery.Photo) { p.Width = -1 }, fault.Invalid},
		{"a title that is a book", func(p *gallery.Photo) { p.Title = strings.Repeat("x", 301) }, fault.TooLarge},
		{"more people than fit", func(p *gallery.Photo) { p.People = names }, fault.TooLarge},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := photo("one")
			tt.change(&p)
			if _, err := newGallery(t).Add(t.Context(), p); !fault.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
}

func TestYearsSortAsTheyPassed(t *testing.T) {
	g := newGallery(t)
	years := []int{1, 999, 1000, 1839, 1969, 9999}
	for _, year := range years {
		p := photo(fmt.Sprint(year))
		p.Taken, p.SHA256 = time.Date(year, 6, 1, 0, 0, 0, 0, time.UTC), ""
		if _, err := g.Add(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
	page, err := g.Find(t.Context(), gallery.Query{Order: gallery.Oldest})
	if err != nil {
		t.Fatal(err)
	}
	var got []int
	for _, h := range page.Hits {
		got = append(got, h.Taken.Year())
	}
	if diff := cmp.Diff(got, years); diff != "" {
		t.Errorf("got -, want +:\n%s", diff)
	}
}

func TestAddKeepsOutWhatIsThere(t *testing.T) {
	g := newGallery(t)
	ctx := t.Context()
	one, err := g.Add(ctx, photo("one"))
	if err != nil {
		t.Fatal(err)
	}
	again := photo("other")
	again.ID = one.ID
	if _, err := g.Add(ctx, again); !fault.Is(err, fault.Conflict) {
		t.Errorf("an id twice: %v, want a conflict", err)
	}
	twin := photo("one")
	if _, err := g.Add(ctx, twin); !fault.Is(err, fault.Conflict) {
		t.Errorf("a file twice: %v, want a conflict", err)
	}
	results, err := g.AddAll(ctx, []gallery.Photo{photo("two"), twin, again, photo("two"), {Title: "no time"}, photo("three")})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, err := range results {
		if err == nil {
			got = append(got, "added")
			continue
		}
		got = append(got, fault.Of(err).String())
	}
	if diff := cmp.Diff(got, []string{"added", "conflict", "conflict", "conflict", "invalid", "added"}); diff != "" {
		t.Errorf("AddAll: got -, want +:\n%s", diff)
	}
	if tally, err := g.Count(ctx, gallery.Query{}); err != nil || tally.Total != 3 {
		t.Errorf("there are %d photos, want 3 (%v)", tally.Total, err)
	}
	if id, err := g.WithFile(ctx, twin.SHA256); err != nil || id != one.ID {
		t.Errorf("the file is %q's, want %q's (%v)", id, one.ID, err)
	}
}

func TestEditsAreAgainstAVersion(t *testing.T) {
	g := newGallery(t)
	ctx := t.Context()
	p, err := g.Add(ctx, photo("one"))
	if err != nil {
		t.Fatal(err)
	}
	title := "two"
	second, err := g.Edit(ctx, p.ID, gallery.Edit{Title: &title, Version: p.Version})
	if err != nil || second.Version != 2 || second.Title != "two" {
		t.Errorf("Edit gives version %d, %q (%v)", second.Version, second.Title, err)
	}
	if _, err := g.Edit(ctx, p.ID, gallery.Edit{Title: &title, Version: p.Version}); !fault.Is(err, fault.Conflict) {
		t.Errorf("an edit of an old version: %v, want a conflict", err)
	}
	if same, err := g.Edit(ctx, p.ID, gallery.Edit{Title: &title}); err != nil || same.Version != 2 {
		t.Errorf("an edit that changes nothing gives version %d (%v)", same.Version, err)
	}
	if _, err := g.Delete(ctx, p.ID); !fault.Is(err, fault.Conflict) {
		t.Errorf("deleting a live photo: %v, want a conflict", err)
	}
	trashed, err := g.Trash(ctx, p.ID)
	if err != nil || trashed.State != gallery.Trashed || !trashed.TrashedAt.Equal(gallerytest.Now()) {
		t.Errorf("Trash gives %v at %v (%v)", trashed.State, trashed.TrashedAt, err)
	}
	if photos, err := g.Photos(ctx, []gallery.PhotoID{p.ID, "nobody", "#"}); err != nil || len(photos) > 0 {
		t.Errorf("Photos gives %d trashed or unknown photos (%v)", len(photos), err)
	}
	photos, err := g.PhotosAndTrashed(ctx, []gallery.PhotoID{"nobody", p.ID, p.ID})
	if diff := cmp.Diff(photos, []gallery.Photo{trashed}); err != nil || diff != "" {
		t.Errorf("PhotosAndTrashed (%v): got -, want +:\n%s", err, diff)
	}
	if _, err := g.Delete(ctx, p.ID); err != nil {
		t.Error(err)
	}
	if _, err := g.Delete(ctx, p.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("deleting twice: %v, want not found", err)
	}
	if _, err := g.Add(ctx, photo("one")); err != nil {
		t.Errorf("a deleted photo's file can't come again: %v", err)
	}
}

func TestWordsWithoutRoomAreReported(t *testing.T) {
	g := newGallery(t)
	p := photo("one")
	for n := range 450 {
		p.Description += fmt.Sprintf("word%d ", n)
	}
	p, err := g.Add(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := len(p.Terms), gallery.MaxTerms; got != want {
		t.Errorf("%d terms, want %d", got, want)
	}
	if got, want := p.Unindexed, 450+3-gallery.MaxTerms; got != want {
		t.Errorf("%d words unindexed, want %d", got, want)
	}
	for word, want := range map[string]int{"word0": 1, "word449": 0} {
		tally, err := g.Count(t.Context(), gallery.Query{All: []gallery.Term{gallery.NewTerm(gallery.Word, word)}})
		if err != nil || tally.Total != want {
			t.Errorf("%s finds %d, want %d (%v)", word, tally.Total, want, err)
		}
	}
}
