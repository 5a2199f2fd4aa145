package filestore_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/blob"
	"shoebox/shared/blob/filestore"
	"shoebox/shared/fault"
)

func TestAnObjectMovesToAKeyThatIsFree(t *testing.T) {
	moment := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	s := blob.New(folder(t, filestore.Config{Dir: t.TempDir(), Now: func() time.Time { return moment }}))
	put(t, s, "in/a.jpg")
	put(t, s, "in/b.jpg")
	was, err := s.Head(t.Context(), "in/a.jpg")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, from, to string
		want           fault.Kind
	}{
		{"there is none", "in/c.jpg", "out/c.jpg", fault.NotFound},
		{"there is one already", "in/a.jpg", "in/b.jpg", fault.Conflict},
		{"below an object", "in/a.jpg", "in/b.jpg/a.jpg", fault.Invalid},
		{"out of the folder", "in/a.jpg", "../a.jpg", fault.Invalid},
		{"of a folder", "in", "out", fault.NotFound},
	} {
		if err := s.Move(t.Context(), tt.from, tt.to); !fault.Is(err, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, err, tt.want)
		}
	}
	if err := s.Move(t.Context(), "in/a.jpg", "out/2019/a.jpg"); err != nil {
		t.Fatal(err)
	}
	was.Modified = moment // so that what is kept for a while is kept from now on, however old it was
	now, err := s.Head(t.Context(), "out/2019/a.jpg")
	if diff := cmp.Diff(now, was); err != nil || diff != "" {
		t.Errorf("got %v, and (-got +want):\n%s", err, diff)
	}
	if diff := cmp.Diff(listed(t, s), []string{"in/b.jpg", "out/2019/a.jpg"}); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
}

func TestAnObjectThatCannotMoveStaysAsItIs(t *testing.T) {
	dir := t.TempDir()
	s := blob.New(folder(t, filestore.Config{Dir: dir, Now: time.Now}))
	put(t, s, "in/a.jpg")
	taken := time.Date(2019, 5, 1, 12, 0, 0, 0, time.UTC)
	if err := os.Chtimes(filepath.Join(dir, "in", "a.jpg"), taken, taken); err != nil {
		t.Fatal(err)
	}
	was, err := s.Head(t.Context(), "in/a.jpg")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Move(t.Context(), "in/a.jpg", "out/"+strings.Repeat("__0x2f__", 25)); !fault.Is(err, fault.Invalid) { // no file system has room for the name
		t.Errorf("got %v, want it refused", err)
	}
	now, err := s.Head(t.Context(), "in/a.jpg")
	if diff := cmp.Diff(now, was); err != nil || diff != "" {
		t.Errorf("got %v, and (-got +want):\n%s", err, diff)
	}
}

func TestAFileWhoseNameIsNoKeyGetsOne(t *testing.T) {
	dir := t.TempDir()
	s := blob.New(folder(t, filestore.Config{Dir: dir, Now: time.Now}))
	put(t, s, "there.jpg")
	taken := time.Date(2019, 5, 1, 12, 0, 0, 0, time.UTC)
	names := []string{strings.Repeat("あ", 70), "two\nlines", "caf\xe9"}
	for _, name := range names {
		path := filepath.Join(dir, name)
		switch err := os.WriteFile(path, []byte("picture"), 0o600); {
		case err != nil && os.Getenv("CI") == "true":
			t.Fatal(err)
		case err != nil:
			t.Skip("this system has no such names: ", err)
		}
		if err := os.Chtimes(path, taken, taken); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct {
		name, from, to string
		want           fault.Kind
	}{
		{"there is none", "other\n", "a.jpg", fault.NotFound},
		{"there is one already", names[0], "there.jpg", fault.Conflict},
		{"a name that is no key either", names[0], "a\n", fault.Invalid},
		{"out of the folder", "../" + filepath.Base(dir) + "/there.jpg", "a.jpg", fault.Invalid},
		{"of another's", "there.jpg.attrs", "a.jpg", fault.Invalid},
	} {
		if err := s.Adopt(t.Context(), tt.from, tt.to); !fault.Is(err, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, err, tt.want)
		}
	}
	for i, name := range names {
		key := fmt.Sprint(i, ".jpg")
		if err := s.Adopt(t.Context(), name, key); err != nil {
			t.Fatal(err)
		}
		if a, err := s.Head(t.Context(), key); err != nil || a.Size != 7 || !a.Modified.Equal(taken) {
			t.Errorf("%q: got %+v, %v, want the file as it was", name, a, err)
		}
	}
	if diff := cmp.Diff(listed(t, s), []string{"0.jpg", "1.jpg", "2.jpg", "there.jpg"}); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
}
