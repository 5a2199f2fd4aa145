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
	"shoebox/shared/table"
	"shoebox/shared/table/tabletest"
)

// crowd is a gallery in which changes meet others whenever a test says so.
type crowd struct {
	*gallery.Gallery
	store tabletest.Store
	now   time.Time
}

func newCrowd(t *testing.T) *crowd {
	t.Helper()
	c := &crowd{now: gallerytest.Now()}
	c.store = tabletest.OpenStore(t, c.clock)
	c.reopen()
	return c
}

func (c *crowd) clock() time.Time { return c.now }

// reopen is another process, that knows of no crowd.
func (c *crowd) reopen() {
	galleries := gallery.New(c.store.Table, gallery.Keys{gallerytest.Key()}, c.clock)
	c.Gallery = galleries.As(gallery.Membership{Gallery: "family", Role: gallery.Owner})
}

// meeting has the nth write of a change meet another transaction.
func (c *crowd) meeting(t *testing.T, nth int, change func() error) {
	t.Helper()
	c.store.Faulty.FailWrites(tabletest.Fault{Nth: nth, Kind: fault.Conflict})
	if err := change(); err != nil {
		t.Fatal(err)
	}
	c.store.Faulty.FailWrites()
}

func (c *crowd) add(t *testing.T, id string) func() error {
	t.Helper()
	return func() error {
		p := photo(id)
		p.ID, p.People = gallery.PhotoID(id), []string{"Anna"}
		_, err := c.Add(t.Context(), p)
		return err
	}
}

// asides is how many counts are set aside.
func (c *crowd) asides(t *testing.T) int {
	t.Helper()
	n := 0
	for _, q := range []table.Query{
		{Partition: "X#family#*", From: "~!"}, {Partition: "X#family#f:anna", From: "~!"}, {Partition: "X#family#trash", From: "~!"},
		{Partition: "V#family"}, {Partition: "J#family"},
	} {
		page, err := c.store.Query(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range page.Items {
			if q.Partition != "V#family" || strings.Contains(i.Sort, "\x00") {
				n++
			}
		}
	}
	return n
}

// says gives all the gallery says of how many photos there are.
func (c *crowd) says(t *testing.T) string {
	t.Helper()
	c.reopen()
	anna := gallery.NewTerm(gallery.Person, "Anna")
	var said []string
	for _, q := range []gallery.Query{
		{Limit: 50}, {Limit: 1}, {Order: gallery.Oldest}, {All: []gallery.Term{anna}}, {All: []gallery.Term{anna}, Order: gallery.Oldest}, {Trash: true},
	} {
		if q.Limit == 0 {
			q.Limit = gallery.MaxLimit
		}
		page, err := c.Find(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		tally, err := c.Count(t.Context(), q)
		if err != nil || tally.Total != page.Total || !page.Exact || q.Limit > 1 && len(page.Hits) != page.Total {
			t.Errorf("%+v: found %d of %d (exact: %v), counted %d (%v)", q, len(page.Hits), page.Total, page.Exact, tally.Total, err)
		}
		said = append(said, fmt.Sprint(page.Total))
	}
	v, err := c.Vocabulary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	e, _ := v.Entry(anna)
	said = append(said, fmt.Sprintf("%d %d %v", v.Total().Count, e.Count, e.Last.IsZero()))
	return strings.Join(said, " ")
}

func TestCountsSetAsideAreCounted(t *testing.T) {
	c := newCrowd(t)
	ctx := t.Context()
	const commit = 3 // after the numbers of new terms, and the terms
	c.meeting(t, commit, c.add(t, "one"))
	if c.asides(t) == 0 {
		t.Fatal("nothing was set aside: there is nothing to test")
	}
	wantSaid(t, c, "1 1 1 1 1 0 1 1 false")
	c.meeting(t, commit, c.add(t, "two"))
	wantSaid(t, c, "2 2 2 2 2 0 2 2 false")
	if err := c.Nickname(ctx, "Anna", []string{"Nana"}); err != nil {
		t.Errorf("a person whose photos are counted aside has no nickname: %v", err)
	}
	c.meeting(t, 2, func() error { _, err := c.Trash(ctx, "one"); return err })
	wantSaid(t, c, "1 1 1 1 1 1 1 1 false")
	c.meeting(t, 2, func() error { _, err := c.Delete(ctx, "one"); return err })
	wantSaid(t, c, "1 1 1 1 1 0 1 1 false")
	if _, err := c.Trash(ctx, "two"); err != nil {
		t.Fatal(err)
	}
	wantSaid(t, c, "0 0 0 0 0 1 0 0 true")
	if _, err := c.Restore(ctx, "two"); err != nil {
		t.Fatal(err)
	}
	if n, err := c.Repair(ctx); err != nil || n == 0 {
		t.Errorf("Repair finishes %d changes (%v)", n, err)
	}
	if n := c.asides(t); n > 0 {
		t.Errorf("%d counts are still set aside", n)
	}
	wantSaid(t, c, "1 1 1 1 1 0 1 1 false")
}

func wantSaid(t *testing.T, c *crowd, want string) {
	t.Helper()
	if d := cmp.Diff(c.says(t), want); d != "" {
		t.Errorf("got -, want +:\n%s", d)
	}
}

func TestCountsSetAsideArePutBackByLaterChanges(t *testing.T) {
	c := newCrowd(t)
	for n := range 9 {
		c.meeting(t, 3, c.add(t, fmt.Sprint("photo", n)))
		c.reopen()
	}
	before := c.asides(t)
	wantSaid(t, c, "9 9 9 9 9 0 9 9 false")
	c.now = c.now.Add(2 * time.Minute)
	for n := range 3 {
		c.store.Faulty.FailWrites(tabletest.Fault{Kind: fault.Conflict}) // the first is not put back
		if err := c.add(t, fmt.Sprint("later", n))(); err != nil {
			t.Fatal(err)
		}
		c.reopen()
	}
	if after := c.asides(t); after >= before {
		t.Errorf("%d counts are set aside, of %d", after, before)
	}
	c.store.Faulty.FailWrites()
	for n := range 2 {
		if err := c.add(t, fmt.Sprint("last", n))(); err != nil {
			t.Fatal(err)
		}
	}
	if n := c.asides(t); n > 0 {
		t.Errorf("%d counts are still set aside", n)
	}
	wantSaid(t, c, "14 14 14 14 14 0 14 14 false")
}
