package doctor_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/blob"
	"shoebox/shared/doctor"
	"shoebox/shared/gallery"
	"shoebox/shared/gallery/gallerytest"
	"shoebox/shared/table"
)

// visited is a bucket in which others put something while a doctor looks.
type visited struct {
	doctor.Bucket
	p     *patient
	looks map[string]int // at a prefix, so far
	put   func(prefix string, look int)
	fresh []string // keys of what was put meanwhile
}

// List implements doctor.Bucket.
func (v *visited) List(ctx context.Context, prefix string, from blob.Cursor, limit int) (blob.Page, error) {
	if from == "" {
		v.looks[prefix]++
		v.put(prefix, v.looks[prefix])
	}
	page, err := v.Bucket.List(ctx, prefix, from, limit)
	for i, o := range page.Objects {
		if slices.Contains(v.fresh, o.Key) {
			page.Objects[i].Modified = v.p.now // by the doctor's clock
		}
	}
	return page, err
}

func TestWhatComesIntoAFolderOfNobodysMeanwhileStays(t *testing.T) {
	const folder, old, coming = "family/01JCOMING/", "family/01JCOMING/small.jpg", "family/01JCOMING/original.jpg"
	for look, name := range map[int]string{1: "before its folder is looked at again", 2: "before it is removed"} {
		t.Run(name, func(t *testing.T) {
			p := newPatient(t, 1)
			p.put(t, old, "of a photo that was never added")
			v := &visited{Bucket: p.blobs, p: p, looks: map[string]int{}}
			v.put = func(prefix string, nth int) {
				if prefix == folder && nth == look {
					p.put(t, coming, "of one that is being added")
					v.fresh = append(v.fresh, coming)
				}
			}
			var found []doctor.Finding
			_, err := doctor.Repair(t.Context(), doctor.Config{
				Gallery: p.Gallery, Blobs: v, Now: p.clock, Redevelop: p.in.Redevelop, Found: func(f doctor.Finding) { found = append(found, f) },
			})
			if err != nil {
				t.Fatal(err)
			}
			want(t, found, []doctor.Finding{{Sort: doctor.Orphan, Photo: "01JCOMING", Objects: 1, Bytes: int64(len("of a photo that was never added")), Mended: true}})
			var left []string
			for _, key := range p.keys(t) {
				if strings.HasPrefix(key, folder) {
					left = append(left, key)
				}
			}
			if diff := cmp.Diff(left, []string{coming}); diff != "" || len(v.fresh) == 0 {
				t.Errorf("left: got -, want +:\n%s", diff)
			}
		})
	}
}

// litter is a bucket of so many folders with an object each, of no photo.
type litter int

// List implements doctor.Bucket.
func (l litter) List(_ context.Context, prefix string, from blob.Cursor, limit int) (page blob.Page, err error) {
	key := func(n int) string { return fmt.Sprintf("family/%026d/small.jpg", n) }
	n := 0
	if from != "" {
		if _, err := fmt.Sscan(string(from), &n); err != nil {
			return blob.Page{}, err
		}
	}
	if prefix != "family/" { // one of the folders
		return blob.Page{Objects: []blob.Listed{{Key: prefix + "small.jpg", Size: 1}}}, nil
	}
	for ; n < int(l) && len(page.Objects) < limit; n++ {
		page.Objects = append(page.Objects, blob.Listed{Key: key(n), Size: 1})
	}
	if n < int(l) {
		page.Next = blob.Cursor(fmt.Sprint(n))
	}
	return page, nil
}

// Delete implements doctor.Bucket.
func (litter) Delete(context.Context, string) error { return nil }

// nothing is a table with nothing in it, which takes no time to say so.
type nothing struct {
	table.Driver
}

// Get implements table.Driver.
func (nothing) Get(context.Context, []table.Key, bool) (table.Got, error) { return table.Got{}, nil }

// Query implements table.Driver.
func (nothing) Query(context.Context, table.Query) (table.Range, error) { return table.Range{}, nil }

func TestOnlySoManyFoldersOfNobodysAreRemembered(t *testing.T) {
	const most = 100_000
	g := gallery.New(table.New(nothing{}, time.Now), gallery.Keys{gallerytest.Key()}, time.Now).As(gallery.Membership{Gallery: "family", Role: gallery.Viewer})
	r, err := doctor.Check(t.Context(), doctor.Config{Gallery: g, Blobs: litter(most + 10), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	if got := r.Tallies[doctor.Orphan]; got.Found != most || r.Objects != most+10 {
		t.Errorf("got %+v of %d objects, want %d folders, and the others the next time", got, r.Objects, most)
	}
}
