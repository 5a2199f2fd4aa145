package gallery_test

import (
	"fmt"
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/gallery/gallerytest"
	"shoebox/shared/table"
	"shoebox/shared/table/tabletest"
)

const face gallery.Likeness = 0x3c7e_a5c3_99e7_8142

// flipped is a likeness with some of its bits turned over.
func flipped(l gallery.Likeness, bits ...int) gallery.Likeness {
	for _, b := range bits {
		l ^= 1 << b
	}
	return l
}

func looking(id gallery.PhotoID, l gallery.Likeness) gallery.Photo {
	p := photo(string(id))
	p.ID, p.Likeness = id, l
	return p
}

func add(t *testing.T, g *gallery.Gallery, photos ...gallery.Photo) {
	t.Helper()
	for _, p := range photos {
		if _, err := g.Add(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
}

func wantAlike(t *testing.T, g *gallery.Gallery, l gallery.Likeness, want ...gallery.Alike) {
	t.Helper()
	got, err := g.Similar(t.Context(), l, 10)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(got, want, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("alike are: got -, want +:\n%s", diff)
	}
}

func TestPhotosThatLookAlikeAreFoundNearestFirst(t *testing.T) {
	g := newGallery(t)
	add(t, g,
		looking("seven", flipped(face, 0, 9, 18, 27, 36, 45, 54)), looking("same", face), looking("twin", face),
		looking("one", flipped(face, 63)), looking("eight", flipped(face, 0, 1, 2, 3, 4, 5, 6, 7)), looking("unlike", ^face), looking("unknown", 0),
	)
	wantAlike(t, g, face, gallery.Alike{Photo: "same"}, gallery.Alike{Photo: "twin"}, gallery.Alike{Photo: "one", Distance: 1}, gallery.Alike{Photo: "seven", Distance: 7})
	got, err := g.Similar(t.Context(), face, 1)
	if err != nil || len(got) != 1 || got[0].Photo != "same" {
		t.Errorf("got %v (%v), want the nearest alone", got, err)
	}
	for _, n := range []int{0, -1, 101} {
		if _, err := g.Similar(t.Context(), face, n); !fault.Is(err, fault.Invalid) {
			t.Errorf("%d: got %v, want it invalid", n, err)
		}
	}
}

func TestWhatIsWithinTheDistanceIsAlwaysFound(t *testing.T) {
	g := newGallery(t)
	by := rand.New(rand.NewPCG(5, 5))
	add(t, g, looking("it", face))
	for range 300 {
		l := face
		for bits.OnesCount64(uint64(l^face)) < gallery.MaxDistance {
			l ^= 1 << by.IntN(64)
		}
		got, err := g.Similar(t.Context(), l, 1)
		if err != nil || len(got) != 1 {
			t.Fatalf("%x is not like %x: %v (%v)", l, face, got, err)
		}
	}
}

func TestWhatIsAllOneColourIsLikeNothing(t *testing.T) {
	store := tabletest.OpenStore(t, gallerytest.Now)
	g := gallery.New(store.Table, gallery.Keys{gallerytest.Key()}, gallerytest.Now).As(gallery.Membership{Gallery: "family", Role: gallery.Owner})
	flat := []gallery.Likeness{0, ^gallery.Likeness(0), 0x7f, ^gallery.Likeness(0x7f)}
	for n, l := range flat {
		add(t, g, looking(gallery.PhotoID(fmt.Sprint("flat", n)), l))
	}
	ctx, spent := table.Track(t.Context())
	for _, l := range flat {
		if got, err := g.Similar(ctx, l, 10); err != nil || len(got) > 0 {
			t.Errorf("like %x are %v (%v), want none", l, got, err)
		}
	}
	if spent.Usage().Requests > 0 {
		t.Errorf("that took %d requests, want none", spent.Usage().Requests)
	}
}

func TestOnlyWhatIsLiveIsAlike(t *testing.T) {
	g := newGallery(t)
	ctx := t.Context()
	add(t, g, looking("one", face), looking("two", flipped(face, 3)))
	both := []gallery.Alike{{Photo: "one"}, {Photo: "two", Distance: 1}}
	for _, step := range []struct {
		name string
		do   func() error
		want []gallery.Alike
	}{
		{"both are live", func() error { return nil }, both},
		{"one is trashed", func() error { return err1(g.Trash(ctx, "one")) }, both[1:]},
		{"it is restored", func() error { return err1(g.Restore(ctx, "one")) }, both},
		{"it is edited", func() error { return err1(g.Edit(ctx, "one", gallery.Edit{Favourite: new(true)})) }, both},
		{"another look is found", func() error { return err1(g.Refine(ctx, "two", gallery.Findings{Likeness: flipped(face, 3, 4)})) }, []gallery.Alike{both[0], {Photo: "two", Distance: 2}}},
		{"it looks quite different", func() error { return err1(g.Refine(ctx, "two", gallery.Findings{Likeness: ^face})) }, both[:1]},
		{"one is trashed again", func() error { return err1(g.Trash(ctx, "one")) }, nil},
		{"and deleted", func() error { return err1(g.Delete(ctx, "one")) }, nil},
		{"and its objects are gone", func() error { return g.Removed(ctx, "one") }, nil},
	} {
		t.Run(step.name, func(t *testing.T) {
			if err := step.do(); err != nil {
				t.Fatal(err)
			}
			wantAlike(t, g, face, step.want...)
		})
	}
}

func TestNothingOfADeletedPhotoIsLeftAmongItsNeighbours(t *testing.T) {
	store := tabletest.OpenStore(t, gallerytest.Now)
	g := gallery.New(store.Table, gallery.Keys{gallerytest.Key()}, gallerytest.Now).As(gallery.Membership{Gallery: "family", Role: gallery.Owner})
	add(t, g, looking("one", face))
	if _, err := g.Add(t.Context(), gallery.Photo{ID: "two", Taken: gallerytest.Now(), SHA256: photo("one").SHA256, Likeness: face}); !fault.Is(err, fault.Conflict) {
		t.Fatalf("got %v, want the file to be there", err)
	}
	for _, err := range []error{
		err1(g.Refine(t.Context(), "one", gallery.Findings{Likeness: flipped(face, 1)})),
		err1(g.Trash(t.Context(), "one")), err1(g.Delete(t.Context(), "one")), g.Removed(t.Context(), "one"),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for band := range 8 {
		page, err := store.Query(t.Context(), table.Query{Partition: fmt.Sprintf("L#family#%d", band)})
		if err != nil || len(page.Items) > 0 {
			t.Errorf("%d items are left in band %d (%v)", len(page.Items), band, err)
		}
	}
}

// manyLooks puts photos among their neighbours, without writing them: one in five is the
// same picture, and one in ten shares half of it.
func manyLooks(tb testing.TB, g *gallery.Gallery, n int) {
	tb.Helper()
	by := rand.New(rand.NewPCG(7, 7))
	photos := make([]gallery.Photo, n)
	for i := range photos {
		l := gallery.Likeness(by.Uint64())
		switch {
		case i%5 == 0:
			l = face
		case i%10 == 1:
			l = face&0xffffffff | l&^0xffffffff
		}
		photos[i] = gallery.Photo{ID: gallery.PhotoID(fmt.Sprintf("01JPHOTO%018d", i)), Likeness: l}
	}
	for chunk := range slices.Chunk(photos, 20_000) {
		if err := gallery.Befriend(tb.Context(), g, chunk...); err != nil {
			tb.Fatal(err)
		}
	}
}

// TestLooksAreFoundAmongVeryMany holds what is read to its bound where a list is full of
// the same. BenchmarkSimilar does so among 100,000 photos.
func TestLooksAreFoundAmongVeryMany(t *testing.T) {
	t.Parallel()
	g := newGallery(t)
	manyLooks(t, g, 3_000)
	alone := looking("alone", 0xd00d_face_1234_5678)
	add(t, g, looking("near", flipped(face, 1, 2, 60)), alone)
	wantBounded(t, g)
	for like, id := range map[gallery.Likeness]gallery.PhotoID{
		flipped(alone.Likeness, 5, 6, 20, 33, 47): "alone", flipped(face, 1, 2, 60): "near",
	} {
		got, err := g.Similar(t.Context(), like, 5)
		if err != nil || len(got) == 0 || got[0].Photo != id {
			t.Errorf("got %v (%v), want %s first", got, err, id)
		}
	}
}

// wantBounded looks for the picture that is everywhere. None of the nearest is there: all
// that can be read is.
func wantBounded(tb testing.TB, g *gallery.Gallery) {
	tb.Helper()
	ctx, spent := table.Track(tb.Context())
	got, err := g.Similar(ctx, face, 5)
	if err != nil || len(got) > 0 {
		tb.Errorf("got %v (%v), want none", got, err)
	}
	if u := spent.Usage(); u.Requests > 26 || u.ReadUnits > 76 {
		tb.Errorf("that takes %d requests and %.1f read units, want 26 and 76 at most", u.Requests, u.ReadUnits)
	}
}

func BenchmarkSimilar(b *testing.B) {
	for _, n := range []int{1_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			g := gallery.New(tabletest.Open(b), gallery.Keys{gallerytest.Key()}, gallerytest.Now).As(gallery.Membership{Gallery: "family", Role: gallery.Owner})
			manyLooks(b, g, n)
			wantBounded(b, g)
			by := rand.New(rand.NewPCG(8, 8))
			ctx, spent := table.Track(b.Context())
			for b.Loop() {
				if _, err := g.Similar(ctx, gallery.Likeness(by.Uint64()), 5); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(spent.Usage().ReadUnits/float64(b.N), "RCU/op")
			b.ReportMetric(float64(spent.Usage().Requests)/float64(b.N), "requests/op")
		})
	}
}
