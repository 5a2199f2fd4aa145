package gallery_test

import (
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/gallery/gallerytest"
	"shoebox/shared/table/tabletest"
)

func TestWhatCostsIsCountedByTheMonth(t *testing.T) {
	now := time.Date(2025, 6, 30, 23, 0, 0, 0, time.UTC)
	store := tabletest.OpenStore(t, func() time.Time { return now })
	open := func(id gallery.ID) *gallery.Gallery {
		return gallery.New(store.Table, gallery.Keys{gallerytest.Key()}, func() time.Time { return now }).As(gallery.Membership{Gallery: id, Role: gallery.Editor})
	}
	for _, step := range []struct {
		name    string
		gallery gallery.ID
		what    string
		limit   int
		after   time.Duration
		want    error
	}{
		{"none are allowed", "ours", "labels", 0, 0, fault.New("", fault.TooLarge, "")},
		{"fewer than none", "ours", "labels", -1, 0, fault.New("", fault.TooLarge, "")},
		{"the first", "ours", "labels", 2, 0, nil},
		{"the second", "ours", "labels", 2, 0, nil},
		{"the third", "ours", "labels", 2, 0, fault.New("", fault.TooLarge, "")},
		{"the third where more are allowed", "ours", "labels", 3, 0, nil},
		{"something else", "ours", "faces", 1, 0, nil},
		{"another gallery's", "theirs", "labels", 1, 0, nil},
		{"the next month in the east, where it is not yet", "ours", "labels", 3, 30 * time.Minute, fault.New("", fault.TooLarge, "")},
		{"the next month", "ours", "labels", 3, 30 * time.Minute, nil},
		{"a year later", "ours", "labels", 1, 365 * 24 * time.Hour, nil},
		{"what has no name", "ours", "a#b", 1, 0, fault.New("", fault.Invalid, "")},
	} {
		t.Run(step.name, func(t *testing.T) {
			now = now.Add(step.after)
			_, err := open(step.gallery).Charge(t.Context(), step.what, step.limit)
			if (err == nil) != (step.want == nil) || err != nil && fault.Of(err) != fault.Of(step.want) {
				t.Errorf("got %v, want %v", err, step.want)
			}
		})
	}
	for _, item := range store.Sweep(t) {
		if item.Key.Partition == "C#ours" && strings.Contains(item.Key.Sort, "2025-06") && !strings.Contains(item.Says, "count") {
			t.Errorf("not what is counted: %q", item)
		}
	}
	now = now.Add(40 * 24 * time.Hour)
	if _, err := open("ours").Charge(t.Context(), "labels", 1); err != nil {
		t.Errorf("the month after: %v", err)
	}
}

func TestWhatIsGivenBackMayBeHadAgain(t *testing.T) {
	now := time.Date(2025, 6, 30, 12, 0, 0, 0, time.UTC)
	store := tabletest.OpenStore(t, func() time.Time { return now })
	open := func(id gallery.ID) *gallery.Gallery {
		return gallery.New(store.Table, gallery.Keys{gallerytest.Key()}, func() time.Time { return now }).As(gallery.Membership{Gallery: id, Role: gallery.Editor})
	}
	const none = fault.Kind(255)
	var last gallery.Receipt // of what was charged last
	charge := func(id gallery.ID) error {
		r, err := open(id).Charge(t.Context(), "labels", 2)
		if err == nil {
			last = r
		}
		return err
	}
	refund := func(id gallery.ID) error { return open(id).Refund(t.Context(), last) }
	for _, step := range []struct {
		name    string
		do      func(gallery.ID) error
		gallery gallery.ID
		after   time.Duration
		want    fault.Kind
	}{
		{"nothing was charged", refund, "ours", 0, none},
		{"the first", charge, "ours", 0, none},
		{"the second", charge, "ours", 0, none},
		{"no third", charge, "ours", 0, fault.TooLarge},
		{"to another gallery it can't be given back", refund, "theirs", 0, fault.Invalid},
		{"still no third", charge, "ours", 0, fault.TooLarge},
		{"one is given back", refund, "ours", 0, none},
		{"and had again", charge, "ours", 0, none},
		{"once", charge, "ours", 0, fault.TooLarge},
		{"the next month, what was charged in the last is given back to that", refund, "ours", 12 * time.Hour, none},
		{"the first of this", charge, "ours", 0, none},
		{"the second of this", charge, "ours", 0, none},
		{"no third of this, which has not got it", charge, "ours", 0, fault.TooLarge},
		{"a year later there is nothing to give back", refund, "ours", 365 * 24 * time.Hour, none},
	} {
		t.Run(step.name, func(t *testing.T) {
			now = now.Add(step.after)
			err := step.do(step.gallery)
			if got := fault.Of(err); err == nil && step.want != none || err != nil && got != step.want {
				t.Errorf("got %v, want %v", err, step.want)
			}
		})
	}
}

// TestWhatWasChargedAtTheEndOfAMonthIsGivenBackInTheNext has midnight come between the
// two, where the new month has charges of its own.
func TestWhatWasChargedAtTheEndOfAMonthIsGivenBackInTheNext(t *testing.T) {
	now := time.Date(2025, 6, 30, 23, 59, 59, 0, time.UTC)
	store := tabletest.OpenStore(t, func() time.Time { return now })
	g := gallery.New(store.Table, gallery.Keys{gallerytest.Key()}, func() time.Time { return now }).As(gallery.Membership{Gallery: "ours", Role: gallery.Editor})
	charge := func(want bool) (r gallery.Receipt) {
		t.Helper()
		r, err := g.Charge(t.Context(), "labels", 1)
		if (err == nil) != want {
			t.Errorf("got %v, want it charged: %v", err, want)
		}
		return r
	}
	june := charge(true)
	now = now.Add(time.Second)
	charge(true)
	if err := g.Refund(t.Context(), june); err != nil {
		t.Error(err)
	}
	charge(false)
	now = now.Add(-time.Second)
	charge(true)
}

func TestNoMoreIsChargedThanIsAllowed(t *testing.T) {
	store := tabletest.OpenStore(t, gallerytest.Now)
	var charged, refused atomic.Int32
	var all sync.WaitGroup
	for range 8 {
		g := gallery.New(store.Table, gallery.Keys{gallerytest.Key()}, gallerytest.Now).As(gallery.Membership{Gallery: "family", Role: gallery.Editor})
		all.Go(func() {
			for range 5 {
				switch _, err := g.Charge(t.Context(), "labels", 25); {
				case err == nil:
					charged.Add(1)
				case fault.Is(err, fault.TooLarge):
					refused.Add(1)
				default:
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if charged.Load() != 25 || refused.Load() != 15 {
		t.Errorf("%d were charged and %d refused, want 25 and 15", charged.Load(), refused.Load())
	}
}
