package intents_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/intents"
	"shoebox/shared/account"
	"shoebox/shared/gallery"
	"shoebox/shared/table/tabletest"
)

func TestAPageSaysHowItsWordsWereTaken(t *testing.T) {
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	gs := gallery.New(tabletest.OpenStore(t, clock).Table, gallery.Keys{make([]byte, 32)}, clock)
	g := gs.As(gallery.Membership{Gallery: "family", Role: gallery.Owner})
	for i, p := range []gallery.Photo{
		{Title: "Sand", Labels: []gallery.Label{{Name: "Beach", Confidence: 99}}, People: []string{"Anna Smith"}, Place: gallery.Place{City: "Lisbon"}},
		{Title: "Waves", Labels: []gallery.Label{{Name: "Beach", Confidence: 99}}, People: []string{"Anna Jones"}, Place: gallery.Place{City: "Lisbon"}},
		{Title: "Rex", Labels: []gallery.Label{{Name: "Dog", Confidence: 99}}, Place: gallery.Place{City: "Paris"}},
	} {
		p.Taken = time.Date(2025-i, 11, 22, 10, 0, 0, 0, time.UTC)
		if _, err := g.Add(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
	v, err := g.Vocabulary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	u := intents.NewUnderstander()
	type said struct {
		Understood string
		Guesses    []string
		Instead    []string
	}
	tests := []struct {
		words string
		want  said
	}{
		{"beach", said{Understood: "2 beach photos."}},
		{"oldest beach photos", said{Understood: "2 beach photos, the oldest first."}},
		{"random beach photos", said{Understood: "2 beach photos, in no order."}},
		{"", said{Understood: "3 photos."}},
		{"baech", said{Understood: "2 beach photos.", Guesses: []string{"I took baech for beach."}}},
		{"on this day", said{Understood: "3 photos of 22 November."}},
		{"dogs in lisbon", said{
			Understood: "I found no dog photos in Lisbon. There is one in Paris, and 2 photos in Lisbon without dogs.",
			Instead:    []string{`word:"dogs" place:"paris"`, `place:"lisbon"`},
		}},
	}
	for _, tt := range tests {
		t.Run(tt.words, func(t *testing.T) {
			r := &intents.Request{Channel: account.Web, Utterance: tt.words, At: now, Zone: time.UTC, Screen: intents.Screen{Shows: true}}
			m, err := u.Understand(r, v)
			if err != nil {
				t.Fatal(err)
			}
			page, err := g.Find(t.Context(), m.Query)
			if m.Intent == intents.OnThisDay {
				page, err = g.OnThisDay(t.Context(), now, 10, "")
			}
			if err != nil {
				t.Fatal(err)
			}
			read, err := u.Read(t.Context(), r, m, g, v, page)
			if err != nil {
				t.Fatal(err)
			}
			got := said{Understood: read.Understood}
			for _, each := range read.Guesses {
				got.Guesses = append(got.Guesses, each.Text)
			}
			for _, each := range read.Instead {
				got.Instead = append(got.Instead, each.Utterance)
			}
			if diff := cmp.Diff(got, tt.want); diff != "" {
				t.Errorf("got - want +:\n%s", diff)
			}
		})
	}
	m, err := u.Understand(&intents.Request{Utterance: "photos of anna", At: now}, v)
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range u.Guesses(m) {
		if !strings.HasSuffix(g.Text, "?") && !strings.HasSuffix(g.Text, ".") {
			t.Errorf("got %q, want a sentence", g.Text)
		}
	}
}
