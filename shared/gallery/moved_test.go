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
	"shoebox/shared/table/tabletest"
)

// clock is a time of day in 2023, so many hours east of Greenwich.
func clock(month time.Month, day, hour, east int) *time.Time {
	t := time.Date(2023, month, day, hour, 0, 0, 0, time.FixedZone("", east*60*60))
	return &t
}

func TestAPhotoMovesToWhenItIsSaidToBeTaken(t *testing.T) {
	for _, tt := range []struct {
		name  string
		edit  gallery.Edit
		taken string
		order []gallery.PhotoID // newest first
		day   time.Time         // of which it is
	}{
		{"to an earlier day", gallery.Edit{Taken: clock(6, 1, 12, 0)}, "2023-06-01T12:00:00Z", ids("late", "early", "moved"), *clock(6, 1, 0, 0)},
		{"between two photos", gallery.Edit{Taken: clock(7, 5, 23, -3)}, "2023-07-05T23:00:00-03:00", ids("late", "moved", "early"), *clock(7, 5, 0, 0)},
		{"to the same instant by another clock", gallery.Edit{Taken: clock(7, 31, 3, 9)}, "2023-07-31T03:00:00+09:00", ids("moved", "late", "early"), *clock(7, 31, 0, 0)},
		{"to another year", gallery.Edit{Taken: new(time.Date(1999, 12, 31, 23, 59, 59, 999, time.UTC))}, "1999-12-31T23:59:59Z", ids("late", "early", "moved"), *clock(12, 31, 0, 0)},
		{"nowhere", gallery.Edit{Taken: clock(7, 30, 18, 0)}, "2023-07-30T18:00:00Z", ids("moved", "late", "early"), *clock(7, 30, 0, 0)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			g := newGallery(t)
			ctx := t.Context()
			for id, taken := range map[gallery.PhotoID]*time.Time{"early": clock(7, 1, 12, 0), "late": clock(7, 10, 12, 0), "moved": clock(7, 30, 18, 0)} {
				if _, err := g.Add(ctx, gallery.Photo{ID: id, Title: "Lake", Taken: *taken, People: []string{"Anna"}}); err != nil {
					t.Fatal(err)
				}
			}
			p, err := g.Edit(ctx, "moved", tt.edit)
			if err != nil {
				t.Fatal(err)
			}
			if got := p.Taken.Format(time.RFC3339); got != tt.taken {
				t.Errorf("it was taken %s, want %s", got, tt.taken)
			}
			for _, q := range []gallery.Query{{}, {All: []gallery.Term{gallery.NewTerm(gallery.Person, "Anna")}}, {All: []gallery.Term{gallery.NewTerm(gallery.Word, "lake")}}} {
				page, err := g.Find(ctx, q)
				if err != nil || page.Total != 3 {
					t.Fatalf("%d photos (%v)", page.Total, err)
				}
				var order []gallery.PhotoID
				for _, h := range page.Hits {
					order = append(order, h.ID)
					if h.ID == "moved" && h.Taken.Format(time.RFC3339) != tt.taken {
						t.Errorf("a list says it was taken %v", h.Taken)
					}
				}
				if diff := cmp.Diff(order, tt.order); diff != "" {
					t.Errorf("%+v (-got +want):\n%s", q, diff)
				}
			}
			day, err := g.OnThisDay(ctx, tt.day.AddDate(9, 0, 0), 10, "")
			if err != nil || len(day.Hits) != 1 || day.Hits[0].ID != "moved" {
				t.Errorf("on its day there are %+v (%v)", day.Hits, err)
			}
			if before, err := g.OnThisDay(ctx, time.Date(2040, 7, 30, 0, 0, 0, 0, time.UTC), 10, ""); err != nil || len(before.Hits) != 0 && tt.name != "nowhere" {
				t.Errorf("it is still of the day it was of: %+v (%v)", before.Hits, err)
			}
		})
	}
}

func ids(all ...gallery.PhotoID) []gallery.PhotoID { return all }

func TestAVocabularyReachesToWhereAPhotoMoved(t *testing.T) {
	b := gallerytest.NewBench(t, open(t))
	b.Fill(t, gallerytest.Album(30, 40))
	for n, taken := range []time.Time{time.Date(1950, 1, 2, 3, 4, 5, 0, time.UTC), time.Date(2090, 1, 2, 3, 4, 5, 0, time.UTC)} {
		if n > 0 {
			b.Reopen()
		}
		page, err := b.Find(t.Context(), gallery.Query{})
		if err != nil {
			t.Fatal(err)
		}
		p, err := b.Edit(t.Context(), page.Hits[3].ID, gallery.Edit{Taken: &taken})
		if err != nil {
			t.Fatal(err)
		}
		b.Oracle.Put(p)
		gallerytest.CheckVocabulary(t, b)
		v, err := b.Vocabulary(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if total := v.Total(); taken.Before(total.First) || taken.After(total.Last) || total.Count != 40 {
			t.Errorf("%d photos from %v to %v, want %v among 40", total.Count, total.First, total.Last, taken)
		}
	}
}

func TestAPhotoIsFoundByWhereItIsSaidToBe(t *testing.T) {
	g := newGallery(t)
	ctx := t.Context()
	lisbon := gallery.Place{City: "Lisbon", Country: "Portugal", Lat: 38.7, Lon: -9.1}
	if _, err := g.Add(ctx, gallery.Photo{ID: "one", Taken: *clock(7, 1, 12, 0), Place: lisbon}); err != nil {
		t.Fatal(err)
	}
	p, err := g.Edit(ctx, "one", gallery.Edit{Place: &gallery.Place{City: " Porto\n", Region: "Norte", Country: "Portugal", Lat: 1, Lon: 2}})
	want := gallery.Place{City: "Porto", Region: "Norte", Country: "Portugal", Lat: 38.7, Lon: -9.1}
	if err != nil || p.Place != want || p.Version != 2 {
		t.Errorf("got %+v, version %d (%v), want %+v", p.Place, p.Version, err, want)
	}
	for name, want := range map[string]int{"Porto": 1, "Norte": 1, "Portugal": 1, "Lisbon": 0} {
		page, err := g.Find(ctx, gallery.Query{All: []gallery.Term{gallery.NewTerm(gallery.PlaceTerm, name)}})
		if err != nil || page.Total != want || len(page.Hits) != want {
			t.Errorf("%s finds %d (%v), want %d", name, page.Total, err, want)
		}
	}
	if again, err := g.Edit(ctx, "one", gallery.Edit{Place: &gallery.Place{City: "Porto", Region: "Norte", Country: "Portugal"}, Taken: clock(7, 1, 12, 0)}); err != nil || again.Version != 2 {
		t.Errorf("an edit that changes nothing makes version %d (%v)", again.Version, err)
	}
}

func TestWhatCanNotBeIsNotEdited(t *testing.T) {
	g := newGallery(t)
	ctx := t.Context()
	before, err := g.Add(ctx, photo("one"))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name string
		edit gallery.Edit
		want fault.Kind
	}{
		{"no time at all", gallery.Edit{Taken: new(time.Time)}, fault.Invalid},
		{"a year no calendar has", gallery.Edit{Taken: new(time.Date(12000, 1, 1, 0, 0, 0, 0, time.UTC))}, fault.Invalid},
		{"a place whose name never ends", gallery.Edit{Place: &gallery.Place{City: strings.Repeat("x", 101)}}, fault.TooLarge},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := g.Edit(ctx, before.ID, tt.edit); !fault.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
	if after, err := g.Photo(ctx, before.ID); err != nil || !cmp.Equal(after, before) {
		t.Errorf("the photo has changed (%v):\n%s", err, cmp.Diff(after, before))
	}
}

// TestAMoveOfManyTermsIsFinishedByWhoFindsIt has the process die at each write of a
// move that takes several transactions.
func TestAMoveOfManyTermsIsFinishedByWhoFindsIt(t *testing.T) {
	var text strings.Builder
	for n := range 120 {
		fmt.Fprintf(&text, "wordnumber%d ", n)
	}
	for nth := 1; ; nth++ {
		b := gallerytest.NewBench(t, open(t))
		b.Fill(t, gallerytest.Album(31, 8))
		p := photo("one")
		p.ID, p.Description, p.Bytes = "one", text.String(), 100
		if _, err := b.Add(t.Context(), p); err != nil {
			t.Fatal(err)
		}
		b.Faulty.FailWrites(tabletest.Fault{Nth: nth, Times: -1})
		_, err := b.Edit(t.Context(), "one", gallery.Edit{Taken: clock(1, 1, 1, 1)})
		b.Faulty.FailWrites()
		b.Reopen()
		if _, err := b.Repair(t.Context()); err != nil {
			t.Fatal(err)
		}
		p, perr := b.Photo(t.Context(), "one")
		if perr != nil {
			t.Fatal(perr)
		}
		b.Oracle.Put(p)
		accord(t, b)
		b.CheckUsage(t)
		if moved := p.Taken.Equal(*clock(1, 1, 1, 1)); moved != (nth > 1) {
			t.Errorf("dying at write %d, it moved: %v", nth, moved)
		}
		if err == nil {
			if nth < 4 {
				t.Errorf("the move took %d writes: too few to test", nth-1)
			}
			return
		}
	}
}

func TestMovesOfOnePhotoAtOnceLeaveItInOnePlace(t *testing.T) {
	b := gallerytest.NewBench(t, open(t))
	photos := gallerytest.Album(32, 12)
	b.Fill(t, photos)
	done := make(chan error)
	for n := range 6 {
		g := gallery.New(b.Table, gallery.Keys{gallerytest.Key()}, gallerytest.Now).As(gallery.Membership{Gallery: b.ID, Role: gallery.Editor})
		go func() {
			_, err := g.Edit(t.Context(), photos[0].ID, gallery.Edit{Taken: clock(time.Month(1+n), 1+n, n, n)})
			if fault.Is(err, fault.Conflict) {
				err = nil
			}
			done <- err
		}()
	}
	for range 6 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	p, err := b.Photo(t.Context(), photos[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	b.Oracle.Put(p)
	accord(t, b)
}

func TestAMoveThatMeetsOthersSetsNothingAsideThatIsCounted(t *testing.T) {
	c := newCrowd(t)
	if err := c.add(t, "one")(); err != nil {
		t.Fatal(err)
	}
	before := c.says(t)
	taken := clock(1, 2, 3, 4)
	c.meeting(t, 1, func() error { _, err := c.Edit(t.Context(), "one", gallery.Edit{Taken: taken}); return err })
	if c.asides(t) == 0 {
		t.Fatal("nothing was set aside: there is nothing to test")
	}
	wantSpan := func(when string) {
		t.Helper()
		wantSaid(t, c, before)
		v, err := c.Vocabulary(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if first := v.Total().First; first.After(*taken) {
			t.Errorf("%s the first is said to be taken %v, want %v", when, first, taken)
		}
	}
	wantSpan("while it is aside")
	if _, err := c.Repair(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := c.asides(t); n > 0 {
		t.Errorf("%d counts are still set aside", n)
	}
	wantSpan("put back")
}
