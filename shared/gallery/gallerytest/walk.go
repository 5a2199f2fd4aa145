package gallerytest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
	"shoebox/shared/table/tabletest"
)

// Weather is what a walk goes through.
type Weather interface {
	// Spoil plans, by chance, what goes wrong with one of the next requests.
	Spoil(by *rand.Rand)
	// Heal lets everything go well.
	Heal()
}

// accords is how often a walk stops to compare everything.
const accords = 3

func walks(t *testing.T, b *Bench) {
	t.Helper()
	Walk(t, b, b, 360)
}

// Walk makes so many random changes, some of which fail or are made twice in the
// middle, and now and then compares everything with the oracle.
func Walk(t *testing.T, b *Bench, weather Weather, turns int) {
	t.Helper()
	w := walker{
		Bench: b, weather: weather, t: t, album: album{rand.New(rand.NewPCG(10, 11))}, coming: takenTwice(Album(12, 400)),
	}
	for turn := range turns {
		weather.Spoil(w.Rand)
		w.step()
		weather.Heal()
		if w.IntN(4) == 0 {
			b.Reopen()
		}
		if (turn+1)*accords/turns > turn*accords/turns {
			w.accord()
		}
	}
}

// walker goes through the life of a gallery.
type walker struct {
	*Bench
	album
	weather Weather
	t       *testing.T
	coming  []gallery.Photo
	here    []gallery.PhotoID
	failed  int
}

// Spoil implements Weather.
func (b *Bench) Spoil(by *rand.Rand) {
	plan := tabletest.Fault{Nth: 1 + by.IntN(6)}
	switch by.IntN(6) {
	case 0: // nothing is done, and it is not tried again
	case 1: // all is done, but nobody learns
		plan.When = tabletest.After
	case 2: // it is done, and done again
		plan.When, plan.Kind = tabletest.After, fault.Unavailable
	case 3: // it fails, and is tried again
		plan.Kind = fault.Throttled
	case 4: // it is made twice
		b.repeating.countdown.Store(int32(plan.Nth))
		return
	default:
		return
	}
	b.Faulty.FailWrites(plan)
}

// Heal implements Weather.
func (b *Bench) Heal() {
	b.Faulty.FailWrites()
	b.repeating.countdown.Store(0)
}

// patience is how long one change may take: what is never answered ends then.
const patience = 2 * time.Second

// step makes one change, and tells the oracle what became of it.
func (w *walker) step() {
	ctx, cancel := context.WithTimeout(w.t.Context(), patience)
	defer cancel()
	if len(w.here) < 5 || w.IntN(4) == 0 && len(w.coming) > 0 {
		w.add(ctx)
		return
	}
	id := pick(w.album, w.here)
	var made gallery.Photo
	var err error
	var did string
	was, _ := w.Oracle.Photo(id)
	switch w.IntN(6) {
	case 5:
		did = "refine"
		made, err = w.Refine(ctx, id, w.findings())
	case 0:
		did = "trash"
		made, err = w.Trash(ctx, id)
	case 1:
		did = "restore"
		made, err = w.Restore(ctx, id)
	case 2:
		did = "delete"
		if _, err = w.Trash(ctx, id); err == nil {
			_, err = w.Delete(ctx, id)
		}
	default:
		did = "edit"
		e := w.edit()
		if w.IntN(2) == 0 {
			e.Version = was.Version
		}
		made, err = w.Edit(ctx, id, e)
	}
	is := w.judge(did, id, err)
	w.keptWord(did, was, is)
	if diff := cmp.Diff(is, made, cmpopts.EquateEmpty()); err == nil && diff != "" {
		w.t.Errorf("%s of %s is said to be made, but: got -, want +:\n%s", did, id, diff)
	}
}

func (w *walker) add(ctx context.Context) {
	n := 1
	if w.IntN(3) == 0 {
		n = min(1+w.IntN(20), len(w.coming))
	}
	adding := w.coming[:n]
	w.coming = w.coming[n:]
	if w.IntN(6) == 0 { // more than one transaction takes
		adding[0].Description = longText(w.album)
	}
	var err error
	if n == 1 {
		_, err = w.Add(ctx, adding[0])
	} else {
		_, err = w.AddAll(ctx, adding)
	}
	for _, p := range adding {
		w.here = append(w.here, p.ID)
		if is := w.judge("add", p.ID, err); err == nil && is.ID != p.ID {
			w.t.Errorf("%s is said to be added, and is not there", p.ID)
		}
	}
}

// judge finds out whether a change was made, and gives the photo as it is. One that
// failed may have been.
func (w *walker) judge(did string, id gallery.PhotoID, err error) gallery.Photo {
	w.t.Helper()
	if err != nil {
		w.failed++
		switch fault.Of(err) {
		case fault.Internal, fault.Unavailable, fault.Throttled, fault.Timeout:
		default:
			w.t.Fatalf("%s: %v", did, err)
		}
	}
	w.weather.Heal()
	p, err := w.Photo(w.t.Context(), id)
	switch {
	case fault.Is(err, fault.NotFound):
		w.Oracle.Remove(id)
		w.here = remove(w.here, id)
	case err != nil:
		w.t.Fatal(err)
	default:
		w.Oracle.Put(p)
	}
	return p
}

func remove(from []gallery.PhotoID, id gallery.PhotoID) []gallery.PhotoID {
	var kept []gallery.PhotoID
	for _, each := range from {
		if each != id {
			kept = append(kept, each)
		}
	}
	return kept
}

// accord repairs what is half made, and compares index, counts and photos.
func (w *walker) accord() {
	w.t.Helper()
	if _, err := w.Repair(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
	for _, q := range []gallery.Query{{}, {Trash: true}, {Order: gallery.Oldest, Limit: 33}} {
		w.Check(w.t, q)
	}
	for term := range w.Oracle.Terms() {
		w.Check(w.t, gallery.Query{All: []gallery.Term{term}, Limit: 100})
	}
	// Names that are on no photo any more must be on no list.
	for kind, names := range map[gallery.Kind][]string{gallery.Person: persons, gallery.Tag: tags, gallery.LabelTerm: subjectNames} {
		for _, name := range names {
			w.Check(w.t, gallery.Query{All: []gallery.Term{gallery.NewTerm(kind, name)}, Limit: 100})
		}
	}
	for n := range 83 {
		word := gallery.NewTerm(gallery.Word, fmt.Sprintf("wordnumber%d", n))
		w.Check(w.t, gallery.Query{All: []gallery.Term{word}, Limit: 100})
	}
	w.accordTogether()
	w.accordOfDays()
	w.accordOfLooks()
	CheckVocabulary(w.t, w.Bench)
	w.CheckUsage(w.t)
	w.checkPhotos()
	if w.failed == 0 {
		w.t.Error("nothing failed: the walk proves nothing")
	}
}

// accordTogether compares what people ask: terms together, groups, spans, and what
// is there instead of nothing.
func (w *walker) accordTogether() {
	w.t.Helper()
	var photos []gallery.Photo
	for _, id := range w.here {
		p, _ := w.Oracle.Photo(id)
		photos = append(photos, p)
	}
	for _, q := range Queries(w.Uint64(), photos, 40) {
		w.Check(w.t, q)
	}
	for _, q := range Wishes(w.Uint64(), w.Oracle, photos, 10) {
		w.Inquire(w.t, q)
	}
}

// accordOfDays compares what is of every day that a photo is of, and of the days
// about it.
func (w *walker) accordOfDays() {
	w.t.Helper()
	days := map[string]time.Time{}
	for _, id := range w.here {
		p, _ := w.Oracle.Photo(id)
		for n := -1; n <= 1; n++ {
			day := time.Date(2040, p.Taken.Month(), p.Taken.Day()+n, 0, 0, 0, 0, time.UTC)
			days[day.Format("0102")] = day
		}
	}
	for _, day := range days {
		page, err := w.OnThisDay(w.t.Context(), day, gallery.MaxLimit, "")
		if err != nil {
			w.t.Fatal(err)
		}
		want := w.Oracle.OnThisDay(day)
		if diff := differ(page.Hits, want[:min(len(want), gallery.MaxLimit)]); diff != "" || page.Total != len(want) {
			w.t.Errorf("on %s there are %d, want %d: got -, want +:\n%s", day.Format("2 January"), page.Total, len(want), diff)
		}
	}
}

// checkPhotos compares the photos themselves, and that nothing is left to repair.
func (w *walker) checkPhotos() {
	w.t.Helper()
	ctx := w.t.Context()
	for _, id := range w.here {
		want, _ := w.Oracle.Photo(id)
		got, err := w.Photo(ctx, id)
		if err != nil {
			w.t.Fatal(err)
		}
		if diff := cmp.Diff(got, want, cmpopts.EquateEmpty()); diff != "" {
			w.t.Errorf("%s: got -, want +:\n%s", id, diff)
		}
		if got.SHA256 != "" {
			if with, err := w.WithFile(ctx, got.SHA256); err != nil || with != id {
				w.t.Errorf("the file of %s is said to be %q's (%v)", id, with, err)
			}
		}
	}
	left, err := w.Table.Query(ctx, table.Query{Partition: "J#01JGALLERY0000000000000001"})
	if err != nil || len(left.Items) > 0 {
		w.t.Errorf("%d changes are still to be made (%v)", len(left.Items), err)
	}
}
