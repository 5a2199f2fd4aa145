package gallery_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/gallery/gallerytest"
	"shoebox/shared/table"
)

// albums gives all albums, page by page.
func albums(t *testing.T, g *gallery.Gallery, limit int) []gallery.AlbumEntry {
	t.Helper()
	var all []gallery.AlbumEntry
	var at gallery.Cursor
	for {
		page, err := g.Albums(t.Context(), limit, at)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, page.Albums...)
		if page.Next == "" {
			if page.Total != len(all) {
				t.Errorf("%d albums are said to be %d", len(all), page.Total)
			}
			return all
		}
		if len(page.Albums) != limit {
			t.Errorf("a page of %d leads on", len(page.Albums))
		}
		at = page.Next
	}
}

// wantAlbums gives the albums as the oracle knows them.
func wantAlbums(o *gallerytest.Oracle, photos []gallery.Photo) []gallery.AlbumEntry {
	var all []gallery.AlbumEntry
	seen := map[gallery.Term]bool{}
	for _, p := range photos {
		for _, name := range p.Albums {
			term := gallery.NewTerm(gallery.Album, name)
			if seen[term] {
				continue
			}
			seen[term] = true
			hits := o.Find(gallery.Query{All: []gallery.Term{term}})
			if len(hits) > 0 {
				all = append(all, gallery.AlbumEntry{
					Name: name, Photos: len(hits), First: hits[len(hits)-1].Taken, Last: hits[0].Taken, Cover: hits[0],
				})
			}
		}
	}
	slices.SortFunc(all, func(a, b gallery.AlbumEntry) int {
		if order := b.Last.Compare(a.Last); order != 0 {
			return order
		}
		return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
	})
	return all
}

func TestAlbumsAreListedWithTheirCovers(t *testing.T) {
	b := gallerytest.NewBench(t, open(t))
	photos := gallerytest.Album(41, 900)
	b.Fill(t, photos)
	want := wantAlbums(b.Oracle, photos)
	if len(want) < 8 {
		t.Fatalf("%d albums: too few to page", len(want))
	}
	for _, limit := range []int{3, 100} {
		if diff := cmp.Diff(albums(t, b.Gallery, limit), want, cmp.Comparer(time.Time.Equal)); diff != "" {
			t.Errorf("in pages of %d (-got +want):\n%s", limit, diff)
		}
	}
	b.Reopen()
	ctx, spent := table.Track(t.Context())
	page, err := b.Albums(ctx, 5, "")
	if err != nil || len(page.Albums) != 5 {
		t.Fatalf("%d albums (%v)", len(page.Albums), err)
	}
	before := spent.Usage()
	if _, err := b.Albums(ctx, 5, page.Next); err != nil {
		t.Fatal(err)
	}
	if used := spent.Usage(); used.Requests-before.Requests != 5 || used.ReadUnits-before.ReadUnits != 2.5 {
		t.Errorf("a page of five costs %+v, after %+v: want 5 requests and 2.5 units more", used, before)
	}
}

func TestAlbumsComeAndGoWithTheirPhotos(t *testing.T) {
	g := newGallery(t)
	ctx := t.Context()
	if got := albums(t, g, 10); len(got) > 0 {
		t.Errorf("an empty gallery has albums: %+v", got)
	}
	p := photo("one")
	p.Albums = []string{"Summer"}
	p, err := g.Add(ctx, p)
	if err != nil {
		t.Fatal(err)
	}
	if got := albums(t, g, 10); len(got) != 1 || got[0].Name != "Summer" || got[0].Cover.ID != p.ID {
		t.Errorf("got %+v, want the one album", got)
	}
	if _, err := g.Trash(ctx, p.ID); err != nil {
		t.Fatal(err)
	}
	if got := albums(t, g, 10); len(got) > 0 {
		t.Errorf("got %+v, want no album of what is in the trash", got)
	}
}

func TestTheCursorsOfAlbumsAreTheGallerys(t *testing.T) {
	g := newGallery(t)
	for _, name := range []string{"one", "two"} {
		p := photo(name)
		p.Albums = []string{name}
		if _, err := g.Add(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
	found, err := g.Find(t.Context(), gallery.Query{Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]gallery.Cursor{"a search": found.Next, "a stranger": "made up"} {
		if _, err := g.Albums(t.Context(), 1, c); !fault.Is(err, fault.Stale) {
			t.Errorf("a cursor of %s: got %v, want it refused", name, err)
		}
	}
	if _, err := g.Albums(t.Context(), gallery.MaxLimit+1, ""); !fault.Is(err, fault.Invalid) {
		t.Errorf("got %v, want no page of any length", err)
	}
}
