package phrase_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/intents/phrase"
	"shoebox/shared/gallery"
)

// relatives is a gallery of names that are easily mistaken.
func relatives() *gallery.Vocabulary {
	var entries []gallery.Entry
	for kind, names := range map[gallery.Kind][]string{
		gallery.Person:    {"Anna Smith", "Robert Miller", "Aunt Marie", "May", "William Park", "William Stone", "Maria Silva", "Marta Costa", "Paris Hill", "Jordan"},
		gallery.PlaceTerm: {"Lisbon", "New York", "Reading", "Jordan"},
		gallery.LabelTerm: {"Dog", "Cat", "Beach", "Golden Retriever", "Reading", "Garden"},
		gallery.Tag:       {"holiday"},
		gallery.Album:     {"Wedding"},
	} {
		for i, name := range names {
			entries = append(entries, gallery.Entry{Term: gallery.NewTerm(kind, name), Display: name, Count: 40 - i})
		}
	}
	return gallery.NewVocabulary(gallery.Entry{Count: 100}, entries)
}

func TestWhatWasTakenForWhatIsTold(t *testing.T) {
	g, v, at := grammar(t), relatives(), now(t)
	corrected := func(heard, taken string) phrase.Note {
		return phrase.Note{Kind: phrase.Corrected, Heard: heard, Taken: taken}
	}
	for _, tt := range []struct {
		text, want string
		notes      []phrase.Note
	}{
		{"photos of the beech", "find word:beach", []phrase.Note{corrected("beech", "beach")}},
		{"in lizbon", "find place:lisbon", []phrase.Note{corrected("lizbon", "Lisbon")}},
		{"new yrok", "find place:new_york", []phrase.Note{corrected("yrok", "York")}},
		{"aunt marrie at the beach", "find person:aunt_marie word:beach", []phrase.Note{corrected("marrie", "Marie")}},
		{"aunt mary", "find person:aunt_marie", []phrase.Note{{Kind: phrase.Nicknamed, Heard: "aunt mary", Taken: "Aunt Marie"}}},
		{"golden retreiver", "find word:golden_retriever", []phrase.Note{corrected("retreiver", "retriever")}},
		{"beach without gardne", "find word:beach -word:garden", []phrase.Note{corrected("gardne", "garden")}},
		{"how many photos of the beech", "count word:beach", []phrase.Note{corrected("beech", "beach")}},
		{"place:lizbon", "find place:lisbon", []phrase.Note{corrected("lizbon", "Lisbon")}},
		{"#holidya", "find tag:holiday", []phrase.Note{corrected("holidya", "holiday")}},
		{"word:beech", "find word:beech", nil},
		{`"beech"`, "find word:beech", nil},
		{"beach in februry 2020", "find word:beach 2020-02-01/2020-03-01", []phrase.Note{corrected("februry", "February")}},
		{"yesteday", "find 2026-11-21/2026-11-22", []phrase.Note{corrected("yesteday", "yesterday")}},
		{"chrismas 2021", "find 2021-12-25/2021-12-26", []phrase.Note{corrected("chrismas", "Christmas")}},
		{"phtos of the beach", "find word:beach", []phrase.Note{corrected("phtos", "photos")}},
		{"show me pitcures", "latest", []phrase.Note{corrected("pitcures", "pictures")}},
		{"beach witout Anna", "find word:beach -person:anna_smith", []phrase.Note{corrected("witout", "without")}},
		{"zeppelin", "find word:zeppelin", nil},
		{"persn:anna", "find person:anna_smith", []phrase.Note{corrected("persn:", "person:")}},
		{"lable:beach", "find label:beach", []phrase.Note{corrected("lable:", "label:")}},
		{"colour:red beach", "find word:red word:beach", []phrase.Note{{Kind: phrase.UnknownFilter, Heard: "colour", Other: "label"}}},
		{"brand:dog", "find word:dog", []phrase.Note{{Kind: phrase.UnknownFilter, Heard: "brand", Other: "word"}}},
		{"note: beach", "find word:note word:beach", nil},
		{"https://beach", "find word:https word:beach", nil},
		{"Anna:beach", "find person:anna_smith word:beach", nil},
		{"Bob at the beach", "find person:robert_miller word:beach", []phrase.Note{{Kind: phrase.Nicknamed, Heard: "Bob", Taken: "Robert Miller"}}},
		{"Auntie Marie", "find person:aunt_marie", []phrase.Note{{Kind: phrase.Nicknamed, Heard: "Auntie Marie", Taken: "Aunt Marie"}}},
		{"person:bob", "find person:robert_miller", []phrase.Note{{Kind: phrase.Nicknamed, Heard: "bob", Taken: "Robert Miller"}}},
		{"May", "find person:may", []phrase.Note{{Kind: phrase.Ambiguous, Heard: "May", Taken: "the person May", Other: "the month of May"}}},
		{"in May", "find 2026-05-01/2026-06-01", []phrase.Note{{Kind: phrase.Ambiguous, Heard: "May", Taken: "the month of May", Other: "the person May"}}},
		{"with May", "find person:may", nil},
		{"reading", "find word:reading", []phrase.Note{{Kind: phrase.Ambiguous, Heard: "reading", Taken: "the word reading", Other: "the place Reading"}}},
		{"in Reading", "find place:reading", nil},
		{"Jordan", "find person:jordan", []phrase.Note{{Kind: phrase.Ambiguous, Heard: "Jordan", Taken: "the person Jordan", Other: "the place Jordan"}}},
		{"in Jordan", "find place:jordan", nil},
	} {
		t.Run(tt.text, func(t *testing.T) {
			p, err := g.Parse(tt.text, v, at)
			if err != nil {
				t.Fatal(err)
			}
			if got := brief(p); got != tt.want {
				t.Errorf("got %s\nwant %s", got, tt.want)
			}
			if diff := cmp.Diff(p.Notes, tt.notes); diff != "" {
				t.Errorf("the notes (-got +want):\n%s", diff)
			}
			if len(p.Doubts) > 0 {
				t.Errorf("got the doubts %v, want none", p.Doubts)
			}
		})
	}
}

func TestWhatMayBeSeveralIsAsked(t *testing.T) {
	g, v, at := grammar(t), relatives(), now(t)
	for _, tt := range []struct{ text, want, doubts string }{
		{"photos of Marla in Lisbon", "find place:lisbon",
			`Marla: Maria (photos of person:"maria silva" in Lisbon), Marta (photos of person:"marta costa" in Lisbon)`},
		{"Bill", "find", `Bill: William Park (person:"william park"), William Stone (person:"william stone")`},
		{"how many photos of Bill", "count",
			`Bill: William Park (how many photos of person:"william park"), William Stone (how many photos of person:"william stone")`},
		{"Bill at the beech", "find word:beach",
			`Bill: William Park (person:"william park" at the beach), William Stone (person:"william stone" at the beach)`},
		{"beach without Bill or Anna", "find word:beach -person:anna_smith",
			`Bill: William Park (beach without person:"william park" or Anna), William Stone (beach without person:"william stone" or Anna)`},
		{"Marla and Bill", "find",
			`Marla: Maria (person:"maria silva" and person:"william park"), Marta (person:"marta costa" and person:"william park"); ` +
				`Bill: William Park (person:"maria silva" and person:"william park"), William Stone (person:"maria silva" and person:"william stone")`},
	} {
		t.Run(tt.text, func(t *testing.T) {
			p, err := g.Parse(tt.text, v, at)
			if err != nil {
				t.Fatal(err)
			}
			if got := brief(p); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
			var doubts []string
			for _, d := range p.Doubts {
				var choices []string
				for _, c := range d.Choices {
					choices = append(choices, fmt.Sprintf("%s (%s)", c.Name, c.Utterance))
				}
				doubts = append(doubts, d.Heard+": "+strings.Join(choices, ", "))
			}
			if diff := cmp.Diff(strings.Join(doubts, "; "), tt.doubts); diff != "" {
				t.Errorf("the doubts (-got +want):\n%s", diff)
			}
			undoubted(t, g, tt.text, p, v, at)
		})
	}
}

func TestManyOthersAreNotLeftOut(t *testing.T) {
	const others = 40
	entries := []gallery.Entry{{Term: gallery.NewTerm(gallery.Person, "Anna"), Display: "Anna", Count: 1}}
	for i := range others + 1 {
		name := "Person " + strings.Repeat("x", i+1)
		v := gallery.NewVocabulary(gallery.Entry{Count: 1}, entries)
		p, err := grammar(t).Parse("photos of only Anna", v, now(t))
		if err != nil {
			t.Fatal(err)
		}
		if got := len(p.Query.None); got != i {
			t.Fatalf("with %d others: got %d left out", i, got)
		}
		entries = append(entries, gallery.Entry{Term: gallery.NewTerm(gallery.Person, name), Display: name, Count: 1})
	}
	v := gallery.NewVocabulary(gallery.Entry{Count: 1}, entries)
	for _, text := range []string{"photos of only Anna", "Anna alone or dogs", "(Anna alone) or (Anna alone in Lisbon)"} {
		p, err := grammar(t).Parse(text, v, now(t))
		if err != nil {
			t.Fatal(err)
		}
		if got := len(p.Query.None); got != 0 {
			t.Errorf("%q: got %d left out, want none of %d", text, got, others+1)
		}
	}
}

func TestNothingIsCorrectedIntoACommand(t *testing.T) {
	var entries []gallery.Entry
	for _, name := range []string{"Show", "Next", "Beach"} {
		entries = append(entries, gallery.Entry{Term: gallery.NewTerm(gallery.LabelTerm, name), Display: name, Count: 1})
	}
	v := gallery.NewVocabulary(gallery.Entry{Count: 1}, entries)
	for text, want := range map[string]string{
		"nexxt": "find word:next", "showw": "find word:showw", "showw beach": "find word:beach", "next": "next", "neext one": "find word:next",
	} {
		p, err := grammar(t).Parse(text, v, now(t))
		if err != nil {
			t.Fatal(err)
		}
		if got := brief(p); got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}
