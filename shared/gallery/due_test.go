package gallery_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/oklog/ulid/v2"

	"shoebox/shared/gallery"
	"shoebox/shared/gallery/gallerytest"
	"shoebox/shared/table"
	"shoebox/shared/table/tabletest"
)

// TestTheCalendarIsSpread holds 100,000 galleries, which all trash something on a day, to
// lists of which none is written much more than another.
func TestTheCalendarIsSpread(t *testing.T) {
	const galleries, lists = 100_000, 16
	in := map[string]int{}
	for n := range galleries {
		id := ulid.MustNew(uint64(1_700_000_000_000+n), strings.NewReader(fmt.Sprintf("%010d", n*7919%galleries)))
		in[gallery.DuePartition(gallery.ID(id.String()))]++
	}
	if len(in) != lists {
		t.Errorf("there are %d lists, want %d", len(in), lists)
	}
	for list, n := range in {
		if n > galleries/lists*5/4 {
			t.Errorf("%s has %d of %d galleries", list, n, galleries)
		}
	}
}

func TestAGalleryIsOnTheCalendarOnceADay(t *testing.T) {
	now := gallerytest.Now()
	store := tabletest.OpenStore(t, func() time.Time { return now })
	all := gallery.New(store.Table, gallery.Keys{gallerytest.Key()}, func() time.Time { return now })
	open := func(id gallery.ID) *gallery.Gallery {
		return all.As(gallery.Membership{Gallery: id, Role: gallery.Editor})
	}
	for _, id := range []gallery.ID{"ours", "theirs", "idle"} {
		for n := range 6 {
			add(t, open(id), gallery.Photo{ID: gallery.PhotoID(fmt.Sprint("p", n)), Taken: now})
		}
	}
	wcu := func(g *gallery.Gallery, id gallery.PhotoID) float64 {
		ctx, spent := table.Track(t.Context())
		if _, err := g.Trash(ctx, id); err != nil {
			t.Fatal(err)
		}
		return spent.Usage().WriteUnits
	}
	if first, second := wcu(open("ours"), "p0"), wcu(open("ours"), "p1"); first != second+1 {
		t.Errorf("the first of a day costs %.0f WCU and the second %.0f, want one more for the calendar", first, second)
	}
	wcu(open("theirs"), "p0")
	now = now.Add(24 * time.Hour)
	wcu(open("ours"), "p2")

	due := func() []string {
		var mu sync.Mutex
		var ids []string
		if err := all.Due(t.Context(), func(_ context.Context, g *gallery.Gallery) error {
			mu.Lock()
			defer mu.Unlock()
			ids = append(ids, string(g.ID()))
			return g.MayChange()
		}); err != nil {
			t.Fatal(err)
		}
		slices.Sort(ids)
		return ids
	}
	for _, step := range []struct {
		name string
		day  int // since the first
		want []string
	}{
		{"the last day in the trash", 30, nil},
		{"the day after", 31, []string{"ours", "theirs"}},
		{"once is enough", 31, nil},
		{"what was trashed a day later", 40, []string{"ours"}},
		{"nothing is left", 80, nil},
	} {
		t.Run(step.name, func(t *testing.T) {
			now = gallerytest.Now().AddDate(0, 0, step.day)
			if diff := cmp.Diff(due(), step.want); diff != "" {
				t.Errorf("due are: got -, want +:\n%s", diff)
			}
		})
	}
}

func TestWhatWasNotDoneIsDueAgain(t *testing.T) {
	now := gallerytest.Now()
	all := gallery.New(tabletest.Open(t), gallery.Keys{gallerytest.Key()}, func() time.Time { return now })
	for _, id := range []gallery.ID{"one", "two", "three"} {
		g := all.As(gallery.Membership{Gallery: id, Role: gallery.Editor})
		add(t, g, gallery.Photo{ID: "p", Taken: now})
		if _, err := g.Trash(t.Context(), "p"); err != nil {
			t.Fatal(err)
		}
	}
	now = now.AddDate(0, 0, 31)
	var mu sync.Mutex
	calls := map[gallery.ID]int{}
	away := errors.New("the bucket is away")
	each := func(_ context.Context, g *gallery.Gallery) error {
		mu.Lock()
		defer mu.Unlock()
		if calls[g.ID()]++; g.ID() == "two" && calls["two"] == 1 {
			return away
		}
		return nil
	}
	if err := all.Due(t.Context(), each); !errors.Is(err, away) {
		t.Errorf("got %v, want what went wrong", err)
	}
	if err := all.Due(t.Context(), each); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff(calls, map[gallery.ID]int{"one": 1, "two": 2, "three": 1}); diff != "" {
		t.Errorf("galleries had their turns: got -, want +:\n%s", diff)
	}
}
