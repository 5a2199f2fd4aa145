package fileids_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/bots/slackbot/fileids"
	"shoebox/bots/slackbot/install"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/photolink"
	"shoebox/shared/table/tabletest"
)

var (
	ours   = install.Workspace{Team: "T1"}
	theirs = install.Workspace{Enterprise: "E1", Team: "T2"}
	noon   = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
)

func target(photo gallery.PhotoID) photolink.Target {
	return photolink.Target{Gallery: "family", Photo: photo, Rendition: photolink.Large, Audience: photolink.ForSlack, Expires: noon}
}

func TestAFileIsRememberedForItsWorkspace(t *testing.T) {
	now := noon
	ids := fileids.New(tabletest.OpenStore(t, func() time.Time { return now }).Table, func() time.Time { return now })
	one, two := target("one"), target("two")
	small, later := one, one
	small.Rendition, later.Expires = photolink.Small, noon.Add(time.Hour)
	find := func(w install.Workspace) map[photolink.Target]string {
		found, err := ids.Find(t.Context(), w, []photolink.Target{one, two, small, later, one})
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	check := func(when string, got, want map[photolink.Target]string) {
		t.Helper()
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: -want +got:\n%s", when, diff)
		}
	}
	none := map[photolink.Target]string{}
	check("before", find(ours), none)
	if err := ids.Keep(t.Context(), ours, one, "F00000001"); err != nil {
		t.Fatal(err)
	}
	// A link made later shows the same picture; another rendition is another file.
	both := map[photolink.Target]string{one: "F00000001", later: "F00000001"}
	check("after", find(ours), both)
	check("in another workspace", find(theirs), none)
	if err := ids.Drop(t.Context(), theirs, []photolink.Target{one}); err != nil {
		t.Fatal(err)
	}
	check("dropped elsewhere", find(ours), both)
	if err := ids.Drop(t.Context(), ours, []photolink.Target{one, later, two}); err != nil {
		t.Fatal(err)
	}
	check("dropped", find(ours), none)
	if err := ids.Keep(t.Context(), ours, one, "F00000002"); err != nil {
		t.Fatal(err)
	}
	now = now.Add(fileids.Life)
	check("a month later", find(ours), none)
}

func TestForgettingAWorkspace(t *testing.T) {
	store := tabletest.OpenStore(t, func() time.Time { return noon })
	ids := fileids.New(store.Table, func() time.Time { return noon })
	var all []photolink.Target
	for i := range 60 {
		all = append(all, target(gallery.PhotoID(fmt.Sprintf("photo-%d", i))))
		for _, w := range []install.Workspace{ours, theirs} {
			if err := ids.Keep(t.Context(), w, all[i], fmt.Sprintf("F%08d", i)); err != nil {
				t.Fatal(err)
			}
		}
	}
	for range 2 { // Slack may say so twice
		if err := ids.Forget(t.Context(), ours); err != nil {
			t.Fatal(err)
		}
	}
	for w, want := range map[install.Workspace]int{ours: 0, theirs: len(all)} {
		found, err := ids.Find(t.Context(), w, all)
		if err != nil || len(found) != want {
			t.Errorf("%+v: got %d files (%v), want %d", w, len(found), err, want)
		}
	}
}

func TestAnOutageIsTold(t *testing.T) {
	store := tabletest.OpenStore(t, func() time.Time { return noon })
	ids := fileids.New(store.Table, func() time.Time { return noon })
	store.Faulty.FailReads(tabletest.Fault{Times: -1})
	store.Faulty.FailWrites(tabletest.Fault{Times: -1})
	one := []photolink.Target{target("one")}
	_, found := ids.Find(t.Context(), ours, one)
	for name, err := range map[string]error{
		"find": found, "keep": ids.Keep(t.Context(), ours, one[0], "F1"), "drop": ids.Drop(t.Context(), ours, one), "forget": ids.Forget(t.Context(), ours),
	} {
		if err == nil || fault.Of(err) == fault.NotFound {
			t.Errorf("%s: got %v, want that the store is down", name, err)
		}
	}
}
