package gallery_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/gallery/gallerytest"
	"shoebox/shared/table/tabletest"
)

// lender is a gallery of an album's photos whose clock a test turns on.
type lender struct {
	*gallery.Gallery
	all    *gallery.Galleries
	store  tabletest.Store
	photos []gallery.Photo
	now    time.Time
}

func newLender(t *testing.T) *lender {
	t.Helper()
	l := &lender{now: gallerytest.Now(), photos: gallerytest.Album(21, 120)}
	l.store = tabletest.OpenStore(t, l.clock)
	l.all = gallery.New(l.store.Table, gallery.Keys{gallerytest.Key()}, l.clock)
	p, err := l.all.Create(t.Context(), gallery.Shared, "The Family", gallery.Member{User: "anna"})
	if err != nil {
		t.Fatal(err)
	}
	l.Gallery = l.all.As(gallery.Membership{Gallery: p.ID, Role: gallery.Editor})
	results, err := l.AddAll(t.Context(), l.photos)
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range results {
		if err != nil {
			t.Fatal(err)
		}
	}
	return l
}

func (l *lender) clock() time.Time { return l.now }

// lend shares and looks.
func (l *lender) lend(t *testing.T, what gallery.Share) *gallery.View {
	t.Helper()
	token, _, err := l.Share(t.Context(), what, 7)
	if err != nil {
		t.Fatal(err)
	}
	v, err := l.all.Shared(t.Context(), token)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// shown gives the ids of all photos a view pages through, six at a time.
func shown(t *testing.T, v *gallery.View) map[gallery.PhotoID]bool {
	t.Helper()
	ids := map[gallery.PhotoID]bool{}
	var at gallery.Cursor
	for {
		page, err := v.Find(t.Context(), 6, at)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range page.Hits {
			ids[h.ID] = true
		}
		if at = page.Next; at == "" {
			return ids
		}
	}
}

// album gives the name of an album and the photos in it.
func (l *lender) album() (name string, ids map[gallery.PhotoID]bool) {
	ids = map[gallery.PhotoID]bool{}
	for _, p := range l.photos {
		for _, a := range p.Albums {
			if name == "" {
				name = a
			}
			if a == name {
				ids[p.ID] = true
			}
		}
	}
	return name, ids
}

func TestALinkShowsWhatWasSharedAndNothingElse(t *testing.T) {
	l := newLender(t)
	name, filed := l.album()
	dogs := gallery.Query{All: []gallery.Term{gallery.NewTerm(gallery.Word, "dog")}, Limit: 1, Order: gallery.Oldest}
	found := map[gallery.PhotoID]bool{}
	oracle := gallerytest.NewOracle(l.photos)
	for _, h := range oracle.Find(dogs) {
		found[h.ID] = true
	}
	for _, tt := range []struct {
		name string
		what gallery.Share
		want map[gallery.PhotoID]bool
	}{
		{"one photo", gallery.Share{Photo: l.photos[3].ID}, map[gallery.PhotoID]bool{l.photos[3].ID: true}},
		{"an album", gallery.Share{Album: strings.ToUpper(name)}, filed},
		{"a search", gallery.Share{Query: &dogs, Words: "dogs, oldest first"}, found},
		{"a search for everything", gallery.Share{Query: &gallery.Query{}, Words: "everything"}, all(l.photos)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			v := l.lend(t, tt.what)
			if diff := cmp.Diff(shown(t, v), tt.want); diff != "" || len(tt.want) == 0 {
				t.Errorf("pages (-got +want):\n%s", diff)
			}
			if diff := cmp.Diff(alone(t, v, l.photos), tt.want); diff != "" {
				t.Errorf("photos one by one (-got +want):\n%s", diff)
			}
			if diff := cmp.Diff(together(t, v, l.photos), tt.want); diff != "" {
				t.Errorf("photos together (-got +want):\n%s", diff)
			}
			if v.From != "The Family" {
				t.Errorf("it is said to be from %q", v.From)
			}
		})
	}
}

func all(photos []gallery.Photo) map[gallery.PhotoID]bool {
	ids := map[gallery.PhotoID]bool{}
	for _, p := range photos {
		ids[p.ID] = true
	}
	return ids
}

// alone gives the photos that a view gives one by one.
func alone(t *testing.T, v *gallery.View, photos []gallery.Photo) map[gallery.PhotoID]bool {
	t.Helper()
	ids := map[gallery.PhotoID]bool{}
	for _, p := range photos {
		switch _, err := v.Photo(t.Context(), p.ID); {
		case err == nil:
			ids[p.ID] = true
		case !fault.Is(err, fault.NotFound):
			t.Fatal(err)
		}
	}
	return ids
}

// together gives the photos that a view gives of all.
func together(t *testing.T, v *gallery.View, photos []gallery.Photo) map[gallery.PhotoID]bool {
	t.Helper()
	var asked []gallery.PhotoID
	for _, p := range photos {
		asked = append(asked, p.ID)
	}
	got, err := v.Photos(t.Context(), append(asked, "nobodys", "not#an#id"))
	if err != nil {
		t.Fatal(err)
	}
	return all(got)
}

func TestASearchSharedShowsWhatItFinds(t *testing.T) {
	l := newLender(t)
	for i, q := range gallerytest.Queries(22, l.photos, 60) {
		what := gallery.Share{Query: &q, Words: "what was asked"}
		if q.Trash {
			if _, _, err := l.Share(t.Context(), what, 1); !fault.Is(err, fault.Invalid) {
				t.Errorf("got %v, want the trash not to be shared", err)
			}
			continue
		}
		v := l.lend(t, what)
		if diff := cmp.Diff(alone(t, v, l.photos), shown(t, v)); diff != "" {
			t.Errorf("%d %+v: its photos are not those of its pages (-got +want):\n%s", i, q, diff)
		}
		if err := l.Unshare(t.Context(), v.What.ID); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAStrangerLearnsLittleOfAPhoto(t *testing.T) {
	l := newLender(t)
	p := photo("Anna at the lake")
	p.People, p.Albums, p.Tags, p.Camera, p.Favourite = []string{"Anna"}, []string{"Secret"}, []string{"mine"}, "Pixel", true
	p.Place = gallery.Place{City: "Zürich", Lat: 47.3, Lon: 8.5}
	p.Labels = []gallery.Label{{Name: "Lake", Confidence: 90}}
	p.Objects = gallery.Objects{Original: "original", Small: "small", Medium: "medium", Large: "large"}
	p, err := l.Add(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	want := gallery.Photo{
		ID: p.ID, Title: p.Title, Taken: p.Taken, Labels: p.Labels, Place: gallery.Place{City: "Zürich"},
		Objects: gallery.Objects{Small: "small", Medium: "medium", Large: "large"}, State: gallery.Live, Version: 1,
	}
	v := l.lend(t, gallery.Share{Album: "secret"})
	got, err := v.Photo(t.Context(), p.ID)
	if diff := cmp.Diff(got, want); err != nil || diff != "" {
		t.Errorf("%v (-got +want):\n%s", err, diff)
	}
	if many, err := v.Photos(t.Context(), []gallery.PhotoID{p.ID, p.ID}); err != nil || len(many) != 1 || !cmp.Equal(many[0], want) {
		t.Errorf("got %+v (%v), want the same once", many, err)
	}
}

func TestTheTrashIsNotShared(t *testing.T) {
	l := newLender(t)
	id := l.photos[0].ID
	single, every := l.lend(t, gallery.Share{Photo: id}), l.lend(t, gallery.Share{Query: &gallery.Query{}, Words: "all"})
	if _, err := l.Trash(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	for name, v := range map[string]*gallery.View{"one photo": single, "everything": every} {
		if shown(t, v)[id] || alone(t, v, l.photos)[id] || together(t, v, l.photos)[id] {
			t.Errorf("a link to %s shows what is in the trash", name)
		}
	}
	if _, _, err := l.Share(t.Context(), gallery.Share{Photo: id}, 1); !fault.Is(err, fault.NotFound) {
		t.Errorf("got %v, want no link to what is in the trash", err)
	}
}

func TestAViewIsNotWidened(t *testing.T) {
	l := newLender(t)
	name, _ := l.album()
	album, single := l.lend(t, gallery.Share{Album: name}), l.lend(t, gallery.Share{Photo: l.photos[0].ID})
	everything, err := l.Find(t.Context(), gallery.Query{Limit: 2})
	if err != nil || everything.Next == "" {
		t.Fatal(err)
	}
	for name, v := range map[string]*gallery.View{"an album": album, "one photo": single} {
		if _, err := v.Find(t.Context(), 2, everything.Next); !fault.Is(err, fault.Stale) {
			t.Errorf("%s takes a cursor of everything: %v", name, err)
		}
		if _, err := v.Find(t.Context(), gallery.MaxLimit+1, ""); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s gives pages of any length: %v", name, err)
		}
	}
}
