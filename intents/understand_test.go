package intents_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/intents"
	"shoebox/intents/intentstest"
	"shoebox/shared/gallery"
)

func vocabulary(t *testing.T) *gallery.Vocabulary {
	t.Helper()
	w := intentstest.Open(t)
	v, err := w.Galleries.As(gallery.Membership{Gallery: intentstest.Family, Role: gallery.Viewer}).Vocabulary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func value(text string) intents.Value { return intents.Value{Text: text} }

func TestTheSameWishIsTheSameQueryTypedAndSpoken(t *testing.T) {
	v, u := vocabulary(t), intents.NewUnderstander()
	tests := []struct {
		typed  string
		intent intents.Name
		slots  intents.Slots
	}{
		{"beach photos from last summer", intents.Find, intents.Slots{"label": value("beach"), "date": value("2026-SU")}},
		{"photos of Anna in Portugal", intents.Find, intents.Slots{"person": value("anna"), "place": value("portugal")}},
		{"photos of Anna in Portugal", intents.Find, intents.Slots{"query": value("anna in portugal")}},
		{"photos of Grandma Rose", intents.Find, intents.Slots{"person": {Text: "granny", Resolved: "Grandma Rose"}}},
		{"beach without Anna", intents.Find, intents.Slots{"query": value("beach without anna")}},
		{"photos from July 2023", intents.Find, intents.Slots{"date": value("2023-07")}},
		{"photos from yesterday", intents.Find, intents.Slots{"date": value("2026-11-21")}},
		{"photos of cats or dogs", intents.Find, intents.Slots{"query": value("cats or dogs")}},
		{"oldest photos of Ben", intents.Find, intents.Slots{"label": value("oldest"), "person": value("ben")}},
		{"find my latest photos", intents.Find, intents.Slots{"query": value("my latest photos")}},
		{"open the album Highland days", intents.Find, intents.Slots{"album": value("highland days")}},
		{"how many photos of dogs", intents.Count, intents.Slots{"query": value("dogs")}},
		{"how many photos of Anna are there", intents.Count, intents.Slots{"person": value("Anna")}},
		{"only with Anna", intents.Refine, intents.Slots{"person": value("Anna")}},
		{"only from 2024", intents.Refine, intents.Slots{"date": value("2024")}},
		{"who is in this one", intents.Find, intents.Slots{"query": value("who is in this one")}},
		{"how many photos of dogs", intents.Find, intents.Slots{"query": value("how many photos of dogs")}},
		{"when", intents.Find, intents.Slots{"query": value("when")}},
		{"the third one", intents.Find, intents.Slots{"query": value("third")}},
		{"do I have photos of mountains", intents.Find, intents.Slots{"label": value("do i have"), "person": value("mountains")}},
		{"do I have photos", intents.Find, intents.Slots{"label": value("do i have")}},
		{"random photos of Clara", intents.Random, intents.Slots{"query": value("clara")}},
	}
	for _, tt := range tests {
		t.Run(tt.typed, func(t *testing.T) {
			request := intents.Request{At: intentstest.Now(), Zone: intentstest.Zone(), Locale: "en-US", Utterance: tt.typed}
			typed, err := u.Understand(&request, v)
			if err != nil {
				t.Fatal(err)
			}
			request.Intent, request.Slots, request.Utterance = tt.intent, tt.slots, ""
			spoken, err := u.Understand(&request, v)
			if err != nil {
				t.Fatal(err)
			}
			if typed.Intent != spoken.Intent {
				t.Errorf("typed it is %s, spoken it is %s", typed.Intent, spoken.Intent)
			}
			if diff := cmp.Diff(typed.Query, spoken.Query); diff != "" {
				t.Errorf("other queries (-typed +spoken):\n%s", diff)
			}
		})
	}
}

func TestANameThatMeansAnotherThingElsewhereStaysAName(t *testing.T) {
	may := gallery.NewTerm(gallery.Person, "May")
	random := gallery.NewTerm(gallery.Album, "Random")
	v := gallery.NewVocabulary(gallery.Entry{Count: 9}, []gallery.Entry{
		{Term: may, Display: "May", Count: 3}, {Term: random, Display: "Random", Count: 2},
	})
	u := intents.NewUnderstander()
	for slot, want := range map[string]gallery.Term{"person": may, "album": random} {
		got, err := u.Understand(&intents.Request{
			At: intentstest.Now(), Intent: intents.Find, Slots: intents.Slots{slot: value(want.Value)},
		}, v)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(gallery.Query{All: []gallery.Term{want}}, got.Query); diff != "" {
			t.Errorf("%s (-want +got):\n%s", slot, diff)
		}
	}
}

func TestSeveralNamesAreAskedFor(t *testing.T) {
	w := intentstest.Open(t)
	r := ask(w, "1", "")
	r.Intent, r.Slots = intents.Find, intents.Slots{"person": {Text: "emmy", Choices: []string{"Emma Berg", "Emilia Stein"}}}
	got := serve(t, w.Router, r)
	if want := "Do you mean Emma Berg or Emilia Stein?"; got.Kind != intents.Asked || got.Ask.String() != want {
		t.Errorf("got %s %q, want %q", got.Kind, got.Ask, want)
	}
}

func TestDaysBeginWhereTheAskerIs(t *testing.T) {
	v, u := vocabulary(t), intents.NewUnderstander()
	for zone, want := range map[string]string{"Europe/Berlin": "2026-11-21T00:00:00+01:00", "America/Los_Angeles": "2026-11-21T00:00:00-08:00"} {
		location, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		got, err := u.Understand(&intents.Request{At: intentstest.Now().Add(10 * time.Hour), Zone: location, Utterance: "yesterday"}, v)
		if err != nil || got.Query.Times.Hull().From.Format(time.RFC3339) != want {
			t.Errorf("in %s: got %s, %v; want %s", zone, got.Query.Times.Hull().From.Format(time.RFC3339), err, want)
		}
	}
}

func TestSeasonsAndDatesGoByTheLocale(t *testing.T) {
	v, u := vocabulary(t), intents.NewUnderstander()
	for _, tt := range []struct{ locale, words, want string }{
		{"en-US", "03/04/2025", "2025-03-04"}, {"en-GB", "03/04/2025", "2025-04-03"}, {"en-IN", "03/04/2025", "2025-04-03"},
		{"", "03/04/2025", "2025-03-04"}, {"en-US", "summer 2025", "2025-06-01"}, {"en-AU", "summer 2025", "2025-12-01"},
		{"de-DE", "letzten Sommer", "2026-06-01"}, {"de-AT", "03/04/2025", "2025-04-03"}, {"de-CH", "Januar 2025", "2025-01-01"},
		{"es-ES", "día de la madre 2025", "2025-05-04"}, {"es-MX", "día de la madre 2025", "2025-05-10"}, {"es-US", "03/04/2025", "2025-04-03"},
	} {
		got, err := u.Understand(&intents.Request{At: intentstest.Now(), Zone: intentstest.Zone(), Locale: tt.locale, Utterance: tt.words}, v)
		if err != nil || got.Query.Times.Hull().From.Format(time.DateOnly) != tt.want {
			t.Errorf("%q in %q: got %s, %v; want %s", tt.words, tt.locale, got.Query.Times.Hull().From.Format(time.DateOnly), err, tt.want)
		}
	}
}

func TestAnAnswerHasOneLanguage(t *testing.T) {
	w := intentstest.Open(t)
	r := ask(w, "german", "Strand letzten Sommer")
	r.Locale = "de-DE"
	if said := serve(t, w.Router, r).Speech.String(); strings.Contains(said, "Sommer") || !strings.Contains(said, "summer") {
		t.Errorf("got %q, want the summer in the language of the rest", said)
	}
}
