package ingest_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/gallery"
	"shoebox/shared/ingest"
)

func TestAPhotoThatIsThereIsCompletedUnlessItWasEdited(t *testing.T) {
	t.Parallel()
	data := picture(t, 60, 40)
	bring := func(t *testing.T, r room, says ingest.Record) ingest.Report {
		t.Helper()
		report, err := r.Items(t.Context(), given(ingest.Item{Files: commented{data, 0}, Name: "IMG_0001.jpg", Says: says}), 1, nil)
		if err != nil {
			t.Fatal(err)
		}
		return report
	}
	sidecar := ingest.Record{
		Title: "The barn", Description: "By the lake", Tags: []string{"barn"}, People: []string{"Anna"}, Rating: 4,
		Place: gallery.Place{City: "Bern", Country: "Switzerland", Lat: 46.95, Lon: 7.45}, Taken: "2019-05-06T07:08:09+02:00",
	}
	type told struct {
		Title, Description, Taken string
		Tags, People              []string
		Rating                    int
		City                      string
	}
	tell := func(p gallery.Photo) told {
		return told{p.Title, p.Description, p.Taken.Format(time.RFC3339), p.Tags, p.People, p.Rating, p.Place.City}
	}
	t.Run("nobody edited it", func(t *testing.T) {
		r := open(t)
		if got := bring(t, r, ingest.Record{}); got.Added != 1 {
			t.Fatalf("got %+v", got)
		}
		if got, want := bring(t, r, sidecar), (ingest.Report{Refined: 1}); !cmp.Equal(got, want) {
			t.Errorf("got %+v, want %+v", got, want)
		}
		want := told{"The barn", "By the lake", "2019-05-06T07:08:09+02:00", []string{"barn"}, []string{"Anna"}, 4, "Bern"}
		if diff := cmp.Diff(tell(r.photos(t)[0]), want); diff != "" {
			t.Errorf("photo (-got +want):\n%s", diff)
		}
		if got, want := bring(t, r, sidecar), (ingest.Report{There: 1}); !cmp.Equal(got, want) {
			t.Errorf("got %+v the third time, want %+v", got, want)
		}
		if got := bring(t, r, ingest.Record{}); got.There != 1 || r.photos(t)[0].Title != "The barn" {
			t.Errorf("got %+v and %q, want what was said to stay", got, r.photos(t)[0].Title)
		}
	})
	t.Run("somebody edited it", func(t *testing.T) {
		r := open(t)
		bring(t, r, ingest.Record{})
		title, tags, taken := "My own", []string{"mine"}, time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)
		if _, err := r.gallery.Edit(t.Context(), r.photos(t)[0].ID, gallery.Edit{Title: &title, Tags: &tags, Taken: &taken, Place: &gallery.Place{City: "Basel"}}); err != nil {
			t.Fatal(err)
		}
		bring(t, r, sidecar)
		want := told{"My own", "By the lake", "2001-02-03T04:05:06Z", []string{"mine"}, []string{"Anna"}, 4, "Basel"}
		if diff := cmp.Diff(tell(r.photos(t)[0]), want); diff != "" {
			t.Errorf("photo (-got +want):\n%s", diff)
		}
	})
	t.Run("it went to the trash, and is imported again", func(t *testing.T) {
		r := open(t)
		bring(t, r, ingest.Record{})
		id := r.photos(t)[0].ID
		if _, err := r.gallery.Trash(t.Context(), id); err != nil {
			t.Fatal(err)
		}
		if got, want := bring(t, r, sidecar), (ingest.Report{There: 1, Trashed: 1}); !cmp.Equal(got, want) {
			t.Errorf("got %+v, want %+v", got, want)
		}
		if p, err := r.gallery.Photo(t.Context(), id); err != nil || p.State != gallery.Trashed || p.Title != "" {
			t.Errorf("got %+v, %v, want it left in the trash", p, err)
		}
	})
	t.Run("it went to the trash after its file was sent", func(t *testing.T) {
		r := open(t)
		bring(t, r, ingest.Record{})
		id := r.photos(t)[0].ID
		p, err := r.gallery.Trash(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		for _, tt := range []struct {
			brought time.Time
			back    bool
		}{{p.TrashedAt.Add(-time.Second), false}, {p.TrashedAt, true}, {time.Time{}, false}} {
			made, err := r.Picture(t.Context(), ingest.Picture{Data: withComment(data, 0), Brought: tt.brought})
			if err != nil || !made.There || made.Back != tt.back || (made.Photo.State == gallery.Live) != (tt.back || tt.brought.IsZero()) {
				t.Errorf("brought at %v: got %+v, %v, want it back: %v", tt.brought, made, err, tt.back)
			}
		}
	})
	t.Run("only its record comes again, or another file of its name", func(t *testing.T) {
		r := open(t)
		bring(t, r, ingest.Record{ID: "barn"})
		if _, err := r.gallery.Trash(t.Context(), "barn"); err != nil {
			t.Fatal(err)
		}
		for _, item := range []ingest.Item{{Says: ingest.Record{ID: "barn", Title: "The barn"}}, {Files: commented{data, 1}, Name: "IMG_0001.jpg", Says: ingest.Record{ID: "barn"}}} {
			if _, err := r.Items(t.Context(), given(item), 1, nil); err != nil {
				t.Fatal(err)
			}
			if p, err := r.gallery.Photo(t.Context(), "barn"); err != nil || p.State != gallery.Trashed || p.Title != "" {
				t.Errorf("got %+v, %v, want it left in the trash", p, err)
			}
		}
	})
	t.Run("with what somebody else says who sends it", func(t *testing.T) {
		r := open(t)
		bring(t, r, sidecar)
		made, err := r.Picture(t.Context(), ingest.Picture{Data: withComment(data, 0), Name: "funny_name.jpg", Says: ingest.Record{Title: "Another"}})
		if err != nil || !made.There || made.Photo.Title != "The barn" {
			t.Errorf("got %+v, %v, want the photo as it is", made, err)
		}
	})
}
