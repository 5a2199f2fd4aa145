package inbox_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/blob"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/inbox"
	"shoebox/shared/table/tabletest"
)

func TestAnUploadIsGivenUpUnlessSomebodyIsAtIt(t *testing.T) {
	d := open(t)
	idle, busy := d.announce("ANNA", 1), d.announce("ANNA", 2)
	d.put(idle, 1)
	d.put(busy, 2)
	l := d.take(busy)
	for _, u := range []inbox.Upload{idle, busy, idle} {
		if err := d.Forget(t.Context(), u); err != nil {
			t.Fatal(err)
		}
	}
	if got := d.states(gallery.Editor, "ANNA"); len(got) != 1 || got[0] != "processing "+busy.ID {
		t.Errorf("got %v, want the one somebody is at", got)
	}
	if _, err := d.Blobs.Head(t.Context(), idle.Key()); !fault.Is(err, fault.NotFound) {
		t.Errorf("got %v, want the file gone", err)
	}
	if err := l.Ready(t.Context(), d.gallery, inbox.Made{Photo: "P1"}); err != nil {
		t.Errorf("got %v, want who is at it to go on", err)
	}
}

func TestAllThatIsOnItsWayIsCleared(t *testing.T) {
	for _, user := range []gallery.UserID{"ANNA", ""} {
		d := open(t)
		for n, who := range []gallery.UserID{"ANNA", "ANNA", "BEN"} {
			u := d.announce(who, n)
			d.put(u, n)
			if n == 1 {
				if err := d.take(u).Refuse(t.Context(), fault.Invalid, "it is not a picture"); err != nil {
					t.Fatal(err)
				}
			}
		}
		for _, key := range []string{"refused/home/letter.jpg", "incoming/other/01J2SH0EB0X000000000000000", "home/P1/original.jpg"} {
			if err := d.Blobs.Put(t.Context(), key, bytes.NewReader([]byte("x")), blob.PutOptions{Content: blob.Describe("image/jpeg", []byte("x"))}); err != nil {
				t.Fatal(err)
			}
		}
		// It may fail anywhere, and is asked for again.
		for nth := 1; ; nth++ {
			d.store.Faulty.FailWrites(tabletest.Fault{Nth: nth})
			if err := d.Clear(t.Context(), home, user); err != nil {
				continue
			}
			if nth < 3 {
				t.Errorf("%q: %d writes failed: that proves nothing", user, nth-1)
			}
			break
		}
		d.store.Faulty.FailWrites()
		want := []string{"home/P1/original.jpg", "incoming/other/01J2SH0EB0X000000000000000"}
		ben := len(d.states(gallery.Editor, "BEN"))
		if user != "" {
			want = append(want, "refused/home/letter.jpg")
			if ben != 1 {
				t.Error("another's upload is gone")
			}
		} else if ben != 0 {
			t.Error("somebody's upload is left")
		}
		page, err := d.Blobs.List(t.Context(), "", "", blob.MaxPage)
		if err != nil {
			t.Fatal(err)
		}
		var keys []string
		for _, o := range page.Objects {
			if !strings.HasPrefix(o.Key, "incoming/home/") || user == "" {
				keys = append(keys, o.Key)
			}
		}
		if diff := cmp.Diff(keys, want); diff != "" {
			t.Errorf("%q: got - want +:\n%s", user, diff)
		}
		if got := d.states(gallery.Editor, "ANNA"); len(got) != 0 {
			t.Errorf("got %v, want none", got)
		}
	}
}
