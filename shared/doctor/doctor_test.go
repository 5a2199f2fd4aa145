package doctor_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"shoebox/shared/blob"
	"shoebox/shared/blob/blobtest"
	"shoebox/shared/doctor"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/gallery/gallerytest"
	"shoebox/shared/ingest"
	"shoebox/shared/table/tabletest"
)

// patient is a gallery with photos that were really brought in, and what is wrong with
// them.
type patient struct {
	*gallery.Gallery
	table  tabletest.Store
	blobs  *blob.Store
	broken *blobtest.Faulty
	now    time.Time
	ids    []gallery.PhotoID
	in     *ingest.Ingester
}

// newPatient brings in so many photos. The bucket has its own clock, that of the
// machine: the doctor comes two days later.
func newPatient(t *testing.T, photos int) *patient {
	t.Helper()
	p := &patient{now: time.Now()}
	p.table = tabletest.OpenStore(t, p.clock)
	p.blobs, p.broken = blobtest.OpenFaulty(t)
	p.reopen()
	for n := range photos {
		result, err := p.in.Picture(t.Context(), ingest.Picture{Name: fmt.Sprintf("%d.jpg", n), Data: picture(t, n)})
		if err != nil {
			t.Fatal(err)
		}
		p.ids = append(p.ids, result.Photo.ID)
	}
	p.now = p.now.Add(48 * time.Hour)
	return p
}

func (p *patient) clock() time.Time { return p.now }

func (p *patient) reopen() {
	p.Gallery = gallery.New(p.table.Table, gallery.Keys{gallerytest.Key()}, p.clock).As(gallery.Membership{Gallery: "family", Role: gallery.Editor})
	p.in = ingest.New(ingest.Config{Gallery: p.Gallery, Bucket: p.blobs, Now: p.clock})
}

// picture is one that looks like no other.
func picture(t *testing.T, n int) []byte {
	t.Helper()
	by := rand.New(rand.NewPCG(uint64(n), 1))
	img := image.NewGray(image.Rect(0, 0, 64, 48))
	for i := range img.Pix {
		img.Pix[i] = byte(by.Uint32())
	}
	var file bytes.Buffer
	if err := jpeg.Encode(&file, img, nil); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func (p *patient) objects(t *testing.T, n int) gallery.Objects {
	t.Helper()
	photo, err := p.Photo(t.Context(), p.ids[n])
	if err != nil {
		t.Fatal(err)
	}
	return photo.Objects
}

func (p *patient) lose(t *testing.T, keys ...string) {
	t.Helper()
	for _, key := range keys {
		if err := p.blobs.Delete(t.Context(), key); err != nil {
			t.Fatal(err)
		}
	}
}

func (p *patient) put(t *testing.T, key, data string) {
	t.Helper()
	if err := p.blobs.Put(t.Context(), key, strings.NewReader(data), blob.PutOptions{Content: blob.Describe("image/jpeg", []byte(data))}); err != nil {
		t.Fatal(err)
	}
}

// keys gives all that is in the bucket.
func (p *patient) keys(t *testing.T) []string {
	t.Helper()
	page, err := p.blobs.List(t.Context(), "", "", blob.MaxPage)
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, o := range page.Objects {
		keys = append(keys, o.Key)
	}
	return keys
}

type look func(context.Context, doctor.Config) (doctor.Report, error)

// see has a doctor look, and gives what was found, by sorts, and of whom.
func (p *patient) see(t *testing.T, look look) ([]doctor.Finding, doctor.Report) {
	t.Helper()
	var all []doctor.Finding
	r, err := look(t.Context(), doctor.Config{
		Gallery: p.Gallery, Blobs: p.blobs, Now: p.clock, Redevelop: p.in.Redevelop,
		Found: func(f doctor.Finding) { all = append(all, f) },
	})
	if err != nil {
		t.Fatal(err)
	}
	return all, r
}

func want(t *testing.T, got, want []doctor.Finding) {
	t.Helper()
	order := cmpopts.SortSlices(func(a, b doctor.Finding) bool {
		return string(a.Sort)+string(a.Photo) < string(b.Sort)+string(b.Photo)
	})
	if diff := cmp.Diff(got, want, order, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("found: got -, want +:\n%s", diff)
	}
}

func TestAHealthyGalleryHasNothing(t *testing.T) {
	p := newPatient(t, 5)
	if _, err := p.Trash(t.Context(), p.ids[2]); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Add(t.Context(), gallery.Photo{Title: "Without a file", Taken: p.now}); err != nil {
		t.Fatal(err)
	}
	for _, look := range []look{doctor.Check, doctor.Repair} {
		found, r := p.see(t, look)
		want(t, found, nil)
		if r.Photos != 6 || r.Objects != 20 || r.Left() != 0 {
			t.Errorf("got %+v, want 6 photos and 20 objects, and nothing wrong", r)
		}
	}
}

func TestWhatIsWrongIsFoundAndMended(t *testing.T) {
	p := newPatient(t, 8)
	before := p.keys(t)
	size := func(n int) int64 {
		photo, err := p.Photo(t.Context(), p.ids[n])
		if err != nil {
			t.Fatal(err)
		}
		return photo.Bytes
	}
	p.lose(t, p.objects(t, 0).Small, p.objects(t, 0).Large)
	p.lose(t, p.objects(t, 1).Original)
	p.put(t, p.objects(t, 2).Original, "another")
	p.put(t, p.objects(t, 3).Medium, "")
	broken := "x" + string(picture(t, 4)[1:]) // as long as it was
	p.put(t, p.objects(t, 4).Original, broken)
	p.lose(t, p.objects(t, 4).Small)
	p.put(t, "family/01JGONE/original.jpg", "gone")
	p.put(t, "family/01JGONE/large.jpg", "gone too")
	p.put(t, "family/"+string(p.ids[5])+"/extra.jpg", "beside")
	p.put(t, "family/a folder of somebody's/b/c.txt", "text")
	p.put(t, "family/lonely.jpg", "lonely")
	p.put(t, "familiar/01JOTHER/original.jpg", "another gallery's")

	const noCopy = " bring it back from a copy, or delete the photo."
	found := []doctor.Finding{
		{Sort: doctor.NoRendition, Photo: p.ids[0], Mended: true},
		{Sort: doctor.NoOriginal, Photo: p.ids[1], Why: "The original is not in the bucket:" + noCopy},
		{Sort: doctor.WrongSize, Photo: p.ids[2], Objects: 1, Bytes: 7, Why: "The original is not the file that was added:" + noCopy},
		{Sort: doctor.NoRendition, Photo: p.ids[3], Mended: true},
		{Sort: doctor.NoRendition, Photo: p.ids[4], Why: "The original makes no picture any more: its file is not the one that was added."},
		{Sort: doctor.Orphan, Photo: "01JGONE", Objects: 2, Bytes: 12, Mended: true},
		{Sort: doctor.Orphan, Photo: p.ids[5], Objects: 1, Bytes: 6, Mended: true},
		{Sort: doctor.Orphan, Photo: "a folder of somebody's", Objects: 1, Bytes: 4, Mended: true},
		{Sort: doctor.Orphan, Objects: 1, Bytes: 6, Mended: true},
	}
	if size(2) == 7 {
		t.Fatal("the other file is as long: that proves nothing")
	}
	merely := slices.Clone(found)
	for n := range merely {
		merely[n].Mended, merely[n].Why = false, ""
	}
	now := p.keys(t)
	got, r := p.see(t, doctor.Check)
	want(t, got, merely)
	if r.Left() != len(found) {
		t.Errorf("%d things are said to be wrong, want %d", r.Left(), len(found))
	}
	if diff := cmp.Diff(p.keys(t), now); diff != "" {
		t.Errorf("who only looks has changed the bucket:\n%s", diff)
	}

	got, r = p.see(t, doctor.Repair)
	want(t, got, found)
	if r.Left() != 3 {
		t.Errorf("%d things are said to be wrong still, want 3", r.Left())
	}
	lost := []string{p.objects(t, 1).Original, p.objects(t, 4).Small}
	left := slices.DeleteFunc(before, func(key string) bool { return slices.Contains(lost, key) })
	left = append(left, "familiar/01JOTHER/original.jpg")
	slices.Sort(left)
	if diff := cmp.Diff(p.keys(t), left); diff != "" {
		t.Errorf("the bucket: got -, want +:\n%s", diff)
	}
	for _, item := range p.table.Sweep(t) {
		if item.Key.Partition == "N#family" {
			t.Errorf("a note is left: %q", item)
		}
	}
	got, _ = p.see(t, doctor.Repair) // again
	want(t, got, []doctor.Finding{found[1], found[2], found[4]})
}

func TestWhatIsYoungMayStillBecomeAPhoto(t *testing.T) {
	p := newPatient(t, 1)
	p.put(t, "family/01JCOMING/original.jpg", "coming")
	p.now = time.Now().Add(23 * time.Hour)
	found, _ := p.see(t, doctor.Repair)
	want(t, found, nil)
}

func TestPhotosThatComeMeanwhileLoseNothing(t *testing.T) {
	p := newPatient(t, 3)
	var late gallery.Photo
	r, err := doctor.Repair(t.Context(), doctor.Config{
		Gallery: p.Gallery, Blobs: p.blobs, Now: p.clock, Redevelop: p.in.Redevelop,
		Progress: func(done, _ int) {
			if done != 1 {
				return
			}
			p.put(t, "family/zz-late/original.jpg", "late") // long ago, by the doctor's clock
			var err error
			late, err = p.Add(t.Context(), gallery.Photo{ID: "zz-late", Taken: p.now, Objects: gallery.Objects{Original: "family/zz-late/original.jpg"}})
			if err != nil {
				t.Error(err)
			}
		},
	})
	if err != nil || r.Left() != 0 {
		t.Errorf("got %+v (%v), want nothing wrong", r, err)
	}
	if !slices.Contains(p.keys(t), late.Objects.Original) {
		t.Error("a photo that came meanwhile has lost its original")
	}
}

func TestObjectsElsewhereAreTheirPhotos(t *testing.T) {
	p := newPatient(t, 2)
	p.put(t, "family/aaa/of-another.jpg", "elsewhere")
	p.put(t, "old/place.jpg", "elsewhere")
	_, err := p.Add(t.Context(), gallery.Photo{ID: "zzz", Taken: p.now, Objects: gallery.Objects{
		Original: "old/place.jpg", Small: "family/aaa/of-another.jpg", Medium: "old/place.jpg", Large: "old/place.jpg",
	}})
	if err != nil {
		t.Fatal(err)
	}
	found, _ := p.see(t, doctor.Repair)
	want(t, found, nil)
}

func TestWhatIsHalfMadeAndOverdueIsMended(t *testing.T) {
	p := newPatient(t, 4)
	if _, err := p.Trash(t.Context(), p.ids[0]); err != nil {
		t.Fatal(err)
	}
	p.table.Faulty.FailWrites(tabletest.Fault{Nth: 7, Times: -1})
	if _, err := p.AddAll(t.Context(), manyTerms(p.now)); err == nil {
		t.Fatal("nothing failed: no change is half made")
	}
	p.table.Faulty.FailWrites()
	p.now = p.now.Add(2 * time.Minute)
	p.reopen()
	found, _ := p.see(t, doctor.Check)
	want(t, found, []doctor.Finding{{Sort: doctor.Unfinished}})
	p.now = p.now.Add(gallery.TrashLife + 5*24*time.Hour)
	found, _ = p.see(t, doctor.Check)
	want(t, found, []doctor.Finding{{Sort: doctor.Unfinished}, {Sort: doctor.Overdue}})
	found, _ = p.see(t, doctor.Repair)
	want(t, found, []doctor.Finding{{Sort: doctor.Unfinished, Mended: true}, {Sort: doctor.Overdue, Mended: true}})
	found, _ = p.see(t, doctor.Check)
	want(t, found, nil)
	if n := len(p.keys(t)); n != 3*4 {
		t.Errorf("%d objects are left, want those of three photos", n)
	}
}

// manyTerms are photos with more words than one transaction takes.
func manyTerms(taken time.Time) []gallery.Photo {
	var text strings.Builder
	for n := range 150 {
		fmt.Fprintf(&text, "word%d ", n)
	}
	return []gallery.Photo{{ID: "words", Taken: taken, Description: text.String()}}
}

// TestARepairThatDiesIsRunAgain fails each request to the bucket, and each write, from
// one on.
func TestARepairThatDiesIsRunAgain(t *testing.T) {
	p := newPatient(t, 3)
	keys := p.keys(t)
	broken := func() {
		p.put(t, "family/01JGONE/original.jpg", "gone")
		p.lose(t, p.objects(t, 1).Small)
	}
	for _, fails := range []func(nth int){
		func(nth int) { p.broken.Fail(blobtest.Fault{Kind: fault.Internal, Times: nth}) },
		func(nth int) { p.table.Faulty.FailWrites(tabletest.Fault{Nth: nth, Times: -1}) },
	} {
		for nth := 1; nth < 8; nth++ {
			broken()
			fails(nth)
			_, err := doctor.Repair(t.Context(), doctor.Config{Gallery: p.Gallery, Blobs: p.blobs, Now: p.clock, Redevelop: p.in.Redevelop})
			p.broken.Fail()
			p.table.Faulty.FailWrites()
			if err != nil && fault.Of(err) != fault.Internal {
				t.Errorf("after %d: %v", nth, err)
			}
			p.now = p.now.Add(5 * time.Minute) // what is being removed is let be so long
			p.see(t, doctor.Repair)
			found, _ := p.see(t, doctor.Check)
			want(t, found, nil)
			if diff := cmp.Diff(p.keys(t), keys); diff != "" {
				t.Fatalf("after %d the bucket: got -, want +:\n%s", nth, diff)
			}
		}
	}
}

func TestAViewerMayNotMend(t *testing.T) {
	p := newPatient(t, 1)
	p.put(t, "family/01JGONE/original.jpg", "gone")
	viewer := gallery.New(p.table.Table, gallery.Keys{gallerytest.Key()}, p.clock).As(gallery.Membership{Gallery: "family", Role: gallery.Viewer})
	_, err := doctor.Repair(t.Context(), doctor.Config{Gallery: viewer, Blobs: p.blobs, Now: p.clock})
	if !fault.Is(err, fault.Denied) {
		t.Errorf("got %v, want it denied", err)
	}
}

func TestWhoIsStoppedSaysSo(t *testing.T) {
	p := newPatient(t, 3)
	ctx, stop := context.WithCancel(t.Context())
	_, err := doctor.Check(ctx, doctor.Config{Gallery: p.Gallery, Blobs: p.blobs, Now: p.clock, Progress: func(int, int) { stop() }})
	if err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want it canceled or done", err)
	}
}
