package intents_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/intents"
	"shoebox/intents/intentstest"
	"shoebox/intents/phrase"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
	"shoebox/shared/table/tabletest"
)

func TestHelpSearchTellsEveryFilter(t *testing.T) {
	var want []intents.Topic
	for _, f := range phrase.Filters() {
		want = append(want, intents.Topic{Name: f.Name, Help: f.Help, Example: f.Example})
	}
	for channel, d := range dialogs(t)(t) {
		for _, words := range []string{"help search", "how can I search?", "which filters are there"} {
			got := d.say(words)
			if diff := cmp.Diff(want, got.Topics); diff != "" || got.Intent != intents.HelpSearch || got.Kind != intents.Told {
				t.Errorf("%q at %s: got %s %s (-want +got):\n%s", words, channel, got.Kind, got.Intent, diff)
			}
			const speech = "Ask for people, places, things and times in your own words, for example: photos of Anna, photos in Germany from 2026 or nature without Anna."
			if got.Speech.String() != speech || len(got.Suggest) != 3 {
				t.Errorf("got %q with %d suggestions\nwant %q with three", got.Speech, len(got.Suggest), speech)
			}
			for _, s := range got.Suggest {
				if found := d.say(s.Utterance); found.Kind != intents.Found {
					t.Errorf("its example %q gives %s %q", s.Utterance, found.Kind, said(found))
				}
			}
		}
		d.say("help search")
		if got := d.say("repeat"); len(got.Topics) != len(want) {
			t.Errorf("got %d topics again, want all %d", len(got.Topics), len(want))
		}
		if got := d.say("help searching for my dog"); got.Intent == intents.HelpSearch || len(got.Topics) > 0 {
			t.Errorf("got %s for a wish that begins with help", got.Intent)
		}
		if got := d.say("help").Speech.String(); !strings.Contains(got, "photos of Anna, photos in Germany from 2026 or nature without Anna") {
			t.Errorf("got %q, want examples and what there is here", got)
		}
	}
}

func TestTheFirstReplyOfASessionHasTheGallerysNames(t *testing.T) {
	w := intentstest.Open(t)
	first := func(id string, r *intents.Request) *intents.Reply {
		r.ID, r.New = id, true
		return serve(t, w.Router, r)
	}
	launch := ask(w, "", "")
	launch.Intent = intents.Launch
	for name, r := range map[string]*intents.Request{"launch": launch, "one-shot": ask(w, "", "photos of Anna"), "help": ask(w, "", "help")} {
		got := first(name, r)
		for _, want := range []intents.Vocable{
			{Kind: intents.PersonVal, Name: "Anna"},
			{Kind: intents.PersonVal, Name: "Robert Miller", Synonyms: []string{"Robert", "Miller"}},
			{Kind: intents.PersonVal, Name: "Grandma Rose", Synonyms: []string{"Nana", "Grandma", "Rose"}},
			{Kind: intents.PlaceVal, Name: "United Kingdom"},
			{Kind: intents.AlbumVal, Name: "Highland days"},
			{Kind: intents.LabelVal, Name: "Beach"},
		} {
			if !slices.ContainsFunc(got.Names, func(v intents.Vocable) bool { return cmp.Equal(v, want) }) {
				t.Errorf("%s: no %+v among %+v", name, want, got.Names)
			}
		}
	}
	if got := serve(t, w.Router, ask(w, "later", "photos of Anna")); len(got.Names) > 0 {
		t.Errorf("got %d names in the midst of a session, want none", len(got.Names))
	}
	goodbye := ask(w, "", "stop")
	if got := first("goodbye", goodbye); len(got.Names) > 0 {
		t.Errorf("got %d names with the session's end, want none", len(got.Names))
	}
	for _, word := range []string{"Anna", "Rose", "Miller"} {
		if strings.Contains(w.Log.String(), word) {
			t.Errorf("the log says %q", word)
		}
	}
}

func TestNamesCostOneRequestAtMostAndNeverTheAnswer(t *testing.T) {
	w := intentstest.Open(t)
	requests := func(isNew bool) (*intents.Reply, int) {
		ctx, tracker := table.Track(t.Context())
		r := ask(w, "", "")
		r.Intent, r.New = intents.Launch, isNew
		reply, err := w.NewRouter(intentstest.Accounts{}).ServeIntent(ctx, r) // nothing cached
		if err != nil {
			t.Fatal(err)
		}
		return reply, tracker.Usage().Requests
	}
	requests(true) // the gallery's own cache
	_, without := requests(false)
	if got, with := requests(true); with > without+1 || len(got.Names) == 0 {
		t.Errorf("%d names took %d requests more, want at most one", len(got.Names), with-without)
	}
	w.Clock.Move(2 * time.Minute)
	w.Store.Faulty.FailReads(tabletest.Fault{Nth: without + 1, Times: -1, Kind: fault.Unavailable})
	defer w.Store.Faulty.FailReads()
	if got, _ := requests(true); got.Kind != intents.Found || len(got.Names) > 0 {
		t.Errorf("got %s with %d names where they can't be read, want the photos alone", got.Kind, len(got.Names))
	}
}

func TestNamesAreTheMostUsefulOnesAndNoMoreThanAlexaTakes(t *testing.T) {
	var entries []gallery.Entry
	add := func(kind gallery.Kind, name string, nicknames ...string) {
		entries = append(entries, gallery.Entry{Term: gallery.NewTerm(kind, name), Display: name, Count: 1000 - len(entries), Nicknames: nicknames})
	}
	add(gallery.Person, "Anna")
	add(gallery.Person, "Anna Maria de la Cruz", "Mia", "anna maria")
	add(gallery.Person, "Rex 🐕") // would be another name without its dog
	add(gallery.Person, "🐕")
	add(gallery.Person, "Jean-Luc O’Neil")
	add(gallery.Album, strings.Repeat("very long ", 20))
	for i := range 300 {
		kind := []gallery.Kind{gallery.Person, gallery.PlaceTerm, gallery.Album, gallery.LabelTerm}[i%4]
		add(kind, fmt.Sprintf("%s %c%c%c", kind, 'a'+i%26, 'a'+i/26, 'q'))
	}
	got := intents.VocablesOf(gallery.NewVocabulary(gallery.Entry{Count: 2000}, entries))
	count, kinds := 0, map[intents.SlotKind]int{}
	for _, v := range got {
		count += 1 + len(v.Synonyms)
		kinds[v.Kind]++
	}
	if count != intents.MaxNames {
		t.Errorf("got %d names and synonyms, want %d", count, intents.MaxNames)
	}
	want := []intents.Vocable{
		{Kind: intents.PersonVal, Name: "Anna"},
		{Kind: intents.PersonVal, Name: "Anna Maria de la Cruz", Synonyms: []string{"Mia", "anna maria", "Maria", "Cruz"}},
		{Kind: intents.PersonVal, Name: "Jean-Luc O’Neil", Synonyms: []string{"Jean-Luc", "O’Neil"}},
	}
	if diff := cmp.Diff(want, got[:3]); diff != "" {
		t.Errorf("other names first (-want +got):\n%s", diff)
	}
	for _, kind := range []intents.SlotKind{intents.PersonVal, intents.PlaceVal, intents.AlbumVal, intents.LabelVal} {
		if kinds[kind] < 5 {
			t.Errorf("got %d names of kind %d, want some of each: %v", kinds[kind], kind, kinds)
		}
	}
	few := intents.VocablesOf(gallery.NewVocabulary(gallery.Entry{Count: 3}, entries[:1]))
	if diff := cmp.Diff(want[:1], few); diff != "" {
		t.Error(diff)
	}
}

func TestHelpNamesThreeThingsThatThisGalleryCanAnswerNow(t *testing.T) {
	for channel, d := range dialogs(t)(t) {
		for _, before := range []string{"", "photos of Clara"} {
			if before != "" {
				d.say(before)
			}
			got := d.say("help")
			const speech = "You can ask for photos by person, place, thing or time. For example: photos of Anna, photos in Germany from 2026 or nature without Anna."
			if got.Speech.String() != speech {
				t.Errorf("at %s after %q: got %q\nwant %q", channel, before, got.Speech, speech)
			}
			if len(got.Suggest) != 5 {
				t.Errorf("at %s: got %d ways on, want three wishes and two more", channel, len(got.Suggest))
			}
			for _, s := range got.Suggest[:3] {
				if found := d.say(s.Utterance); found.Kind != intents.Found {
					t.Errorf("at %s: its example %q gives %s %q", channel, s.Utterance, found.Kind, said(found))
				}
			}
		}
	}
}

func TestHelpOfAGalleryWithFewNamesNamesThreeThingsToo(t *testing.T) {
	w := intentstest.Open(t)
	r := ask(w, "help", "help")
	r.Identity.User = intentstest.Norman // one photo of a beach
	got := serve(t, w.Router, r)
	const want = "You can ask for photos by person, place, thing or time. For example: beach photos, latest photos or a random photo."
	if got.Speech.String() != want {
		t.Errorf("got %q, want %q", got.Speech, want)
	}
	for i, s := range got.Suggest[:3] {
		r := ask(w, "try"+string(rune('a'+i)), s.Utterance)
		r.Identity.User = intentstest.Norman
		if found := serve(t, w.Router, r); found.Kind != intents.Found {
			t.Errorf("its example %q gives %s", s.Utterance, found.Kind)
		}
	}
}

func TestRepeatRepeats(t *testing.T) {
	for channel, d := range dialogs(t)(t) {
		for _, words := range [][]string{
			{"photos of Clara"}, {"three photos of Clara"}, {"latest photos"}, {"on this day"}, {"photos of Clara", "next"},
			{"photos of Clara", "the second one"}, {"photos of Emma", "when was this taken"}, {"dogs in Paris"}, {"photos of giraffes"},
			{"how many photos of dogs"}, {"what is there"}, {"help"}, {"help search"}, {"um"}, {"um", "um"}, {"no"},
			{"dogs in Paris", "no"}, {"photos of Emma", "only in Portugal"},
		} {
			var last *intents.Reply
			for _, w := range words {
				last = d.say(w)
			}
			for range 2 {
				got := d.say("repeat")
				if diff := cmp.Diff(said(last), said(got)); diff != "" && channel != "slack" {
					t.Errorf("at %s after %q (-before +again):\n%s", channel, words, diff)
				}
				if diff := cmp.Diff(shown(last), shown(got)); diff != "" {
					t.Errorf("at %s after %q other photos (-before +again):\n%s", channel, words, diff)
				}
			}
		}
	}
}
