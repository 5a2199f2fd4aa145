package intake_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/blob"
	"shoebox/shared/blob/blobtest"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/inbox"
	"shoebox/shared/ingest"
	"shoebox/shared/table/tabletest"
)

func TestEightAtOnceMakeOnePhoto(t *testing.T) {
	for _, key := range []string{"", "inbox/home/lake.jpg"} {
		b := open(t)
		if key == "" {
			key = b.announce(eve, blobtest.Picture(t, 10)).Key()
		} else {
			b.drop(key, blobtest.Picture(t, 10))
		}
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				_, err := b.Receive(t.Context(), key)
				if _, busy := errors.AsType[*inbox.BusyError](err); err != nil && !busy {
					t.Errorf("got %v, want it done, or somebody else at it", err)
				}
			})
		}
		all.Wait()
		b.receive(key)
		b.once("eight at once, " + key)
		if b.labels.asked != 1 {
			t.Errorf("%s: got %d looks, want one", key, b.labels.asked)
		}
	}
}

// meanwhile has something happen once, as soon as a driver has told of an object.
type meanwhile struct {
	blob.Driver
	happens func()
}

// Head implements blob.Driver.
func (m *meanwhile) Head(ctx context.Context, key string) (blob.Attributes, error) {
	a, err := m.Driver.Head(ctx, key)
	if now := m.happens; now != nil {
		m.happens = nil
		now()
	}
	return a, err
}

func TestWhoComesWhileAnotherGetsDoneHasNothingToDo(t *testing.T) {
	t.Run("after its file was seen", func(t *testing.T) {
		b := open(t)
		key := b.announce(eve, blobtest.Picture(t, 10)).Key()
		b.fragile.Driver = &meanwhile{b.fragile.Driver, func() { b.receive(key) }}
		b.receive(key)
		b.once("done after its file was seen")
	})
	t.Run("after its record was", func(t *testing.T) {
		b := open(t)
		key := b.announce(eve, blobtest.Picture(t, 10)).Key()
		b.labels.fails = []error{fault.New("x", fault.Unavailable, "down")}
		if _, err := b.Receive(t.Context(), key); err == nil {
			t.Fatal("got no error, want it to wait for its labels")
		}
		b.store.Faulty.FailReads(tabletest.Fault{Nth: 2, Spare: true, Do: func() { b.receive(key) }})
		b.receive(key)
		b.once("done after its record was seen")
		if b.labels.asked != 2 {
			t.Errorf("got %d looks, want the one that failed, and another", b.labels.asked)
		}
	})
}

func TestWhoIsReplacedWritesNothingMore(t *testing.T) {
	b := open(t)
	u := b.announce(eve, blobtest.Picture(t, 10))
	place, err := inbox.ParseKey(u.Key())
	if err != nil {
		t.Fatal(err)
	}
	slow, err := b.inbox.Take(t.Context(), place)
	if err != nil {
		t.Fatal(err)
	}
	_, err = b.Receive(t.Context(), u.Key())
	if busy, ok := errors.AsType[*inbox.BusyError](err); !ok || !busy.Until.After(*b.now) || !fault.Is(err, fault.Conflict) {
		t.Errorf("got %v, want to hear how long somebody else is at it", err)
	}
	*b.now = b.now.Add(inbox.LeaseLength + time.Second)
	b.receive(u.Key())
	for name, write := range map[string]func() error{
		"refuse": func() error { return slow.Refuse(t.Context(), fault.Invalid, "it is damaged") },
		"again":  func() error { return slow.Again(t.Context(), fault.New("x", fault.Unavailable, "down")) },
		"ready":  func() error { return slow.Ready(t.Context(), b.gallery, inbox.Made{Photo: "other"}) },
		"done":   func() error { return slow.Done(t.Context()) },
	} {
		if err := write(); !fault.Is(err, fault.Conflict) {
			t.Errorf("%s: got %v, want a conflict", name, err)
		}
	}
	b.once("somebody slow")
	if got := b.find(u); got.State != inbox.Ready || got.Photo == "other" {
		t.Errorf("got %+v, want what the other made", got)
	}
}

func TestWhatIsRefusedSaysWhyAndIsGone(t *testing.T) {
	good := blobtest.Picture(t, 10)
	cut := good[:len(good)/2]
	tests := []struct {
		name    string
		data    []byte
		user    gallery.UserID
		prepare func(b *bench)
		why     string
	}{
		{"no picture", []byte("Dear Anna"), eve, nil, "The photo wasn't added, because it is not a picture. Please choose another file."},
		{"half a picture", cut, eve, nil, "The photo wasn't added, because it is damaged or cut short. Please choose another file."},
		{"a video", []byte("\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2"), eve, nil, "The photo wasn't added, because it is a video, and Shoebox keeps photos. Please choose another file."},
		{"of who may only look now", good, eve, func(b *bench) {
			if err := b.gallery.SetRole(t.Context(), eve, gallery.Viewer); err != nil {
				t.Fatal(err)
			}
		}, "The photo wasn't added, because you may not add photos to this gallery any more. One of the gallery's owners can let you."},
		{"of who is no member now", good, eve, func(b *bench) {
			if err := b.gallery.Remove(t.Context(), eve); err != nil {
				t.Fatal(err)
			}
		}, "The photo wasn't added, because you may not add photos to this gallery any more. One of the gallery's owners can let you."},
		{"without room", good, eve, func(b *bench) {
			if err := b.galleries.SetQuota(t.Context(), home, 10); err != nil {
				t.Fatal(err)
			}
		}, "The photo wasn't added, because there is no room left in the gallery: delete photos for good to make some."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := open(t)
			u := b.announce(tt.user, tt.data)
			if tt.prepare != nil {
				tt.prepare(b)
			}
			b.receive(u.Key())
			if got := b.find(u); got.State != inbox.Refused || got.Sentence() != tt.why {
				t.Errorf("got %+v, %q, want it refused: %q", got, got.Sentence(), tt.why)
			}
			b.receive(u.Key())
			if keys := b.keys(""); len(keys) > 0 || len(b.photos()) > 0 || len(b.left()) > 0 {
				t.Errorf("got the objects %v, want nothing left", keys)
			}
		})
	}
}

func TestWhatIsThereAlreadyIsLeftAsItIs(t *testing.T) {
	b := open(t)
	data := blobtest.Picture(t, 10)
	b.drop("inbox/home/first.jpg", data)
	b.receive("inbox/home/first.jpg")
	u := b.announce(eve, data)
	if _, err := b.inbox.Say(t.Context(), b.gallery, u, inbox.Says{Title: "Mine"}); err != nil {
		t.Fatal(err)
	}
	b.receive(u.Key())
	got := b.find(u)
	if got.State != inbox.Ready || !got.There {
		t.Errorf("got %+v, want it there already", got)
	}
	if _, err := b.inbox.Say(t.Context(), b.gallery, got, inbox.Says{Title: "Mine, I say"}); err != nil {
		t.Fatal(err)
	}
	if photos := b.photos(); len(photos) != 1 || strings.Contains(photos[0].Title, "Mine") {
		t.Errorf("got %+v, want the photo as it was", photos)
	}
}

func TestWhatIsSaidComesOntoThePhotoWheneverItIsSaid(t *testing.T) {
	says := inbox.Says{Title: "By the lake", Description: "With Ben.", Tags: []string{"swan"}, People: []string{"Ben"}, Albums: []string{"Sunday"}}
	say := func(b *bench, u inbox.Upload) {
		t.Helper()
		if _, err := b.inbox.Say(t.Context(), b.gallery, u, says); err != nil {
			t.Fatal(err)
		}
	}
	when := map[string]func(b *bench, u inbox.Upload){
		"before": func(b *bench, u inbox.Upload) { say(b, u); b.receive(u.Key()) },
		"after":  func(b *bench, u inbox.Upload) { b.receive(u.Key()); say(b, u) },
		"after it waits for its labels": func(b *bench, u inbox.Upload) {
			b.labels.fails = []error{fault.New("x", fault.Unavailable, "down")}
			if _, err := b.Receive(t.Context(), u.Key()); err == nil {
				t.Error("got no error, want the labels to fail")
			}
			say(b, b.find(u))
			b.receive(u.Key())
		},
		"while": func(b *bench, u inbox.Upload) {
			b.fragile.plan(6, true, func() { say(b, u) }) // a rendition is put; and it fails, too
			if _, err := b.Receive(t.Context(), u.Key()); err == nil {
				t.Error("got no error, want it to fail midway")
			}
			b.receive(u.Key())
		},
		"twice": func(b *bench, u inbox.Upload) { say(b, u); b.receive(u.Key()); say(b, u) },
	}
	for name, order := range when {
		t.Run(name, func(t *testing.T) {
			b := open(t)
			u := b.announce(eve, blobtest.Picture(t, 10))
			order(b, u)
			b.once(name)
			p := b.photos()[0]
			got := inbox.Says{Title: p.Title, Description: p.Description, Tags: p.Tags, People: p.People, Albums: p.Albums}
			if diff := cmp.Diff(got, says); diff != "" {
				t.Errorf("got - want +:\n%s", diff)
			}
			// Once it is there, what a person changes stays.
			title := "At the lake"
			if _, err := b.gallery.Edit(t.Context(), p.ID, gallery.Edit{Title: &title}); err != nil {
				t.Fatal(err)
			}
			say(b, b.find(u))
			if got := b.photos()[0].Title; got != title {
				t.Errorf("got the title %q after it was said again, want %q", got, title)
			}
		})
	}
}

func TestKeysThatLeadNowhereAreNotTried(t *testing.T) {
	b := open(t)
	data := blobtest.Picture(t, 10)
	long := "inbox/home/" + strings.Repeat("a/", 506)
	for _, key := range []string{
		"", "/", "incoming", "incoming/", "incoming/home", "incoming/home/", "incoming/../home/01J2SH0EB0X000000000000000", "incoming/home/../x",
		"incoming/home/01j2sh0eb0x000000000000000", "incoming/home/01J2SH0EB0X00000000000000O", "incoming/home/81J2SH0EB0X000000000000000",
		"incoming/ho me/01J2SH0EB0X000000000000000", "incoming/home/01J2SH0EB0X000000000000000/x", "inbox/", "inbox//x.jpg", "inbox/home/", "inbox/home/../../x", "inbox/./x.jpg",
		"inbox/home/.DS_Store", "inbox/home/.trash/x.jpg", "home/photo/original.jpg", "refused/home/x.jpg", "incoming/home/\xff",
	} {
		if u, err := b.Receive(t.Context(), key); !fault.Is(err, fault.Invalid) || u.State != "" {
			t.Errorf("%q: got %+v, %v, want it refused at once", key, u, err)
		}
	}
	for _, key := range []string{"incoming/home/01J2SH0EB0X000000000000000", "incoming/nowhere/01J2SH0EB0X000000000000000", "inbox/home/gone.jpg", "inbox/nowhere/gone.jpg", long + "b.jpg"[:min(5, 1024-len(long))]} {
		if u, err := b.Receive(t.Context(), key); err != nil || u.State != "" {
			t.Errorf("%q: got %+v, %v, want nothing to do for what is not there", key, u, err)
		}
	}
	for _, name := range []string{"inbox/home/ä ö+ü%2B&?#.jpg", "inbox/home/写真/😀.jpg", long + "b.jpg"[:min(5, 1024-len(long))]} {
		b.drop(name, data)
		if got := b.receive(name); got.State != inbox.Ready {
			t.Errorf("%q: got %+v, want a photo", name, got)
		}
	}
	b.once("odd names")
}

func TestAFileForNoGalleryIsPutAside(t *testing.T) {
	b := open(t)
	slip := "01J2SH0EB0X00000000000000o"
	for _, key := range []string{"inbox/nowhere/lake.jpg", "inbox/no such/lake.jpg", "inbox/lake.jpg", "inbox/" + slip + "/lake.jpg"} {
		b.drop(key, blobtest.Picture(t, 10))
		if got := b.receive(key); got.State != inbox.Refused || !strings.Contains(got.Sentence(), "there is no such gallery") {
			t.Errorf("%s: got %+v, want it refused", key, got)
		}
	}
	want := []string{"refused/" + slip + "/lake.jpg", "refused/lake.jpg", "refused/no such/lake.jpg", "refused/nowhere/lake.jpg"}
	if diff := cmp.Diff(b.keys(""), want); diff != "" {
		t.Errorf("got - want +:\n%s", diff)
	}
	for _, personal := range []string{"lake", "nowhere", "no such"} {
		if strings.Contains(b.log.String(), personal) {
			t.Errorf("the log tells %q: %s", personal, b.log)
		}
	}
	if !strings.Contains(b.log.String(), slip) {
		t.Errorf("the log doesn't tell of the id with a slip in it: %s", b.log)
	}
}

func TestAFileThatTakesTheNameOfOneBecomesAPhotoToo(t *testing.T) {
	b := open(t)
	const key = "inbox/home/lake.jpg"
	for i, shade := range []uint8{10, 200} {
		b.drop(key, blobtest.Picture(t, shade))
		if got := b.receive(key); got.State != inbox.Ready || got.There {
			t.Errorf("got %+v, want a photo of its own", got)
		}
		if got := len(b.photos()); got != i+1 {
			t.Errorf("got %d photos, want %d", got, i+1)
		}
	}
	// One that comes while the other is worked on is not lost with it.
	b.drop(key, blobtest.Picture(t, 100))
	b.fragile.plan(3, true, func() { b.drop(key, bytes.Repeat(blobtest.Picture(t, 150), 1)) })
	_, err := b.Receive(t.Context(), key)
	if err == nil {
		t.Error("got no error, want it to fail midway")
	}
	b.fragile.plan(0, false, nil)
	b.receive(key)
	if left := b.keys("inbox/"); len(left) != 0 || len(b.photos()) < 3 {
		t.Errorf("got %d photos, and %v left", len(b.photos()), left)
	}
}

func TestAFileThatNobodyAnnouncedGoesWithTime(t *testing.T) {
	b := open(t)
	const key = "incoming/home/01J2SH0EB0X000000000000000"
	b.drop(key, blobtest.Picture(t, 10))
	if _, err := b.Receive(t.Context(), key); !fault.Is(err, fault.Unavailable) {
		t.Errorf("got %v, want it tried again, in case it is announced", err)
	}
	*b.now = b.now.Add(2 * time.Minute)
	b.receive(key)
	if keys := b.keys(""); len(keys) > 0 {
		t.Errorf("got %v, want it gone", keys)
	}
}

func TestTheTypesThatMayBeAnnouncedAreThoseThatAreRead(t *testing.T) {
	if diff := cmp.Diff(inbox.Types(), ingest.Types()); diff != "" {
		t.Errorf("inbox - ingest +:\n%s", diff)
	}
	if inbox.MaxFile != ingest.MaxFile {
		t.Errorf("got %d bytes announced, and %d read", inbox.MaxFile, ingest.MaxFile)
	}
}
