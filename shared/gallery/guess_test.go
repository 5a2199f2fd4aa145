package gallery_test

import (
	"math"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/gallery"
)

// fewWords is a small vocabulary to misspell.
func fewWords() *gallery.Vocabulary {
	var entries []gallery.Entry
	add := func(kind gallery.Kind, names ...string) {
		for n, name := range names {
			entries = append(entries, gallery.Entry{Term: gallery.NewTerm(kind, name), Display: name, Count: 50 - n})
		}
	}
	add(gallery.Person, "Phoebe Waller", "Shaun", "Katherine", "Jon", "Mateo O'Hara", "Ana", "Mia")
	add(gallery.PlaceTerm, "Lisbon", "Edinburgh", "New York", "Zürich", "Saint-Malo", "東京")
	add(gallery.LabelTerm, "Beach", "Mountain", "Bicycle", "Sunset", "Dog", "Boat", "BBQ", "Birthday Cake", "Park")
	add(gallery.Tag, "Photographer", "best of")
	add(gallery.Camera, "Fujifilm X100V")
	add(gallery.Album, "Anna's Weddings")
	add(gallery.Word, "beaches", "gelato")
	entries = append(entries, gallery.Entry{
		Term: gallery.NewTerm(gallery.Person, "Robert Miller"), Display: "Robert Miller", Count: 9, Nicknames: []string{"Uncle Bobby", "Big Guy"},
	})
	return gallery.NewVocabulary(gallery.Entry{Count: 500}, entries)
}

func TestKnowsTheWordsOfNames(t *testing.T) {
	v := fewWords()
	for _, tt := range []struct {
		name, word string
		want       bool
	}{
		{"a label", "beach", true},
		{"a label in another case and form", "BEACHES", true},
		{"one word of a place", "york", true},
		{"a possessive", "Phoebe's", true},
		{"a name with an apostrophe", "OHara", true},
		{"a word without its accent", "zurich", true},
		{"a word behind a hyphen", "malo", true},
		{"a word of a label of several, in another form", "cakes", true},
		{"a word of an album, in another form", "wedding", true},
		{"whose album it is", "anna", true},
		{"a camera", "x100v", true},
		{"a word of a title", "gelato", true},
		{"a nickname", "Bobby", true},
		{"a word of a nickname", "guy", true},
		{"a character that is a word", "京", true},
		{"a word that is like one", "beech", false},
		{"a part of a word", "bea", false},
		{"a word that is two when it is folded", "Saint-Malo", true},
		{"a word of which one part is known", "Saint-Tropez", false},
		{"nothing", "", false},
		{"no letter", "?!", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := v.Knows(tt.word); got != tt.want {
				t.Errorf("Knows(%q) = %v, want %v", tt.word, got, tt.want)
			}
		})
	}
}

func TestGuessKnowsWhatWasMeant(t *testing.T) {
	v := fewWords()
	for _, tt := range []struct{ name, word, want string }{
		{"a word that sounds the same", "beech", "beach"},
		{"a letter that sounds alike", "Lizbon", "Lisbon"},
		{"a letter doubled", "lissbon", "Lisbon"},
		{"a name as it is heard", "feebee", "Phoebe"},
		{"another spelling of a name", "Shawn", "Shaun"},
		{"a spelling that is a word of names itself", "Sean", "Shaun"},
		{"another first letter", "Catherine", "Katherine"},
		{"a name of three letters", "John", "Jon"},
		{"a letter left out", "moutain", "mountain"},
		{"a plural with a letter left out", "moutains", "mountain"},
		{"a possessive with a letter left out", "Pheobe's", "Phoebe"},
		{"two vowels for one another", "bycicle", "bicycle"},
		{"neighbours swapped", "sunste", "sunset"},
		{"the key beside", "sunswt", "sunset"},
		{"the y of a German keyboard", "biczcle", "bicycle"},
		{"written as it sounds", "fotografer", "photographer"},
		{"a place as it is heard", "Edinborough", "Edinburgh"},
		{"an accent left out and a letter", "zurch", "Zürich"},
		{"an accent where none is", "líssbon", "Lisbon"},
		{"two slips in a long word", "photograpeher", "photographer"},
		{"a nickname", "Bobbie", "Bobby"},
		{"an abbreviation", "bbbq", "BBQ"},
		{"a word of a name of several", "birthdya", "birthday"},
		{"a camera", "fujiflim", "Fujifilm"},
		{"two letters of three swapped", "dgo", "dog"},
		{"two letters of three swapped, in a plural", "aans", "Ana"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			guesses, sure := v.Guess(tt.word)
			if len(guesses) == 0 || guesses[0].Word != tt.want || !sure {
				t.Errorf("Guess(%q) = %+v, sure: %v, want %s clearly", tt.word, guesses, sure, tt.want)
			}
		})
	}
}

func TestGuessLeavesAlone(t *testing.T) {
	v := fewWords()
	for _, tt := range []struct{ name, word string }{
		{"what is known", "beach"},
		{"another form of what is known", "dogs"},
		{"two letters", "dg"},
		{"three letters that are one too few", "dgo1"},
		{"three letters of another word", "dig"},
		{"a name that is like another", "Anna-Mia"},
		{"a common word that is like another", "goat"},
		{"a common name that is like another", "Maria"},
		{"a place that is no plural", "Paris"},
		{"another number", "x200v"},
		{"a year", "2019"},
		{"several words", "sunste beech"},
		{"a word like nothing", "xylophone"},
		{"nothing", ""},
		{"no letter", "?!"},
		{"bytes that are no text", "\xff\xfe\xfd\xfc"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if guesses, sure := v.Guess(tt.word); len(guesses) > 0 || sure {
				t.Errorf("Guess(%q) = %+v, sure: %v, want none", tt.word, guesses, sure)
			}
		})
	}
}

func TestGuessOffersWhatIsAboutAsLikely(t *testing.T) {
	entry := func(kind gallery.Kind, display string, count int) gallery.Entry {
		return gallery.Entry{Term: gallery.NewTerm(kind, display), Display: display, Count: count}
	}
	v := gallery.NewVocabulary(gallery.Entry{Count: 50}, []gallery.Entry{
		entry(gallery.Person, "Shaun", 3), entry(gallery.Person, "Sean", 30), entry(gallery.PlaceTerm, "Malmö", 2),
		entry(gallery.PlaceTerm, "Malo", 8), entry(gallery.Album, "Sean's birthday", 40),
	})
	guesses, sure := v.Guess("Shawn")
	for i := range guesses {
		if guesses[i].Score < 0.8 || guesses[i].Score > 1 {
			t.Errorf("%s sounds as likely as %.2f, want 0.8 to 1", guesses[i].Word, guesses[i].Score)
		}
		guesses[i].Score = 0
	}
	// The count is that of the most frequent entry that has the word.
	if diff := cmp.Diff(guesses, []gallery.Guess{{Word: "Sean", Count: 40}, {Word: "Shaun", Count: 3}}); diff != "" || sure {
		t.Errorf("sure: %v, want two to choose from; got -, want +:\n%s", sure, diff)
	}
}

func TestGuessOffersTheOneNameThatAShortWordMayBe(t *testing.T) {
	v := fewWords()
	for word, want := range map[string]string{"prk": "park", "par": "park", "bot": "boat", "bea": "", "bat": "", "xog": ""} {
		guesses, sure := v.Guess(word)
		got := ""
		for _, g := range guesses {
			got += g.Word
		}
		if got != want || sure {
			t.Errorf("Guess(%q) = %+v, sure: %v, want %q to ask about", word, guesses, sure, want)
		}
	}
}

func TestGuessPassesOverWordsOfSentences(t *testing.T) {
	v := gallery.NewVocabulary(gallery.Entry{Count: 9}, []gallery.Entry{
		{Term: gallery.NewTerm(gallery.Word, "could"), Display: "could", Count: 9},
		{Term: gallery.NewTerm(gallery.LabelTerm, "Cloud"), Display: "Cloud", Count: 2},
	})
	guesses, sure := v.Guess("coud")
	if len(guesses) != 1 || guesses[0].Word != "cloud" || !sure {
		t.Errorf("got %+v, sure: %v, want the cloud alone", guesses, sure)
	}
}

func TestAVocabularyIsAskedByManyAtOnce(t *testing.T) {
	v := fewWords()
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if guesses, sure := v.Guess("moutain"); !sure || guesses[0].Word != "mountain" {
				t.Errorf("got %+v", guesses)
			}
		})
	}
	all.Wait()
}

func TestJoinedPutsSpacesElsewhere(t *testing.T) {
	v := fewWords()
	for _, tt := range []struct{ name, words, want string }{
		{"two words that are one", "sun set", "sunset"},
		{"two words that are one in another form", "sun sets", "sunsets"},
		{"one word that is two", "newyork", "New York"},
		{"one word that is a nickname of two", "unclebobby", "Uncle Bobby"},
		{"a space in the wrong place", "birth daycake", "Birthday Cake"},
		{"three words that are one", "pho to grapher", "photographer"},
		{"words that stand right", "new york", ""},
		{"a word that stands right", "sunset", ""},
		{"words that are nothing together", "dog boat", ""},
		{"nothing", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := v.Joined(strings.Fields(tt.words)...)
			if got != tt.want || ok != (tt.want != "") {
				t.Errorf("Joined(%q) = %q, %v, want %q", tt.words, got, ok, tt.want)
			}
		})
	}
}

// FuzzGuess also sends strange words into what compares them: no panic, and what is
// guessed is a word of the vocabulary.
func FuzzGuess(f *testing.F) {
	for _, seed := range []string{
		"beech", "feebee", "", "\xff\xfe\xfd", "Ünïcödé", "東京タワー", "ccc", "wr", "szcz", "ggghhh", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
		"x100w", "ﬁlm", "i̇stanbul", "ｂｅａｃｈ", "e", "ee", "eee", "ie", "schwarzenegger", "qqq", "axe", "yde", strings.Repeat("é", 40),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, word string) {
		entries := []gallery.Entry{
			{Term: gallery.NewTerm(gallery.LabelTerm, "Beach"), Display: "Beach", Count: 4},
			{Term: gallery.NewTerm(gallery.Person, "Phoebe"), Display: "Phoebe", Count: 3},
		}
		if value := gallery.NewTerm(gallery.Tag, word).Value; value != "" {
			entries = append(entries, gallery.Entry{Term: gallery.NewTerm(gallery.Tag, word), Display: word, Count: 2})
			if utf8.RuneCountInString(value) > 4 {
				defer gallery.NewVocabulary(gallery.Entry{}, entries).Guess(value[:len(value)-1] + "x")
			}
		}
		v := gallery.NewVocabulary(gallery.Entry{Count: 9}, entries[:2])
		guesses, sure := v.Guess(word)
		if v.Knows(word) && len(guesses) > 0 || sure && len(guesses) == 0 || len(guesses) > 3 {
			t.Errorf("Guess(%q) = %+v, sure: %v", word, guesses, sure)
		}
		for _, g := range guesses {
			if !v.Knows(g.Word) || g.Count < 2 || !(g.Score >= 0 && g.Score <= 1) || math.IsNaN(g.Score) {
				t.Errorf("Guess(%q) guesses %+v", word, g)
			}
		}
		v.Joined(word, "x", word)
		own := gallery.NewVocabulary(gallery.Entry{Count: 9}, entries)
		own.Guess(word + "h")
	})
}
