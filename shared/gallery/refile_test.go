package gallery_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/gallery/gallerytest"
	"shoebox/shared/table/tabletest"
)

// filed is a gallery with photos in the album Summer, some of them in Winter too, one
// in the trash.
func filed(t *testing.T, photos int) *gallerytest.Bench {
	t.Helper()
	b := gallerytest.NewBench(t, open(t))
	var all []gallery.Photo
	for n := range photos {
		p := big(n)
		if p.Albums = []string{"Summer"}; n%3 == 0 {
			p.Albums = []string{"Winter", "summer"}
		}
		all = append(all, p)
	}
	b.Fill(t, all)
	if _, err := b.Trash(t.Context(), all[1].ID); err != nil {
		t.Fatal(err)
	}
	return b
}

// counts gives how many photos there are in albums, live and in the trash.
func counts(t *testing.T, g *gallery.Gallery, names ...string) string {
	t.Helper()
	var said []string
	for _, name := range names {
		for _, trash := range []bool{false, true} {
			tally, err := g.Count(t.Context(), gallery.Query{All: []gallery.Term{gallery.NewTerm(gallery.Album, name)}, Trash: trash})
			if err != nil {
				t.Fatal(err)
			}
			said = append(said, fmt.Sprint(tally.Total))
		}
	}
	return strings.Join(said, " ")
}

func TestAlbumsAreRenamedAndDeleted(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(*gallery.Gallery, gallery.Progress) (int, error)
		counts string // of Summer, Winter, Holidays: live and trashed
		shown  string
	}{
		{"another name", func(g *gallery.Gallery, p gallery.Progress) (int, error) {
			return g.RenameAlbum(context.Background(), "SUMMER", " Holidays ", p)
		}, "0 0 4 0 11 1", "Holidays Winter"},
		{"the name of another album", func(g *gallery.Gallery, p gallery.Progress) (int, error) {
			return g.RenameAlbum(context.Background(), "Summer", "WINTER", p)
		}, "0 0 11 1 0 0", "WINTER"},
		{"the same name written otherwise", func(g *gallery.Gallery, p gallery.Progress) (int, error) {
			return g.RenameAlbum(context.Background(), "Summer", "sUMMER", p)
		}, "11 1 4 0 0 0", "Winter sUMMER"},
		{"no name", func(g *gallery.Gallery, p gallery.Progress) (int, error) {
			return g.DeleteAlbum(context.Background(), "Summer", p)
		}, "0 0 4 0 0 0", "Winter"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := filed(t, 12)
			var steps []int
			n, err := tt.change(b.Gallery, func(done, of int) {
				if of != 12 {
					t.Errorf("%d of %d are done", done, of)
				}
				steps = append(steps, done)
			})
			if err != nil || n != 12 || !slices.IsSorted(steps) || len(steps) != 12 {
				t.Errorf("%d photos were changed, in steps %v (%v), want 12", n, steps, err)
			}
			if diff := cmp.Diff(counts(t, b.Gallery, "Summer", "Winter", "Holidays"), tt.counts); diff != "" {
				t.Errorf("(-got +want):\n%s", diff)
			}
			var names []string
			for _, a := range albums(t, b.Gallery, 10) {
				names = append(names, a.Name)
			}
			slices.Sort(names)
			if got := strings.Join(names, " "); got != tt.shown {
				t.Errorf("the albums are %q, want %q", got, tt.shown)
			}
		})
	}
}

func TestWhatWasCutShortOfAnAlbumGoesOn(t *testing.T) {
	for nth := 1; ; nth++ {
		b := filed(t, 7)
		token, _, err := b.Share(t.Context(), gallery.Share{Album: "Summer"}, 1)
		if err != nil {
			t.Fatal(err)
		}
		b.Faulty.FailWrites(tabletest.Fault{Nth: nth, When: tabletest.When(nth % 2)})
		_, err = b.RenameAlbum(t.Context(), "Summer", "Holidays", nil)
		b.Faulty.FailWrites()
		if err != nil {
			b.Reopen()
			_, again := b.RenameAlbum(t.Context(), "Summer", "Holidays", nil)
			if over := counts(t, b.Gallery, "Summer") == "0 0"; again != nil && (!over || !fault.Is(again, fault.NotFound)) {
				t.Fatal(again)
			}
		}
		v, verr := gallery.New(b.Table, gallery.Keys{gallerytest.Key()}, gallerytest.Now).Shared(t.Context(), token)
		if verr != nil || v.What.Album != "Holidays" {
			t.Errorf("after write %d the link is to %+v (%v)", nth, v, verr)
		}
		if diff := cmp.Diff(counts(t, b.Gallery, "Summer", "Winter", "Holidays"), "0 0 3 0 6 1"); diff != "" {
			t.Errorf("after write %d (-got +want):\n%s", nth, diff)
		}
		if err == nil {
			if nth < 7 {
				t.Errorf("it took %d writes: nothing was cut short", nth-1)
			}
			return
		}
	}
}

func TestLinksToAnAlbumGoWhereItGoes(t *testing.T) {
	l := newLender(t)
	ctx := t.Context()
	name, filed := l.album()
	token, _, err := l.Share(ctx, gallery.Share{Album: name}, 7)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.RenameAlbum(ctx, name, "Another name", nil); err != nil {
		t.Fatal(err)
	}
	v, err := l.all.Shared(ctx, token)
	if err != nil || v.What.Album != "Another name" {
		t.Fatalf("the link is to %+v (%v)", v, err)
	}
	if diff := cmp.Diff(shown(t, v), filed); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
	if _, err := l.DeleteAlbum(ctx, "Another name", nil); err != nil {
		t.Fatal(err)
	}
	if _, err := l.all.Shared(ctx, token); !fault.Is(err, fault.NotFound) {
		t.Errorf("got %v, want the link to end with its album", err)
	}
}

func TestNoAlbumIsChangedThatIsNotThere(t *testing.T) {
	b := filed(t, 3)
	ctx := t.Context()
	for name, tt := range map[string]struct {
		from, to string
		want     fault.Kind
	}{
		"an album that is not there": {"Atlantis", "Summer", fault.NotFound},
		"an album without a letter":  {"?", "Summer", fault.NotFound},
		"a name without a letter":    {"Summer", "?!", fault.Invalid},
		"a name that never ends":     {"Summer", strings.Repeat("x", 101), fault.TooLarge},
	} {
		if n, err := b.RenameAlbum(ctx, tt.from, tt.to, nil); n != 0 || !fault.Is(err, tt.want) {
			t.Errorf("%s: %d photos, %v, want %v", name, n, err, tt.want)
		}
	}
	if _, err := b.DeleteAlbum(ctx, "Atlantis", nil); !fault.Is(err, fault.NotFound) {
		t.Errorf("got %v, want no album", err)
	}
	if diff := cmp.Diff(counts(t, b.Gallery, "Summer", "Winter"), "2 1 1 0"); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
}
