package intake_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"shoebox/shared/blob/blobtest"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/inbox"
	"shoebox/shared/table/tabletest"
)

// mishaps make the nth request of some kind go wrong, and count how many there were.
// stop ends the process that makes it.
func mishaps() map[string]func(b *bench, nth int, stop func()) (seen func() int) {
	table := func(reads bool, f tabletest.Fault, dies bool) func(*bench, int, func()) func() int {
		return func(b *bench, nth int, stop func()) func() int {
			planned := f
			planned.Nth = nth
			if dies {
				planned.Do = stop
			}
			if reads {
				b.store.Faulty.FailReads(planned)
				return b.store.Faulty.Reads
			}
			b.store.Faulty.FailWrites(planned)
			return b.store.Faulty.Writes
		}
	}
	bucket := func(done, dies bool) func(*bench, int, func()) func() int {
		return func(b *bench, nth int, stop func()) func() int {
			if !dies {
				stop = nil
			}
			b.fragile.plan(nth, done, stop)
			return b.fragile.calls
		}
	}
	return map[string]func(*bench, int, func()) func() int{
		"a read of the table fails":                       table(true, tabletest.Fault{}, false),
		"a write of the table fails":                      table(false, tabletest.Fault{}, false),
		"a write of the table is not heard of":            table(false, tabletest.Fault{When: tabletest.After}, false),
		"the process dies before a write":                 table(false, tabletest.Fault{}, true),
		"the process dies after a write":                  table(false, tabletest.Fault{When: tabletest.After}, true),
		"a request of the bucket fails":                   bucket(false, false),
		"a request of the bucket is not heard of":         bucket(true, false),
		"the process dies before a request of the bucket": bucket(false, true),
		"the process dies after a request of the bucket":  bucket(true, true),
	}
}

// wentWrong holds a test to have had something go wrong so many times, and more than once.
func wentWrong(tb testing.TB, times int) {
	tb.Helper()
	if times < 2 {
		tb.Errorf("it went wrong %d times: that proves nothing", times)
	}
}

// delivered receives a file as a queue does: again while it fails, later each time, and
// by another process where one died.
func (b *bench) delivered(ctx context.Context, key string) {
	b.t.Helper()
	for range 5 {
		_, err := b.Receive(ctx, key)
		b.again()
		if err == nil && ctx.Err() == nil {
			return
		}
		ctx = b.t.Context()
		*b.now = b.now.Add(inbox.LeaseLength + time.Second)
	}
	b.t.Fatal("failed too often, want a photo after all")
}

// heal lets nothing go wrong any more.
func (b *bench) heal() {
	b.store.Faulty.FailReads()
	b.store.Faulty.FailWrites()
	b.fragile.plan(0, false, nil)
}

// once holds a bench to having made one photo, and left nothing else.
func (b *bench) once(what string) {
	b.t.Helper()
	photos := b.photos()
	if len(photos) != 1 || len(photos[0].Labels) != 1 {
		b.t.Fatalf("%s: got %+v, want one photo with its label: %s", what, photos, b.log)
	}
	if objects := b.keys("home/"); len(objects) != 4 {
		b.t.Errorf("%s: got the objects %v, want the four of the photo", what, objects)
	}
	if rest := append(b.keys("incoming/"), b.keys("inbox/")...); len(rest) > 0 {
		b.t.Errorf("%s: got %v left where files arrive", what, rest)
	}
	if left := b.left(); len(left) > 0 {
		b.t.Errorf("%s: got %q under way", what, left)
	}
}

func TestAnAnnouncedFileIsOnePhotoWhateverGoesWrong(t *testing.T) {
	for what, mishap := range mishaps() {
		t.Run(what, func(t *testing.T) {
			nth := 1
			for more := true; more; nth++ {
				b := open(t)
				u := b.announce(eve, blobtest.Picture(t, 10))
				if _, err := b.inbox.Say(t.Context(), b.gallery, u, inbox.Says{Title: "By the lake"}); err != nil {
					t.Fatal(err)
				}
				ctx, stop := context.WithCancel(t.Context())
				seen := mishap(b, nth, stop)
				b.delivered(ctx, u.Key())
				more = seen() >= nth
				stop()
				b.heal()
				for range 2 { // and once more, twice
					b.receive(u.Key())
				}
				b.once(fmt.Sprint(what, ", the ", nth, "th"))
				if b.labels.asked > 2 { // what it says may be lost once
					t.Errorf("%s, the %dth: its labels were asked for %d times", what, nth, b.labels.asked)
				}
				if got := b.find(u); got.State != inbox.Ready || got.There || got.Photo != b.photos()[0].ID {
					t.Errorf("%s, the %dth: got %+v, want it ready, and its own", what, nth, got)
				}
				if title := b.photos()[0].Title; title != "By the lake" {
					t.Errorf("%s, the %dth: got the title %q, want what was said", what, nth, title)
				}
			}
			wentWrong(t, nth-2) // in the last round nothing did
		})
	}
}

func TestAFileThatIsFoundIsOnePhotoWhateverGoesWrong(t *testing.T) {
	const key = "inbox/home/2019/by the+lake %2B ä.jpg"
	for what, mishap := range mishaps() {
		t.Run(what, func(t *testing.T) {
			nth := 1
			for more := true; more; nth++ {
				b := open(t)
				b.drop(key, blobtest.Picture(t, 10))
				ctx, stop := context.WithCancel(t.Context())
				seen := mishap(b, nth, stop)
				b.delivered(ctx, key)
				more = seen() >= nth
				stop()
				b.heal()
				b.receive(key)
				b.once(fmt.Sprint(what, ", the ", nth, "th"))
				all, err := b.inbox.List(t.Context(), gallery.Membership{Gallery: home, Role: gallery.Owner}, anna)
				if err != nil || len(all) != 1 || all[0].State != inbox.Ready || all[0].There {
					t.Errorf("%s, the %dth: got %+v, %v, want an owner to see that it is new", what, nth, all, err)
				}
			}
			wentWrong(t, nth-2) // in the last round nothing did
		})
	}
}

func TestARefusedFileIsKeptWhereItWasFoundWhateverGoesWrong(t *testing.T) {
	const key = "inbox/home/letter.jpg"
	for what, mishap := range mishaps() {
		t.Run(what, func(t *testing.T) {
			nth := 1
			for more := true; more; nth++ {
				b := open(t)
				b.drop(key, []byte("Dear Anna"))
				ctx, stop := context.WithCancel(t.Context())
				seen := mishap(b, nth, stop)
				b.delivered(ctx, key)
				more = seen() >= nth
				stop()
				b.heal()
				b.receive(key)
				kept, err := b.bucket.ReadAll(t.Context(), "refused/home/letter.jpg", 100)
				if err != nil || string(kept) != "Dear Anna" || len(b.keys("")) != 1 || len(b.photos()) != 0 {
					t.Fatalf("%s, the %dth: got %q, %v and %v, want it put aside, and nothing else", what, nth, kept, err, b.keys(""))
				}
				all, err := b.inbox.List(t.Context(), gallery.Membership{Gallery: home, Role: gallery.Owner}, anna)
				if err != nil || len(all) != 1 || all[0].State != inbox.Refused || all[0].Name != "letter.jpg" {
					t.Errorf("%s, the %dth: got %+v, %v, want an owner to see why", what, nth, all, err)
				}
			}
			wentWrong(t, nth-2) // in the last round nothing did
		})
	}
}

func TestLabelsComeLaterAndAreNotAskedForAgain(t *testing.T) {
	b := open(t)
	b.labels.fails = []error{fault.New("x", fault.Unavailable, "down"), errors.New("odd"), fault.New("x", fault.Denied, "not asked by this role")}
	u := b.announce(eve, blobtest.Picture(t, 10))
	for i := range 3 {
		if _, err := b.Receive(t.Context(), u.Key()); err == nil {
			t.Fatal("got no error, want it to come again")
		}
		if got := b.find(u); got.State != inbox.Ready || len(b.photos()) != 1 || len(b.keys("incoming/")) != 0 {
			t.Errorf("try %d: got %+v, want the photo there, and the file gone", i, got)
		}
	}
	b.receive(u.Key())
	b.receive(u.Key())
	b.once("labels that failed three times")
	if b.labels.asked != 4 {
		t.Errorf("got %d looks, want 4", b.labels.asked)
	}
}

func TestWhoLostTheRightMeanwhileHasNoLabelsLookedFor(t *testing.T) {
	b := open(t)
	b.labels.fails = []error{fault.New("x", fault.Unavailable, "down")}
	u := b.announce(eve, blobtest.Picture(t, 10))
	if _, err := b.Receive(t.Context(), u.Key()); err == nil {
		t.Fatal("got no error, want it to come again")
	}
	if err := b.gallery.Remove(t.Context(), eve); err != nil {
		t.Fatal(err)
	}
	if got := b.receive(u.Key()); got.State != inbox.Ready || b.labels.asked != 1 || len(b.left()) != 0 {
		t.Errorf("got %+v after %d looks, want the photo as it is", got, b.labels.asked)
	}
}
