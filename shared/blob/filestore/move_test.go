package filestore_test

import (
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
