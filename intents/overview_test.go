package intents_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/intents"
	"shoebox/intents/intentstest"
	"shoebox/shared/account"
)

func TestAnOverviewListsTheAlbums(t *testing.T) {
	w := intentstest.Open(t)
	ask := func(words string, intent intents.Name) *intents.Reply {
		reply, err := w.Router.ServeIntent(t.Context(), &intents.Request{
			Channel: account.Web, Identity: account.Identity{Channel: account.Web, User: intentstest.Anna},
			Intent: intent, Utterance: words, At: intentstest.Now(), Screen: intents.Screen{Shows: true, Touch: true},
		})
		if err != nil {
			t.Fatal(err)
		}
		return reply
	}
	albums := ask("", intents.Overview).Albums
	if len(albums) == 0 || len(albums) > intents.MaxAlbums {
		t.Fatalf("got %d albums, want 1 to %d", len(albums), intents.MaxAlbums)
	}
	for _, a := range albums {
		found := ask(a.Utterance, "")
		if got, want := len(found.Query.All), 1; got != want || found.Kind != intents.Found {
			t.Errorf("%q: got %+v, want the photos of one album", a.Utterance, found.Query)
		}
	}
	got := albums[0]
	want := intents.Suggestion{Label: "Portugal 2023 (9)", Utterance: `album:"Portugal 2023"`, Intent: intents.Find}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
