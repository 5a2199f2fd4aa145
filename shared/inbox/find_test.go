package inbox_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/gallery"
	"shoebox/shared/inbox"
)

func TestAListIsOfTheLatest(t *testing.T) {
	const found, announced = 20, inbox.MaxListed - 10
	d := open(t)
	var want []string // the oldest first
	for n := range found + announced {
		*d.now = d.now.Add(time.Second)
		if n >= found {
			want = append(want, d.announce("ANNA", n).ID)
			continue
		}
		place, err := inbox.ParseKey("inbox/home/" + strings.Repeat("x", n+1) + ".jpg")
		if err != nil {
			t.Fatal(err)
		}
		l, err := d.Take(t.Context(), place)
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, l.ID)
	}
	slices.Reverse(want)
	all, err := d.List(t.Context(), gallery.Membership{Gallery: home, Role: gallery.Owner}, "ANNA")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, u := range all {
		got = append(got, u.ID)
	}
	if diff := cmp.Diff(got, want[:inbox.MaxListed]); diff != "" {
		t.Errorf("got - want +:\n%s", diff)
	}
}
