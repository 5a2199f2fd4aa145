package gallery_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/sync/errgroup"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
	"shoebox/shared/table/tabletest"
)

func TestALinkEnds(t *testing.T) {
	l := newLender(t)
	ctx := t.Context()
	shares := map[string]gallery.Share{}
	for name, days := range map[string]int{"day": 1, "year": gallery.MaxShareDays, "withdrawn": 30} {
		token, s, err := l.Share(ctx, gallery.Share{Photo: l.photos[0].ID}, days)
		if err != nil {
			t.Fatal(err)
		}
		if want := l.now.AddDate(0, 0, days); !s.Until.Equal(want) {
			t.Errorf("a link of %d days ends %v, want %v", days, s.Until, want)
		}
		s.Words = token
		shares[name] = s
	}
	good := func(name string) bool {
		t.Helper()
		v, err := l.all.Shared(ctx, shares[name].Words)
		if err != nil && !fault.Is(err, fault.NotFound) {
			t.Fatal(err)
		}
		if err == nil && v.What.ID != shares[name].ID {
			t.Errorf("the link is %q, want %q", v.What.ID, shares[name].ID)
		}
		return err == nil
	}
	for range 2 {
		if err := l.Unshare(ctx, shares["withdrawn"].ID); err != nil {
			t.Fatal(err)
		}
	}
	if !good("day") || !good("year") || good("withdrawn") {
		t.Error("on the first day: want all but the withdrawn to be good")
	}
	l.now = l.now.AddDate(0, 0, 1)
	if good("day") || !good("year") {
		t.Error("after a day: want the year alone to be good")
	}
	if left, err := l.Shares(ctx); err != nil || len(left) != 1 || left[0].ID != shares["year"].ID {
		t.Errorf("got %+v (%v), want the one that is good", left, err)
	}
	l.now = l.now.AddDate(1, 0, 0)
	if good("year") {
		t.Error("after a year it is still good")
	}
	for _, token := range []string{"", "made up", shares["day"].ID, strings.Repeat("x", 1<<20)} {
		if _, err := l.all.Shared(ctx, token); !fault.Is(err, fault.NotFound) {
			t.Errorf("a token of %d bytes: got %v, want not found", len(token), err)
		}
	}
}

func TestSharesAreTold(t *testing.T) {
	l := newLender(t)
	var want []gallery.Share
	name, _ := l.album()
	q := gallery.Query{
		Any:  []gallery.Group{gallery.Either(gallery.NewTerm(gallery.Word, "dog"), gallery.NewTerm(gallery.Person, "Anna Berg"))},
		None: []gallery.Term{gallery.NewTerm(gallery.Favourite, "")}, Order: gallery.Random, Seed: 7,
		Times: gallery.Times{{From: l.now.AddDate(-9, 0, 0)}, {To: l.now.AddDate(-20, 0, 0)}},
	}
	for _, what := range []gallery.Share{{Photo: l.photos[0].ID}, {Album: name}, {Query: &q, Words: " dogs or\tAnna "}} {
		_, s, err := l.Share(t.Context(), what, 9)
		if err != nil {
			t.Fatal(err)
		}
		want = append([]gallery.Share{s}, want...)
		l.now = l.now.Add(time.Minute)
	}
	if want[0].Words != "dogs or Anna" {
		t.Errorf("the words are %q", want[0].Words)
	}
	got, err := l.Shares(t.Context())
	if diff := cmp.Diff(got, want, cmpopts.EquateEmpty()); err != nil || diff != "" {
		t.Errorf("%v (-got +want):\n%s", err, diff)
	}
}

func TestOnlyTheHashOfATokenIsKept(t *testing.T) {
	l := newLender(t)
	token, s, err := l.Share(t.Context(), gallery.Share{Photo: l.photos[0].ID}, 1)
	if err != nil {
		t.Fatal(err)
	}
	if len(token) < 26 {
		t.Errorf("a token of %d characters can be guessed", len(token))
	}
	page, err := l.store.Query(t.Context(), table.Query{Partition: "G#" + string(l.ID()), From: "S#", To: "S$"})
	if err != nil || len(page.Items) != 1 {
		t.Fatalf("%d items (%v)", len(page.Items), err)
	}
	if kept := fmt.Sprint(page.Items, s); strings.Contains(kept, token) {
		t.Errorf("the token is kept in %s", kept)
	}
}

func TestWhatIsSharedMakesSense(t *testing.T) {
	l := newLender(t)
	query := &gallery.Query{}
	long := &gallery.Query{}
	for range gallery.MaxTimes {
		long.Times = append(long.Times, gallery.Span{From: l.now, To: l.now})
	}
	for range 65 {
		long.All = append(long.All, gallery.NewTerm(gallery.Word, strings.Repeat("x", 200)))
	}
	endless := &gallery.Query{All: []gallery.Term{gallery.NewTerm(gallery.Person, strings.Repeat("xy ", 20_000))}}
	for _, tt := range []struct {
		name string
		what gallery.Share
		days int
		want fault.Kind
	}{
		{"nothing", gallery.Share{}, 1, fault.Invalid},
		{"a photo and an album", gallery.Share{Photo: l.photos[0].ID, Album: "x"}, 1, fault.Invalid},
		{"an album and a search", gallery.Share{Album: "x", Query: query, Words: "x"}, 1, fault.Invalid},
		{"no day", gallery.Share{Photo: l.photos[0].ID}, 0, fault.Invalid},
		{"over a year", gallery.Share{Photo: l.photos[0].ID}, 366, fault.Invalid},
		{"a photo that is not there", gallery.Share{Photo: "nobodys"}, 1, fault.NotFound},
		{"an album that is not there", gallery.Share{Album: "Atlantis"}, 1, fault.NotFound},
		{"an album without a letter", gallery.Share{Album: "?!"}, 1, fault.Invalid},
		{"a search without words", gallery.Share{Query: query, Words: " \n"}, 1, fault.Invalid},
		{"a search of too many words", gallery.Share{Query: query, Words: strings.Repeat("x ", 300)}, 1, fault.TooLarge},
		{"a search for nothing at all", gallery.Share{Query: &gallery.Query{All: []gallery.Term{{}}}, Words: "x"}, 1, fault.Invalid},
		{"a search of too many words and times", gallery.Share{Query: long, Words: "x"}, 1, fault.TooLarge},
		{"a search for a name that never ends", gallery.Share{Query: endless, Words: "x"}, 1, fault.TooLarge},
		{"a search in no order there is", gallery.Share{Query: &gallery.Query{Order: "best"}, Words: "x"}, 1, fault.Invalid},
		{"a time of no calendar", gallery.Share{Query: &gallery.Query{Times: gallery.Times{{From: l.now.AddDate(9000, 0, 0)}}}, Words: "x"}, 1, fault.Invalid},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, _, err := l.Share(t.Context(), tt.what, tt.days); !fault.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
	if left, err := l.Shares(t.Context()); err != nil || len(left) > 0 {
		t.Errorf("got %+v (%v), want no link made", left, err)
	}
}

func TestAGalleryHasTwoHundredLinks(t *testing.T) {
	l := newLender(t)
	ctx := t.Context()
	var first gallery.Share
	for n := range 200 {
		_, s, err := l.Share(ctx, gallery.Share{Photo: l.photos[0].ID}, 1+n%2)
		if err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			first = s
		}
	}
	full := func() bool {
		t.Helper()
		_, s, err := l.Share(ctx, gallery.Share{Photo: l.photos[0].ID}, 1)
		if err != nil {
			return fault.Is(err, fault.TooLarge)
		}
		if err := l.Unshare(ctx, s.ID); err != nil {
			t.Fatal(err)
		}
		return false
	}
	if !full() {
		t.Error("there is room for one more")
	}
	if err := l.Unshare(ctx, first.ID); err != nil || full() {
		t.Errorf("a link that was withdrawn takes room (%v)", err)
	}
	l.now = l.now.AddDate(0, 0, 1)
	if full() {
		t.Error("links that are over take room")
	}
}

func TestALinkIsMadeWholeOrNotAtAll(t *testing.T) {
	for name, when := range map[string]tabletest.When{"nothing was written": tabletest.Before, "the answer was lost": tabletest.After} {
		t.Run(name, func(t *testing.T) {
			l := newLender(t)
			l.store.Faulty.FailWrites(tabletest.Fault{When: when})
			if _, _, err := l.Share(t.Context(), gallery.Share{Photo: l.photos[0].ID}, 1); err == nil {
				t.Fatal("nothing failed")
			}
			l.store.Faulty.FailWrites()
			left, err := l.Shares(t.Context())
			if err != nil || len(left) > 1 {
				t.Fatalf("%d links (%v)", len(left), err)
			}
			for _, s := range left { // a link nobody has can be withdrawn
				l.store.Faulty.FailWrites(tabletest.Fault{When: when})
				if err := l.Unshare(t.Context(), s.ID); err == nil {
					t.Fatal("nothing failed")
				}
				l.store.Faulty.FailWrites()
				if err := l.Unshare(t.Context(), s.ID); err != nil {
					t.Error(err)
				}
			}
			if left, err := l.Shares(t.Context()); err != nil || len(left) > 0 {
				t.Errorf("%d links are left (%v)", len(left), err)
			}
			l.store.Faulty.FailReads(tabletest.Fault{Times: -1})
			if _, err := l.all.Shared(context.WithoutCancel(t.Context()), "token"); !fault.Is(err, fault.Internal) {
				t.Errorf("got %v, want a broken table not to be taken for a link that is over", err)
			}
		})
	}
}

func TestLinksAreMadeWithdrawnAndLookedAtAtOnce(t *testing.T) {
	l := newLender(t)
	ctx := t.Context()
	var group errgroup.Group
	kept := make([]gallery.Share, 8)
	for n := range kept {
		group.Go(func() error {
			what := gallery.Share{Photo: l.photos[n].ID}
			_, gone, err := l.Share(ctx, what, 1)
			if err != nil {
				return err
			}
			token, s, err := l.Share(ctx, what, 1)
			if err != nil {
				return err
			}
			kept[n] = s
			for range 2 {
				group.Go(func() error { return l.Unshare(ctx, gone.ID) })
			}
			v, err := l.all.Shared(ctx, token)
			if err == nil && v.What.Photo != what.Photo {
				t.Errorf("a link to %s shows %s", what.Photo, v.What.Photo)
			}
			return err
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	got, err := l.Shares(ctx)
	byID := func(a, b gallery.Share) int { return strings.Compare(a.ID, b.ID) }
	slices.SortFunc(got, byID)
	slices.SortFunc(kept, byID)
	if diff := cmp.Diff(got, kept); err != nil || diff != "" {
		t.Errorf("%v (-got +want):\n%s", err, diff)
	}
}
