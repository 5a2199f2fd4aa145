package intents_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/intents"
	"shoebox/intents/intentstest"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
	"shoebox/shared/table/tabletest"
)

func TestNothingSaysWhatIsThereInstead(t *testing.T) {
	tests := []struct {
		words, want string
		buttons     []string
		yes         string // what a yes shows, as it is said
	}{
		{
			"dogs in Portugal",
			"I found no dog photos in Portugal. There are 2 in Hamburg, and 9 photos in Portugal without dogs. Shall I show the 2 in Hamburg?",
			[]string{"Dog photos in Hamburg (2)", "Photos in Portugal (9)"},
			"2 dog photos in Hamburg.",
		},
		{
			"beach in 2019",
			"I found no beach photos from 2019. There are 4 from 2023, and 3 photos from 2019 without beach. Shall I show the 4 from 2023?",
			[]string{"Beach photos from 2023 (4)", "Photos from 2019 (3)"},
			"4 beach photos from 2023.",
		},
		{
			"dogs from 2019 in Paris",
			"I found no dog photos in Paris from 2019. There are 3 photos in Paris from 2019 without dogs. Shall I show those?",
			[]string{"Photos in Paris from 2019 (3)"},
			"3 photos in Paris from 2019.",
		},
		{
			"cats without garden",
			"I found no cat photos without garden. There is one cat photo in the garden. Shall I show it?",
			[]string{"Cat photo (1)"},
			"One cat photo.",
		},
		{
			"favourites with Ben in Paris",
			"I found no favourite photos of Ben in Paris. There is one in Usedom, and 3 photos in Paris. Shall I show the one in Usedom?",
			nil,
			"One favourite photo of Ben in Usedom.",
		},
		{
			"Ben and Emma in Edinburgh at the beach",
			"I found no photos of Ben and Emma at the beach in Edinburgh. There are 3 photos of Ben in Edinburgh, and one photo of Emma in Edinburgh. Shall I show the 3 photos of Ben in Edinburgh?",
			[]string{"Photos of Ben in Edinburgh (3)", "Photo of Emma in Edinburgh (1)"},
			"3 photos of Ben in Edinburgh.",
		},
		{
			"giraffes in Paris",
			"I found no photos of giraffes in Paris. Nothing here is called giraffes. There are 3 photos in Paris. Shall I show those?",
			[]string{"Photos in Paris (3)"},
			"3 photos in Paris.",
		},
		{
			"photos from 1950",
			"I found no photos from 1950. There are 3 from 2019, and one from 2021. Shall I show the 3 from 2019?",
			[]string{"Photos from 2019 (3)", "Photo from 2021 (1)"},
			"3 photos from 2019.",
		},
		{
			"Grandma Rose in Portugal",
			"I found no photos of Grandma Rose in Portugal. There are 4 in Hamburg, and 4 photos of Anna in Portugal. Shall I show the 4 in Hamburg?",
			[]string{"Photos of Grandma Rose in Hamburg (4)", "Photos of Anna in Portugal (4)"},
			"4 photos of Grandma Rose in Hamburg.",
		},
		{
			"person:anna place:hamburg place:lisbon",
			"I found no photos of Anna in Hamburg and Lisbon. There are 3 photos of Anna in Hamburg, and 2 photos of Anna in Lisbon. Shall I show the 3 photos of Anna in Hamburg?",
			nil, "3 photos of Anna in Hamburg.",
		},
		{
			"photos of Bob at the peer",
			"I took peer for pier. Bob: I took Robert Miller. I found no photos of Robert Miller at the pier. There are 3 photos of Robert Miller elsewhere, and one photo of Clara at the pier. Shall I show the 3 photos of Robert Miller elsewhere?",
			nil, "3 photos of Robert Miller.",
		},
		{
			"giraffes",
			"Nothing here is called giraffes. There are many photos of Anna, Germany and nature. Shall I show the newest instead?",
			nil, "",
		},
		{
			"how many dogs in Portugal",
			"I found no dog photos in Portugal. There are 2 in Hamburg, and 9 photos in Portugal without dogs. Shall I show the 2 in Hamburg?",
			[]string{"Dog photos in Hamburg (2)", "Photos in Portugal (9)"},
			"2 dog photos in Hamburg.",
		},
	}
	begin := dialogs(t)
	for _, tt := range tests {
		for channel, d := range begin(t) {
			t.Run(tt.words+"/"+channel, func(t *testing.T) {
				d.t = t
				got := d.say(tt.words)
				if got.Kind != intents.Nothing || said(got) != tt.want {
					t.Errorf("got  %s %q\nwant %q", got.Kind, said(got), tt.want)
				}
				var labels []string
				for _, s := range got.Suggest {
					labels = append(labels, s.Label)
				}
				if diff := cmp.Diff(tt.buttons, labels); tt.buttons != nil && diff != "" {
					t.Errorf("other buttons (-want +got):\n%s", diff)
				}
				first := got
				if got := d.say("yes").Speech.String(); tt.yes != "" && got != tt.yes {
					t.Errorf("a yes shows %q, want %q", got, tt.yes)
				}
				if tt.yes == "" {
					return
				}
				shows := d.last
				if d.say(first.Suggest[0].Utterance); !cmp.Equal(shown(shows), shown(d.last)) {
					t.Errorf("the button %q shows %v, a yes %v", first.Suggest[0].Label, shown(d.last), shown(shows))
				}
			})
		}
	}
}

// What is there instead costs two requests at most; the gallery's words are in
// memory, as they are in most turns.
func TestWhatIsThereInsteadCostsTwoRequests(t *testing.T) {
	w := intentstest.Open(t)
	serve(t, w.Router, ask(w, "warm", "photos of Anna"))
	requests := func(words string) int {
		ctx, tracker := table.Track(t.Context())
		r := ask(w, "", words) // without an id no marker is written
		got, err := w.Router.ServeIntent(ctx, r)
		if err != nil || got.Kind != intents.Nothing {
			t.Fatalf("%q: got %s, %v", words, got.Kind, err)
		}
		return tracker.Usage().Requests
	}
	g := w.Galleries.As(gallery.Membership{Gallery: intentstest.Family, Role: gallery.Viewer})
	understander := intents.NewUnderstander()
	vocabulary, err := g.Vocabulary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{
		"dogs in Portugal", "beach in 2019", "dogs from 2019 in Paris", "Ben and Emma in Edinburgh at the beach", "giraffes in Paris", "photos from 1950", "giraffes",
		"cats without garden", "favourites with Ben in Paris", "cats or dogs in Paris",
	} {
		r := ask(w, "", words)
		r.Zone = intentstest.Zone()
		m, err := understander.Understand(r, vocabulary)
		if err != nil {
			t.Fatal(err)
		}
		ctx, search := table.Track(t.Context())
		if _, err := g.Find(ctx, m.Query); err != nil {
			t.Fatal(err)
		}
		if got, most := requests(words), search.Usage().Requests+2; got > most {
			t.Errorf("%q took %d requests, want at most %d", words, got, most)
		}
	}
}

func TestNothingIsSaidWhereWhatIsThereInsteadCannotBeRead(t *testing.T) {
	w := intentstest.Open(t)
	serve(t, w.Router, ask(w, "warm", "photos of Anna"))
	ctx, search := table.Track(t.Context())
	g := w.Galleries.As(gallery.Membership{Gallery: intentstest.Family, Role: gallery.Viewer})
	if _, err := g.Find(ctx, gallery.Query{All: terms(word("dogs"), place("portugal"))}); err != nil {
		t.Fatal(err)
	}
	w.Store.Faulty.FailReads(tabletest.Fault{Nth: search.Usage().Requests + 1, Times: -1, Kind: fault.Internal})
	defer w.Store.Faulty.FailReads()
	const want = "I found no dog photos in Portugal. There are many photos of Anna, Germany and nature. Shall I show the newest instead?"
	if got := serve(t, w.Router, ask(w, "", "dogs in Portugal")); got.Kind != intents.Nothing || said(got) != want {
		t.Errorf("got %s %q, want %q", got.Kind, said(got), want)
	}
}
