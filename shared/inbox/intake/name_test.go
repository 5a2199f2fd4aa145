package intake_test

import (
	"bytes"
	"strings"
	"testing"

	"shoebox/shared/blob"
	"shoebox/shared/blob/blobtest"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/inbox"
)

// misnamed is where a file is dropped by who knows other names than keys may have.
var misnamed = "inbox/home/" + strings.Repeat("あ", 70) + ".jpg"

// lay puts a file under any name.
func (b *bench) lay(key string, data []byte) {
	b.t.Helper()
	o := blob.PutOptions{Content: blob.Describe("image/jpeg", data)}
	if err := b.fragile.Driver.Put(b.t.Context(), key, bytes.NewReader(data), o); err != nil {
		b.t.Fatal(err)
	}
}

// renames has files be given other names, as a folder can, and a bucket can't.
func (b *bench) renames() {
	b.bucket = blob.New(b.fragile.Driver)
	c := b.inbox.Config
	c.Blobs = b.bucket
	b.inbox = inbox.New(c)
	b.again()
}

func TestAFileWhoseNameCanBeNoKeysBecomesAPhotoWhereItCanBeRenamed(t *testing.T) {
	b := open(t)
	b.renames()
	b.lay(misnamed, blobtest.Picture(t, 10))
	if again := b.consume(t.Context(), message("m", told(misnamed), 1), message("m", told(misnamed), 2)); len(again) > 0 {
		t.Errorf("got %v, want it done: %s", again, b.log)
	}
	b.once("a name that can be no key's")
}

func TestAFileThatIsGivenANameWaitsWhileAnotherHasIt(t *testing.T) {
	b := open(t)
	b.renames()
	first, second := misnamed, strings.TrimSuffix(misnamed, ".jpg")+"!.jpg" // which are cut to the same
	b.lay(first, blobtest.Picture(t, 10))
	b.lay(second, blobtest.Picture(t, 60))
	place, err := inbox.ParseKey(first)
	if err == nil {
		err = b.bucket.Adopt(t.Context(), first, place.Key()) // and its process died
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Receive(t.Context(), second); !fault.Is(err, fault.Conflict) || len(b.photos()) != 0 {
		t.Errorf("got %v, want it to wait", err)
	}
	for _, key := range []string{first, second} {
		if got := b.receive(key); got.State != inbox.Ready || got.There {
			t.Errorf("got %+v, want a photo of its own", got)
		}
	}
	if left := b.keys("inbox/"); len(left) > 0 || len(b.photos()) != 2 {
		t.Errorf("got %d photos, and %v left", len(b.photos()), left)
	}
}

func TestOwnersHearOfAFileWhoseNameCanBeNoKeysWhereItStays(t *testing.T) {
	b := open(t)
	b.lay(misnamed, blobtest.Picture(t, 10))
	elsewhere := strings.Replace(misnamed, "home", "nowhere", 1)
	b.lay(elsewhere, blobtest.Picture(t, 60))
	for range 2 {
		if again := b.consume(t.Context(), message("m", told(misnamed, elsewhere), 1)); len(again) > 0 {
			t.Errorf("got %v, want it done: %s", again, b.log)
		}
	}
	all, err := b.inbox.List(t.Context(), gallery.Membership{Gallery: home, Role: gallery.Owner}, anna)
	const want = "The photo wasn't added, because its name, or that of a folder it is in, is too long or no text: rename it, and put it there again."
	if err != nil || len(all) != 1 || all[0].State != inbox.Refused || all[0].Sentence() != want || !strings.HasPrefix(all[0].Name, "ああ") {
		t.Errorf("got %+v, %v, want one that is refused: %q", all, err, want)
	}
	if left := b.keys("inbox/"); len(left) != 2 {
		t.Errorf("got %v, want both files where they were", left)
	}
	if strings.Contains(b.log.String(), "あ") {
		t.Errorf("the log tells what a file is called: %s", b.log)
	}
}
